"""The reviewer's word on the checklist, item by item, and what it amounts to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from filings.intake import queries, rules
from filings.intake.kinds import CheckItem, Task
from filings.intake.models import Filing
from filings.review import rounds
from filings.review.models import Judgement, ReviewRound
from gangcheng_court.core.accounts.models import User
from gangcheng_court.errors import Refused


@dataclass(frozen=True)
class Word:
    """One judgement. Empty `note` and `target` mean the item's own stock sentence and part."""

    passed: bool
    note: str = ""
    target: str = ""


@dataclass(frozen=True)
class Defect:
    """A checklist item that failed, with the words for the filer and the part that opens."""

    item: CheckItem
    text: str
    target: str


@transaction.atomic
def judge(filing_id: int, *, words: Mapping[str, Word], by: User, at: datetime) -> int:
    """Keep the words on some checklist items, by item code; returns how many items are still without one.

    Only the person in charge, only while under review. Saying the same again changes nothing.
    """
    filing = Filing.objects.locked(filing_id)
    round_ = rounds.in_hand(filing, by=by)
    checklist = checklist_of(filing)
    known = {item.code for item in checklist}
    if foreign := words.keys() - known:
        raise Refused(f"没有这样的核对项：{'、'.join(sorted(foreign))}。请刷新页面。")
    said = {word.item: word for word in round_.judgements.all()}
    for code, word in words.items():
        if word.target and word.target not in targets_of(filing):
            raise Refused("请重新选择要开放修改的部分。")
        old = said.get(code)
        if old and (old.passed, old.note, old.target) == (word.passed, word.note, word.target):
            continue
        fresh = {"passed": word.passed, "note": word.note, "target": word.target, "by": by, "at": at}
        Judgement.objects.update_or_create(round=round_, item=code, defaults=fresh)
    return len(known - said.keys() - words.keys())


def checklist_of(filing: Filing) -> list[CheckItem]:
    """The items that concern this filing as it stands."""
    return rules.checklist(queries.whole(Filing.objects.filter(pk=filing.pk)).get())


def targets_of(filing: Filing) -> dict[str, str]:
    """Every part that a correction may open, with its title: whole tasks, and single material slots."""
    kind = filing.kind_data
    tasks = {f"task:{task.value}": kind.task_title(task) for task in kind.tasks if task != Task.MATERIALS}
    return tasks | {f"slot:{slot.code}": f"材料：{slot.title}" for slot in kind.slots}


def defects(filing: Filing, round_: ReviewRound) -> list[Defect]:
    """The failed items in checklist order.

    Raises Refused while any item is without a word, and when one demands what nobody may demand.
    """
    said = {word.item: word for word in round_.judgements.all()}
    checklist = checklist_of(filing)
    if silent := [item.title for item in checklist if item.code not in said]:
        raise Refused(f"还有 {len(silent)} 项没有核对：{'；'.join(silent)}。请逐项核对后再作决定。")
    found = [
        Defect(item, said[item.code].note.strip() or item.stock, said[item.code].target or item.target)
        for item in checklist
        if not said[item.code].passed
    ]
    for defect in found:
        if reason := why_forbidden(filing, defect.text):
            raise Refused(f"“{defect.item.title}”一项：{reason}")
    return found


def why_forbidden(filing: Filing, text: str) -> str:
    """Why `text` may not go to the filer: what it demands must not be demanded; '' when it may."""
    return "".join(
        f"不得要求提供{each.what}。{each.why}（{each.basis}）" for each in filing.kind_data.forbidden_in(text)
    )
