"""How pages say an hour."""

from datetime import datetime, timedelta

from gangcheng_court.core.deadlines import clock


def slot_words(slot: datetime) -> str:
    """Such as 11月26日（周四）14:00–15:00."""
    local = slot.astimezone(clock.COURT_ZONE)
    end = local + timedelta(hours=1)
    return f"{local.month}月{local.day}日（{clock.weekday(local.date())}）{local:%H:%M}–{end:%H:%M}"
