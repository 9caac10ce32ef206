"""记录: whoever was asked, or met somebody, writes it down personally; nobody may stop it, and nobody changes it."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import PurePath

from django.core.files import File
from django.db import IntegrityError, transaction
from django.urls import reverse

from gangcheng_court.core.accounts.enums import STAFF_ROLES
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.sealed import name_index
from gangcheng_court.core.deadlines import calendar
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.documents import services as documents
from gangcheng_court.core.notices import outbox
from gangcheng_court.errors import Refused, WrongState
from gangcheng_court.references import next_serial
from supervision.interference import deadlines, numbers, permissions
from supervision.interference.enums import Kind
from supervision.interference.models import Entry, EntryFile


@dataclass(frozen=True)
class NewEntry:
    """What is recorded. A contact says with whom (`counterpart`), the others how they were asked (`form`)."""

    kind: Kind
    happened_on: date
    person_name: str
    content: str
    handling: str
    form: str = ""
    counterpart: str = ""
    acts: Sequence[str] = ()
    is_lawful: bool = False
    time: str = ""
    place: str = ""
    person_unit: str = ""
    person_post: str = ""
    relation: str = ""
    case_number: str = ""
    case_name: str = ""
    reference: str = ""
    present: str = ""

    @property
    def texts(self) -> str:
        """Every word of it, in which a name may stand."""
        told = (self.person_name, self.person_unit, self.person_post, self.relation, self.content, self.present)
        return "\n".join((*told, self.handling, self.case_name))


@transaction.atomic
def record(new: NewEntry, *, by: User, at: datetime, once: str | None = None) -> Entry:
    """Write it down, and tell the supervisors whom it does not name that there is a record.

    However late it comes it is taken. Refuses others than staff and a day to come. The same `once` of the same
    person returns the first record.
    """
    permissions.require_staff(by)
    return _write(new, by=by, at=at, once=once)


@transaction.atomic
def correct(entry_id: int, new: NewEntry, *, by: User, at: datetime, reason: str, once: str | None = None) -> Entry:
    """A new row beside the one that was wrong; both stay. Only by its recorder, and only the last version of it."""
    entry = Entry.objects.select_for_update(of=("self",)).get(pk=entry_id)
    permissions.require_recorder(by, entry)
    if same := _sent_before(by, once):
        return same
    if Entry.objects.filter(corrects=entry).exists():
        raise WrongState("这条记录已经更正过。请打开更正后的那一条，再更正。")
    return _write(new, by=by, at=at, once=once, corrects=entry, correction=reason)


@transaction.atomic
def attach(entry_id: int, upload: File, *, by: User, at: datetime) -> EntryFile:
    """Keep what proves it, under a name that says nothing. Only by its recorder; raises BadFile for a wrong file."""
    entry = Entry.objects.select_for_update(of=("self",)).get(pk=entry_id)
    permissions.require_recorder(by, entry)
    upload.name = f"附件{entry.files.count() + 1}{PurePath(upload.name or '').suffix.lower()}"
    return EntryFile.objects.create(entry=entry, file=documents.store(upload, by=by, at=at), at=at)


def _write(
    new: NewEntry, *, by: User, at: datetime, once: str | None, corrects: Entry | None = None, correction: str = ""
) -> Entry:
    if same := _sent_before(by, once):
        return same
    if new.happened_on > court_date(at):
        raise Refused("发生日期不能晚于今天，请改正后再提交。")
    entry = Entry(
        number=numbers.entry_number(court_date(at), next_serial("interference_serial")),
        once=_key(by, once),
        recorder=by,
        recorded_at=at,
        first_recorded_at=corrects.first_recorded_at if corrects else at,
        due_at=deadlines.limit(new.kind, new.happened_on, calendar.load()).due_at,
        corrects=corrects,
        correction=correction,
        named=sorted(_named(new)),
        **asdict(new),
    )
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
    except IntegrityError:
        if same := _sent_before(by, once):
            return same
        raise
    _tell_supervisors(entry, at=at)
    return entry


def _key(by: User, once: str | None) -> str | None:
    return f"{by.pk}:{once}" if once else None


def _sent_before(by: User, once: str | None) -> Entry | None:
    return Entry.objects.filter(once=_key(by, once), recorder=by).first() if once else None


def _named(new: NewEntry) -> set[str]:
    """Hashes of the person's name, and of every member of staff whose name stands anywhere in it."""
    staff = User.objects.filter(role__in=STAFF_ROLES).exclude(name="").values_list("name", flat=True)
    texts = "".join(new.texts.split())
    return {name_index(new.person_name), *(name_index(name) for name in staff if "".join(name.split()) in texts)}


def _tell_supervisors(entry: Entry, *, at: datetime) -> None:
    for supervisor in _supervisors(entry):
        outbox.queue(
            "supervision/interference_recorded",
            to=supervisor,
            about=entry.number,
            once=f"interference:{entry.number}:{supervisor.pk}",
            at=at,
            context={"number": entry.number},
            url=reverse("supervision:interference-entry", args=[entry.number]),
            confidential=True,
        )


def _supervisors(entry: Entry) -> Iterator[User]:
    """Those who may read it, but for whoever wrote it."""
    for person in User.objects.filter(role=permissions.SUPERVISOR, is_active=True).exclude(pk=entry.recorder_id):
        if permissions.register_of(person).filter(pk=entry.pk).exists():
            yield person
