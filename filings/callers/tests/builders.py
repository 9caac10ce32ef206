"""Starting states of checking callers."""

from datetime import datetime

from filings.callers.models import IdentityCheck
from filings.intake.models import Filing
from filings.review.tests.builders import NOW
from gangcheng_court.core.accounts.models import User


def make_check(by: User, filing: Filing | None, *, passed: bool = True, at: datetime = NOW) -> IdentityCheck:
    return IdentityCheck.objects.create(by=by, filing=filing, passed=passed, at=at)
