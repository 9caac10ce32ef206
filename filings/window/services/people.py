"""The person's account: found by the phone or the document, or made on the spot."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from gangcheng_court.core.accounts import queries
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.registration import IN_USE, account_in_waiting
from gangcheng_court.core.audit import trail
from gangcheng_court.errors import Refused


class UnknownPerson(Refused):
    """Nobody has registered this phone: name and document are needed to make an account."""

    def __init__(self) -> None:
        super().__init__("这个手机号码还没有注册。请填写来人的姓名和证件号码，当场为其注册。")


@dataclass(frozen=True)
class Person:
    """Who somebody is, read from the document; the number is clean."""

    name: str
    id_kind: str
    id_number: str


@transaction.atomic
def account_of(phone: str, *, person: Person | None, by: User, at: datetime) -> User:
    """The verified account of a clean mobile number, or a new one that its first code will verify.

    Raises UnknownPerson when there is none and `person` is not given, Refused when the document has another account.
    """
    if known := User.objects.filter(phone=phone, phone_verified=True).first():
        return known
    if person is None:
        raise UnknownPerson
    if holder := queries.holders_of(person.id_kind, person.id_number).first():
        if holder.phone is None:
            raise Refused(
                "这个证件号码是在窗口凭证件注册的，没有绑定手机号码。请凭证件办理；要绑定号码的，请系统管理员登记。"
            )
        raise Refused("这个证件号码已经注册过，绑定的是另一个手机号码。请用注册时的手机号码，或者先为其更换号码。")
    return _make(phone, person, by=by, because="工作人员代为注册", at=at)


@transaction.atomic
def account_by_document(person: Person, *, because: str, contact: str, by: User, at: datetime) -> User:
    """The account of the document in hand, or a new one without a phone; `because` says why there is none."""
    known = queries.holders_of(person.id_kind, person.id_number).first()
    return known or _make(None, person, by=by, because=f"窗口凭证件注册，没有手机：{because}", at=at, contact=contact)


def verify_phone(user: User, *, by: User, at: datetime) -> None:
    """The holder has read out the code: the phone is the verified login name. Twice is once."""
    if user.phone_verified:
        return
    user.phone_verified = True
    trail.save(user, by=by, because="工作人员代为注册：本人读出短信验证码", at=at, fields=["phone_verified"])


def _make(phone: str | None, person: Person, *, by: User, because: str, at: datetime, contact: str = "") -> User:
    user = account_in_waiting(phone=phone, name=person.name, id_kind=person.id_kind, id_number=person.id_number, at=at)
    user.contact = contact
    try:
        with transaction.atomic():
            trail.save(user, by=by, because=because, at=at)
    except IntegrityError as clash:
        raise Refused(IN_USE) from clash
    return user
