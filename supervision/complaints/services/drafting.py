"""A complaint while it is being written: kept under seal, found by the code in the address, gone after a day.

Nobody is linked to it, signed in or not.
"""

import json
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.db.models import Sum

from gangcheng_court.core.accounts.sealed import blind_index
from gangcheng_court.core.documents import services as documents
from gangcheng_court.core.documents.checks import BadFile
from gangcheng_court.core.documents.models import StoredFile
from gangcheng_court.errors import Refused
from supervision.complaints.models import ComplaintDraft, DraftFile
from supervision.complaints.rules import way

KEPT_FOR = timedelta(hours=24)
MOST_FILES, MOST_UPLOADS, MOST_MB = 10, 40, 100
KEY = "key"
GONE = "这份内容已经发送，或者超过 24 小时已经删除。"


def begin(*, at: datetime) -> str:
    """A new, empty draft; its code, which nothing keeps."""
    code = secrets.token_urlsafe(16)
    answers = json.dumps({KEY: secrets.token_urlsafe(16)})
    ComplaintDraft.objects.create(code_hash=_hash(code), answers=answers, begun_at=at)
    return code


def find_draft(code: str, *, at: datetime) -> ComplaintDraft | None:
    """The draft of this code, as long as it is kept."""
    return ComplaintDraft.objects.filter(code_hash=_hash(code), begun_at__gt=at - KEPT_FOR).first()


def answers_of(draft: ComplaintDraft) -> dict[str, Any]:
    """What was typed so far, by step."""
    return json.loads(draft.answers)


@transaction.atomic
def keep_answer(draft_id: int, step: str, given: dict[str, Any]) -> dict[str, Any]:
    """Keep what was typed at a step; all answers come back. An anonymous person's contact is forgotten."""
    draft = _locked(draft_id)
    answers = answers_of(draft) | {step: given}
    answers.pop(_unfinished(step), None)
    if way.CONTACT not in way.steps(answers):
        answers.pop(way.CONTACT, None)
        answers.pop(_unfinished(way.CONTACT), None)
    return _keep(draft, answers)


@transaction.atomic
def keep_typed(draft_id: int, step: str, typed: dict[str, str]) -> None:
    """Keep what stands in a step's fields, good or bad, beside the step's last good answer."""
    draft = _locked(draft_id)
    _keep(draft, answers_of(draft) | {_unfinished(step): typed})


def typed_at(answers: dict[str, Any], step: str) -> dict[str, Any]:
    """What a step's fields are to show: what was typed there last, else its answer."""
    return answers.get(_unfinished(step)) or answers.get(step, {})


@transaction.atomic
def add_file(draft_id: int, upload: File, *, at: datetime) -> DraftFile:
    """Keep one more file; raises BadFile for a bad one, and when there are too many or they are too large together."""
    draft = _locked(draft_id)
    rows = draft.files.aggregate(size=Sum("file__size", default=0))
    check_room(draft.files.count(), rows["size"], upload)
    if draft.uploads >= MOST_UPLOADS:
        raise BadFile("上传的次数太多了。请先发送，其余材料凭查询码再补充。")
    everybody = DraftFile.objects.aggregate(size=Sum("file__size", default=0))["size"]
    if everybody + upload.size > settings.COMPLAINT_DRAFTS_MB * 1024 * 1024:
        raise BadFile("现在不能上传，请先发送文字，材料以后凭查询码补充，或者拨打 0531-76881643。")
    draft.uploads += 1
    draft.save(update_fields=["uploads"])
    return DraftFile.objects.create(draft=draft, file=documents.store(upload, by=None, at=at))


def check_room(count: int, size: int, upload: File, *, most: int = MOST_FILES) -> None:
    """Raises BadFile when one more file, or this one's size, would be too much beside `count` files of `size` bytes."""
    if count >= most:
        raise BadFile(f"最多上传 {most} 个文件。")
    if size + upload.size > MOST_MB * 1024 * 1024:
        raise BadFile(f"文件加起来不能超过 {MOST_MB} MB，请压缩以后再上传。")


@transaction.atomic
def remove_file(draft_id: int, file_id: int) -> None:
    """Take a file out of the draft and off the disk; one that is gone already is no error."""
    draft = _locked(draft_id)
    _destroy(draft.files.filter(pk=file_id))


@transaction.atomic
def throw_away(draft_id: int) -> None:
    """Destroy a draft with its files."""
    draft = ComplaintDraft.objects.select_for_update().filter(pk=draft_id).first()
    if draft:
        _destroy(draft.files.all())
        draft.delete()


def take_over(draft: ComplaintDraft) -> list[StoredFile]:
    """The files of a locked draft that becomes a complaint; the draft is gone, they are not."""
    files = [row.file for row in draft.files.select_related("file", "file__source")]
    draft.files.all().delete()
    draft.delete()
    return files


def destroy_old(*, at: datetime) -> int:
    """Destroy every draft older than a day, each in its own transaction; how many."""
    old = list(ComplaintDraft.objects.filter(begun_at__lte=at - KEPT_FOR).values_list("pk", flat=True))
    for draft_id in old:
        throw_away(draft_id)
    return len(old)


def locked(code: str, *, at: datetime) -> ComplaintDraft:
    """The draft of this code, locked. Refused when it was sent, or is no longer kept."""
    rows = ComplaintDraft.objects.select_for_update().filter(code_hash=_hash(code), begun_at__gt=at - KEPT_FOR)
    if draft := rows.first():
        return draft
    raise Refused(GONE)


def _locked(draft_id: int) -> ComplaintDraft:
    """Refused when it was sent or destroyed in the meantime."""
    if draft := ComplaintDraft.objects.select_for_update().filter(pk=draft_id).first():
        return draft
    raise Refused(GONE)


def _keep(draft: ComplaintDraft, answers: dict[str, Any]) -> dict[str, Any]:
    draft.answers = json.dumps(answers)
    draft.save(update_fields=["answers"])
    return answers


def _unfinished(step: str) -> str:
    return f"{step}?"


def _destroy(rows: Iterable[DraftFile]) -> None:
    """The rows, their files and what those were made from; the bytes once the transaction has committed."""
    for row in list(rows):
        row.delete()
        file: StoredFile | None = row.file
        while file:
            source, stored = file.source, file.file
            file.delete()
            transaction.on_commit(lambda stored=stored: stored.storage.delete(stored.name), robust=True)
            file = source


def _hash(code: str) -> str:
    return blind_index("complaint-draft", code)
