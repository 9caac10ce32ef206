"""肩并肩: the citizen opens the own draft to a member of staff for a while, and may shut it again at any moment.

The word for it is a code sent to the citizen's phone and read out, a code shown on the citizen's own draft, or, at the
window, the document in hand. Every step is on the trail with both names.
"""

from datetime import datetime

from django.db import transaction

from filings.intake import services as intake
from filings.intake.enums import Channel, Status
from filings.intake.models import Assistance, Filing
from filings.intake.permissions import HELPERS, conflict, conflict_with, drafts_of, require_filer
from filings.window import permissions
from filings.window.enums import Purpose
from filings.window.rules import ASSISTED_FOR, ON_SITE_FOR
from filings.window.services import people
from filings.window.services.people import Person
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.permissions import require_role
from gangcheng_court.core.accounts.sealed import blind_index
from gangcheng_court.core.audit import trail
from gangcheng_court.core.notices import codes, outbox
from gangcheng_court.core.notices.models import PhoneCode
from gangcheng_court.errors import Refused, WrongState

LENGTHS = {Channel.ASSISTED: ASSISTED_FOR, Channel.ON_SITE: ON_SITE_FOR}
OVER = "这次协助已经结束。需要继续的，请重新征得本人同意。"


@transaction.atomic
def ask(
    phone: str, *, by: User, at: datetime, channel: Channel = Channel.ASSISTED, person: Person | None = None
) -> Assistance:
    """Ask the holder of `phone` to open a draft to `by`: the code goes to that phone. Nothing is open yet.

    Refuses oneself and one's relatives. Raises UnknownPerson without an account and without `person`; TooOften.
    """
    require_role(by, *(HELPERS if channel == Channel.ASSISTED else permissions.CLERKS))
    citizen = people.account_of(phone, person=person, by=by, at=at)
    assistance = _asked(citizen, by=by, at=at, channel=channel)
    if channel == Channel.ASSISTED or not citizen.phone_verified:
        _send(assistance, by=by, at=at)
    return assistance


@transaction.atomic
def open_without_phone(person: Person, *, because: str, contact: str, by: User, at: datetime) -> Assistance:
    """At the window, for whoever gives no phone: the document in hand opens their account, made on the spot if need be.

    `because` says why there is no phone. Refuses oneself and one's relatives.
    """
    require_role(by, *permissions.CLERKS)
    citizen = people.account_by_document(person, because=because, contact=contact, by=by, at=at)
    assistance = _asked(citizen, by=by, at=at, channel=Channel.ON_SITE)
    return _open(assistance, by=by, at=at, because=f"窗口核对{citizen}的证件，没有手机：{because}")


@transaction.atomic
def ask_again(assistance_id: int, *, by: User, at: datetime) -> PhoneCode:
    """Send a new code for the same request. Raises TooOften; WrongState once it was opened or ended."""
    return _send(_waiting(assistance_id, by=by), by=by, at=at)


def open_with_code(assistance_id: int, *, code: str, by: User, at: datetime) -> Assistance:
    """The citizen has read the code out: what is asked for is open. Raises WrongCode."""
    assistance = Assistance.objects.select_related("citizen").get(pk=assistance_id)
    permissions.require_helper(by, assistance)
    proven = codes.prove(
        assistance.citizen.phone, purpose=Purpose.ASSISTANCE, about=_about(assistance), code=code, at=at
    )
    with transaction.atomic():
        assistance = _waiting(assistance_id, by=by)
        codes.spend(proven.pk, at=at)
        people.verify_phone(assistance.citizen, by=by, at=at)
        return _open(assistance, by=by, at=at, because=f"{assistance.citizen}读出短信验证码，同意协助")


@transaction.atomic
def open_with_document(assistance_id: int, *, person: Person, by: User, at: datetime) -> Assistance:
    """At the window the document in hand is enough, when its number is the account's own."""
    assistance = _waiting(assistance_id, by=by)
    citizen = assistance.citizen
    if assistance.channel != Channel.ON_SITE or not citizen.phone_verified:
        raise Refused("请用短信验证码核实。")
    if not citizen.id_number_hash or citizen.id_number_hash != blind_index(person.id_kind, person.id_number):
        raise Refused("证件号码与这个账号登记的不一致。请核对，或者改用短信验证码核实。")
    return _open(assistance, by=by, at=at, because=f"窗口核对{citizen}的证件")


@transaction.atomic
def invite(filing_id: int, *, by: User, at: datetime) -> str:
    """The filer asks for help: a code to read out to the helper, with the draft's number. Raises TooOften."""
    filing = Filing.objects.locked(filing_id)
    require_filer(by, filing)
    if filing.status not in (Status.DRAFT, Status.CORRECTION):
        raise WrongState("这份申请已经提交，不用再填写。")
    _, code = codes.issue(by.phone, purpose=Purpose.INVITATION, about=filing.draft_code, by=by, at=at)
    return code


