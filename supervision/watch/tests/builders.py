"""Starting states of the indicators: many filings at once, readings, alarms."""

import itertools
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from filings.intake.enums import PartyKind, Side, Status
from filings.intake.models import Agent, Filing, Party
from filings.review.enums import Outcome
from filings.review.models import ReviewRound
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_department, make_user
from gangcheng_court.core.deadlines.clock import COURT_ZONE, court_time
from supervision.watch import rules
from supervision.watch.models import Alarm, Reading
from supervision.watch.rules import Part, Window
from supervision.watch.services import alarming

NOW = court_time("2026-11-26 10:00")  # Thursday
_serial = itertools.count(1)


def make_supervisor(**fields: Any) -> User:
    return make_user(Role.SUPERVISOR, **{"department": make_department("supervision", "督察室")} | fields)


def make_chief(**fields: Any) -> User:
    return make_user(Role.CHIEF, **{"department": make_department()} | fields)


def make_filings(
    count: int, submitted_at: datetime, *, decided_at: datetime | None = None, status: Status | None = None, **more: Any
) -> list[Filing]:
    """So many bare filings of one filer: decided ones are registered unless `status` says otherwise."""
    status = status or (Status.ACCEPTED if decided_at else Status.SUBMITTED)
    filer = User.objects.filter(phone="13700000000").first() or make_user(phone="13700000000")
    rows = []
    for serial in itertools.islice(_serial, count):
        numbers = {"number": f"WS20260101-{700000 + serial}", "draft_code": f"W{serial:09}"}
        numbers |= {"case_number": f"（2026）鲁0117民初{700000 + serial}号"} if status == Status.ACCEPTED else {}
        values = {"kind": "civil_complaint", "created_at": submitted_at, "saved_at": submitted_at} | numbers | more
        rows.append(Filing(filer=filer, status=status, submitted_at=submitted_at, decided_at=decided_at, **values))
    return Filing.objects.bulk_create(rows)


def make_months(year: int, submitted: Mapping[int, int], filed: Mapping[int, int]) -> None:
    """A year's filings by months (13: the January after), on the tenth of each."""
    for month in sorted({*submitted, *filed}):
        at = datetime(year + (month - 1) // 12, (month - 1) % 12 + 1, 10, 10, tzinfo=COURT_ZONE)
        registered = min(filed.get(month, 0), submitted.get(month, 0))
        make_filings(registered, at, decided_at=at)
        make_filings(submitted.get(month, 0) - registered, at)
        make_filings(filed.get(month, 0) - registered, at - timedelta(days=400), decided_at=at)


def make_decided(
    count: int,
    at: datetime,
    *,
    took: timedelta = timedelta(days=1),
    person: bool = True,
    lawyer: bool = False,
    outcome: Outcome = Outcome.ACCEPTED,
    **more: Any,
) -> list[Filing]:
    """So many filings decided at `at` after a review of `took`, with a plaintiff each."""
    status = {Outcome.ACCEPTED: Status.ACCEPTED, Outcome.REJECTED: Status.REJECTED}[outcome]
    filings = make_filings(count, at - took, decided_at=at, status=status, **more)
    kind = PartyKind.NATURAL if person else PartyKind.ORGANISATION
    parties = Party.objects.bulk_create(
        Party(filing=filing, side=Side.PLAINTIFF, kind=kind, name="张玥喆") for filing in filings
    )
    if lawyer:
        Agent.objects.bulk_create(Agent(party=party, kind="lawyer", name="周某") for party in parties)
    ReviewRound.objects.bulk_create(
        ReviewRound(filing=filing, number=1, opened_at=at - took, taken_at=at - took, closed_at=at, outcome=outcome)
        for filing in filings
    )
    return filings


def month(text: str = "2026-06") -> Window:
    """The whole of a month."""
    first = date.fromisoformat(f"{text}-01")
    return Window(text, court_time(f"{text}-01"), rules.month_ends(court_time(f"{_next(first)}-15"), 1)[0])


def _next(first: date) -> str:
    return f"{first + timedelta(days=32):%Y-%m}"


def make_reading(slug: str = "late-refunds", *parts: Part, period: str = "2026-11", **fields: Any) -> Reading:
    """A reading of November; without parts, of three late refunds."""
    parts = parts or (Part("late", "超期", 3, 20),)
    window = month(period) if len(period) > 4 else Window(period, court_time(f"{period}-01-01"), NOW)
    values = {"since": window.since, "until": window.until, "computed_at": NOW, "state": rules.worst(parts)}
    return Reading.objects.create(indicator=slug, period=period, figures=rules.stored(parts), **values | fields)


def make_alarm(slug: str = "late-refunds", *parts: Part, at: datetime = NOW, **fields: Any) -> Alarm:
    """The open alarm of a reading; there must be somebody to own it."""
    alarm = alarming.open_for(make_reading(slug, *parts, **fields), at=at)
    assert alarm
    return alarm
