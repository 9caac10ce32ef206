"""Beginning a pleading and answering its questions."""

from datetime import datetime
from typing import Any

from django.db import transaction

from filings.intake import permissions as intake_permissions
from filings.intake.enums import Status
from filings.intake.models import Filing
from filings.pleadings import data, permissions
from filings.pleadings.data.shape import Field
from filings.pleadings.models import Pleading
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.audit import trail
from gangcheng_court.errors import Refused


@transaction.atomic
def start(filing_id: int, *, by: User, at: datetime) -> Pleading:
    """Begin on the form of the filing's kind and cause, in the edition of the day; a second call returns the first.

    Raises WrongState when neither claims nor facts are open, NotYours for another's filing.
    """
    filing = open_filing(filing_id, by=by)
    permissions.require_open(filing)
    if pleading := Pleading.objects.filter(filing=filing).first():
        return pleading
    form = data.form_for(filing.kind, filing.cause.code if filing.cause else "")
    pleading = Pleading(filing=filing, edition=form.edition, form_code=form.code, started_at=at, saved_at=at)
    return keep(pleading, filing, by=by, at=at)


@transaction.atomic
def save_answers(filing_id: int, *, step: str, answers: dict[str, Any], by: User, at: datetime) -> Pleading:
    """Keep answers of one page as they are, complete or not; None takes an answer away.

    Raises WrongState when the page is not open, KeyError for a field of another page.
    """
    filing, pleading = open_pleading(filing_id, by=by)
    page = pleading.form.step(step)
    if page is None:
        raise Refused("没有这一步，请返回诉状页重新选择。")
    permissions.require_open(filing, page)
    if foreign := answers.keys() - {field.code for section in page.sections for field in section.fields}:
        raise KeyError(f"{step}: {sorted(foreign)}")
    kept = {code: answer for code, answer in {**pleading.answers, **answers}.items() if answer is not None}
    if kept == pleading.answers:
        return pleading
    pleading.answers, pleading.own_paper, pleading.saved_at = kept, False, at
    return keep(pleading, filing, by=by, at=at, fields=["answers", "own_paper", "saved_at"])


@transaction.atomic
def change_form(filing_id: int, *, by: User, at: datetime) -> Pleading:
    """Go over to the form of the cause chosen since, in the current edition; answers that it asks for too are kept."""
    filing, pleading = open_pleading(filing_id, by=by)
    permissions.require_open(filing)
    old, new = pleading.form, data.form_for(filing.kind, filing.cause.code if filing.cause else "")
    pleading.answers = {
        code: answer
        for code, answer in pleading.answers.items()
        if code in new.fields and code in old.fields and _asks_the_same(old.fields[code], new.fields[code])
    }
    pleading.edition, pleading.form_code, pleading.saved_at = new.edition, new.code, at
    return keep(pleading, filing, by=by, at=at, fields=["answers", "edition", "form_code", "saved_at"])


def _asks_the_same(old: Field, new: Field) -> bool:
    return (old.sort, old.choices, old.columns) == (new.sort, new.choices, new.columns)


@transaction.atomic
def use_own_paper(filing_id: int, *, by: User, at: datetime) -> Pleading:
    """Note that the person hands in a paper of their own; the answers stay."""
    filing, pleading = open_pleading(filing_id, by=by)
    permissions.require_open(filing)
    pleading.own_paper, pleading.saved_at = True, at
    return keep(pleading, filing, by=by, at=at, fields=["own_paper", "saved_at"])


def open_filing(filing_id: int, *, by: User) -> Filing:
    """The filing, locked, of the person who files it."""
    filing = Filing.objects.locked(filing_id)
    intake_permissions.require_filer(by, filing)
    return filing


def open_pleading(filing_id: int, *, by: User) -> tuple[Filing, Pleading]:
    """The filing, locked, and its pleading. Raises Refused before one was begun."""
    filing = open_filing(filing_id, by=by)
    pleading = Pleading.objects.select_for_update(of=("self",)).filter(filing=filing).first()
    if pleading is None:
        raise Refused("还没有开始填写诉状，请返回诉状页点“开始填写”。")
    return filing, pleading


def keep(
    pleading: Pleading, filing: Filing, *, by: User | None, at: datetime, fields: list[str] | None = None
) -> Pleading:
    """Save: a draft's typing leaves no history, a change during a correction does."""
    if filing.status == Status.DRAFT:
        pleading.save_without_historical_record(update_fields=fields)
    else:
        trail.save(pleading, by=by, because="补正诉状", at=at, fields=fields)
    return pleading
