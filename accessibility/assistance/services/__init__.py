"""What may be done with a request for help, one file a decision. Each locks the request first."""

from accessibility.assistance.services.asking import NewAssistance, ask
from accessibility.assistance.services.ending import cancel, decline, done, follow_up
from accessibility.assistance.services.following import find_followed
from accessibility.assistance.services.giving import arrange, ready, reschedule
from accessibility.assistance.services.remembering import CONSENT, CONSENT_LINES, forget, remember
from accessibility.assistance.services.reminding import remind

__all__ = [
    "CONSENT",
    "CONSENT_LINES",
    "NewAssistance",
    "arrange",
    "ask",
    "cancel",
    "decline",
    "done",
    "find_followed",
    "follow_up",
    "forget",
    "ready",
    "remember",
    "remind",
    "reschedule",
]
