"""The limits of a ticket: pure arithmetic, everything given.

“当日” is the calendar day (Asia/Shanghai) on which it was received, until 24:00, whatever the weekday. The other limits
are counted from the day after, and roll off a rest day.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from gangcheng_court import promises
from gangcheng_court.core.deadlines import periods
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.clock import COURT_ZONE, court_date
from gangcheng_court.core.deadlines.hours import of_hotline, sessions_on
from gangcheng_court.core.deadlines.periods import Period, Unit
from gangcheng_court.promises import Promise
from hotline.tickets.enums import HANDED_OVER_THE_SAME_DAY, Subject, TicketType

RECEIPT = "ticket_receipt"
"""The code under which the receiver's time to sign is stored; no promise of the court."""
RECEIPT_BASIS = "转办规则"
LEGAL = {
    TicketType.PETITION: {promises.PETITION_ACKNOWLEDGEMENT: "15d", promises.PETITION_CLOSING: "60d"},
}
EXTENSION = "30d"
"""信访工作条例 34: once, by at most thirty days."""
HOUR = timedelta(hours=1)
_TERM = re.compile(r"(\d+)([dw])")


def handoff(received: datetime, calendar: Calendar) -> Period:
    """承诺三: 24:00 of the day on which it was received."""
    return periods.due_calendar_days(court_date(received), 0, calendar)


def is_handed_over(type: TicketType) -> bool:
    return type in HANDED_OVER_THE_SAME_DAY


def limits(
    type: TicketType, subject: str, received: datetime, calendar: Calendar, chosen: Mapping[str, Mapping[str, str]]
) -> dict[Promise, Period]:
    """The first reply and the closing of a ticket; `chosen` is the setting TICKET_LIMITS: {type: {reply, close}}.

    A complaint about filing closes in fifteen days, and a petition has two limits of its own: the law's.
    """
    if type in LEGAL:
        terms = dict(LEGAL[type])
    else:
        own = chosen.get(type, {})
        terms = {
            promise: own[name]
            for name, promise in (("reply", promises.FIRST_REPLY), ("close", promises.TICKET_CLOSING))
            if name in own
        }
        if type == TicketType.COMPLAINT and subject == Subject.FILING:
            terms.pop(promises.TICKET_CLOSING, None)
            terms[promises.FILING_COMPLAINT_ANSWER] = "15d"
    return {promise: term(length, received, calendar) for promise, length in terms.items()}


def receipt(handed_over: datetime, workdays: int, calendar: Calendar) -> Period:
    """The receiver's time to sign, or to say that it is not the department's."""
    return periods.due_workdays(court_date(handed_over), workdays, calendar)


def missed_call_back(missed: datetime, calendar: Calendar) -> Period:
    """A call missed while the hotline was open, or before it opened, is called back the same day; later, on the next
    working day."""
    day = court_date(missed)
    sessions = list(sessions_on(day, calendar, of_hotline()))
    if sessions and missed < sessions[-1][1]:
        return periods.due_calendar_days(day, 0, calendar)
    return periods.due_workdays(day, 1, calendar)


def extension(ended: datetime, calendar: Calendar) -> Period:
    """Thirty more days after the sixty (信访工作条例 34)."""
    return term(EXTENSION, ended, calendar)


def term(length: str, moment: datetime, calendar: Calendar) -> Period:
    """`2w` or `15d` from the day of `moment`. Raises ValueError for anything else."""
    found = _TERM.fullmatch(length)
    if not found:
        raise ValueError(f"not a limit: {length!r}")
    return periods.count(int(found[1]), Unit(found[2]), moment, calendar)


def desk_is_open(moment: datetime, calendar: Calendar) -> bool:
    """Whether the desk hands over by hand: from its first session of the day to the end of the last, noon included."""
    sessions = list(sessions_on(court_date(moment), calendar, of_hotline()))
    return bool(sessions) and sessions[0][0] <= moment < sessions[-1][1]


def desk_warning_is_due(moment: datetime, warn_at: time, calendar: Calendar) -> bool:
    """Whether the desk is to be told what still lies there: from `warn_at` to the close of business."""
    return desk_is_open(moment, calendar) and moment >= datetime.combine(court_date(moment), warn_at, COURT_ZONE)


def callback_hours(day: date, calendar: Calendar) -> list[datetime]:
    """The beginnings of the hours of `day` in which people can be called back."""
    hours = []
    for start, end in sessions_on(day, calendar, of_hotline()):
        while start < end:
            hours.append(start)
            start += HOUR
    return hours
