"""What a filer does to a draft. Every change locks the filing first, so two tabs and two devices take turns."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.db.models import Max

from filings.intake import causes, courts, permissions, queries, workflow
from filings.intake.enums import ConsentStep, Side, Status
from filings.intake.kinds import ANSWERS, DEFENCE, KINDS, Task
from filings.intake.models import Agent, Cause, Consent, Court, Filing, Material, Party
from gangcheng_court.core.accounts.enums import IdentityKind, Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.permissions import require_role
from gangcheng_court.core.accounts.sealed import blind_index
from gangcheng_court.core.audit import trail
from gangcheng_court.core.documents import services as documents
from gangcheng_court.core.documents.models import StoredFile
from gangcheng_court.errors import Refused, WrongState
from gangcheng_court.references import random_code

PARTY_GONE = "这位当事人已经在别的页面去掉了，刚才填的没有保存；其他内容都在。还需要的，请到“当事人”重新添加。"
AGENT_GONE = "这位代理人已经在别的页面去掉了，刚才填的没有保存；其他内容都在。还需要的，请到“当事人”重新添加。"


@transaction.atomic
def start(*, kind: str, by: User, at: datetime, filer: User | None = None, elsewhere: bool = False) -> Filing:
    """Open an empty draft, of `filer` when staff help somebody; `elsewhere`: it will go to another court.

    Raises Refused for a kind this court does not offer, with the reason; what is switched off here only does not
    concern a filing for elsewhere. Raises NotYours when `by` may not help.
    """
    if filer and filer != by:
        require_role(by, *permissions.HELPERS)
    if kind not in KINDS:
        raise Refused("本院目前不办理这类申请，请拨打 12368 咨询。")
    if not elsewhere and (reason := queries.why_not_offered(kind)):
        raise Refused(reason)
    return _begin(kind, filer or by, by=by, at=at)


@transaction.atomic
def start_defence(*, by: User, at: datetime) -> Filing:
    """Begin an empty 答辩状; it is a draft for as long as it lives."""
    return _begin(DEFENCE.code, by, by=by, at=at)


def _begin(kind: str, filer: User, *, by: User, at: datetime) -> Filing:
    filing = Filing(draft_code=random_code(10), kind=kind, filer=filer, created_at=at, saved_at=at)
    _keep(filing, filing, by=by, at=at)
    return filing


@transaction.atomic
def save_answers(filing_id: int, *, task: Task, by: User, at: datetime, **answers: Any) -> Filing:
    """Keep the answers of one task as they are, complete or not. `answers` are fields of `kinds.ANSWERS[task]`.

    Raises WrongState when the task is not open, KeyError for a field of another task.
    """
    if foreign := answers.keys() - set(ANSWERS[task]):
        raise KeyError(f"{task}: {sorted(foreign)}")
    filing = _open(filing_id, f"task:{task}", by=by, at=at)
    for field, answer in answers.items():
        setattr(filing, field, answer)
    return _touch(filing, by=by, at=at, fields=list(answers))


@transaction.atomic
def save_party(
    filing_id: int, *, by: User, at: datetime, party_id: int | None = None, side: Side | None = None, **fields: Any
) -> Party:
    """Add a party on `side`, or change the party `party_id`. A changed identity number updates its keyed hash.

    Raises WrongState when that party was taken out.
    """
    target = f"party:{party_id}" if party_id else f"task:{Task.PARTIES}"
    filing = _open(filing_id, target, by=by, at=at)
    if party_id:
        party = _party(filing, party_id)
    else:
        last = filing.parties.aggregate(last=Max("position"))["last"]
        party = Party(filing=filing, side=side, position=0 if last is None else last + 1)
    _assign(party, fields)
    _keep(party, filing, by=by, at=at)
    _touch(filing, by=by, at=at)
    return party


@transaction.atomic
def remove_party(filing_id: int, *, party_id: int, by: User, at: datetime) -> None:
    """Take a party and its agents out of the filing."""
    filing = _open(filing_id, f"task:{Task.PARTIES}", by=by, at=at)
    party = _party(filing, party_id)
    _delete(party, by=by, at=at)
    _touch(filing, by=by, at=at)


@transaction.atomic
def save_agent(
    filing_id: int, *, party_id: int, by: User, at: datetime, agent_id: int | None = None, **fields: Any
) -> Agent:
    """Add an agent to a party, or change the agent `agent_id`. Raises WrongState when either was taken out."""
    filing = _open(filing_id, f"party:{party_id}", by=by, at=at)
    party = _party(filing, party_id)
    agent = _agent(party, agent_id) if agent_id else Agent(party=party)
    _assign(agent, fields)
    _keep(agent, filing, by=by, at=at)
    _touch(filing, by=by, at=at)
    return agent


@transaction.atomic
def remove_agent(filing_id: int, *, party_id: int, agent_id: int, by: User, at: datetime) -> None:
    """Take an agent out of the filing."""
    filing = _open(filing_id, f"party:{party_id}", by=by, at=at)
    agent = _agent(_party(filing, party_id), agent_id)
    _delete(agent, by=by, at=at)
    _touch(filing, by=by, at=at)


@transaction.atomic
def add_material(
    filing_id: int, *, slot: str, file: StoredFile, by: User, at: datetime, replaces: int | None = None
) -> Material:
    """Put a stored file into a slot, at its end or in place of the material `replaces`; the replaced one is kept.

    Raises Refused when the kind has no such slot, WrongState when `replaces` has left it.
    """
    filing = _open(filing_id, f"slot:{slot}", by=by, at=at)
    if filing.kind_data.slot(slot) is None:
        raise Refused("没有这一项材料，请返回材料页重新选择。")
    if filing.materials.count() >= settings.MAX_FILES_PER_FILING:
        raise Refused("这份申请的文件太多了，不能再上传。更多的材料请到诉讼服务中心窗口提交，或拨打 12368。")
    old = _standing(filing, pk=replaces, slot=slot) if replaces else None
    if old:
        old.left_at = at
        old.save(update_fields=["left_at"])
        position = old.position
    else:
        last = filing.materials.filter(slot=slot).aggregate(last=Max("position"))["last"]
        position = 0 if last is None else last + 1
    material = filing.materials.create(slot=slot, position=position, file=file, replaces=old, added_at=at)
    _touch(filing, by=by, at=at)
    return material


@transaction.atomic
def upload_material(
    filing_id: int, *, slot: str, upload: File, by: User, at: datetime, replaces: int | None = None
) -> Material:
    """Check and keep an upload and put it into a slot, as one step: a file that is refused leaves nothing behind.

    Raises BadFile with a sentence that names the fix, else as `add_material`.
    """
    _open(filing_id, f"slot:{slot}", by=by, at=at)
    file = documents.store(upload, by=by, at=at)
    return add_material(filing_id, slot=slot, file=file, by=by, at=at, replaces=replaces)


@transaction.atomic
def rotate_material(filing_id: int, *, material_id: int, degrees: int, by: User, at: datetime) -> Material:
    """Turn a photo or a PDF by 90, 180 or 270 degrees; the file as uploaded is kept."""
    _, material = _open_material(filing_id, material_id, by=by, at=at)
    turned = documents.rotate(material.file_id, degrees=degrees, by=by, at=at)
    return add_material(filing_id, slot=material.slot, file=turned, by=by, at=at, replaces=material_id)


@transaction.atomic
def merge_slot(filing_id: int, *, slot: str, by: User, at: datetime) -> Material:
    """Make one PDF of a slot's files, in their order; the single files are kept. Raises Refused below two files."""
    filing = _open(filing_id, f"slot:{slot}", by=by, at=at)
    parts = list(filing.materials.filter(slot=slot, left_at__isnull=True))
    if len(parts) < 2:
        raise Refused("至少有两个文件才需要合并。")
    title = filing.kind_data.slot(slot).title
    merged = documents.merge([part.file_id for part in parts], name=f"{title}.pdf", by=by, at=at)
    filing.materials.filter(pk__in=[part.pk for part in parts[1:]]).update(left_at=at)
    return add_material(filing_id, slot=slot, file=merged, by=by, at=at, replaces=parts[0].pk)


