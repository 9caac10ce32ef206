"""A number that moves with whatever the hall's board shows, so that a board is rendered once for each state of it.

It moves after the commit: whoever reads it first and the rows afterwards never keeps an old board under a new number.
A move that is lost (Redis down, process killed) is healed by the short life of what is kept under the number.
"""

import logging

from django.core.cache import cache
from django.db import transaction
from redis.exceptions import RedisError

KEY = "hall-board-version"

logger = logging.getLogger(__name__)


def changed() -> None:
    """Tell, once this transaction is committed, that the board is another."""
    transaction.on_commit(_move)


def current() -> int:
    """The number now. Raises RedisError when Redis does not answer."""
    return cache.get_or_set(KEY, 0, timeout=None)


def _move() -> None:
    try:
        current()
        cache.incr(KEY)
    except (RedisError, ValueError) as error:
        logger.warning("the board's version did not move: %s", error)
