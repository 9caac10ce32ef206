"""What the hall does, one decision a function."""

from accessibility.queue.services.alarming import tell_of_long_waits
from accessibility.queue.services.calling import call_next, call_this, come_back, leave, miss, recall
from accessibility.queue.services.reminding import remind
from accessibility.queue.services.serving import confirm_priority, finish, hold, link_filing, split, start, transfer
from accessibility.queue.services.sitting import (
    close_window,
    leave_note,
    open_window,
    pause_window,
    resume_window,
    serve_matters,
)
from accessibility.queue.services.starting import load_hall
from accessibility.queue.services.sweeping import end_days, tell_who_is_near
from accessibility.queue.services.taking import take

__all__ = [
    "call_next",
    "call_this",
    "close_window",
    "come_back",
    "confirm_priority",
    "end_days",
    "finish",
    "hold",
    "leave",
    "leave_note",
    "link_filing",
    "load_hall",
    "miss",
    "open_window",
    "pause_window",
    "recall",
    "remind",
    "resume_window",
    "serve_matters",
    "split",
    "start",
    "take",
    "tell_of_long_waits",
    "tell_who_is_near",
    "transfer",
]
