"""A person's messages on the portal: unread first, newest first within each."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.notices.models import Notice

PAGE_SIZE = 20
COUNTED_UP_TO = 99


@dataclass(frozen=True)
class Page:
    notices: list[Notice]
    older: str
    """Where the next page begins, as `page` takes it; empty on the last one."""


def visible_to(user: User) -> QuerySet[Notice]:
    """The notices written to this person."""
    return Notice.objects.filter(recipient=user.pk) if user.is_authenticated else Notice.objects.none()


def page(user: User, *, after: str = "") -> Page:
    """The notices after the key `after` ("unread.<id>" or "read.<id>"; anything else begins at the top)."""
    state, _, last = after.partition(".")
    before = int(last) if state in ("unread", "read") and last.isascii() and last.isdigit() and len(last) < 19 else None
    mine = visible_to(user).order_by("-pk")
    notices: list[Notice] = []
    if before is None or state == "unread":
        unread = mine.filter(read_at=None)
        notices += (unread if before is None else unread.filter(pk__lt=before))[: PAGE_SIZE + 1]
    if len(notices) <= PAGE_SIZE:
        read = mine.exclude(read_at=None)
        if before is not None and state == "read":
            read = read.filter(pk__lt=before)
        notices += read[: PAGE_SIZE + 1 - len(notices)]
    shown = notices[:PAGE_SIZE]
    more = len(notices) > PAGE_SIZE
    return Page(shown, f"{'read' if shown[-1].read_at else 'unread'}.{shown[-1].pk}" if more else "")


def unread_count(user: User) -> int:
    """How many are unread; counts no further than one hundred."""
    return visible_to(user).filter(read_at=None)[: COUNTED_UP_TO + 1].count()


def mark_read(notices: QuerySet[Notice], *, at: datetime) -> int:
    """Mark those still unread as read at `at`; the first reading stays."""
    return notices.filter(read_at=None).update(read_at=at)
