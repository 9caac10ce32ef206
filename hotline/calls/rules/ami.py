"""Asterisk's manager interface: what its queue says, as events of calls."""

from collections.abc import Set
from dataclasses import dataclass, field
from datetime import UTC, datetime

from hotline.calls.enums import EventKind, EventSource
from hotline.calls.rules.cdr import telephone
from hotline.calls.rules.reduction import EXCHANGE_ID_CHARS, Told, caller_number

RATED = "HotlineRated"
"""The UserEvent that a dialplan sends with the key pressed after a call (`Digit`)."""


def read_block(text: str) -> dict[str, str]:
    """The headers of one block, as sent; of one that comes twice the first."""
    block: dict[str, str] = {}
    for line in text.splitlines():
        name, colon, value = line.partition(":")
        if colon:
            block.setdefault(name.strip(), value.strip())
    return block


@dataclass
class Switchboard:
    """Turns blocks into events, and remembers which callers are on the line: other channels hang up as well.

    `lines` names the queues that are the hotline; none: every queue is.
    """

    lines: Set[str] = frozenset()
    waiting: set[str] = field(default_factory=set)
    answered: set[str] = field(default_factory=set)

    def told(self, block: dict[str, str], at: datetime) -> Told | None:
        """The event of one block, or None. Its moment is Asterisk's (manager.conf timestampevents), else `at`."""
        name = block.get("Event", "")
        call = block.get("Linkedid") or block.get("Uniqueid", "")
        kind = self._kind(name, call, block)
        if kind is None or not 0 < len(call) <= EXCHANGE_ID_CHARS:
            return None
        called = block.get("DestChannel") or block.get("Interface", "")
        return Told(
            exchange_id=call,
            kind=kind,
            at=_moment(block.get("Timestamp", "")) or at,
            source=EventSource.ASTERISK_AMI,
            caller=caller_number(block.get("CallerIDNum", "")) if name.startswith(("Queue", "Agent")) else "",
            extension=telephone(called) if name in ("AgentCalled", "AgentConnect") else "",
            digit=block.get("Digit", "")[:2] if kind == EventKind.RATED else "",
            raw=block,
        )

    def _kind(self, name: str, call: str, block: dict[str, str]) -> EventKind | None:
        if self.lines and "Queue" in block and block["Queue"] not in self.lines:
            return None
        if name in ("QueueCallerJoin", "AgentCalled"):
            self.waiting.add(call)
            return EventKind.RINGING
        if name == "AgentConnect":
            self.waiting.discard(call)
            self.answered.add(call)
            return EventKind.ANSWERED
        if name == "QueueCallerAbandon":
            self.waiting.discard(call)
            return EventKind.ABANDONED
        if name == "UserEvent" and block.get("UserEvent") == RATED and block.get("Digit"):
            return EventKind.RATED
        if name == "Hangup" and block.get("Uniqueid") == call:
            return self._hung_up(call)
        return None

    def _hung_up(self, call: str) -> EventKind | None:
        """The caller's own channel is gone; who is still waiting was sent away by the queue unanswered."""
        if call in self.waiting:
            self.waiting.discard(call)
            return EventKind.ABANDONED
        if call in self.answered:
            self.answered.discard(call)
            return EventKind.ENDED
        return None


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromtimestamp(float(text), UTC)
    except (ValueError, OverflowError, OSError):
        return None
