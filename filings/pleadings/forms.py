"""One page of questions as a Django form, and its lists as formsets, made from the data of the form."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import formset_factory

from filings.intake.forms.fields import LineField, TextField, YuanField, not_before_1900, plain
from filings.pleadings.data.shape import Field, FormKind, Section, Sort, Step
from filings.pleadings.enums import Part, Style
from filings.pleadings.rules.answers import YES_NO, Answers, Span, read, store
from gangcheng_court.core.web.fields import DayField
from gangcheng_court.core.web.forms import PlainForm, say_what_to_do

LONGEST_LINE, LONGEST_TEXT = 200, 3000
MOST_ROWS = 20
MOST_PERCENT = Decimal(1000)
MOST_COUNT = 100_000
OPEN_YES_NO = tuple(YES_NO.items())
NO_SUCH_DAY = "日期要用数字写，并且真有这一天，例如 2026-03-01 或者 2026年3月1日。"


class RateField(forms.CharField):
    """A percentage as a Decimal or None: takes `12`, `12%`, `１２．５％`."""

    def clean(self, value: Any) -> Decimal | None:
        digits = plain(super().clean(value)).removesuffix("%")
        if not digits:
            return None
        if not re.fullmatch(r"[0-9]{1,4}(\.[0-9]{0,6})?", digits) or Decimal(digits) > MOST_PERCENT:
            raise ValidationError("百分比只填数字，不超过 1000，例如年利率 12% 填 12。")
        return Decimal(digits)


class CountField(forms.CharField):
    """A whole number or None, full-width digits too."""

    def clean(self, value: Any) -> int | None:
        digits = plain(super().clean(value))
        if not digits:
            return None
        if not re.fullmatch("[0-9]{1,9}", digits) or int(digits) > MOST_COUNT:
            raise ValidationError(f"只填 0 到 {MOST_COUNT} 的整数，例如 15。")
        return int(digits)


def form_field(field: Field, label: str = "") -> forms.Field:
    """The form field of a question (of one end of a span, when it is given a `label`)."""
    options: dict[str, Any] = {"label": label or field.label, "required": field.required, "help_text": field.hint}
    match field.sort:
        case Sort.YUAN:
            made: forms.Field = YuanField(max_length=40, **options)
        case Sort.RATE:
            made = RateField(max_length=20, **options)
        case Sort.COUNT:
            made = CountField(max_length=20, **options)
        case Sort.DAY | Sort.SPAN:
            options["help_text"] = options["help_text"] or "例如 2026-03-01。"
            made = DayField(
                widget=forms.TextInput,
                validators=[not_before_1900],
                error_messages={"invalid": NO_SUCH_DAY},
                **options,
            )
        case Sort.YES_NO:
            made = forms.ChoiceField(choices=OPEN_YES_NO, widget=forms.RadioSelect, **options)
        case Sort.CHOICE:
            made = forms.ChoiceField(choices=field.choices, widget=forms.RadioSelect, **options)
        case Sort.TEXT:
            made = TextField(max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 4}), **options)
        case _:
            made = LineField(max_length=LONGEST_LINE, **options)
    say_what_to_do(made)
    return made


class QuestionsForm(PlainForm):
    """The single questions of a page."""

    hide_optional = True

    def __init__(self, *args: Any, asked: list[Field], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in asked:
            if field.sort == Sort.SPAN:
                self.fields[f"{field.code}_since"] = form_field(field, f"{field.label}：从哪一天")
                self.fields[f"{field.code}_until"] = form_field(field, f"{field.label}：到哪一天")
            else:
                self.fields[field.code] = form_field(field)


class RowForm(QuestionsForm):
    """One row of a list; choices are drop-downs here, to keep a row short."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField):
                field.widget = forms.Select(choices=[("", "请选择"), *field.choices])


RowSet = formset_factory(RowForm, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True)


class StepAnswers:
    """The form and the lists of one page; `extra` names the list that shows an empty row more."""

    def __init__(
        self,
        typed: Any,
        *,
        form: FormKind,
        step: Step,
        answers: Answers,
        prefill: dict[str, str],
        extra: str = "",
    ) -> None:
        self.fields = [field for section in step.sections for field in section.fields]
        initial: dict[str, Any] = {}
        for field in self.fields:
            value = read(field, answers.get(field.code))
            if field.sort == Sort.SPAN:
                initial |= {f"{field.code}_since": value.since, f"{field.code}_until": value.until} if value else {}
            elif field.sort != Sort.ROWS:
                initial[field.code] = prefill.get(field.prefill, "") if value is None else value
        singles = [field for field in self.fields if field.sort != Sort.ROWS]
        self.questions = QuestionsForm(typed, asked=singles, initial=initial)
        self.lists = {
            field.code: RowSet(
                typed,
                prefix=field.code,
                initial=_rows_shown(read(field, answers.get(field.code)) or [], more=extra == field.code),
                form_kwargs={"asked": list(field.columns), "empty_permitted": False},
            )
            for field in self.fields
            if field.sort == Sort.ROWS
        }

    @property
    def parts(self) -> list[Any]:
        return [self.questions, *self.lists.values()]

    def kept(self, without: str = "") -> dict[str, Any]:
        """What may be stored: every answer that came well formed, without the row `without` (`list:place`)."""
        self.questions.is_valid()
        cleaned, found = self.questions.cleaned_data, {}
        for field in self.fields:
            if field.sort == Sort.ROWS:
                rows = self.lists[field.code]
                if rows.is_valid():
                    left = [row.cleaned_data for place, row in enumerate(rows) if f"{field.code}:{place}" != without]
                    found[field.code] = store(field, left)
            elif field.sort == Sort.SPAN:
                ends = [f"{field.code}_since", f"{field.code}_until"]
                if all(end in cleaned for end in ends):
                    found[field.code] = store(field, Span(*(cleaned[end] for end in ends)))
            elif field.code in cleaned:
                found[field.code] = store(field, cleaned[field.code])
        return found

    def questions_of(self, section: Section) -> list[dict[str, Any]]:
        """What the page shows of a section: each field with its inputs or its rows."""
        return [
            {
                "field": field,
                "rows": self.lists.get(field.code),
                "inputs": [
                    self.questions[name]
                    for name in (
                        (f"{field.code}_since", f"{field.code}_until") if field.sort == Sort.SPAN else (field.code,)
                    )
                    if name in self.questions.fields
                ],
            }
            for field in section.fields
        ]


def _rows_shown(stored: list[dict[str, Any]], *, more: bool) -> list[dict[str, Any]]:
    return [*stored, {}] if more or not stored else stored


class StyleForm(PlainForm):
    style = forms.ChoiceField(label="诉状的样式", choices=Style, widget=forms.RadioSelect)


class ChoicesForm(PlainForm):
    """For each part where the person's own words and the answers differ: which of the two."""

    def __init__(self, *args: Any, parts: list[Part], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in parts:
            self.fields[part.value] = forms.ChoiceField(
                label=f"{part.label}用哪一个",
                choices=[("mine", "保留我写的"), ("new", "改用新生成的")],
                widget=forms.RadioSelect,
            )
            say_what_to_do(self.fields[part.value])
