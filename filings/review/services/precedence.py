"""军人军属优先 (军人地位和权益保障法 60): said by the filer, looked at by whoever has the filing."""

from datetime import datetime

from django.db import transaction

from filings.intake.enums import Military
from filings.intake.models import Filing
from filings.review import permissions, rounds
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.audit import trail


@transaction.atomic
def confirm_military(filing_id: int, *, by: User, at: datetime, confirmed: bool) -> Filing:
    """Say whether a party is 军人、军属, as the documents show; what is taken first follows at once.

    Whoever has the round, also for a filing whose filer said nothing. Raises WrongState without an open round.
    """
    filing = Filing.objects.locked(filing_id)
    round_ = rounds.current(filing)
    permissions.require_in_charge(by, round_)
    filing.military = Military.CONFIRMED if confirmed else Military.REFUSED
    trail.save(filing, by=by, because="核对军人军属", at=at, fields=["military"])
    round_.military = filing.is_in_first_place
    round_.save_without_historical_record(update_fields=["military"])
    return filing
