"""Checking who calls before anything is said about a case."""

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q

from filings.callers.models import IdentityCheck
from filings.intake.enums import Side
from filings.intake.models import Agent, Filing, Party
from filings.intake.permissions import HELPERS, conflict
from gangcheng_court.core.accounts.enums import IdentityKind
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.permissions import require_role
from gangcheng_court.core.accounts.sealed import blind_index
from gangcheng_court.core.audit import reads
from gangcheng_court.errors import Refused

MOST_FAILED = 5
WITHIN = timedelta(hours=1)
TOO_MANY = "一小时内已经核对失败 5 次，暂时不能再核对。请告诉来电人带有效证件到诉讼服务中心查询，或者在网上登录后查看。"


@transaction.atomic
def check(
    number: str, *, id_number: str, phone: str, by: User, at: datetime, address: str | None = None
) -> IdentityCheck:
    """Whether the clean `id_number` and `phone` are those of one person on the filing's own side of `number`.

    `number` is a case number or the number of an online filing, in stored form. Only pass or fail comes out, the same
    for a wrong number as for a wrong person, and each check is on the read log (公开流程规定 5). Raises NotYours for
    other roles, Refused after five failures within an hour, by this person or about this filing, and for one's own
    or a relative's matter.
    """
    require_role(by, *HELPERS)
    filing = Filing.objects.filter(Q(case_number=number) | Q(number=number)).first()
    if filing and (reason := conflict(by, filing)):
        raise Refused(reason)
    _require_few_failures(by, filing, at)
    passed = filing is not None and _is_known(filing, id_number, phone)
    row = IdentityCheck.objects.create(by=by, at=at, filing=filing, passed=passed)
    result = "通过" if passed else "不通过"
    reads.log(reader=by, what="来电身份核对", reference=number, at=at, reason=result, address=address)
    return row


def _require_few_failures(by: User, filing: Filing | None, at: datetime) -> None:
    with connection.cursor() as cursor:
        for key in (f"identity-check:by:{by.pk}", f"identity-check:of:{filing.pk if filing else 0}"):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [key])
    failed = IdentityCheck.objects.filter(passed=False, at__gt=at - WITHIN)
    own = failed.filter(by=by).count()
    about = failed.filter(filing=filing).count() if filing else 0
    if max(own, about) >= MOST_FAILED:
        raise Refused(TOO_MANY)


def _is_known(filing: Filing, id_number: str, phone: str) -> bool:
    """Document and phone must be those of the same person: the filer, a party who files, or the agent of one."""
    hashes = [blind_index(kind, id_number) for kind in IdentityKind]
    same = Q(id_number_hash__in=hashes, phone=phone)
    own_side = Party.objects.filter(filing=filing, side=Side.PLAINTIFF)
    return (
        User.objects.filter(same, pk=filing.filer_id).exists()
        or own_side.filter(same).exists()
        or Agent.objects.filter(same, party__in=own_side).exists()
    )
