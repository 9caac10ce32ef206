"""What others may read of the hall's line."""

from accessibility.queue.queries.hall import (
    Board,
    Called,
    Place,
    at_window,
    board,
    by_key,
    last_calls,
    line_of,
    matters_waiting,
    of_day,
    served_between,
    set_aside,
    window_of,
)
from accessibility.queue.queries.places import Estimate, ahead, before, estimate, nearly_there

__all__ = [
    "Board",
    "Called",
    "Estimate",
    "Place",
    "ahead",
    "at_window",
    "before",
    "board",
    "by_key",
    "estimate",
    "last_calls",
    "line_of",
    "matters_waiting",
    "nearly_there",
    "of_day",
    "served_between",
    "set_aside",
    "window_of",
]
