"""From a counted period to a stored obligation, and back to the arithmetic in words."""

import re
from datetime import datetime
from functools import reduce
from typing import Any

from gangcheng_court.core.deadlines import calendar as legal_calendar
from gangcheng_court.core.deadlines import periods
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.clock import COURT_ZONE, last_moment
from gangcheng_court.core.deadlines.models import DueDateChange, Obligation
from gangcheng_court.core.deadlines.periods import Period, Unit

_TERM = re.compile(r"(\d+)([dmywcht])")


def terms(period: Period, *, rule: str, calendar: Calendar) -> dict[str, Any]:
    """The fields of an Obligation that `period` decides: due_at, rule, calendar_version, provisional.

    `rule` is the article or promise that sets the length, in words; the stored rule puts the formula before it
    (“3d&7d 承诺六”), so that the arithmetic can be repeated from `started_at` alone. The obligation's `started_at`
    must be the moment whose day (or hour) the period starts from.
    """
    return {
        "due_at": period.due_at,
        "rule": f"{period.formula} {rule}",
        "calendar_version": calendar.version,
        "provisional": period.provisional,
    }


def count(started_at: datetime, rule: str, calendar: Calendar) -> Period:
    """Repeat the arithmetic of a stored rule. Raises ValueError for a rule that `terms` did not write."""
    formula = rule.partition(" ")[0]
    matches = [_TERM.fullmatch(term) for term in formula.split("&")]
    if not all(matches):
        raise ValueError(f"not a stored rule: {rule!r}")
    counted = [periods.count(int(match[1]), Unit(match[2]), started_at, calendar) for match in matches]
    return reduce(periods.earlier, counted)


def explain(obligation: Obligation) -> list[str]:
    """How the stored limit was worked out, in Chinese sentences, with every later change of it and its reason."""
    period = count(obligation.started_at, obligation.rule, legal_calendar.load())
    lines = period.explain(basis=obligation.rule.partition(" ")[2])
    changes = DueDateChange.objects.filter(promise=obligation.promise, reference=obligation.reference)
    lines += [
        f"{change.at.astimezone(COURT_ZONE):%Y-%m-%d %H:%M} 因{change.because}，到期时间由"
        f"{last_moment(change.old_due_at)}改为{last_moment(change.new_due_at)}。"
        for change in changes
    ]
    if period.due_at != obligation.due_at:
        lines.append(
            f"本期限按当时的日历（{obligation.calendar_version}）定为{last_moment(obligation.due_at)}，"
            "此后日历的调整不再改变它。"
        )
    return lines
