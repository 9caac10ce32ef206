"""The desk's forms: what is typed for a decision, and the checklist."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField, model_to_dict
from django.utils import timezone

from filings.intake import queries
from filings.intake.diversions import DIVERSIONS
from filings.intake.enums import Side
from filings.intake.kinds import CheckItem
from filings.intake.models import Filing
from filings.intake.queries import causes_of
from filings.review.effectiveness import Service
from filings.review.enums import Document
from filings.review.models import ReviewRound, ServiceRecord
from filings.review.permissions import REVIEWERS
from filings.review.queries import effects
from filings.review.services import judging, registration
from filings.review.services.judging import Word
from gangcheng_court.core.accounts.models import Department, User
from gangcheng_court.core.web.fields import DayField, SuggestingInput
from gangcheng_court.core.web.forms import PlainForm, say_what_to_do
from gangcheng_court.errors import Refused

PASSED, FAILED = "yes", "no"
LONGEST_REASONS = 4000


def _reasons(label: str, *, hint: str = "", rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONGEST_REASONS,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": f"请填写{label}"},
    )


@dataclass(frozen=True)
class Line:
    """One checklist item on the page: its fields, and whether it now counts as failed."""

    item: CheckItem
    passed: BoundField
    note: BoundField
    target: BoundField
    word: Word | None


class ChecklistForm(PlainForm):
    """The whole checklist of one round; items without a choice are left as they are."""

    hide_optional = True

    def __init__(self, data: Any = None, *, filing: Filing, round_: ReviewRound) -> None:
        super().__init__(data)
        self.filing = filing
        self.items = judging.checklist_of(filing)
        self.said = {word.item: word for word in round_.judgements.all()}
        targets = list(judging.targets_of(filing).items())
        for item in self.items:
            said = self.said.get(item.code)
            self.fields[f"passed_{item.code}"] = forms.ChoiceField(
                label=item.title,
                choices=[(PASSED, "通过"), (FAILED, "不通过")],
                widget=forms.RadioSelect,
                required=False,
                initial=(PASSED if said.passed else FAILED) if said else None,
            )
            self.fields[f"note_{item.code}"] = forms.CharField(
                label="告知申请人的内容",
                max_length=LONGEST_REASONS,
                widget=forms.Textarea(attrs={"rows": 3}),
                required=False,
                initial=(said.note if said else "") or item.stock,
            )
            self.fields[f"target_{item.code}"] = forms.ChoiceField(
                label="开放修改的部分",
                choices=targets,
                required=False,
                initial=(said.target if said else "") or item.target,
            )
        for field in self.fields.values():
            say_what_to_do(field)

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        for item in self.items:
            if answers.get(f"passed_{item.code}") == FAILED:
                reason = judging.why_forbidden(self.filing, answers.get(f"note_{item.code}", ""))
                if reason:
                    self.add_error(f"note_{item.code}", reason)
        return answers

    @property
    def lines(self) -> Iterator[Line]:
        for item in self.items:
            yield Line(
                item,
                self[f"passed_{item.code}"],
                self[f"note_{item.code}"],
                self[f"target_{item.code}"],
                self.said.get(item.code),
            )

    def words(self) -> dict[str, Word]:
        """What was said on each item that has a choice; stock wording is kept as such."""
        words = {}
        for item in self.items:
            choice = self.cleaned_data[f"passed_{item.code}"]
            note, target = self.cleaned_data[f"note_{item.code}"].strip(), self.cleaned_data[f"target_{item.code}"]
            if choice:
                words[item.code] = Word(
                    passed=choice == PASSED,
                    note="" if note == item.stock else note,
                    target="" if target == item.target else target,
                )
        return words


class DecisionForm(PlainForm):
    """A decision that needs nothing typed: everything is in the checklist."""

    def __init__(self, data: Any = None, *, filing: Filing) -> None:
        super().__init__(data)
        self.filing = filing


class CaseNumberForm(DecisionForm):
    """The court's own number when there is one."""

    case_number = forms.CharField(
        label="办案平台已编定的案号",
        help_text="没有编定的不用填，系统按顺序编号。例如 （2026）鲁0117民初123号",
        required=False,
        max_length=40,
    )

    def clean_case_number(self) -> str:
        typed = self.cleaned_data["case_number"].strip()
        if not typed:
            return ""
        try:
            return str(registration.court_number(self.filing, typed, this_year=timezone.localdate().year))
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class AcceptForm(CaseNumberForm):
    """准予立案, with the cause when the filer left it to the court."""

    def __init__(self, data: Any = None, *, filing: Filing) -> None:
        super().__init__(data, filing=filing)
        if filing.cause_left_to_court:
            self.fields["cause"] = forms.ModelChoiceField(
                causes_of(filing).order_by("name"),
                label="确定案由",
                help_text="申请人请法院确定案由",
                empty_label="请选择",
                error_messages={"required": "请确定案由", "invalid_choice": "请从列表中选择案由"},
            )


