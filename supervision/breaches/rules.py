"""The arithmetic of reminders, and how figures are written: everything given, nothing read."""

from datetime import datetime, timedelta

from gangcheng_court.core.deadlines import hours
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.clock import court_date


def reach(moment: datetime, length: timedelta, calendar: Calendar) -> datetime:
    """The moment up to which at most `length` of service time is left: a limit at or before it is that near."""
    left, day = length, court_date(moment)
    while True:
        for start, end in hours.sessions_on(day, calendar):
            served = max(end - max(start, moment), timedelta())
            if served > left:
                return max(start, moment) + left
            left -= served
        day += timedelta(days=1)


def length_words(value: timedelta | None) -> str:
    """`2 天 3 小时`, `5 小时 20 分钟`, `40 秒`; a dash for none."""
    if value is None:
        return "—"
    hours, rest = divmod(int(value.total_seconds()), 3600)
    days, hours_left = divmod(hours, 24)
    minutes, seconds = divmod(rest, 60)
    if days:
        return f"{days} 天 {hours_left} 小时" if hours_left else f"{days} 天"
    if hours:
        return f"{hours} 小时 {minutes} 分钟" if minutes else f"{hours} 小时"
    return f"{minutes} 分钟" if minutes else f"{seconds} 秒"
