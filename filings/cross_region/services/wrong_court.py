"""不属本院, and then: one click sends the papers to the right court, with the filer's consent on record."""

from datetime import datetime

from django.db import transaction

from filings.cross_region import permissions, queries
from filings.cross_region.enums import ConsentBy, Direction
from filings.cross_region.models import Transfer
from filings.cross_region.services import queueing, telling
from filings.intake.models import Filing
from filings.intake.permissions import require_filer
from gangcheng_court.core.accounts.models import User
from gangcheng_court.errors import Refused, WrongState


@transaction.atomic
def pass_on(filing_id: int, *, how: ConsentBy, by: User, at: datetime) -> Transfer:
    """Send a filing that was returned as another court's matter to the court which the decision named.

    The filer consents online for themself; the filing desk records a consent given in person or by telephone.
    Refused when that court is not in the directory or has no key, and a second time.
    """
    filing = Filing.objects.locked(filing_id)
    if how == ConsentBy.ONLINE:
        require_filer(by, filing)
    court = queries.named_court(filing)
    if court is None:
        raise Refused("告知书写明的法院没有与本院接通，不能在线转送。可以直接向该院提交，或者拨打 12368 咨询。")
    if filing.transfers.filter(direction=Direction.OUT).exists():
        raise WrongState("这份申请已经转送过了。请刷新页面查看。")
    transfer = Transfer(direction=Direction.OUT, filing=filing, court=court, created_at=at)
    if how != ConsentBy.ONLINE:
        permissions.require_assistant(by, transfer)
        transfer.assisted_by = by
    queueing.note_consent(transfer, how, by=by, at=at)
    queueing.queue(transfer, by=by, at=at, because="不属本院，转送有管辖权的法院")
    telling.filer(transfer, "handed_over", key=filing.number, at=at)
    return transfer
