"""Tests side by side share one Redis: clearing the cache of one leaves what belongs to the others."""

import pytest
import redis
from django.conf import settings
from django.core.cache import cache


@pytest.fixture
def lock_of_another():
    with redis.Redis.from_url(settings.REDIS_URL) as store:
        name = f"{settings.KEY_PREFIX}0-redbeat::lock"
        store.set(name, "held")
        yield lambda: store.get(name)
        store.delete(name)


def test_clearing_the_cache_forgets_its_own_keys_and_no_others(lock_of_another):
    cache.set("failures", 3)

    cache.clear()

    assert cache.get("failures") is None
    assert lock_of_another() == b"held"
    cache.clear()
