"""管辖法院: a package of another court becomes a filing here, with our own number and our own clock from its arrival.

The filer is an account of the sending court, which nobody can sign in to. It is the assisting court that identified
the person and that serves our letters; an account here is never given somebody's papers on another court's word.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils.dateparse import parse_date, parse_datetime

from filings.cross_region import package
from filings.cross_region.enums import Direction, State
from filings.cross_region.models import CourtKey, Transfer
from filings.cross_region.package import APPLICATION, MANIFEST, BadPackage, Package
from filings.cross_region.services.packing import AGENT, PARTY, SERVICE
from filings.intake import queries
from filings.intake.enums import Channel, Status
from filings.intake.kinds import KINDS, Kind
from filings.intake.models import Agent, Cause, Filing, Material, Party
from filings.reception import services as reception
from filings.review import rounds
from gangcheng_court.core.accounts.enums import IdentityKind
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.sealed import blind_index
from gangcheng_court.core.audit import trail
from gangcheng_court.core.documents import services as documents
from gangcheng_court.core.documents.models import StoredFile
from gangcheng_court.errors import Refused
from gangcheng_court.references import random_code

COMPLAINT, OTHER = "complaint", "other"
MOST_PARTIES, MOST_CLAIMS, MOST_EVIDENCE = 200, 100, 300


def receive(content: bytes, *, key: CourtKey, at: datetime) -> tuple[Transfer, bool]:
    """Take a package in and open our review; returns its transfer, and whether it is new.

    The same package again, also at the same moment, is the same filing. Raises BadPackage, naming the file at fault,
    and Refused when its number was used for another content; nothing is left of what is not taken.
    """
    opened = package.verify(
        content,
        public_key=key.public_key,
        sender=key.court.code,
        receiver=settings.COURT_CODE,
        most_bytes=settings.MAX_PACKAGE_MB * 1024 * 1024,
    )
    sha256 = hashlib.sha256(content).hexdigest()
    with _files_of_this_attempt() as stored, transaction.atomic():
        transfer, is_new = Transfer.objects.get_or_create(
            direction=Direction.IN,
            court=key.court,
            package_id=opened.package_id,
            defaults={"state": State.DELIVERED, "sha256": sha256, "created_at": at, "delivered_at": at},
        )
        if not is_new:
            if transfer.sha256 != sha256:
                raise Refused("这个材料包编号已经用过，内容却不一样。请换一个编号重新发送。")
            return transfer, False
        transfer.filing = _enter(opened, key, stored, at)
        transfer.received_there_at = _moment(opened.filing.get("received_at"))
        transfer.their_number = _text(opened.filing, "number")[:60]
        trail.save(transfer, by=None, because=f"收到{key.court}的材料包", at=at)
    return transfer, True


@contextmanager
def _files_of_this_attempt() -> Iterator[list[StoredFile]]:
    """Files written while a package is taken in go again when it is not taken after all."""
    stored: list[StoredFile] = []
    try:
        yield stored
    except BaseException:
        for file in stored:
            file.file.storage.delete(file.file.name)
        raise


def _enter(opened: Package, key: CourtKey, stored: list[StoredFile], at: datetime) -> Filing:
    kind = KINDS.get(_text(opened.filing, "kind"))
    if kind is None:
        raise BadPackage(MANIFEST, "本院不办理这类申请。")
    if why_not := queries.why_not_offered(kind.code):
        raise BadPackage(MANIFEST, why_not)
    filer = _account_of(key)
    filing = _filing(opened.filing, kind, filer, at)
    parties = [_party(filing, line, place) for place, line in enumerate(_list(opened.filing, "parties", MOST_PARTIES))]
    trail.save(filing, by=None, because="跨域转入", at=at)
    for party, agents in parties:
        trail.save(party, by=None, because="跨域转入", at=at)
        for agent in agents:
            trail.save(agent, by=None, because="跨域转入", at=at)
    for place, part in enumerate(opened.parts):
        try:
            file = documents.store(File(BytesIO(part.content), name=part.name), by=None, at=at)
        except Refused as refusal:
            raise BadPackage(part.path, str(refusal)) from refusal
        stored += [file.handed_in, file]
        slot = _slot(kind, COMPLAINT if part.path == APPLICATION else part.slot)
        Material.objects.create(filing=filing, slot=slot, position=place, file=file, added_at=at)
    reception.enter(filing, status=Status.SUBMITTED, because=f"收到{key.court}跨域转来的材料", by=None, at=at)
    rounds.open_round(filing, at=at)
    return filing


def _account_of(key: CourtKey) -> User:
    """The account in whose name the other court's filings stand here; it has no password and is switched off."""
    phone = f"跨域{key.court.code}"
    user = User.objects.filter(phone=phone).first()
    if user is None:
        user = User(phone=phone, name=key.court.name, is_active=False)
        user.set_unusable_password()
        user, _ = User.objects.get_or_create(
            phone=phone, defaults={"name": user.name, "is_active": False, "password": user.password}
        )
    return user


