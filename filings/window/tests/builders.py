"""Starting states of the window."""

import re
from datetime import datetime, timedelta
from typing import Any

from filings.intake.enums import Channel
from filings.intake.models import Assistance, Filing
from filings.intake.tests.builders import SUBMITTED, make_complete_draft
from filings.window.models import Visit
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.notices.models import Delivery

NOW = court_time(SUBMITTED)


def make_assistance(
    helper: User,
    *,
    filing: Filing | None = None,
    citizen: User | None = None,
    channel: Channel = Channel.ASSISTED,
    at: datetime = NOW,
    **fields: Any,
) -> Assistance:
    """One that the citizen has agreed to, for two hours; without a filing none is chosen yet."""
    citizen = citizen or (filing or make_complete_draft(at=at)).filer
    values = {"asked_at": at, "opened_at": at, "expires_at": at + timedelta(hours=2)}
    return Assistance.objects.create(helper=helper, citizen=citizen, filing=filing, channel=channel, **values | fields)


def make_visit(
    clerk: User, *, filing: Filing | None = None, identified: bool = True, at: datetime = NOW, **fields: Any
) -> Visit:
    """One that goes on, with a draft that is complete."""
    assistance = None
    if identified:
        filing = filing or make_complete_draft(at=at)
        assistance = make_assistance(clerk, filing=filing, channel=Channel.ON_SITE, at=at)
    return Visit.objects.create(name="张玥喆", clerk=clerk, began_at=at, assistance=assistance, **fields)


def last_code(phone: str) -> str:
    """The code in the last text message that waits for `phone`."""
    text = Delivery.objects.filter(address=phone, notice__template__startswith="codes/").latest("pk").text
    return re.search(r"把(\d{6})读", text)[1]
