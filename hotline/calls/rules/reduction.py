"""What the exchange told, and the one call that all of it makes: the same in whatever order and however often told."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from hotline.calls.enums import CallResult, EventKind, EventSource

EXCHANGE_ID_CHARS = 64
SHORT = timedelta(seconds=5)
"""Who hangs up sooner has hardly waited: counted apart from the missed calls."""
TRUST = {
    EventSource.API: 0,
    EventSource.ASTERISK_AMI: 0,
    EventSource.ASTERISK_CDR: 1,
    EventSource.FREESWITCH_CDR: 1,
    EventSource.BY_HAND: 2,
}
"""Of each kind of event only the best source counts: a CDR, which is coarser, and a hand fill what is missing."""

_MOBILE = re.compile(r"1[3-9]\d{9}")
_CHINA = re.compile(r"(?:\+|00)86|86(?=1[3-9]\d{9}$)")


@dataclass(frozen=True, kw_only=True)
class Told:
    """One event as a source told it; `raw` is all it said, and makes no difference to what it means."""

    exchange_id: str
    kind: str
    at: datetime
    source: str
    caller: str = ""
    extension: str = ""
    digit: str = ""
    raw: dict[str, Any] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, kw_only=True)
class State:
    """A call as its events make it."""

    caller: str
    extension: str
    """Of the telephone that answered; before that, of the one that rang last."""
    rang_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    result: CallResult
    digit: str
    settled: bool
    """Everything is told: whether it was missed will not change by an event that is still under way."""


def caller_number(text: str) -> str:
    """A number as it is dialled here, without +86 or the 0 before a mobile; '' when it is withheld or no number."""
    number = re.sub(r"[\s()-]", "", text)
    if home := _CHINA.match(number):
        number = number[home.end() :]
        number = number if _MOBILE.fullmatch(number) else f"0{number.removeprefix('0')}"
    if _MOBILE.fullmatch(number.removeprefix("0")):
        number = number.removeprefix("0")
    return number if re.fullmatch(r"\+?[0-9]{3,18}", number) else ""


def reduce(events: Iterable[Told]) -> State:
    """The call that at least one event makes."""
    told = _trusted(events)
    by_kind = {kind: [event for event in told if event.kind == kind] for kind in EventKind.values}
    ringing, answered, abandoned = (
        by_kind[kind] for kind in (EventKind.RINGING, EventKind.ANSWERED, EventKind.ABANDONED)
    )
    rang_at = told[0].at
    answered_at = answered[0].at if answered else None
    ends = abandoned + by_kind[EventKind.ENDED]
    ended_at = max(event.at for event in ends + answered) if ends else None
    if answered:
        result = CallResult.ANSWERED
    elif ended_at is None:
        result = CallResult.RINGING
    elif ringing and ended_at - rang_at < SHORT:
        result = CallResult.SHORT
    else:
        result = CallResult.MISSED
    telephones = [event.extension for event in answered[:1] or reversed(ringing)]
    return State(
        caller=_first(event.caller for event in told),
        extension=_first(telephones),
        rang_at=rang_at,
        answered_at=answered_at,
        ended_at=ended_at,
        result=result,
        digit=_first(event.digit for event in reversed(told)),
        settled=bool(answered and ends) or bool(ringing and abandoned),
    )


def _trusted(events: Iterable[Told]) -> list[Told]:
    """In order of time, each once, of every kind only what its best source tells."""
    different = set(events)
    best: dict[str, int] = {}
    for event in different:
        best[event.kind] = min(best.get(event.kind, TRUST[event.source]), TRUST[event.source])
    trusted = [event for event in different if TRUST[event.source] == best[event.kind]]
    return sorted(trusted, key=lambda told: (told.at, told.kind, told.source, told.caller, told.extension, told.digit))


def _first(texts: Iterable[str]) -> str:
    return next(filter(None, texts), "")
