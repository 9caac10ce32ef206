"""What is done in the register: recording, correcting, proving, confirming a month, declaring relatives."""

from supervision.interference.services.confirming import confirm
from supervision.interference.services.declaring import declare, withdraw
from supervision.interference.services.recording import NewEntry, attach, correct, record
from supervision.interference.services.reminding import remind

__all__ = ["NewEntry", "attach", "confirm", "correct", "declare", "record", "remind", "withdraw"]
