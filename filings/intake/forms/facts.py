"""事实与理由 and the list of evidence."""

from django import forms
from django.forms import formset_factory

from filings.intake.forms.fields import DraftForm, LineField, TextField

MOST_EVIDENCE = 100
LONGEST_FACTS = 50_000


class FactsForm(DraftForm):
    facts = TextField(
        label="事实与理由",
        max_length=LONGEST_FACTS,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="按时间顺序写：什么时候、在哪里、和谁、发生了什么。再写对方做错了什么，您为什么提出这些请求。",
    )


class EvidenceForm(DraftForm):
    name = LineField(label="证据名称", max_length=100, required=False, help_text="例如 借条。")
    source = LineField(label="证据来源", max_length=100, required=False, help_text="例如 原告保存。")
    purpose = LineField(label="证明目的", max_length=300, required=False, help_text="例如 证明被告借款 5 万元。")

    def clean(self) -> dict[str, str]:
        answers = super().clean()
        if not self.lenient and not answers.get("name") and (answers.get("source") or answers.get("purpose")):
            self.add_error("name", "请填写证据名称，不需要这一行就把整行清空。")
        return answers


class BaseEvidence(forms.BaseFormSet):
    def rows(self, without: int | None = None) -> list[dict[str, str]]:
        """The rows with at least one answer, in order, without row `without`."""
        kept = [form.kept() for row, form in enumerate(self.forms) if row != without]
        return [
            {name: row.get(name, "") for name in ("name", "source", "purpose")} for row in kept if any(row.values())
        ]


EvidenceFormSet = formset_factory(
    EvidenceForm, formset=BaseEvidence, extra=0, max_num=MOST_EVIDENCE, absolute_max=MOST_EVIDENCE, validate_max=True
)
