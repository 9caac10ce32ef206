"""The paper as PDF and Word: asked for on a page, made by the worker, handed in as the filing's 起诉状."""

import logging
from datetime import datetime
from typing import Any

from celery import current_app
from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction

from filings.intake import services as intake
from filings.intake.models import Material
from filings.pleadings import permissions, queries
from filings.pleadings.enums import PrintState, Style
from filings.pleadings.models import Pleading
from filings.pleadings.rules.paper import Paper
from filings.pleadings.services import docx
from filings.pleadings.services.answering import keep, open_pleading
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.audit import trail
from gangcheng_court.core.documents import pdf
from gangcheng_court.core.documents import services as documents
from gangcheng_court.core.documents.checks import DOCX, PDF
from gangcheng_court.core.web.templatetags.court import chinese_date
from gangcheng_court.errors import Refused, WrongState

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 3
TASK = "pleadings.print"


class MissingCharacters(Refused):
    """The fonts lack characters of the paper; `found` names each with the place where it stands."""

    def __init__(self, found: list[tuple[str, str]]) -> None:
        words = "、".join(f"“{label}”里的“{character}”" for character, label in found)
        super().__init__(f"字库里没有这些字，印不出来：{words}。请改用常用字，或者确认用“〓”代替并注明编码。")
        self.found = found


@transaction.atomic
def ask_for_print(filing_id: int, *, style: Style, by: User, at: datetime, stand_ins: bool = False) -> Pleading:
    """Choose the style and put the paper into the worker's queue; asked twice, it is printed once.

    Raises MissingCharacters unless `stand_ins` agrees to 〓, WrongState when the filing is no longer open.
    """
    filing, pleading = open_pleading(filing_id, by=by)
    permissions.require_open(filing)
    found = queries.missing_characters(queries.paper_of(pleading, style))
    if found and not stand_ins:
        raise MissingCharacters(found)
    pleading.style = style
    pleading.print_state, pleading.print_asked_at, pleading.print_attempts = PrintState.QUEUED, at, 0
    keep(pleading, filing, by=by, at=at, fields=["style", "print_state", "print_asked_at", "print_attempts"])
    # With the broker down the sweep of beat prints it a little later.
    transaction.on_commit(lambda: current_app.send_task(TASK), robust=True)
    return pleading


def print_waiting(*, at: datetime) -> int:
    """Print what is queued, oldest first, and return how many papers were made.

    Any number may run side by side: each paper is made under its own lock and skipped by the others. A paper whose
    printing killed the worker three times, or failed, is left as failed for its filer to ask again.
    """
    printed, seen = 0, set()
    while (pleading_id := _next(seen)) is not None:
        seen.add(pleading_id)
        printed += _print(pleading_id, at)
    return printed


@transaction.atomic
def _next(seen: set[int]) -> int | None:
    queued = Pleading.objects.select_for_update(skip_locked=True, of=("self",))
    queued = queued.filter(print_state=PrintState.QUEUED).exclude(pk__in=seen)
    pleading = queued.order_by("print_asked_at", "pk").first()
    if pleading is None:
        return None
    pleading.print_attempts += 1
    pleading.save_without_historical_record(update_fields=["print_attempts"])
    return pleading.pk


@transaction.atomic
def _print(pleading_id: int, at: datetime) -> bool:
    queued = Pleading.objects.select_for_update(skip_locked=True, of=("self",))
    pleading = queued.filter(pk=pleading_id, print_state=PrintState.QUEUED).first()
    if pleading is None:
        return False
    try:
        if pleading.print_attempts > MOST_ATTEMPTS:
            raise RuntimeError("printing ended the worker again and again")
        with transaction.atomic():
            _make(pleading, at)
    except SoftTimeLimitExceeded:
        raise
    except Exception as error:
        logger.warning("pleading %s was not printed: %s", pleading.pk, type(error).__name__)
        pleading.print_state = PrintState.FAILED
        _keep_print(pleading, at, ["print_state"])
        return False
    return True


def _make(pleading: Pleading, at: datetime) -> None:
    content = queries.paper_of(pleading)
    name = f"{content.document}（{content.matter}）" if content.matter else content.document
    for field, content_type, made in (
        ("pdf", PDF, as_pdf(content, at)),
        ("docx", DOCX, docx.write(content, chinese_date(at))),
    ):
        file = documents.store_bytes(made, name=name, content_type=content_type, by=None, at=at)
        setattr(pleading, field, file)
    pleading.print_state, pleading.printed_at = PrintState.READY, at
    pleading.printed_content = content.fingerprint()
    _keep_print(pleading, at, ["pdf", "docx", "print_state", "printed_at", "printed_content"])


def _keep_print(pleading: Pleading, at: datetime, fields: list[str]) -> None:
    trail.save(pleading, by=None, because="生成诉状文件", at=at, fields=fields)


def as_pdf(content: Paper, at: datetime) -> bytes:
    """The paper as tagged PDF with our fonts."""
    return pdf.render("pdf/filings/pleading.html", {"paper": content, "dated": chinese_date(at)})


@transaction.atomic
def hand_in(filing_id: int, *, by: User, at: datetime) -> Material:
    """Put the printed PDF into the 起诉状 slot, in place of the one printed before; handed in twice, it is there once.

    Raises WrongState when there is none or the content was changed since, Refused for a kind that takes no paper.
    """
    filing, pleading = open_pleading(filing_id, by=by)
    if pleading.print_state != PrintState.READY:
        raise WrongState("还没有生成诉状，请先点“生成”。")
    if queries.paper_of(pleading).fingerprint() != pleading.printed_content:
        raise WrongState("生成以后内容又改过，请重新生成，再放进材料。")
    slot = queries.paper_slot(filing)
    standing: dict[str, Any] = {"slot": slot, "left_at__isnull": True}
    if there := filing.materials.filter(file=pleading.pdf, **standing).first():
        return there
    printed = [row.pdf_id for row in trail.history(pleading) if row.pdf_id]
    earlier = filing.materials.filter(file__in=printed, **standing).first()
    return intake.add_material(
        filing_id,
        slot=slot,
        file=pleading.pdf,
        by=by,
        at=at,
        replaces=earlier.pk if earlier else None,
    )
