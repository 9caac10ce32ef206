"""The cache of tests that run side by side on one Redis."""

from django.core.cache.backends.redis import RedisCache


class OwnKeysCache(RedisCache):
    """Django's Redis cache, but `clear()` removes this cache's own keys: Django's would empty the whole database, and
    with it the lock and the tasks of a beat that another test is watching."""

    def clear(self) -> bool:
        client = self._cache.get_client(None, write=True)
        keys = list(client.scan_iter(match=f"{self.key_prefix}:*", count=1000))
        return bool(not keys or client.delete(*keys))
