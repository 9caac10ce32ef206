"""Reading call detail records from a file: whatever was not told live, as often as wanted."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, tzinfo

from django.conf import settings

from gangcheng_court.core.deadlines.clock import COURT_ZONE
from hotline.calls.rules import cdr
from hotline.calls.services.missed import open_call_backs
from hotline.calls.services.telling import receive


@dataclass(frozen=True)
class Import:
    """What a file held: `lines` with something in them, `others` of calls that are not the hotline's, `new` events."""

    lines: int
    others: int
    new: int
    troubles: list[cdr.Line]


def import_cdr(content: bytes, *, at: datetime, zone: tzinfo = COURT_ZONE, since: datetime | None = None) -> Import:
    """Take in a CDR file of Asterisk or FreeSWITCH; lines that cannot be read are named and do no harm to the others.

    Every event keeps the file's hash and its line. The same file again, or one that has grown, adds only what is new.
    `since` leaves out what began before.
    """
    lines = list(
        cdr.read(content, file=hashlib.sha256(content).hexdigest(), lines=frozenset(settings.HOTLINE_LINES), zone=zone)
    )
    told = [event for line in lines for event in line.told if since is None or line.told[0].at >= since]
    new = receive(told, at=at)
    open_call_backs(at=at)
    troubles = [line for line in lines if line.trouble]
    return Import(len(lines), sum(not line.told for line in lines) - len(troubles), new, troubles)
