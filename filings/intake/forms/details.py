"""The questions that only one kind of filing asks (`kinds.Detail`)."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from filings.intake import rules
from filings.intake.forms.fields import DraftForm, LineField, YuanField, not_after_today, not_before_1900
from filings.intake.kinds.shape import YES_NO, Detail
from filings.intake.models import Filing
from gangcheng_court.core.web.fields import DayField

LONGEST_LINE, LONGEST_TEXT = 200, 4000


def _choice(detail: Detail, choices: tuple[tuple[str, str], ...]) -> forms.ChoiceField:
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect)


FIELDS: dict[str, Callable[[Detail], forms.Field]] = {
    "line": lambda detail: LineField(max_length=LONGEST_LINE),
    "text": lambda detail: forms.CharField(max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 4})),
    "choice": lambda detail: _choice(detail, detail.choices),
    "yes_no": lambda detail: _choice(detail, YES_NO),
    "date": lambda detail: DayField(
        widget=forms.TextInput, validators=[not_before_1900, *([not_after_today] if detail.past else [])]
    ),
    "yuan": lambda detail: YuanField(max_length=40),
}


class DetailsForm(DraftForm):
    """One field for each question of the filing's kind that concerns it."""

    def __init__(self, *args: Any, row: Filing, lenient: bool = False, **kwargs: Any) -> None:
        self.base_fields = {detail.code: _field(detail) for detail in rules.open_details(row)}
        super().__init__(*args, initial=row.details, lenient=lenient, **kwargs)
        self.row = row

    def answers(self) -> dict[str, Any]:
        """The filing's own field: earlier answers with what came well formed, as text."""
        return {"details": self.row.details | {code: _text(answer) for code, answer in self.kept().items()}}


def _field(detail: Detail) -> forms.Field:
    field = FIELDS[detail.form](detail)
    field.label, field.help_text, field.required = detail.label, detail.hint, detail.need != "optional"
    if detail.missing:
        field.error_messages["required"] = f"{detail.missing}。"
    return field


def _text(answer: str | date | Decimal | None) -> str:
    return "" if answer is None else answer.isoformat() if isinstance(answer, date) else str(answer)
