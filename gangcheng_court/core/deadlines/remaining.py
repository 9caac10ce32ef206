"""Time left before a limit, as every page says it: in working time, with a level for its colour and shape."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from gangcheng_court.core.deadlines import hours
from gangcheng_court.core.deadlines.calendar import Calendar

Level = Literal["ok", "soon", "now", "late"]
NEARLY_NOW = timedelta(hours=2)


@dataclass(frozen=True)
class Remaining:
    """`level`: ok (more than a working day), soon (at most one), now (at most two hours), late; `words` in Chinese."""

    level: Level
    words: str


def remaining(due_at: datetime, now: datetime, calendar: Calendar) -> Remaining:
    """Working time from `now` to `due_at`. At `due_at` itself it is late already.

    After the last session of the last day no working time is left, but the limit has not passed: the level is
    “now” and the words give the time on the clock.
    """
    if due_at <= now:
        over = now - due_at
        return Remaining("late", f"已超期 {_clock_words(over)}" if over >= timedelta(minutes=1) else "刚刚超期")
    left = hours.service_between(now, due_at, calendar)
    if due_at - now < timedelta(minutes=1):
        return Remaining("now", "不到 1 分钟就到期")
    if left < timedelta(minutes=1):
        return Remaining("now", f"工作时间已过，离到期还有 {_clock_words(due_at - now)}")
    day = hours.day_length()
    level: Level = "now" if left <= NEARLY_NOW else "soon" if left <= day else "ok"
    days, rest = divmod(left, day)
    parts = [f"{days} 个工作日"] if days else []
    if rest >= timedelta(minutes=1) and days < 3:
        parts.append(_hour_words(rest, with_minutes=not days))
    return Remaining(level, f"还剩 {' '.join(filter(None, parts))}")


def _clock_words(length: timedelta) -> str:
    if length.days:
        return " ".join(filter(None, (f"{length.days} 天", _hour_words(length - timedelta(days=length.days), False))))
    return _hour_words(length, with_minutes=True)


def _hour_words(length: timedelta, with_minutes: bool) -> str:
    whole, rest = divmod(length, timedelta(hours=1))
    minutes = rest // timedelta(minutes=1)
    parts = [f"{whole} 小时"] if whole else []
    if minutes and with_minutes:
        parts.append(f"{minutes} 分钟")
    return " ".join(parts)
