"""Whether each part that the portal needs is alive, in words that give nothing away."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import redis
from django.conf import settings
from django.db import DatabaseError, connection

from gangcheng_court.core.deadlines import calendar, clock, heartbeats
from gangcheng_court.core.documents import pdf

REDIS_SECONDS = 2
SWEEPS = {
    "enforcement": ("超期核查", timedelta(minutes=5)),
    "handoffs": ("12368 自动转办", timedelta(minutes=5)),
    "ticket_urging": ("12368 督办", timedelta(minutes=30)),
    "complaints": ("12368 投诉转入", timedelta(minutes=5)),
    "hall": ("大厅叫号提醒", timedelta(minutes=5)),
    "mediations": ("调解到期移送", timedelta(minutes=15)),
    "cross_region": ("跨域转送", timedelta(minutes=10)),
    "decision_warnings": ("立案期限预警", timedelta(minutes=30)),
    "correction_reminders": ("补正提醒", timedelta(minutes=30)),
    "sealing": ("日志封存", timedelta(minutes=10)),
    "payment_reminders": ("交费提醒", timedelta(minutes=30)),
    "watch": ("监测指标", timedelta(hours=26)),
}
"""What keeps the clock, and how long each may be silent: a few of its turns in `gangcheng_court/beat.py`. A sweep
that fails gives no heartbeat; the first turn after a start may still be to come, which is no fault."""


@dataclass(frozen=True)
class Part:
    """One part: `says` is a Chinese sentence; without a `vital` part the portal cannot keep its promises."""

    ok: bool
    says: str
    vital: bool = True


def parts(now: datetime) -> dict[str, Part]:
    """Every part by its English name. Never raises, whatever is missing."""
    database = _database()
    return {
        "database": database,
        "redis": _redis(),
        "worker": _alive("worker", "后台任务", settings.HEARTBEAT_LIMIT, now, database),
        "beat": _alive("beat", "定时任务", settings.HEARTBEAT_LIMIT, now, database),
        **{name: _alive(name, *sweep, now, database, from_start=False) for name, sweep in SWEEPS.items()},
        "letters": _letters(),
        "calendar": _calendar(now, database),
    }


def _database() -> Part:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return Part(False, "数据库连接不上")
    return Part(True, "数据库正常")


def _redis() -> Part:
    try:
        with redis.Redis.from_url(
            settings.REDIS_URL, socket_timeout=REDIS_SECONDS, socket_connect_timeout=REDIS_SECONDS
        ) as store:
            store.ping()
    except redis.exceptions.RedisError:
        return Part(False, "Redis 连接不上")
    return Part(True, "Redis 正常")


def _alive(name: str, title: str, limit: timedelta, now: datetime, database: Part, *, from_start: bool = True) -> Part:
    if not database.ok:
        return Part(False, f"{title}：数据库连接不上，无法确认")
    try:
        age = heartbeats.age(name, now)
    except DatabaseError:
        return Part(False, f"{title}：心跳记录读不到")
    if age is None:
        return Part(False, f"{title}：从未有过心跳", vital=from_start)
    seconds = round(age.total_seconds())
    return Part(age <= limit, f"{title}：{seconds} 秒前有心跳")


def _letters() -> Part:
    missing = pdf.missing_parts()
    return Part(not missing, "；".join(missing) or "文书所需的字体和系统库齐全", vital=False)


def _calendar(now: datetime, database: Part) -> Part:
    if not database.ok:
        return Part(False, "法定日历：数据库连接不上，无法确认", vital=False)
    try:
        missing = calendar.missing_years(clock.court_date(now))
    except DatabaseError:
        return Part(False, "法定日历：读不到", vital=False)
    words = "、".join(map(str, missing))
    return Part(not missing, f"{words} 年的放假安排尚未录入" if missing else "法定日历齐全", vital=False)
