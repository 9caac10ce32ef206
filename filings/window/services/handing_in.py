"""Handing a draft in through a helper's hands, never without the filer's own word for what is handed in."""

from datetime import datetime

from django.db import transaction

from filings.intake import queries as drafts
from filings.intake import rules as completeness
from filings.intake.enums import Channel, Status
from filings.intake.models import Assistance, Filing
from filings.reception import services as reception
from filings.reception.services import Entry, Incomplete
from filings.review.permissions import conflict
from filings.window import permissions, queries, rules
from filings.window.enums import Purpose
from filings.window.models import Visit
from filings.window.services import assisting
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.notices import codes
from gangcheng_court.core.notices.models import PhoneCode
from gangcheng_court.errors import Refused, WrongState

NOTHING_CHOSEN = "还没有选定要填写的申请。"


@transaction.atomic
def send_submission_code(assistance_id: int, *, by: User, at: datetime) -> PhoneCode:
    """Send the filer the code that says yes to the draft exactly as it stands now; a later change needs a new one.

    Raises Incomplete while something is missing, so that nobody confirms a draft that cannot be handed in.
    """
    _, filing = _work(assistance_id, by=by, at=at)
    if errors := completeness.errors(filing):
        raise Incomplete(errors)
    return codes.send(
        filing.filer.phone,
        purpose=Purpose.SUBMISSION,
        about=_as_it_stands(filing),
        by=by,
        at=at,
        context={"filing": filing, "claims": len(filing.claims)},
    )


def hand_in(assistance_id: int, *, code: str, by: User, at: datetime) -> Filing:
    """肩并肩: hand the draft (or the correction) in, on the code that the filer has read out for it as it stands.

    The assistance ends with it. Raises WrongCode, also when the draft was changed after the code was sent; Incomplete.
    """
    assistance = Assistance.objects.select_related("filing__filer").get(pk=assistance_id)
    permissions.require_helper(by, assistance)
    if assistance.filing is None:
        raise WrongState(NOTHING_CHOSEN)
    if assistance.channel != Channel.ASSISTED:
        raise WrongState("现场立案请在接待页提交。")
    filing = assistance.filing
    about = _as_it_stands(filing)
    proven = codes.prove(filing.filer.phone, purpose=Purpose.SUBMISSION, about=about, code=code, at=at)
    with transaction.atomic():
        assistance, filing = _work(assistance_id, by=by, at=at)
        if _as_it_stands(filing) != about:
            raise WrongState("内容刚刚改过。请重新念给本人听，再发送验证码。")
        codes.spend(proven.pk, at=at)
        return _take_in(assistance, filing, Entry(by, Channel.ASSISTED), by=by, at=at)


@transaction.atomic
def hand_in_on_site(
    visit_id: int, *, by: User, at: datetime, paper_received_at: datetime | None = None, paper_because: str = ""
) -> Filing:
    """现场立案: hand the draft in with the person present, who has signed or dictated it.

    `paper_received_at` is when the paper came over the counter, now by default; before the visit only with a reason,
    never in the future. With a confirmed oral record the channel is 口头起诉; a record that the draft has outgrown is
    refused. Raises Incomplete.
    """
    visit = Visit.objects.locked(visit_id)
    permissions.require_clerk(by, visit)
    if visit.ended_at:
        raise WrongState("这次接待已经结束。")
    if visit.assistance_id is None:
        raise WrongState("请先核实来访人的身份。")
    received = paper_received_at or at
    if reason := rules.why_not_paper_at(received, began_at=visit.began_at, now=at, because=paper_because):
        raise Refused(reason)
    assistance, filing = _work(visit.assistance_id, by=by, at=at)
    oral = queries.confirmed_record(filing)
    if oral is None and filing.oral_records.filter(confirmed_at__isnull=False).exists():
        raise Refused("口头起诉笔录确认之后内容又改过。请重新制作笔录，念给本人听并请本人确认。")
    channel = Channel.ORAL if oral else Channel.ON_SITE
    entry = Entry(by, channel, paper_received_at=received, paper_because=paper_because.strip())
    return _take_in(assistance, filing, entry, by=by, at=at)


def _work(assistance_id: int, *, by: User, at: datetime) -> tuple[Assistance, Filing]:
    """The open assistance and its filing, both locked, the filing first."""
    filing_id = Assistance.objects.values_list("filing", flat=True).get(pk=assistance_id)
    if filing_id is None:
        raise WrongState(NOTHING_CHOSEN)
    filing = drafts.whole(Filing.objects.all()).locked(filing_id)
    assistance = Assistance.objects.locked(assistance_id)
    permissions.require_helper(by, assistance)
    if not assisting.standing(assistance, at=at):
        raise WrongState(assisting.OVER)
    if reason := conflict(by, filing):
        raise Refused(reason)
    return assistance, filing


def _take_in(assistance: Assistance, filing: Filing, entry: Entry, *, by: User, at: datetime) -> Filing:
    if filing.status == Status.CORRECTION:
        taken = reception.answer_correction(filing.pk, by=filing.filer, at=at, entry=entry)
    else:
        taken = reception.submit(filing.pk, by=filing.filer, at=at, entry=entry)
    assisting.close(assistance, by=by, at=at, because=f"{filing.filer}确认提交", confirmed=True)
    return taken


def _as_it_stands(filing: Filing) -> str:
    """What a code for this draft is good for: every change of a draft moves `saved_at`."""
    return f"{filing.draft_code}@{filing.saved_at.timestamp()}"
