"""Days of the hall for tests, written straight into the tables: by chance, and still possible in every step."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from accessibility.queue import numbers
from accessibility.queue.enums import Channel, Outcome, PeriodKind, Priority, Status
from accessibility.queue.models import Matter, Period, Ticket, Window
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.deadlines.clock import COURT_ZONE, court_date, court_time

Stretch = tuple[PeriodKind, float]
"""A kind and its minutes."""
SERVED = [(PeriodKind.WAITING, 10.0), (PeriodKind.CALLED, 1.0), (PeriodKind.SERVING, 15.0)]
NAMES = ("立案", "交退费", "查询咨询")
PATHS = {
    PeriodKind.WAITING: (PeriodKind.CALLED, PeriodKind.CALLED, PeriodKind.CALLED, PeriodKind.CALLED, Status.LEFT),
    PeriodKind.CALLED: (PeriodKind.SERVING, PeriodKind.SERVING, PeriodKind.SERVING, PeriodKind.MISSED, Status.DONE),
    PeriodKind.SERVING: (Status.DONE, Status.DONE, PeriodKind.HELD, PeriodKind.WAITING),
    PeriodKind.HELD: (PeriodKind.CALLED, PeriodKind.CALLED, Status.DONE),
    PeriodKind.MISSED: (PeriodKind.WAITING, Status.DONE, Status.LEFT),
}
AT_WINDOW = (PeriodKind.CALLED, PeriodKind.SERVING)


def make_matter(position: int = 0, **fields: Any) -> Matter:
    """The matter at this place of the list, made when missing."""
    letter = numbers.LETTERS[position]
    name = NAMES[position] if position < len(NAMES) else f"事项{position}"
    return Matter.objects.get_or_create(
        letter=letter, defaults={"code": f"m{position}", "name": name, "position": position} | fields
    )[0]


def make_window(number: int = 1) -> Window:
    """The window of this number, made when missing."""
    return Window.objects.get_or_create(number=number)[0]


def make_stay(
    at: datetime,
    *stretches: Stretch,
    window: Window | None = None,
    clerk: User | None = None,
    running: bool = False,
    **fields: Any,
) -> Ticket:
    """A ticket taken `at` that spent its time so, all at one window. `running`: it is still in the last of them."""
    matter = fields.pop("matter", None) or make_matter()
    window, clerk = window or make_window(), clerk or make_user(Role.CLERK)
    steps = [
        (kind, matter, window if kind in AT_WINDOW else None, timedelta(minutes=minutes)) for kind, minutes in stretches
    ]
    return _write(at, steps, matter, clerk, running, **fields)


def make_day(random: Random, day: date, count: int = 40, **fields: Any) -> list[Ticket]:
    """Tickets of a day by chance: transferred, held, passed over and back, given up, cut off at its end, running."""
    matters, windows = [make_matter(at) for at in range(3)], [make_window(number) for number in (1, 2, 3)]
    clerk = make_user(Role.CLERK)
    opened = datetime(day.year, day.month, day.day, 8, 30, tzinfo=COURT_ZONE)
    return [
        _chance(random, opened + timedelta(seconds=random.randrange(8 * 3600)), matters, windows, clerk, fields)
        for _ in range(count)
    ]


def _chance(
    random: Random, at: datetime, matters: list[Matter], windows: list[Window], clerk: User, fields: dict[str, Any]
) -> Ticket:
    first = matter = random.choice(matters)
    kind, steps, window = PeriodKind.WAITING, [], None
    while True:
        if kind == PeriodKind.CALLED:
            window = random.choice(windows)
        here = window if kind in AT_WINDOW else None
        steps.append((kind, matter, here, timedelta(seconds=random.choice((0, 1, random.randrange(3600))))))
        following = random.choice(PATHS[kind]) if len(steps) < 9 else Status.DONE
        if following in Status.values and following in (Status.DONE, Status.LEFT):
            break
        if kind == PeriodKind.SERVING and following == PeriodKind.WAITING:
            matter = random.choice([other for other in matters if other != matter])
        kind = following
    outcomes = {
        PeriodKind.SERVING: [Outcome.SETTLED, Outcome.REGISTERED, Outcome.DAY_ENDED],
        PeriodKind.CALLED: [Outcome.NO_SHOW],
    }
    ended = {
        "status": following,
        "outcome": "" if following == Status.LEFT else random.choice(outcomes.get(kind, [Outcome.DAY_ENDED])),
    }
    chosen = {
        "channel": random.choice(Channel.values),
        "priority": random.choice(["", "", *Priority.values]),
        "issued_for": first,
    }
    running = kind not in AT_WINDOW and random.random() < 0.1
    return _write(at, steps, matter, clerk, running, **chosen, **({} if running else ended), **fields)


def _write(
    at: datetime,
    steps: list[tuple[PeriodKind, Matter, Window | None, timedelta]],
    matter: Matter,
    clerk: User,
    running: bool,
    **fields: Any,
) -> Ticket:
    day, issued_for = court_date(at), fields.pop("issued_for", matter)
    number = Ticket.objects.filter(business_date=day, issued_for=issued_for).count() + 1
    last_kind, _, last_window, _ = steps[-1]
    until = at + sum((lasted for *_, lasted in steps), timedelta())
    ended = {"status": last_kind} if running else {"status": Status.DONE, "outcome": Outcome.SETTLED, "ended_at": until}
    told = {
        "business_date": day,
        "issued_for": issued_for,
        "matter": matter,
        "number": number,
        "label": numbers.label(issued_for.letter, number),
        "key": f"{issued_for.letter}-{day:%m%d}-{number}",
        "channel": Channel.KIOSK,
        "taken_at": at,
        "place_at": at,
        "window": last_window,
        "clerk": clerk,
    }
    ticket = Ticket.objects.create(**told | ended | fields)
    began, periods = at, []
    for kind, about, window, lasted in steps:
        periods.append(
            Period(
                ticket=ticket,
                kind=kind,
                matter=about,
                window=window,
                clerk=clerk if window else None,
                began_at=began,
                ended_at=began + lasted,
            )
        )
        began += lasted
    if running:
        periods[-1].ended_at = None
    Period.objects.bulk_create(periods)
    return ticket


def at(clock: str, day: str = "2026-11-25") -> datetime:
    """A moment of the court's day, such as `at("09:30")`."""
    return court_time(f"{day} {clock}")
