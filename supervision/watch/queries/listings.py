"""The list behind a figure: references and moments, never who handled them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from filings.fees.queries import charged_too_early
from filings.mediation.queries import begun_without_consent, extended_too_late
from filings.review.queries import watched
from filings.window.queries import sent_away
from hotline.tickets.queries import closed_without_reply, handed_over_at_the_last_minute
from supervision.watch.queries import measures
from supervision.watch.rules import Window

PAGE = 50
REVIEW, MEDIATION, BOOK, FEES = (
    "filings:review",
    "filings:mediation-desk",
    "filings:window-book",
    "filings:fees-desk-filing",
)


@dataclass(frozen=True)
class Listing:
    """`number` and `at` are the paths to a row's public number ('' where it has none) and to its moment."""

    code: str
    title: str
    rows: Callable[[Window], QuerySet]
    route: str
    number: str
    at: str
    at_title: str


@dataclass(frozen=True)
class Matter:
    """One row of a list."""

    key: int
    number: str
    at: datetime | None


def _between(query: Callable[..., QuerySet], **given: Any) -> Callable[[Window], QuerySet]:
    return lambda window: query(window.since, window.until, **given)


def _undecided(window: Window) -> QuerySet:
    return watched.undecided_of(window.since, window.until)


def _filings(code: str, title: str, rows: Callable[[Window], QuerySet], at: str, at_title: str) -> Listing:
    return Listing(code, title, rows, REVIEW, "number", at, at_title)


def _limits(code: str, title: str, rows: Callable[[Window], QuerySet], route: str = REVIEW) -> Listing:
    return Listing(code, title, rows, route, "reference", "due_at", "应于")


LISTINGS: dict[str, tuple[Listing, ...]] = {
    "year-end": (_filings("undecided", "收到而没有办结的", _undecided, "submitted_at", "收到"),),
    "month-end": (_filings("undecided", "收到而没有办结的", _undecided, "submitted_at", "收到"),),
    "daily-caps": (_filings("causes", "退回和不予立案的", _between(watched.not_registered), "decided_at", "办结"),),
    "slow-decisions": (
        _limits("legal", "超过法定期限的", measures.late_decisions),
        _limits("promise", "超过三天承诺的", measures.late_promises),
    ),
    "entry-lag": (
        _filings("lag", "录入滞后的", measures.late_entries, "paper_received_at", "收到纸质材料"),
        Listing("drawer", "收下材料没有录入的", measures.drawer, BOOK, "", "ended_at", "接待结束"),
        Listing("charged", "先收费的", _between(charged_too_early), FEES, "filing__number", "created_at", "产生"),
    ),
    "second-corrections": (
        Listing(
            *("visible", "第一次就能发现的", _between(watched.notices_of_the_visible)),
            *(REVIEW, "round__filing__number", "started_at", "通知"),
        ),
        Listing(
            *("twice", "再次补正的", _between(watched.repeated_notices)),
            *(REVIEW, "round__filing__number", "started_at", "通知"),
        ),
    ),
    "silent-withdrawals": (
        _filings("withdrawn", "很快撤回的", measures.soon_withdrawn, "decided_at", "撤回"),
        _filings("letterless", "没有文书的", _between(watched.refused_without_letter), "decided_at", "办结"),
        Listing("away", "窗口没有收件的", _between(sent_away), BOOK, "", "ended_at", "接待结束"),
    ),
    "overdue-mediations": (
        _limits("overdue", "超期的", measures.late_terms, MEDIATION),
        Listing(
            *("extended", "期满后才延长的", _between(extended_too_late)),
            *(MEDIATION, "mediation__filing__number", "started_at", "延长"),
        ),
        Listing(
            *("consent", "缺少同意记录的", _between(begun_without_consent)),
            *(MEDIATION, "filing__number", "accepted_at", "开始"),
        ),
    ),
    "forbidden-demands": (
        Listing(
            *("words", "含有禁止词语的", measures.demanding),
            *(REVIEW, "notice__round__filing__number", "notice__started_at", "通知"),
        ),
    ),
    "selective-delay": (
        Listing(
            *("slow", "用时超过三天的", _between(watched.decided_after, length=3 * measures.DAY)),
            *(REVIEW, "filing__number", "closed_at", "决定"),
        ),
    ),
    "slow-allocation": (
        Listing("taken", "分派超期的", measures.untaken, REVIEW, "filing__number", "opened_at", "收到"),
        Listing(
            *("sent", "移送超期的", measures.slow_transfers),
            *("filings:transfers", "filing__number", "consent_at", "同意转送"),
        ),
    ),
    "hotline-tricks": (
        Listing("hung-up", "接通后秒挂的", measures.hang_ups, "hotline:calls", "", "rang_at", "来电"),
        Listing(
            *("unanswered", "没有答复就办结的", _between(closed_without_reply)),
            *("hotline:ticket", "number", "closed_at", "办结"),
        ),
        Listing(
            *("midnight", "末班转办的", _between(handed_over_at_the_last_minute, after=measures.LAST_MINUTES)),
            *("hotline:ticket", "reference", "met_at", "转办"),
        ),
    ),
    "late-refunds": (_limits("late", "超期的", measures.overdue_refunds, FEES),),
}
"""By the slug of the indicator; the first is shown first."""


def listing_of(slug: str, code: str) -> Listing:
    """The list with this code; the first of the indicator when it has none."""
    return next((listing for listing in LISTINGS[slug] if listing.code == code), LISTINGS[slug][0])


def matters(listing: Listing, window: Window, *, before: int | None = None) -> QuerySet:
    """The rows of a list as (key, number, moment), newest first; below the key `before`."""
    rows = listing.rows(window).order_by("-pk")
    if before:
        rows = rows.filter(pk__lt=before)
    return rows.values_list("pk", listing.number or "pk", listing.at)


def page(listing: Listing, window: Window, *, before: int | None = None) -> tuple[list[Matter], int | None]:
    """One page of a list, and the key below which the next begins (None on the last)."""
    rows = [_matter(listing, row) for row in matters(listing, window, before=before)[: PAGE + 1]]
    return rows[:PAGE], rows[PAGE - 1].key if len(rows) > PAGE else None


def every(listing: Listing, window: Window, most: int) -> list[Matter]:
    """The whole list, up to `most` rows."""
    return [_matter(listing, row) for row in matters(listing, window)[:most]]


def _matter(listing: Listing, row: tuple[int, Any, datetime | None]) -> Matter:
    key, number, at = row
    return Matter(key, str(number).partition("/")[0] if listing.number else "", at)
