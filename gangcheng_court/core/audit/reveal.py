"""Opening a masked number: staff only, with a reason, and never unrecorded."""

from datetime import datetime

from django.db import transaction

from gangcheng_court.core.accounts import permissions
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.audit import reads
from gangcheng_court.errors import Refused

MAY_OPEN = (Role.CLERK, Role.CHIEF, Role.JUDGE, Role.ADMINISTRATOR)
SHORTEST_REASON = 4


@transaction.atomic
def identity_number(
    user_id: int, *, field: str = "id_number", by: User, at: datetime, reason: str, address: str | None = None
) -> str:
    """The identity (or `license_number`) of an account in clear; the reading is logged with its reason.

    Raises NotYours for other roles and Refused without a reason.
    """
    number = str(getattr(User.objects.get(pk=user_id), field))
    return number_of(number, what="证件号码", reference=f"账号 {user_id}", by=by, at=at, reason=reason, address=address)


@transaction.atomic
def number_of(
    number: str, *, what: str, reference: str, by: User, at: datetime, reason: str, address: str | None = None
) -> str:
    """Any masked number a desk holds (`reference` is its public number); the same rule, the same log."""
    permissions.require_role(by, *MAY_OPEN)
    reason = " ".join(reason.split())
    if len(reason) < SHORTEST_REASON:
        raise Refused("请写明查看完整号码的理由，例如“核对当事人身份”。查看会被记录。")
    reads.log(reader=by, what=what, reference=reference, at=at, reason=reason[:200], address=address)
    return number
