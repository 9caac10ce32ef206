"""Made-up calls with the truth about them: what a test or a trial run sends to the portal, and what it must count."""

import random
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from hotline.calls.enums import EventKind

NUMBERS = 60
"""So many people ring, some of them several times."""
TELEPHONES = ("8001", "8002", "8003")
SPREAD = timedelta(days=2)
WITHHELD = "anonymous"
GARBAGE: tuple[Any, ...] = (
    "ringing",
    None,
    [],
    {},
    {"call": "garbage", "event": "hangup", "at": 0},
    {"call": "garbage", "event": "ringing", "at": "yesterday"},
    {"call": "garbage", "event": "rated", "at": "2026-11-23T10:00:00+08:00"},
    {"call": "g" * 65, "event": "ringing", "at": "2026-11-23T10:00:00+08:00"},
    {"event": "answered", "at": "2026-11-23T10:00:00"},
)


@dataclass
class Truth:
    """What the made-up calls come to; in hours, unless it says otherwise."""

    offered: int = 0
    """Whenever they rang."""
    answered: int = 0
    missed: int = 0
    short: int = 0
    out_of_hours: int = 0
    seconds_to_answer: float = 0
    """Average over every answered call, whenever it rang."""
    to_call_back: list[str] = field(default_factory=list)
    """Numbers of those who waited in vain, whenever they rang."""
    events: int = 0

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def make_calls(
    events: int, *, seed: int, until: datetime, in_hours: Callable[[datetime], bool]
) -> tuple[list[dict[str, Any]], Truth]:
    """At least `events` events of calls in the two days before `until`, in order, and the truth; alike for a seed."""
    dice = random.Random(seed)  # noqa: S311
    told: list[dict[str, Any]] = []
    truth, waits = Truth(), []
    while len(told) < events:
        call = f"made-up-{seed}-{truth.offered}"
        rang_at = (until - dice.random() * SPREAD - timedelta(minutes=30)).replace(microsecond=0)
        caller = f"138{dice.randrange(NUMBERS):08}"
        kind = dice.choices(("answered", "missed", "short", "withheld"), (70, 17, 8, 5))[0]
        truth.offered += 1
        counted = in_hours(rang_at)
        truth.out_of_hours += not counted
        if kind == "answered":
            wait, talk = dice.randrange(2, 40), dice.randrange(20, 600)
            parts = [(EventKind.RINGING, 0), (EventKind.ANSWERED, wait), (EventKind.ENDED, wait + talk)]
            if dice.random() < 0.3:
                parts.append((EventKind.RATED, wait + talk + 3))
            waits.append(wait)
            truth.answered += counted
        else:
            wait = dice.randrange(1, 5) if kind == "short" else dice.randrange(5, 90)
            parts = [(EventKind.RINGING, 0), (EventKind.ABANDONED, wait), (EventKind.ENDED, wait)]
            if kind == "short":
                truth.short += counted
            else:
                truth.missed += counted
        if kind == "withheld":
            caller = WITHHELD
        if kind == "missed" and caller not in truth.to_call_back:
            truth.to_call_back.append(caller)
        telephone = dice.choice(TELEPHONES)
        told += [
            {
                "call": call,
                "event": part.value,
                "at": (rang_at + timedelta(seconds=after)).isoformat(),
                "caller": caller,
                "extension": telephone,
            }
            | ({"digit": dice.choice("123")} if part == EventKind.RATED else {})
            for part, after in parts
        ]
    truth.events, truth.seconds_to_answer = len(told), sum(waits) / len(waits) if waits else 0
    truth.to_call_back.sort()
    return told, truth


def disturb(told: list[dict[str, Any]], *, seed: int, copies: int, garbage: float, shuffle: bool) -> list[Any]:
    """The same events, each `copies` times, shuffled, with a share of garbage put between them."""
    dice = random.Random(seed)  # noqa: S311
    sent: list[Any] = list(told) * copies
    if shuffle:
        dice.shuffle(sent)
    for _ in range(round(len(sent) * garbage)):
        sent.insert(dice.randrange(len(sent) + 1), dice.choice(GARBAGE))
    return sent
