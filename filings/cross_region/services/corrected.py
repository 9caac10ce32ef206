"""管辖法院: the corrected answer to a notice of ours, as the assisting court sends it; then our next round begins.

Only what the notice opened is taken; a package that changes anything else is not taken at all.
"""

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.db import transaction

from filings.cross_region.enums import Direction
from filings.cross_region.models import CourtKey, Transfer, TransferCorrection
from filings.cross_region.package import APPLICATION, MANIFEST, BadPackage, Package, Part
from filings.cross_region.services import reading
from filings.cross_region.services.packing import AGENT, PARTY, changes_application
from filings.cross_region.services.receiving import USED, files_of_this_attempt, keep
from filings.intake import queries
from filings.intake.enums import Status
from filings.intake.kinds import ANSWERS, Task
from filings.intake.models import Agent, Filing, Material, Party
from filings.intake.permissions import is_open
from filings.reception import services as reception
from filings.review.models import CorrectionNotice
from gangcheng_court.core.audit import trail
from gangcheng_court.core.documents.models import StoredFile
from gangcheng_court.errors import Refused

BECAUSE = "跨域补正"
ABOUT_ITSELF = frozenset({"number", "received_at"})


def take_correction(opened: Package, *, sha256: str, key: CourtKey, at: datetime) -> tuple[Transfer, bool]:
    """Put the corrected parts in and open the next round from `at`; the transfer, and whether the package is new.

    The same package again is answered alike. Raises BadPackage for a filing that this court did not send, a notice
    that is not that filing's, and whatever the notice did not open; Refused when the notice is answered or over.
    """
    sent = Transfer.objects.filter(direction=Direction.IN, court=key.court, package_id=opened.corrects)
    filing_id = sent.values_list("filing_id", flat=True).first()
    if filing_id is None:
        raise BadPackage(MANIFEST, "corrects 写明的材料包，本院没有收到过。")
    with files_of_this_attempt() as stored, transaction.atomic():
        filing = queries.whole(Filing.objects.all()).locked(filing_id)
        transfer = Transfer.objects.locked(sent.get().pk)
        transfer.filing = filing
        if known := transfer.corrections.filter(package_id=opened.package_id).first():
            if known.sha256 != sha256:
                raise Refused(USED)
            return transfer, False
        notice = _open_notice(filing, opened.notice)
        _put_answers(filing, opened.filing, at)
        _put_parties(filing, opened.filing, at)
        _put_materials(filing, opened.parts, stored, at)
        TransferCorrection.objects.create(
            transfer=transfer,
            notice=notice.reference,
            asked_at=notice.started_at,
            due_at=notice.due_at,
            answered_at=reading.moment(opened.filing.get("received_at")) or at,
            package_id=opened.package_id,
            sha256=sha256,
            delivered_at=at,
        )
        reception.take_correction(filing, by=None, because=f"收到{key.court}转来的补正", at=at)
    return transfer, True


def _open_notice(filing: Filing, reference: str) -> CorrectionNotice:
    notice = CorrectionNotice.objects.filter(round__filing=filing, reference=reference).first()
    if notice is None:
        raise BadPackage(MANIFEST, "notice 写明的补正通知，不是这份申请的。")
    if notice.met_at:
        raise Refused("这份补正通知已经答复过，不能再次答复。")
    if filing.status != Status.CORRECTION:
        raise Refused(f"这份申请目前为“{filing.get_status_display()}”，补正通知已经不能答复。")
    return notice


def _put_answers(filing: Filing, data: dict[str, Any], at: datetime) -> None:
    """Of a whole task that the notice opened, every answer is the package's: what it leaves out is emptied."""
    tasks = [task for task in ANSWERS if is_open(filing, f"task:{task}")]
    names = [name for task in tasks for name in ANSWERS[task]]
    if extra := data.keys() - ABOUT_ITSELF - {"parties"} - set(names):
        raise BadPackage(MANIFEST, f"补正通知没有列 {min(extra)}，不能改动。")
    said = reading.filing_of(data, filing.kind_data, filing.filer, at)
    for name in names:
        setattr(filing, name, getattr(said, name))
    if names:
        trail.save(filing, by=None, because=BECAUSE, at=at, fields=names)


