"""The hall's figures, recounted from the tickets' periods whenever they are read: nothing is kept beside them.

A ticket's wait in a group (a matter, a window …) is the sum of its waiting there that ended at a window, its service
the sum of its serving there; a median is one that a ticket truly had. What the end of the day cut off counts as
neither, and what still runs not yet.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import connection
from django.db.models import Count, F, Max, Q, Sum

from accessibility.queue.enums import AppointmentState, Channel, PeriodKind
from accessibility.queue.models import Appointment, Matter, Period, Ticket, Window
from gangcheng_court.core.deadlines.clock import COURT_ZONE, court_date, midnight_after, weekday

DEFINITION = (
    "等候从取号（或者转办、过号后回来）算到叫号，同一个号几次等候相加；办理从到窗口开始算到办完，挂起和过号的时间都不算。"
    "按事项、按窗口统计时，一个号在每个事项、每个窗口各算各的。下班时没有叫到、没有办完的那一段不算用时，另列个数。"
    "一半不超过、九成不超过都是某一个号实际用去的时间，不是平均数。优先号是取号时声明需要优先的号。"
    "时段按取号的时刻，日期按取号的日期。数字每次都从每个号的每一段时间重新统计。"
)
FEW = 20
"""Below so many numbers a median says little, and the public page says so."""
ORDINARY, PRIORITY = "ordinary", "priority"
CLASSES = {PRIORITY: "优先号", ORDINARY: "普通号"}

_COUNTED = f"""
WITH stretch AS (
    SELECT period.*, ticket.priority, ticket.channel, ticket.business_date, ticket.taken_at, ticket.outcome,
        ticket.status, LEAD(period.window_id) OVER along AS next_window, LEAD(period.id) OVER along IS NULL AS is_last,
        LAG(period.matter_id) OVER along AS matter_before
    FROM {Period._meta.db_table} AS period JOIN {Ticket._meta.db_table} AS ticket ON ticket.id = period.ticket_id
    WHERE ticket.business_date BETWEEN %(since)s AND %(until)s
    WINDOW along AS (PARTITION BY period.ticket_id ORDER BY period.id)
), passed AS (
    SELECT ticket_id, matter_id, COALESCE(window_id, next_window) AS window_id, priority, channel, business_date,
        EXTRACT(HOUR FROM taken_at AT TIME ZONE %(zone)s) AS hour,
        SUM(ended_at - began_at) FILTER (WHERE kind = 'waiting' AND next_window IS NOT NULL) AS waited,
        SUM(ended_at - began_at) FILTER (WHERE kind = 'serving' AND NOT (is_last AND outcome = 'day_ended')) AS served,
        COUNT(*) FILTER (WHERE kind = 'missed') AS misses,
        COUNT(*) FILTER (WHERE matter_id <> matter_before) AS transfers,
        COUNT(*) FILTER (WHERE is_last AND outcome = 'no_show') AS no_shows,
        COUNT(*) FILTER (WHERE is_last AND outcome = 'day_ended') AS day_ended,
        COUNT(*) FILTER (WHERE is_last AND status = 'left' AND outcome NOT IN ('no_show', 'day_ended')) AS given_up
    FROM stretch
    GROUP BY ticket_id, matter_id, COALESCE(window_id, next_window), priority, channel, business_date, hour
), told AS (
    SELECT groups.name, groups.value, ticket_id, SUM(waited) AS waited, SUM(served) AS served, SUM(misses) AS misses,
        SUM(transfers) AS transfers, SUM(no_shows) AS no_shows, SUM(day_ended) AS day_ended, SUM(given_up) AS given_up
    FROM passed CROSS JOIN LATERAL (VALUES
        ('whole', ''), ('day', business_date::text), ('hour', hour::text), ('channel', channel),
        ('class', CASE WHEN priority = '' THEN '{ORDINARY}' ELSE '{PRIORITY}' END),
        ('matter', matter_id::text), ('window', window_id::text)
    ) AS groups (name, value)
    WHERE groups.value IS NOT NULL AND groups.name = ANY(%(groups)s)
    GROUP BY groups.name, groups.value, ticket_id
)
SELECT name, value, COUNT(*), SUM(misses)::int, SUM(transfers)::int, SUM(no_shows)::int, SUM(day_ended)::int,
    SUM(given_up)::int,
    COUNT(waited), percentile_disc(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY waited), MAX(waited),
    COUNT(served), percentile_disc(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY served), MAX(served)
