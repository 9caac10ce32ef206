"""修改通报: whoever saves says which version was changed, so that nobody writes over another unawares."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines.clock import COURT_ZONE
from gangcheng_court.errors import WrongState
from supervision.bulletins import permissions
from supervision.bulletins.enums import Status
from supervision.bulletins.models import Bulletin


@dataclass(frozen=True)
class Text:
    """All that is written by hand: the title, and heading and words of each section."""

    title: str
    sections: Sequence[tuple[str, str]]


@transaction.atomic
def save_text(bulletin_id: int, text: Text, *, version: int, by: User, at: datetime) -> Bulletin:
    """Write the text of a draft; the same text again changes nothing.

    Raises NotYours for others than supervisors, WrongState when it is no draft any more or somebody else has saved
    a version after `version`.
    """
    row = Bulletin.objects.locked(pk=bulletin_id)
    permissions.require_drafter(by)
    if row.status != Status.DRAFT:
        raise WrongState(f"这份通报目前为“{row.get_status_display()}”，不能修改。要修改请先退回起草。")
    sections = [{"heading": heading, "text": words} for heading, words in text.sections if heading or words]
    if (row.title, row.sections) == (text.title, sections):
        return row
    if row.history.filter(version__gt=version).exclude(history_user=by.pk).exists():
        raise WrongState(
            f"{row.edited_by}在 {row.edited_at.astimezone(COURT_ZONE):%H:%M} 保存了新的版本。"
            "您写的内容还在下面，没有丢失；请和新版本核对后再保存。"
        )
    row.title, row.sections, row.edited_by, row.edited_at = text.title, sections, by, at
    row.version += 1
    fields = ["title", "sections", "version", "edited_by", "edited_at"]
    trail.save(row, by=by, because="修改通报", at=at, fields=fields)
    return row