def accept_invitation(draft_code: str, *, code: str, by: User, at: datetime) -> Assistance:
    """Open the draft of that number with the code that its filer has read out. Raises WrongCode."""
    require_role(by, *HELPERS)
    draft_code = "".join(draft_code.split()).upper()
    filing = Filing.objects.filter(draft_code=draft_code).select_related("filer").first()
    phone = filing.filer.phone if filing else ""
    proven = codes.prove(phone, purpose=Purpose.INVITATION, about=draft_code, code=code, at=at)
    with transaction.atomic():
        filing = Filing.objects.locked(filing.pk)
        codes.spend(proven.pk, at=at)
        assistance = _asked(filing.filer, by=by, at=at, channel=Channel.ASSISTED)
        _open(assistance, by=by, at=at, because=f"{filing.filer}在草稿页面请求协助")
        return _take(assistance, filing, by=by, at=at)


@transaction.atomic
def choose(assistance_id: int, *, by: User, at: datetime, draft_code: str = "", kind: str = "") -> Assistance:
    """Which of the citizen's drafts it is about, or a new one of `kind`; one assistance is about one filing.

    Refuses a helper who is, or is related to, a party or agent, and a draft that is open to another helper.
    """
    assistance = _standing(assistance_id, by=by, at=at)
    if assistance.filing_id:
        raise WrongState("这次协助已经选定了一份申请。要填另一份，请重新征得本人同意。")
    if draft_code:
        filing = drafts_of(assistance.citizen).select_for_update(of=("self",)).filter(draft_code=draft_code).first()
        if filing is None:
            raise Refused("没有找到这份草稿，请重新选择。")
    else:
        filing = intake.start(kind=kind, by=by, filer=assistance.citizen, at=at)
    return _take(assistance, filing, by=by, at=at)


@transaction.atomic
def end_assistance(assistance_id: int, *, by: User, at: datetime) -> Assistance:
    """Shut the draft again, by either side. A second call changes nothing."""
    assistance = Assistance.objects.locked(assistance_id)
    if by.pk != assistance.citizen_id:
        permissions.require_helper(by, assistance)
    if assistance.ended_at is None:
        close(assistance, by=by, at=at, because=f"{by}结束协助")
    return assistance


def close(assistance: Assistance, *, by: User, at: datetime, because: str, confirmed: bool = False) -> None:
    """End a locked assistance; `confirmed` when the citizen has said yes to the submission."""
    assistance.ended_at = at
    assistance.confirmed_at = at if confirmed else None
    trail.save(assistance, by=by, because=because, at=at, fields=["ended_at", "confirmed_at"])


def standing(assistance: Assistance, *, at: datetime) -> bool:
    """Whether it is open at that moment."""
    return bool(assistance.opened_at and not assistance.ended_at and at < assistance.expires_at)


def _asked(citizen: User, *, by: User, at: datetime, channel: Channel) -> Assistance:
    if citizen.pk == by.pk:
        raise Refused("不能协助自己。自己的事请用自己的账号在网上办理。")
    if reason := conflict_with(by, [citizen]):
        raise Refused(reason)
    assistance = Assistance(channel=channel, helper=by, citizen=citizen, asked_at=at)
    trail.save(assistance, by=by, because=f"请求协助{citizen}", at=at)
    return assistance


def _waiting(assistance_id: int, *, by: User) -> Assistance:
    assistance = Assistance.objects.locked(assistance_id)
    permissions.require_helper(by, assistance)
    if assistance.opened_at or assistance.ended_at:
        raise WrongState("本人已经同意过，或者这次协助已经结束。请刷新页面查看。")
    return assistance


def _standing(assistance_id: int, *, by: User, at: datetime) -> Assistance:
    assistance = Assistance.objects.locked(assistance_id)
    permissions.require_helper(by, assistance)
    if not standing(assistance, at=at):
        raise WrongState(OVER)
    return assistance


def _open(assistance: Assistance, *, by: User, at: datetime, because: str) -> Assistance:
    assistance.opened_at = at
    assistance.expires_at = at + LENGTHS[Channel(assistance.channel)]
    trail.save(assistance, by=by, because=because, at=at, fields=["opened_at", "expires_at"])
    outbox.queue(
        "filings/assistance_opened",
        to=assistance.citizen,
        about="",
        once=f"assistance:{assistance.pk}",
        at=at,
        context={"assistance": assistance},
    )
    return assistance


def _take(assistance: Assistance, filing: Filing, *, by: User, at: datetime) -> Assistance:
    if filing.status not in (Status.DRAFT, Status.CORRECTION):
        raise WrongState("这份申请已经提交，不用再填写。")
    if reason := conflict(by, filing):
        raise Refused(reason)
    other = filing.assistances.filter(ended_at__isnull=True).select_related("helper").first()
    if other and standing(other, at=at):
        raise WrongState(f"这份草稿正由{other.helper}协助填写。请等其结束，或者请本人先结束那一次协助。")
    if other:
        close(other, by=by, at=at, because="超过时间自动结束")
    assistance.filing = filing
    trail.save(assistance, by=by, because=f"协助填写草稿 {filing.draft_code}", at=at, fields=["filing"])
    return assistance


def _send(assistance: Assistance, *, by: User, at: datetime) -> PhoneCode:
    about, phone = _about(assistance), assistance.citizen.phone
    return codes.send(phone, purpose=Purpose.ASSISTANCE, about=about, by=by, at=at)


def _about(assistance: Assistance) -> str:
    return f"assistance:{assistance.pk}"
