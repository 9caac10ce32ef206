"""What is noted of a hall screen."""

from datetime import datetime

from accessibility.queue.models import Device


def saw(key: str, *, at: datetime) -> None:
    """The screen of this key has asked for the board."""
    Device.objects.filter(key=key).update(seen_at=at)
