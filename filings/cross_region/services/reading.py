"""What a manifest says, as rows that are not saved yet. Raises BadPackage, naming what is wrong in it."""

from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date, parse_datetime

from filings.cross_region.package import APPLICATION, MANIFEST, BadPackage, Part
from filings.cross_region.services.packing import AGENT, COMPLAINT, PARTY, SERVICE
from filings.intake.enums import Channel
from filings.intake.kinds import Kind
from filings.intake.models import Agent, Cause, Filing, Party
from gangcheng_court.core.accounts.enums import IdentityKind
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.sealed import blind_index
from gangcheng_court.references import random_code

OTHER = "other"
MOST_PARTIES, MOST_CLAIMS, MOST_EVIDENCE = 200, 100, 300


def filing_of(data: dict[str, Any], kind: Kind, filer: User, at: datetime) -> Filing:
    """The answers of a filing; a cause that is not known here is left to the court."""
    cause = data.get("cause") or {}
    if not isinstance(cause, dict):
        raise BadPackage(MANIFEST, "案由（cause）没有按格式写明。")
    found = Cause.objects.filter(edition=text(cause, "edition"), code=text(cause, "code")).first()
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
        claims=[_plain(claim, "claims") for claim in rows(data, "claims", MOST_CLAIMS)],
        amount=_amount(text(data, "amount")),
        facts=text(data, "facts"),
        evidence=[_evidence(row) for row in rows(data, "evidence", MOST_EVIDENCE)],
        mediation_wish=text(data, "mediation_wish"),
        **{name: text(data, name) for name in SERVICE},
    )
    return _valid(filing, "filing", exclude=["filer", "cause"])


def party_of(filing: Filing, line: Any, place: int) -> tuple[Party, list[Agent]]:
    """One party with its agents."""
    where = f"parties[{place}]"
    party = Party(filing=filing, position=place, **_answers(line, PARTY, where))
    party.id_number_hash = blind_index(party.id_kind, party.id_number)
    _valid(party, where, exclude=["filing"])
    agents = []
    for row in rows(line, "agents", MOST_PARTIES):
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
            answers[name] = _day(text(line, name))
        elif name == "special_powers":
            answers[name] = [_plain(power, name) for power in rows(line, name, MOST_PARTIES)]
        elif name in line:
            answers[name] = text(line, name)
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
    return {detail.code: text(told, detail.code) for detail in kind.details if told.get(detail.code)}


def slot_of(kind: Kind, part: Part) -> str:
    """The slot that a file fills here: the application the first one, what is not known here the last."""
    code = COMPLAINT if part.path == APPLICATION else part.slot
    for wanted in (code, OTHER):
        if kind.slot(wanted):
            return wanted
    return kind.slots[-1].code


def text(data: dict[str, Any], name: str) -> str:
    """The text under `name`, '' without one."""
    return _plain(data.get(name, ""), name)


def _plain(value: Any, name: str) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise BadPackage(MANIFEST, f"{name} 应当是文字。")
    return value


def rows(data: Any, name: str, most: int) -> list[Any]:
    """The list under `name`, empty without one."""
    found = data.get(name, [])
    if not isinstance(found, list) or len(found) > most:
        raise BadPackage(MANIFEST, f"{name} 应当是不超过 {most} 项的列表。")
    return found


def _evidence(row: Any) -> dict[str, str]:
    if not isinstance(row, dict):
        raise BadPackage(MANIFEST, "evidence 没有按格式写明。")
    return {name: text(row, name) for name in ("name", "source", "purpose")}


def _amount(told: str) -> Decimal | None:
    try:
        amount = Decimal(told) if told else None
    except InvalidOperation as error:
        raise BadPackage(MANIFEST, "amount 应当是金额，例如 50000.00。") from error
    if amount is not None and not (amount.is_finite() and amount >= 0):
        raise BadPackage(MANIFEST, "amount 不能是负数。")
    return amount


def _day(told: str) -> Any:
    try:
        day = parse_date(told) if told else None
    except ValueError:
        day = None
    if told and day is None:
        raise BadPackage(MANIFEST, f"“{told[:20]}”不是日期，应当写成 2026-11-25。")
    return day


def moment(told: Any) -> datetime | None:
    """A moment with its time zone; None for what is none."""
    try:
        said = parse_datetime(told) if isinstance(told, str) else None
    except ValueError:
        said = None
    return said if said is not None and said.tzinfo else None