class RegisterFirstForm(CaseNumberForm):
    """先行立案 on the legal last day."""


class WrongCourtForm(DecisionForm):
    """不属本院. What a chosen diversion knows fills in what was left empty."""

    diversion = forms.ChoiceField(
        label="属于哪种情形",
        choices=[("", "不选，自己填写"), *((code, each.title) for code, each in DIVERSIONS.items())],
        required=False,
        help_text="选了以后，下面两项空着的由系统填上，发出前可以修改",
    )
    right_court = forms.CharField(
        label="有管辖权的法院",
        max_length=100,
        help_text="写全称，例如 济南市莱芜区人民法院；不归法院管的，写应当向哪个机关提出",
        error_messages={"required": "请填写有管辖权的法院"},
    )
    reasons = _reasons("不属于本院管辖的理由")

    def __init__(self, data: Any = None, *, filing: Filing) -> None:
        super().__init__(_with_diversion(data), filing=filing)
        self.hints = [hint for hint in queries.right_courts_for(filing) if hint.court]
        names = dict.fromkeys(hint.court for hint in self.hints)
        self.fields["right_court"].widget = SuggestingInput(names, self.fields["right_court"].widget.attrs)

    def clean(self) -> dict[str, Any]:
        """The choice has done its part: only the court and the reasons are decided on."""
        answers = super().clean()
        answers.pop("diversion", None)
        return answers


def _with_diversion(data: Any) -> Any:
    diversion = DIVERSIONS.get(data.get("diversion", "")) if data is not None else None
    if diversion is None:
        return data
    filled = data.copy()
    for name, words in (("right_court", diversion.place), ("reasons", diversion.reasons)):
        if not filled.get(name, "").strip():
            filled[name] = words
    return filled


class RejectionForm(DecisionForm):
    """不予立案, for the second person to read and for the ruling."""

    reasons = _reasons("不予立案的理由", hint="写明事实和法律依据，将写入裁定书；由第二人复核后才发出", rows=6)


class SecondCorrectionForm(DecisionForm):
    """再次补正, for the chief to read."""

    reasons = _reasons("为什么第一次没有提出", hint="报立案庭负责人批准；批准后才发出，并计入统计")


class UncorrectedForm(DecisionForm):
    """退回 after the time to correct has passed."""

    reasons = _reasons("退回的理由", hint="写明与申请人联系的情况")


OTHER_PARTIES = 2
"""Rows for parties of that case who are not in this filing."""


def _day(label: str, **options: Any) -> DayField:
    return DayField(label=label, required=False, **options)


