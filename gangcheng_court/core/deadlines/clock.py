"""The court's clock: one time zone for every decision about a date. Moments are stored in UTC."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

COURT_ZONE = ZoneInfo("Asia/Shanghai")
WEEKDAYS = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]


def court_time(text: str) -> datetime:
    """The aware moment of a court wall-clock text such as "2026-06-17 17:30" or "2026-06-17"."""
    return datetime.fromisoformat(text).replace(tzinfo=COURT_ZONE)


def moment(text: str) -> datetime:
    """The aware moment that `isoformat()` wrote, in UTC. Raises ValueError for any other text."""
    try:
        read = datetime.fromisoformat(text).astimezone(UTC)
    except OverflowError as error:
        raise ValueError(text) from error
    return read


def court_date(moment: datetime) -> date:
    """The calendar day on which an aware `moment` falls in the court."""
    if moment.tzinfo is None:
        raise ValueError("a naive moment has no court date")
    return moment.astimezone(COURT_ZONE).date()


def start_of(day: date) -> datetime:
    """0:00 of `day`: the first moment that is in it."""
    return datetime.combine(day, time(), COURT_ZONE)


def midnight_after(day: date) -> datetime:
    """24:00 of `day`: the first moment that is no longer in it."""
    return start_of(day + timedelta(days=1))


def last_day(due_at: datetime) -> date:
    """The day on which a limit ends; `due_at` is the first moment too late, so midnight belongs to the day before."""
    return court_date(due_at - timedelta(microseconds=1))


def weekday(day: date) -> str:
    return WEEKDAYS[day.weekday()]


def full_day(day: date) -> str:
    """Such as 2026年10月8日（周四）."""
    return f"{day.year}年{day.month}月{day.day}日（{weekday(day)}）"


def last_moment(due_at: datetime) -> str:
    """How a limit is said: a limit at midnight as 24:00 of the day before ("2026年10月8日（周四）24:00")."""
    local = due_at.astimezone(COURT_ZONE)
    if local.time() == time():
        return f"{full_day(last_day(due_at))}24:00"
    return f"{full_day(local.date())}{local:%H:%M}"