def _filing(data: dict[str, Any], kind: Kind, filer: User, at: datetime) -> Filing:
    cause = data.get("cause") or {}
    if not isinstance(cause, dict):
        raise BadPackage(MANIFEST, "案由（cause）没有按格式写明。")
    found = Cause.objects.filter(edition=_text(cause, "edition"), code=_text(cause, "code")).first()
    filing = Filing(
        draft_code=random_code(10),
        channel=Channel.CROSS_REGION,
        filer=filer,
        created_at=at,
        saved_at=at,
        cause=found,
        cause_left_to_court=found is None and bool(kind.cause_edition),
        kind=kind.code,
        details=_details(data, kind),
        claims=[_plain(claim, "claims") for claim in _list(data, "claims", MOST_CLAIMS)],
        amount=_amount(_text(data, "amount")),
        facts=_text(data, "facts"),
        evidence=[_evidence(row) for row in _list(data, "evidence", MOST_EVIDENCE)],
        mediation_wish=_text(data, "mediation_wish"),
        **{name: _text(data, name) for name in SERVICE},
    )
    return _valid(filing, "filing", exclude=["filer", "cause"])


def _party(filing: Filing, line: Any, place: int) -> tuple[Party, list[Agent]]:
    where = f"parties[{place}]"
    party = Party(filing=filing, position=place, **_answers(line, PARTY, where))
    party.id_number_hash = blind_index(party.id_kind, party.id_number)
    _valid(party, where, exclude=["filing"])
    agents = []
    for row in _list(line, "agents", MOST_PARTIES):
        agent = Agent(party=party, **_answers(row, AGENT, f"{where}.agents"))
        agent.id_number_hash = blind_index(IdentityKind.RESIDENT, agent.id_number)
        agents.append(_valid(agent, f"{where}.agents", exclude=["party"]))
    return party, agents


def _answers(line: Any, names: tuple[str, ...], where: str) -> dict[str, Any]:
    if not isinstance(line, dict):
        raise BadPackage(MANIFEST, f"{where} 没有按格式写明。")
    answers: dict[str, Any] = {}
    for name in names:
        if name.endswith("_on"):
            answers[name] = _day(_text(line, name))
        elif name == "special_powers":
            answers[name] = [_plain(power, name) for power in _list(line, name, MOST_PARTIES)]
        elif name in line:
            answers[name] = _text(line, name)
    return answers


def _valid(row: Any, where: str, *, exclude: list[str]) -> Any:
    try:
        row.full_clean(exclude=exclude, validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        field, words = next(iter(error.message_dict.items()))
        raise BadPackage(MANIFEST, f"{where}.{field}：{words[0]}") from error
    return row


def _details(data: dict[str, Any], kind: Kind) -> dict[str, str]:
    """The answers to the questions of this kind; what this kind does not ask is not kept."""
    told = data.get("details") or {}
    if not isinstance(told, dict):
        raise BadPackage(MANIFEST, "details 没有按格式写明。")
    return {detail.code: _text(told, detail.code) for detail in kind.details if told.get(detail.code)}


def _slot(kind: Kind, code: str) -> str:
    for wanted in (code, OTHER):
        if kind.slot(wanted):
            return wanted
    return kind.slots[-1].code


def _text(data: dict[str, Any], name: str) -> str:
    return _plain(data.get(name, ""), name)


def _plain(value: Any, name: str) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise BadPackage(MANIFEST, f"{name} 应当是文字。")
    return value


def _list(data: Any, name: str, most: int) -> list[Any]:
    rows = data.get(name, [])
    if not isinstance(rows, list) or len(rows) > most:
        raise BadPackage(MANIFEST, f"{name} 应当是不超过 {most} 项的列表。")
    return rows


def _evidence(row: Any) -> dict[str, str]:
    if not isinstance(row, dict):
        raise BadPackage(MANIFEST, "evidence 没有按格式写明。")
    return {name: _text(row, name) for name in ("name", "source", "purpose")}


def _amount(text: str) -> Decimal | None:
    try:
        amount = Decimal(text) if text else None
    except InvalidOperation as error:
        raise BadPackage(MANIFEST, "amount 应当是金额，例如 50000.00。") from error
    if amount is not None and not (amount.is_finite() and amount >= 0):
        raise BadPackage(MANIFEST, "amount 不能是负数。")
    return amount


def _day(text: str) -> Any:
    try:
        day = parse_date(text) if text else None
    except ValueError:
        day = None
    if text and day is None:
        raise BadPackage(MANIFEST, f"“{text[:20]}”不是日期，应当写成 2026-11-25。")
    return day


def _moment(text: Any) -> datetime | None:
    try:
        moment = parse_datetime(text) if isinstance(text, str) else None
    except ValueError:
        moment = None
    return moment if moment is not None and moment.tzinfo else None