@transaction.atomic
def move_material(filing_id: int, *, material_id: int, up: bool, by: User, at: datetime) -> None:
    """Swap a material with its neighbour in the slot; at the edge nothing happens."""
    filing, material = _open_material(filing_id, material_id, by=by, at=at)
    row = list(filing.materials.filter(slot=material.slot, left_at__isnull=True))
    here = [part.pk for part in row].index(material_id)
    there = here - 1 if up else here + 1
    if 0 <= there < len(row):
        row[here], row[there] = row[there], row[here]
        for position, part in enumerate(row):
            part.position = position
            part.save(update_fields=["position"])
        _touch(filing, by=by, at=at)


@transaction.atomic
def remove_material(filing_id: int, *, material_id: int, by: User, at: datetime) -> None:
    """Take a file out of its slot; it stays on record with the time it left."""
    filing, material = _open_material(filing_id, material_id, by=by, at=at)
    material.left_at = at
    material.save(update_fields=["left_at"])
    _touch(filing, by=by, at=at)


@transaction.atomic
def give_consent(filing_id: int, *, step: ConsentStep, given: bool, words: str, by: User, at: datetime) -> None:
    """Record a yes or no to one step with the words shown (在线诉讼规则 4); the same answer again writes nothing."""
    filing = Filing.objects.locked(filing_id)
    permissions.require_worker(by, filing, at)
    last = filing.consents.filter(step=step).last()
    if last is None or last.given != given:
        Consent.objects.create(filing=filing, step=step, given=given, words=words, at=at, by=by)


@transaction.atomic
def discard(filing_id: int, *, by: User, at: datetime) -> None:
    """Give up a draft: it leaves every list. Raises WrongState once it was submitted (then one withdraws)."""
    filing = Filing.objects.locked(filing_id)
    permissions.require_filer(by, filing)
    if filing.status != Status.DRAFT:
        raise WrongState("已提交的申请不能删除，可以在办理进度页申请撤回。")
    workflow.move(filing, Status.WITHDRAWN)
    trail.save(filing, by=by, because="删除草稿", at=at, fields=["status"])


