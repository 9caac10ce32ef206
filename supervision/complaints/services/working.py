"""Holding back floods without knowing anybody: a puzzle that is solved in the background, or else a short wait.

A puzzle is for one kind of form, for two hours, and for one sending; the cache remembers which were used. Nothing in
it or beside it says who asked.
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.cache import cache

from gangcheng_court.core.accounts.sealed import blind_index
from supervision.complaints.rules import work

LIFETIME_SECONDS = 2 * 3600
LONGEST_WAIT = 600
TOGETHER = 10
"""So many that wait pass in one minute before the next must wait longer."""
MOST_UNSOLVED = 100
"""So many pass unsolved in one minute, however long they have waited: a store of old puzzles opens nothing."""


@dataclass(frozen=True)
class Wait:
    """It is not to pass yet. `seconds` are left; `puzzle` is the one to send again then."""

    seconds: int
    puzzle: str


def puzzle(purpose: str, *, at: datetime) -> str:
    """A new puzzle for the form called `purpose`."""
    stem = f"{purpose}.{secrets.token_hex(12)}.{int(at.timestamp())}"
    return f"{stem}.{_mark(stem)}"


def pass_through(typed: str, solution: str, *, purpose: str, holder: str, at: datetime) -> Wait | None:
    """None when it may pass: solved, or old enough. Else how long to wait, with a new puzzle where `typed` is none of
    ours, another form's, expired or used.

    `holder` is the key of what is being sent: the same again passes with the same puzzle, anything else does not.
    """
    issued = _issued(typed, purpose, at)
    name = f"complaint-puzzle:{blind_index('puzzle', typed)}"
    if issued is None or cache.get(name, holder) != holder:
        return Wait(settings.COMPLAINT_WAIT_SECONDS, puzzle(purpose, at=at))
    if not work.solves(typed, solution, settings.COMPLAINT_PUZZLE_BITS):
        minute = f"complaint-waited:{int(at.timestamp()) // 60}"
        lately = cache.get(minute, 0)
        needed = work.waits(settings.COMPLAINT_WAIT_SECONDS, LONGEST_WAIT, lately, TOGETHER)
        left = needed - (int(at.timestamp()) - issued)
        if lately >= MOST_UNSOLVED:
            left = max(left, 60)
        if left > 0:
            return Wait(left, typed)
        cache.add(minute, 0, timeout=120)
        cache.incr(minute)
    if not cache.add(name, holder, timeout=LIFETIME_SECONDS) and cache.get(name) != holder:
        return Wait(settings.COMPLAINT_WAIT_SECONDS, puzzle(purpose, at=at))
    return None


def _issued(typed: str, purpose: str, at: datetime) -> int | None:
    """When a puzzle of ours for this form was made; None for any other, and for one that has expired."""
    stem, _, mark = typed.rpartition(".")
    if not hmac.compare_digest(mark.encode(), _mark(stem).encode()) or not stem.startswith(f"{purpose}."):
        return None
    issued = int(stem.rpartition(".")[2])
    return issued if 0 <= int(at.timestamp()) - issued < LIFETIME_SECONDS else None


def _mark(stem: str) -> str:
    return blind_index("complaint-puzzle", stem)[:32]
