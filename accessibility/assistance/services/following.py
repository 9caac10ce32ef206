"""Following a request without an account."""

from datetime import timedelta

from django.core.cache import cache

from accessibility.assistance.models import Assistance
from gangcheng_court.core.accounts.sealed import blind_index
from gangcheng_court.errors import Refused

MOST_FAILED = 5
WITHIN = timedelta(hours=1)
NOT_FOUND = "编号和电话没有对上，请核对短信。短信丢了的，请拨打 12368。"
TOO_MANY = "一小时内试错的次数太多，请一小时后再试，或者拨打 12368。"


def find_followed(*, number: str, phone: str) -> Assistance:
    """The request to which this clean `number` and `phone` belong.

    Raises Refused, in the same words for every failure, and after five within an hour for one number or one phone:
    never counted by address, the whole hall shares one.
    """
    keys = [f"assistance:{blind_index(kind, value)}" for kind, value in (("number", number), ("phone", phone))]
    if any(cache.get(key, 0) >= MOST_FAILED for key in keys):
        raise Refused(TOO_MANY)
    row = Assistance.objects.filter(number=number, phone=phone).exclude(phone="").first()
    if row is None:
        for key in keys:
            cache.add(key, 0, timeout=int(WITHIN.total_seconds()))
            cache.incr(key)
        raise Refused(NOT_FOUND)
    return row