@transaction.atomic
def load_causes() -> int:
    """Insert or correct the causes of every edition from the data files; returns how many there are."""
    for edition in causes.EDITIONS:
        rows = list(causes.rows(edition))
        _upsert_causes([Cause(edition=edition, code=row.code, name=row.name, group=row.group) for row in rows])
        by_code = {cause.code: cause for cause in Cause.objects.filter(edition=edition)}
        for row in rows:
            by_code[row.code].parent = by_code.get(row.parent)
        _upsert_causes(list(by_code.values()))
    return Cause.objects.count()


@transaction.atomic
def load_courts() -> int:
    """Insert or correct the courts from the data file; returns how many there are.

    Address and phone are taken only for a court that was not there before: the administrator keeps them.
    """
    rows = list(courts.rows())
    _upsert_courts(
        [Court(**{name: answer for name, answer in row._asdict().items() if name != "parent_code"}) for row in rows]
    )
    by_code = {court.code: court for court in Court.objects.all()}
    for row in rows:
        by_code[row.code].parent = by_code.get(row.parent_code)
    _upsert_courts(list(by_code.values()))
    return len(by_code)


@transaction.atomic
def correct_court(court_id: int, *, address: str, phone: str, by: User, at: datetime) -> Court:
    """Put right where a court is and how it is reached; the administrator's part alone, kept with its history."""
    require_role(by, Role.ADMINISTRATOR)
    court = Court.objects.select_for_update(of=("self",)).get(pk=court_id)
    court.address, court.phone = address.strip(), phone.strip()
    trail.save(court, by=by, because="更正法院地址和电话", at=at, fields=["address", "phone"])
    return court


def _upsert_courts(rows: list[Court]) -> None:
    kept = ["name", "level", "divisions", "code_verified", "parent"]
    Court.objects.bulk_create(rows, update_conflicts=True, unique_fields=["code"], update_fields=kept)


def _upsert_causes(rows: list[Cause]) -> None:
    Cause.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["edition", "code"], update_fields=["name", "group", "parent"]
    )


def _open(filing_id: int, target: str, *, by: User, at: datetime) -> Filing:
    filing = Filing.objects.locked(filing_id)
    permissions.require_worker(by, filing, at)
    permissions.require_open(filing, target)
    return filing


def _open_material(filing_id: int, material_id: int, *, by: User, at: datetime) -> tuple[Filing, Material]:
    """The locked filing and a material that stands in an open slot of it now."""
    filing = Filing.objects.locked(filing_id)
    permissions.require_worker(by, filing, at)
    material = _standing(filing, pk=material_id)
    permissions.require_open(filing, f"slot:{material.slot}")
    return filing, material


def _standing(filing: Filing, **which: Any) -> Material:
    """The material as it stands in its slot now. Raises WrongState when it has left."""
    material = filing.materials.filter(**which, left_at__isnull=True).first()
    if material is None:
        raise WrongState("这个文件已经被替换或者移走了，请刷新页面查看。")
    return material


def _party(filing: Filing, party_id: int) -> Party:
    """Raises WrongState when it was taken out, as it may be on another page."""
    party = filing.parties.filter(pk=party_id).first()
    if party is None:
        raise WrongState(PARTY_GONE)
    return party


def _agent(party: Party, agent_id: int) -> Agent:
    agent = party.agents.filter(pk=agent_id).first()
    if agent is None:
        raise WrongState(AGENT_GONE)
    return agent


def _assign(row: Party | Agent, fields: dict[str, Any]) -> None:
    for field, answer in fields.items():
        setattr(row, field, answer)
    id_kind = row.id_kind if isinstance(row, Party) else IdentityKind.RESIDENT
    row.id_number_hash = blind_index(id_kind, row.id_number)


def _keep(
    row: Filing | Party | Agent, filing: Filing, *, by: User, at: datetime, fields: list[str] | None = None
) -> None:
    """Save `row`: the filer's own typing in a draft leaves no history; a helper's does, and so does a correction."""
    if filing.status == Status.DRAFT and by.pk == filing.filer_id:
        row.save_without_historical_record(update_fields=fields)
    else:
        trail.save(row, by=by, because=_because(filing, by), at=at, fields=fields)


def _because(filing: Filing, by: User) -> str:
    act = "填写" if filing.status == Status.DRAFT else "补正"
    return act if by.pk == filing.filer_id else f"代{filing.filer}{act}"


def _delete(row: Party | Agent, *, by: User, at: datetime) -> None:
    row._history_user, row._change_reason, row._history_date = by, "删除", at
    row.delete()


def _touch(filing: Filing, *, by: User, at: datetime, fields: list[str] | None = None) -> Filing:
    filing.saved_at = at
    _keep(filing, filing, by=by, at=at, fields=[*(fields or []), "saved_at"])
    return filing
