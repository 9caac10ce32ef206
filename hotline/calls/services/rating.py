"""A key pressed after the call says what the caller thinks of the answer given in it."""

import logging
from datetime import datetime

from django.db.models import Exists, OuterRef

from gangcheng_court.errors import Refused
from hotline.calls.models import Call
from hotline.tickets.enums import Score
from hotline.tickets.models import Rating, Ticket
from hotline.tickets.services import rate

log = logging.getLogger(__name__)
KEYS = {"1": Score.SATISFIED, "2": Score.FAIR, "3": Score.DISSATISFIED}
"""Other keys say nothing."""


def pass_on(call: Call, *, at: datetime) -> None:
    """Rate the tickets that were answered since the call began and are linked to it, each once.

    In the caller's transaction, with the call locked: asked again whenever the key, a ticket or the outcome arrives,
    in whatever order. What the room of tickets refuses is logged; the event is kept all the same.
    """
    score = KEYS.get(call.digit)
    if score is None:
        return
    said = Rating.objects.filter(ticket=OuterRef("pk"), by_keypad=True, at__gte=call.rang_at)
    for ticket in Ticket.objects.filter(~Exists(said), calls__call=call, answered_at__gte=call.rang_at).order_by("pk"):
        try:
            rate(ticket.pk, at=at, score=score, complete=True, words="", by_keypad=True)
        except Refused as error:
            log.warning("the rating of %s by key was refused: %s", ticket.number, error)
