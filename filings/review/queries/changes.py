"""What a filer changed while a correction was open, so that the reviewer need read only that."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model, Q

from filings.intake.enums import SpecialPower
from filings.intake.kinds import ANSWERS, Task
from filings.intake.models import Agent, Filing, Material, Party
from filings.review.models import CorrectionNotice, ReviewRound
from gangcheng_court.core.accounts.masking import mask_number

PARTY_FIELDS = (
    "name",
    "sex",
    "birth_on",
    "ethnicity",
    "occupation",
    "employer",
    "domicile",
    "phone",
    "id_kind",
    "id_number",
    "credit_code",
    "legal_representative",
    "representative_title",
)
AGENT_FIELDS = (
    "kind",
    "name",
    "organisation",
    "phone",
    "license_number",
    "id_number",
    "authority",
    "special_powers",
    "authority_ends_on",
)


@dataclass(frozen=True)
class Change:
    """One changed answer (`before`, `after` in words) or one file (`material`) that came or went."""

    target: str
    label: str
    before: str = ""
    after: str = ""
    material: Material | None = None


def previous_notice(round_: ReviewRound) -> CorrectionNotice | None:
    """The correction notice that this round answers."""
    return CorrectionNotice.objects.filter(round__filing=round_.filing_id, round__number=round_.number - 1).first()


def changes(filing: Filing, since: datetime) -> list[Change]:
    """What differs in the filing from how it stood at `since` (when the notice went out). Numbers are masked."""
    return [*_answers(filing, since), *_people(filing, since), *_files(filing, since)]


def changed_targets(filing: Filing, since: datetime) -> set[str]:
    """The targets under which something changed, with the wider target of each party and slot."""
    found = {change.target for change in changes(filing, since)}
    wider = {"party": f"task:{Task.PARTIES}", "slot": f"task:{Task.MATERIALS}"}
    return found | {wider[kind] for kind in (target.partition(":")[0] for target in found) if kind in wider}


def _answers(filing: Filing, since: datetime) -> Iterator[Change]:
    before = filing.history.as_of(since)
    for task, fields in ANSWERS.items():
        if task != Task.DETAILS:
            yield from _differences(f"task:{task}", "", before, filing, fields)
    for detail in filing.kind_data.details:
        was, now = (answers.get(detail.code, "") for answers in (before.details, filing.details))
        if was != now:
            yield Change(f"task:{Task.DETAILS}", detail.label, detail.words(was), detail.words(now))


def _people(filing: Filing, since: datetime) -> Iterator[Change]:
    before = {party.pk: party for party in Party.history.as_of(since).filter(filing_id=filing.pk)}
    now = {party.pk: party for party in filing.parties.all()}
    yield from _rows(
        before, now, PARTY_FIELDS, lambda party: (f"party:{party.pk}", filing.kind_data.side_title(party.side))
    )
    party_ids = [*before, *now]
    agents_before = {agent.pk: agent for agent in Agent.history.as_of(since).filter(party_id__in=party_ids)}
    agents_now = {agent.pk: agent for agent in Agent.objects.filter(party_id__in=party_ids)}
    yield from _rows(agents_before, agents_now, AGENT_FIELDS, lambda agent: (f"party:{agent.party_id}", "代理人"))


def _rows(before: dict[int, Any], now: dict[int, Any], fields: tuple[str, ...], named: Any) -> Iterator[Change]:
    for pk in sorted(before.keys() | now.keys()):
        target, title = named(now.get(pk) or before[pk])
        if pk not in now:
            yield Change(target, title, before=before[pk].name)
        elif pk not in before:
            yield Change(target, title, after=now[pk].name)
        else:
            yield from _differences(target, f"{title}{now[pk].name}的", before[pk], now[pk], fields)


def _files(filing: Filing, since: datetime) -> Iterator[Change]:
    touched = filing.materials.filter(
        Q(added_at__gt=since, left_at__isnull=True) | Q(added_at__lte=since, left_at__gt=since)
    )
    for material in touched.select_related("file"):
        slot = filing.kind_data.slot(material.slot)
        name = material.file.name
        before, after = (name, "") if material.left_at else ("", name)
        yield Change(f"slot:{material.slot}", slot.title if slot else material.slot, before, after, material)


def _differences(target: str, whose: str, before: Model, now: Model, fields: tuple[str, ...]) -> Iterator[Change]:
    for field in fields:
        if getattr(before, field) != getattr(now, field):
            label = whose + str(now._meta.get_field(field).verbose_name)
            yield Change(target, label, _words(before, field), _words(now, field))


def _words(row: Any, field: str) -> str:
    value = getattr(row, field)
    if field == "special_powers":
        return "、".join(SpecialPower(power).label for power in value)
    if field in ("id_number", "license_number", "credit_code"):
        return mask_number(value) if value else ""
    if hasattr(row, f"get_{field}_display") and not isinstance(value, list):
        return getattr(row, f"get_{field}_display")()
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "\n".join(
            "，".join(filter(None, item.values())) if isinstance(item, dict) else str(item) for item in value
        )
    return "" if value is None else str(value)
