import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def fresh_counters():
    """Failures and sent codes are counted in Redis, which outlives a test."""
    cache.clear()
