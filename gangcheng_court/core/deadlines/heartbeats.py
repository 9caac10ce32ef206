"""Signs of life of the parts that keep the clock; `/health/` reads them."""

from datetime import datetime, timedelta

from gangcheng_court.core.deadlines.models import Heartbeat


def beat(name: str, at: datetime) -> None:
    """`name` was alive at `at`. Safe from several processes at once; the latest writer wins."""
    Heartbeat.objects.update_or_create(name=name, defaults={"beat_at": at})


def age(name: str, now: datetime) -> timedelta | None:
    """How long ago `name` was last alive; None when it never was."""
    beat_at = Heartbeat.objects.filter(name=name).values_list("beat_at", flat=True).first()
    return None if beat_at is None else now - beat_at
