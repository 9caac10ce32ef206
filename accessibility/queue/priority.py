"""Whom a window calls next: priority first where that is its task, and fair to all everywhere else (承诺五).

Pure. Two lines wait, each in order of arrival: the priority line and the ordinary one. At a shared window whoever came
first goes first, but one who has priority never waits for more than `ordinary_in_a_row` ordinary visitors of that
window. An ordinary visitor who has waited beyond the longest wait goes before the priority line's turn – once in each
round, so that neither line can starve the other.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from accessibility.queue.enums import Reason


@dataclass(frozen=True)
class Rule:
    """How many ordinary visitors go before it is a priority visitor's turn, and how long an ordinary one waits."""

    ordinary_in_a_row: int
    longest_wait: timedelta


@dataclass(frozen=True)
class Choice:
    """Which line is called, and why."""

    priority: bool
    reason: Reason


def rule() -> Rule:
    """As the court has set it: QUEUE_ORDINARY_IN_A_ROW and QUEUE_LONGEST_ORDINARY_MINUTES."""
    return Rule(settings.QUEUE_ORDINARY_IN_A_ROW, timedelta(minutes=settings.QUEUE_LONGEST_ORDINARY_MINUTES))


def choose(
    rule: Rule,
    *,
    ordinary: datetime | None,
    priority: datetime | None,
    in_a_row: int,
    at: datetime,
    priority_window: bool = False,
) -> Choice | None:
    """The line to call from; None when nobody waits.

    `ordinary` and `priority` are the moments since which the first of each line waits (None: the line is empty);
    `in_a_row` counts the ordinary visitors called at this window since its last priority one.
    """
    if ordinary is None and priority is None:
        return None
    if ordinary is None or priority is None:
        return Choice(ordinary is None, Reason.ONLY_LINE)
    if priority_window:
        return Choice(True, Reason.PRIORITY_WINDOW)
    if in_a_row >= rule.ordinary_in_a_row:
        if in_a_row == rule.ordinary_in_a_row and at - ordinary >= rule.longest_wait:
            return Choice(False, Reason.LONG_WAIT)
        return Choice(True, Reason.PRIORITY_TURN)
    return Choice(priority <= ordinary, Reason.FIRST_COME)
