"""Figures that everybody reads, kept for some minutes: a busy page counts them once."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django.conf import settings
from django.core.cache import cache
from redis import RedisError

Counted = TypeVar("Counted")
EDITION = 1
"""Raised when what is kept changes its shape: an older portal's figures are then counted again."""


def kept(name: str, now: datetime, count: Callable[[datetime], Counted]) -> tuple[datetime, Counted]:
    """What `count` found within the last PROMISE_FIGURES_SECONDS, and when; only for what every reader may see.

    Without the cache it is counted each time.
    """
    if not settings.PROMISE_FIGURES_SECONDS:
        return now, count(now)
    key = f"kept:{EDITION}:{name}"
    try:
        if found := cache.get(key):
            return found
        found = now, count(now)
        cache.set(key, found, settings.PROMISE_FIGURES_SECONDS)
        return found
    except RedisError:
        return now, count(now)
