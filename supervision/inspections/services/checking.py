"""On the spot: a visit begins, each item is answered as it is looked at, photos are taken."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.files import File
from django.db import transaction

from gangcheng_court.core.accounts.models import Department, User
from gangcheng_court.core.audit import trail
from gangcheng_court.core.documents import services as documents
from gangcheng_court.core.documents.checks import PICTURES, BadFile, check
from gangcheng_court.errors import NotYours, Refused
from supervision.inspections import permissions, queries, workflow
from supervision.inspections.enums import Status, Verdict
from supervision.inspections.models import Inspection, ItemAnswer, ItemPhoto

MOST_PHOTOS = 9


@dataclass(frozen=True)
class NewAnswer:
    """What is said of an item. `key` is the sender's, one for each thing said; `said_at` by the sender's clock."""

    key: UUID
    verdict: Verdict
    said_at: datetime
    words: str = ""
    place: str = ""
    department: Department | None = None
    person: User | None = None


@transaction.atomic
def begin(inspection_id: int, *, by: User, at: datetime) -> Inspection:
    """The visit begins, with the checklist's newest edition: this one it keeps."""
    row = Inspection.objects.locked(pk=inspection_id)
    permissions.require_owner(by, row)
    workflow.move(row, Status.UNDER_WAY)
    row.checklist = queries.newest_edition(row.checklist.code)
    row.began_at = at
    trail.save(row, by=by, because="开始检查", at=at, fields=["status", "checklist", "began_at"])
    return row


@transaction.atomic
def answer(inspection_id: int, item_id: int, said: NewAnswer, *, by: User, at: datetime) -> ItemAnswer:
    """Write down what was said of an item. The same key again answers what is there, also when the visit has ended.

    A clock that is ahead counts as now, so that nothing said later is passed over. Raises WrongState unless the visit
    is under way, ChecklistItem.DoesNotExist for an item of another checklist, Refused for a place not visited.
    """
    row = Inspection.objects.locked(pk=inspection_id)
    permissions.require_owner(by, row)
    if known := ItemAnswer.objects.filter(key=said.key).first():
        if (known.inspection_id, known.item_id) != (row.pk, item_id):
            raise NotYours
        return known
    workflow.require(row, Status.UNDER_WAY)
    if said.place and said.place not in row.places:
        raise Refused("请在这次检查的地点里选择。")
    return ItemAnswer.objects.create(
        key=said.key,
        inspection=row,
        item=queries.item_of(row, item_id),
        verdict=said.verdict,
        words=said.words,
        place=said.place,
        department=said.department,
        person=said.person,
        by=by,
        said_at=min(said.said_at, at),
        received_at=at,
    )


@transaction.atomic
def answer_all(inspection_id: int, said: Mapping[int, NewAnswer], *, by: User, at: datetime) -> list[ItemAnswer]:
    """Write down what one form says of several items, by their ids: all of it or nothing (see `answer`).

    Raises WrongState unless the visit is under way, also when nothing new is said.
    """
    row = Inspection.objects.locked(pk=inspection_id)
    permissions.require_owner(by, row)
    workflow.require(row, Status.UNDER_WAY)
    return [answer(row.pk, item_id, words, by=by, at=at) for item_id, words in said.items()]


@transaction.atomic
def add_photo(inspection_id: int, item_id: int, upload: File, *, key: UUID, by: User, at: datetime) -> ItemPhoto:
    """Keep a photo of an item; the same key again answers what is there.

    Raises BadFile with a sentence that names the fix, WrongState unless the visit is under way.
    """
    row = Inspection.objects.locked(pk=inspection_id)
    permissions.require_owner(by, row)
    if known := ItemPhoto.objects.filter(key=key).first():
        if (known.inspection_id, known.item_id) != (row.pk, item_id):
            raise NotYours
        return known
    workflow.require(row, Status.UNDER_WAY)
    item = queries.item_of(row, item_id)
    if row.photos.filter(item=item, dropped_at__isnull=True).count() >= MOST_PHOTOS:
        raise BadFile(f"每一项最多放 {MOST_PHOTOS} 张照片，请先去掉不要的。")
    if check(upload.file, upload.size).content_type not in PICTURES:
        raise BadFile("这里只放照片（JPG、PNG、HEIC），请拍一张或者从相册里选。")
    file = documents.store(upload, by=by, at=at)
    return ItemPhoto.objects.create(key=key, inspection=row, item=item, file=file, by=by, added_at=at)


@transaction.atomic
def drop_photo(inspection_id: int, file_id: UUID, *, by: User, at: datetime) -> ItemPhoto:
    """A photo that should not have been taken is shown nowhere any more; dropped again it stays so.

    Raises WrongState unless the visit is under way, ItemPhoto.DoesNotExist for a photo of another visit.
    """
    row = Inspection.objects.locked(pk=inspection_id)
    permissions.require_owner(by, row)
    workflow.require(row, Status.UNDER_WAY)
    photo = row.photos.get(file=file_id)
    if photo.dropped_at is None:
        photo.dropped_at = at
        photo.save(update_fields=["dropped_at"])
    return photo
