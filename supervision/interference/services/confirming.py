"""月度确认: everybody says of each month how many records there are, or that there is none (本月无)."""

from datetime import date, datetime

from django.db import transaction

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines import calendar
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.errors import NotYours, Refused, WrongState
from supervision.interference import deadlines, permissions, queries
from supervision.interference.models import Confirmation


@transaction.atomic
def confirm(month: date, *, by: User, at: datetime, count: int) -> Confirmation:
    """Keep what this person says of the month; a second time changes nothing and returns the first.

    `count` is what the page showed. Raises NotYours for a role that is not asked, Refused before the month's last
    working days, WrongState when the records have changed meanwhile.
    """
    if not permissions.confirms(by):
        raise NotYours
    if said := queries.confirmation_of(by, month):
        return said
    opens_on = deadlines.opens_on(month, calendar.load())
    if court_date(at) < opens_on:
        raise Refused(f"{month.month}月的情况，{opens_on.month}月{opens_on.day}日起确认。在这以前有情况的，随时记录。")
    if queries.count_of(by, month) != count:
        raise WrongState("这个月的记录数有变化，请回到上一页核对后再确认。")
    return Confirmation.objects.get_or_create(staff=by, month=month, defaults={"count": count, "confirmed_at": at})[0]
