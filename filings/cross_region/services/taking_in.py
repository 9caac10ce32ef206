"""管辖法院: whatever another court sends, a filing or the corrected answer to a notice of ours."""

import hashlib
from datetime import datetime

from filings.cross_region.models import CourtKey, Transfer
from filings.cross_region.services import corrected, receiving


def receive(content: bytes, *, key: CourtKey, at: datetime) -> tuple[Transfer, bool]:
    """Take a package in; returns the transfer it belongs to, and whether the package is new.

    Raises BadPackage, naming the file at fault, and Refused for a number that was used for another content, or a
    notice that cannot be answered now. Nothing is left of what is not taken.
    """
    opened, sha256 = receiving.verified(content, key=key), hashlib.sha256(content).hexdigest()
    take = corrected.take_correction if opened.corrects else receiving.take_filing
    return take(opened, sha256=sha256, key=key, at=at)