FROM told GROUP BY name, value
"""  # noqa: S608
GROUPS = ("whole", "class", "matter", "window", "hour", "day", "channel")


@dataclass(frozen=True)
class Times:
    """`n` numbers: half took no longer than `median`, nine of ten no longer than `p90`, none longer than `longest`."""

    n: int = 0
    median: timedelta | None = None
    p90: timedelta | None = None
    longest: timedelta | None = None

    @property
    def are_few(self) -> bool:
        return self.n < FEW


@dataclass(frozen=True)
class Figures:
    """The tickets that passed through a group. `misses` are calls in vain, `no_shows` tickets that ended by them."""

    tickets: int = 0
    misses: int = 0
    transfers: int = 0
    no_shows: int = 0
    day_ended: int = 0
    given_up: int = 0
    wait: Times = field(default_factory=Times)
    service: Times = field(default_factory=Times)

    @property
    def no_show_rate(self) -> float | None:
        """Share of all tickets, 0 to 1; None when there were none."""
        return self.no_shows / self.tickets if self.tickets else None


@dataclass(frozen=True, kw_only=True)
class Line(Figures):
    name: str


@dataclass(frozen=True)
class Report:
    """The figures of a period, whole and by each group; a group has a line only where a ticket passed through."""

    total: Figures
    classes: list[Line]
    matters: list[Line]
    windows: list[Line]
    hours: list[Line]
    days: list[Line]
    channels: list[Line]

    def groups(self) -> list[tuple[str, list[Line]]]:
        """Each group that is worth a table, with what its lines are: of a single day no table by day."""
        days = [("日期", self.days)] if len(self.days) > 1 else []
        return [
            ("优先与普通", self.classes),
            ("事项", self.matters),
            ("窗口", self.windows),
            ("时段", self.hours),
            *days,
            ("取号方式", self.channels),
        ]

    @property
    def priority_share(self) -> float | None:
        """Share of priority tickets of all, 0 to 1; None when there were none."""
        priority = sum(line.tickets for line in self.classes if line.name == CLASSES[PRIORITY])
        return priority / self.total.tickets if self.total.tickets else None


@dataclass(frozen=True)
class Waiting:
    """How long a ticket in line has waited, its earlier waits included, and for how long it should at the most."""

    ticket: Ticket
    waited: timedelta
    limit: timedelta

    @property
    def is_too_long(self) -> bool:
        return self.waited > self.limit


@dataclass(frozen=True)
class Appointments:
    """Appointments of a period by what became of them; `open` ones are not settled yet."""

    kept: int = 0
    missed: int = 0
    cancelled: int = 0
    open: int = 0

    @property
    def rate(self) -> float | None:
        """Share kept of those that somebody should have come to, 0 to 1; None when there were none."""
        due = self.kept + self.missed
        return self.kept / due if due else None


def report(since: date, until: date) -> Report:
    """The figures of a period, days inclusive, in one statement."""
    found = counted(since, until)
    matters = {str(matter.pk): matter.name for matter in Matter.objects.all()}
    windows = {str(window.pk): str(window) for window in Window.objects.all()}
    hours = {str(hour): f"{hour:02}:00–{hour + 1:02}:00" for hour in range(24)}
    days = {value: _day_name(value) for value in sorted(value for name, value in found if name == "day")}
    return Report(
        found.get(("whole", ""), Figures()),
        *(
            _lines(found, group, names)
            for group, names in (
                ("class", CLASSES),
                ("matter", matters),
                ("window", windows),
                ("hour", hours),
                ("day", days),
                ("channel", dict(Channel.choices)),
            )
        ),
    )


def public_figures(now: datetime) -> dict[str, Times]:
    """This month's waits of priority and of ordinary numbers, for everybody to read."""
    today = court_date(now)
    found = counted(today.replace(day=1), today, ("class",))
    return {name: found.get(("class", name), Figures()).wait for name in CLASSES}


def counted(since: date, until: date, groups: tuple[str, ...] = GROUPS) -> dict[tuple[str, str], Figures]:
    """The figures of a period, days inclusive, by the name of a group and its value."""
    given = {"since": since, "until": until, "zone": COURT_ZONE.key, "groups": list(groups)}
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, given)
        return {(name, value): _figures(*measured) for name, value, *measured in cursor.fetchall()}


def waiting(day: date, at: datetime) -> list[Waiting]:
    """Who is in line of `day`, whoever has waited longest first. A clock set back makes no wait negative."""
    waits = Q(periods__kind=PeriodKind.WAITING)
    rows = (
        Ticket.objects.filter(business_date=day)
        .waiting()
        .select_related("matter")
        .annotate(
            earlier=Sum(F("periods__ended_at") - F("periods__began_at"), filter=waits),
            since=Max("periods__began_at", filter=waits & Q(periods__ended_at__isnull=True)),
        )
    )
    none = timedelta()
    found = [Waiting(row, (row.earlier or none) + max(at - row.since, none), _limit(row)) for row in rows]
    return sorted(found, key=lambda row: (-row.waited, row.ticket.pk))


def alarms(day: date, at: datetime) -> list[Waiting]:
    """Who waits longer than anybody should (settings QUEUE_LONGEST_…_MINUTES), the longest first."""
    return [row for row in waiting(day, at) if row.is_too_long]


def appointments(since: date, until: date) -> Appointments:
    """What became of the appointments of a period, days inclusive."""
    begins = datetime.combine(since, time(), COURT_ZONE)
    rows = Appointment.objects.filter(starts_at__gte=begins, starts_at__lt=midnight_after(until))
    counts = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    return Appointments(
        kept=counts.get(AppointmentState.ARRIVED, 0),
        missed=counts.get(AppointmentState.MISSED, 0),
        cancelled=counts.get(AppointmentState.CANCELLED, 0),
        open=counts.get(AppointmentState.BOOKED, 0),
    )


def _limit(ticket: Ticket) -> timedelta:
    longest = settings.QUEUE_LONGEST_PRIORITY_MINUTES if ticket.is_priority else settings.QUEUE_LONGEST_ORDINARY_MINUTES
    return timedelta(minutes=longest)


def _figures(*measured: object) -> Figures:
    *counts, waits, wait_shares, longest_wait, services, service_shares, longest_service = measured
    return Figures(
        *counts,
        wait=Times(waits, *(wait_shares or (None, None)), longest_wait),
        service=Times(services, *(service_shares or (None, None)), longest_service),
    )


def _lines(found: dict[tuple[str, str], Figures], group: str, names: dict[str, str]) -> list[Line]:
    return [Line(name=name, **vars(found[group, value])) for value, name in names.items() if (group, value) in found]


def _day_name(value: str) -> str:
    day = date.fromisoformat(value)
    return f"{day}（{weekday(day)}）"
