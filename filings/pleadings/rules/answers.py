"""Stored answers: JSON by field code, read back into values.

Amounts and rates are stored as decimal text, days as ISO text, spans as two days ('' for an open end), lists as rows.
What cannot be read any more counts as not answered. An unanswered field has no entry, so 是/否 keeps three states.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from filings.pleadings.data.shape import Field, FormKind, Section, Sort, Step, When
from filings.pleadings.rules import capitals

YES_NO = {"yes": "是", "no": "否"}
Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Span:
    """From a day to a day; either end may be open."""

    since: date | None
    until: date | None

    def __bool__(self) -> bool:
        return bool(self.since or self.until)


def store(field: Field, value: Any) -> Any:
    """What is kept of a cleaned value; None for no answer."""
    match field.sort:
        case Sort.ROWS:
            rows = [
                {
                    column.code: kept
                    for column in field.columns
                    if (kept := store(column, row.get(column.code))) is not None
                }
                for row in value or ()
            ]
            return [row for row in rows if row] or None
        case Sort.SPAN:
            return [_iso(value.since), _iso(value.until)] if value else None
        case Sort.YUAN | Sort.RATE:
            return None if value is None else str(value)
        case Sort.COUNT:
            return value
        case Sort.DAY:
            return _iso(value) or None
    return value or None


def read(field: Field, kept: Any) -> Any:
    """The value of what `store` kept: Decimal, date, Span, int, text or rows; None for no answer."""
    try:
        match field.sort:
            case Sort.ROWS:
                return [
                    {column.code: read(column, row.get(column.code)) for column in field.columns} for row in kept or ()
                ] or None
            case Sort.SPAN:
                return Span(*(date.fromisoformat(end) if end else None for end in kept)) if kept else None
            case Sort.YUAN | Sort.RATE:
                return None if kept is None else Decimal(kept)
            case Sort.DAY:
                return date.fromisoformat(kept) if kept else None
    except (ValueError, TypeError, AttributeError, InvalidOperation):
        return None
    return kept


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def holds(when: When, answers: Answers) -> bool:
    """Whether a condition holds; none always does."""
    return not when or answers.get(when[0]) in when[1:]


def asked(section: Section, answers: Answers) -> list[Field]:
    """The fields of the section that are asked now."""
    return [field for field in section.fields if holds(field.when, answers)] if holds(section.when, answers) else []


def open_steps(form: FormKind, answers: Answers) -> list[Step]:
    """The pages that are asked now, in order."""
    return [step for step in form.steps if any(holds(section.when, answers) for section in step.sections)]


def value(form: FormKind, answers: Answers, code: str) -> Any:
    """A field's value, None while it is not asked or not answered."""
    field = form.fields[code]
    if not holds(field.when, answers):
        return None
    return read(field, answers.get(code))


def words(field: Field, kept: Any) -> str:
    """An answer as a sentence says it; '' for none."""
    found = read(field, kept)
    if found is None or found == "":
        return ""
    match field.sort:
        case Sort.YUAN:
            return capitals.plain(found)
        case Sort.RATE:
            return f"{found.normalize():f}%"
        case Sort.DAY:
            return capitals.day(found)
        case Sort.SPAN:
            since, until = (capitals.day(end) if end else "" for end in (found.since, found.until))
            return f"{since}至{until}" if since and until else f"自{since}起" if since else f"至{until}止"
        case Sort.YES_NO:
            return YES_NO.get(found, "")
        case Sort.CHOICE:
            return dict(field.choices).get(found, "")
    return " ".join(str(found).split()) if field.sort == Sort.LINE else str(found).strip()