def _put_parties(filing: Filing, data: dict[str, Any], at: datetime) -> None:
    """A line says which party it changes by its `place` (from 0); without one it is a new party.

    Where the notice opened the parties as a whole, who has no line is taken out.
    """
    if "parties" not in data:
        return
    left = dict(enumerate(filing.parties.all()))
    last = max((row.position for row in left.values()), default=-1)
    for number, line in enumerate(reading.rows(data, "parties", reading.MOST_PARTIES), start=1):
        said, agents = reading.party_of(filing, line, number - 1)
        if "place" not in line:
            row, target = Party(filing=filing, position=last + number), f"task:{Task.PARTIES}"
        elif type(line["place"]) is int and (row := left.pop(line["place"], None)):
            target = f"party:{row.pk}"
        else:
            raise BadPackage(MANIFEST, "parties 的 place 不对：从 0 起数原来的当事人，每人最多一次。")
        if not is_open(filing, target):
            raise BadPackage(MANIFEST, "补正通知没有列这位当事人，不能改动。")
        _put_party(row, said, agents, at)
    if is_open(filing, f"task:{Task.PARTIES}"):
        for row in left.values():
            _remove(row, at)


def _put_party(row: Party, said: Party, agents: list[Agent], at: datetime) -> None:
    _put(row, said, PARTY, at)
    here = list(row.agents.all()) if row.pk else []
    for place, agent in enumerate(agents):
        _put(here[place] if place < len(here) else Agent(party=row), agent, AGENT, at)
    for gone in here[len(agents) :]:
        _remove(gone, at)


def _put(row: Party | Agent, said: Party | Agent, names: tuple[str, ...], at: datetime) -> None:
    for name in (*names, "id_number_hash"):
        setattr(row, name, getattr(said, name))
    trail.save(row, by=None, because=BECAUSE, at=at)


def _remove(row: Party | Agent, at: datetime) -> None:
    row._history_user, row._change_reason, row._history_date = None, BECAUSE, at
    row.delete()


def _put_materials(filing: Filing, parts: tuple[Part, ...], stored: list[StoredFile], at: datetime) -> None:
    """An open slot holds what the package brings for it and nothing else; a file that is there already stays."""
    kind = filing.kind_data
    complaint = reading.slot_of(kind, Part(APPLICATION, b"", ""))
    open_slots = {slot.code for slot in kind.slots if is_open(filing, f"slot:{slot.code}")}
    if changes_application(filing.open_targets, complaint):
        open_slots.add(complaint)
    if (APPLICATION in {part.path for part in parts}) != (complaint in open_slots):
        raise BadPackage(APPLICATION, "补正改到申请书的，材料包里必须有这个文件；没有改到的，不能有。")
    brought: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        brought[reading.slot_of(kind, part)].append(part)
    for slot in open_slots | brought.keys():
        here = {row.file.handed_in.sha256: row for row in filing.materials.all() if row.slot == slot}
        new = [part for part in brought[slot] if part.sha256 not in here]
        if slot not in open_slots:
            if new:
                raise BadPackage(new[0].path, "补正通知没有列这一项材料，不能改动。")
            continue
        gone = here.keys() - {part.sha256 for part in brought[slot]}
        Material.objects.filter(pk__in=[here[sha256].pk for sha256 in gone]).update(left_at=at)
        first = max((row.position for row in here.values()), default=-1) + 1
        for place, part in enumerate(new, start=first):
            file = keep(part, stored, at)
            Material.objects.create(filing=filing, slot=slot, position=place, file=file, added_at=at)