class EffectForm(PlainForm):
    """What the document is and when it reached each party; empty dates are those nobody knows yet."""

    document = forms.ChoiceField(label="文书种类", choices=[("", "请选择"), *Document.choices])
    issued_on = _day("作出日期", help_text="仲裁裁决书按作出日期生效，其他文书可以不填。")
    appealed = forms.BooleanField(label="有当事人上诉，或者债务人对支付令提出了书面异议", required=False)
    performance_days = forms.IntegerField(
        label="文书写明生效后几日内履行",
        required=False,
        min_value=1,
        max_value=3650,
        help_text="例如 10。没有写的不填。",
    )
    performance_until = _day("文书写明的履行最后日期", help_text="写明具体日期的填这里。")
    hide_optional = True

    def __init__(self, data: Any = None, *, filing: Filing) -> None:
        check = effects.check_of(filing)
        known = list(check.services.all()) if check else []
        initial = model_to_dict(check, fields=["document", *self.base_fields]) if check else {}
        super().__init__(data, initial=initial)
        rows = known or [
            ServiceRecord(party=party.name, owes=party.side == Side.DEFENDANT) for party in filing.parties.all()
        ]
        self.count = len(rows) + OTHER_PARTIES
        for number, row in enumerate([*rows, *[ServiceRecord()] * OTHER_PARTIES]):
            self.fields |= {
                f"party_{number}": forms.CharField(label="当事人", required=False, max_length=100, initial=row.party),
                f"owes_{number}": forms.BooleanField(label="要履行的一方", required=False, initial=row.owes),
                f"served_{number}": _day("送达（签收）日期", initial=row.served_on),
            }
        for field in self.fields.values():
            say_what_to_do(field)

    @property
    def own(self) -> list[BoundField]:
        return [self[name] for name in self.base_fields]

    @property
    def rows(self) -> list[tuple[BoundField, BoundField, BoundField]]:
        return [(self[f"party_{n}"], self[f"owes_{n}"], self[f"served_{n}"]) for n in range(self.count)]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        seen: set[str] = set()
        for number in range(self.count):
            party, served = (data.get(f"party_{number}") or "").strip(), data.get(f"served_{number}")
            if served and not party:
                self.add_error(f"party_{number}", "请填写这个日期是哪一方当事人的。")
            if served and served > timezone.localdate():
                self.add_error(f"served_{number}", "送达日期不能晚于今天。")
            if party in seen:
                self.add_error(f"party_{number}", f"{party}填了两次，请合并成一行。")
            seen |= {party} - {""}
        if (data.get("issued_on") or timezone.localdate()) > timezone.localdate():
            self.add_error("issued_on", "作出日期不能晚于今天。")
        return data

    def answers(self) -> dict[str, Any]:
        """What the service takes."""
        data = self.cleaned_data
        services = [
            Service(data[f"party_{n}"].strip(), data[f"served_{n}"], data[f"owes_{n}"])
            for n in range(self.count)
            if data[f"party_{n}"].strip()
        ]
        own = {name: data[name] for name in self.base_fields}
        return own | {"document": Document(own["document"]), "services": services}


class AskDivisionForm(PlainForm):
    """Which trial division is asked."""

    department = forms.ModelChoiceField(
        Department.objects.order_by("name"), label="审判庭", required=False, empty_label="由各审判庭认领"
    )


class DivisionAnswerForm(PlainForm):
    """The trial division's answer: the dates that were not known, and whether somebody appealed."""

    appealed = forms.BooleanField(label="有当事人上诉，或者债务人对支付令提出了书面异议", required=False)
    answer = forms.CharField(
        label="说明",
        required=False,
        max_length=LONGEST_REASONS,
        help_text="没有查到日期的，写明原因和打算。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, *, services: list[ServiceRecord]) -> None:
        super().__init__(data)
        self.services = services
        days = {f"served_{row.pk}": _day(f"{row.party}的送达（签收）日期", initial=row.served_on) for row in services}
        self.fields = {**days, **self.fields}
        for field in self.fields.values():
            say_what_to_do(field)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for row in self.services:
            if (data.get(f"served_{row.pk}") or timezone.localdate()) > timezone.localdate():
                self.add_error(f"served_{row.pk}", "送达日期不能晚于今天。")
        if not any(data.get(f"served_{row.pk}") for row in self.services) and not data.get("answer", "").strip():
            self.add_error("answer", "没有填日期的，请写明原因和打算。")
        return data

    def dates(self) -> dict[str, date]:
        """The dates given, by party."""
        given = ((row.party, self.cleaned_data[f"served_{row.pk}"]) for row in self.services)
        return {party: served for party, served in given if served}


class AnswerForm(PlainForm):
    """The second person's answer."""

    answer = forms.CharField(
        label="复核意见",
        help_text="不同意的必须填写",
        required=False,
        max_length=LONGEST_REASONS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReasonForm(PlainForm):
    """A short reason: for giving back, or for seeing a masked number."""

    reason = forms.CharField(label="理由", max_length=200, error_messages={"required": "请填写理由"})


class AssignForm(PlainForm):
    """To whom, and why when it is taken from somebody."""

    to = forms.ModelChoiceField(
        User.objects.filter(role__in=REVIEWERS, is_active=True).order_by("name"),
        label="审核人",
        empty_label="请选择",
        error_messages={"required": "请选择审核人", "invalid_choice": "请从列表中选择审核人"},
    )
    reason = forms.CharField(label="改派理由", required=False, max_length=200, help_text="已有审核人的必须填写")
