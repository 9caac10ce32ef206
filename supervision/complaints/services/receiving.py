"""收: taking a complaint in, once, with its number, its limits, and the list of those it stays hidden from."""

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import connection, transaction

from gangcheng_court.core.accounts.enums import STAFF_ROLES
from gangcheng_court.core.accounts.models import Department, User
from gangcheng_court.core.accounts.sealed import blind_index
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.documents.models import StoredFile
from hotline.tickets.services import staff_named
from supervision.complaints import numbers, permissions
from supervision.complaints.enums import Mode, Source, StepKind, Subject
from supervision.complaints.models import Complainant, Complaint, ComplaintFile, ComplaintLimit
from supervision.complaints.services import steps, telling

logger = logging.getLogger(__name__)
CODE_SHOWN_FOR = timedelta(minutes=10)
"""How long a form that is sent again is shown the same code; after that nobody is."""


@dataclass(frozen=True)
class NewComplaint:
    """What somebody brings, as it was said; numbers are clean.

    `ticket` is the 12368 ticket from which it was pulled, and `due_at` that ticket's nearest limit: it has no others.
    """

    mode: Mode
    source: Source
    subject: Subject
    text: str
    case_number: str = ""
    about: User | None = None
    about_name: str = ""
    about_department: Department | None = None
    about_promise: str = ""
    name: str = ""
    phone: str = ""
    address: str = ""
    files: Sequence[StoredFile] = field(default=())
    ticket: str = ""
    due_at: datetime | None = None


@dataclass(frozen=True)
class Receipt:
    """The complaint, and the code by which the web's are followed ("" for other sources, and once it was shown)."""

    complaint: Complaint
    code: str


@transaction.atomic
def receive(new: NewComplaint, *, by: User | None, at: datetime, once: str | None = None) -> Receipt:
    """Write a complaint with its first step and its limits, and tell those of the desk who may read it.

    `by` is who took it down, None for the web and the pull. The same `once` (a form's key, a ticket's number) again
    opens nothing: the first complaint comes back, with the same code within ten minutes, without one later. Only a
    keyed hash of `once` is kept, and nothing that leads to the code.
    """
    serial = _wait_for(once)
    if once and (before := received_before(once, at=at)):
        return before
    code = numbers.code_of(once) if new.source == Source.WEB else ""
    about = new.about or _staff_called(new.about_name)
    complaint = Complaint(
        number=numbers.complaint_number(court_date(at), serial),
        code_hash=numbers.code_hash(code) if code else None,
        once=_key(once) if once else None,
        ticket=new.ticket or None,
        mode=new.mode,
        source=new.source,
        subject=new.subject,
        text=new.text,
        case_number=new.case_number,
        about=about,
        about_name=new.about_name,
        about_department=new.about_department,
        about_promise=new.about_promise,
        kept_from=kept_from(new, about),
        received_at=at,
        received_by=by,
        content_hash=content_hash(new),
    )
    limits = steps.limits_of(complaint, at=at)
    complaint.due_at = min((limit.due_at for limit in limits), default=new.due_at)
    trail.save(complaint, by=by, because="收到", at=at)
    if new.mode != Mode.ANONYMOUS:
        Complainant.objects.create(complaint=complaint, name=new.name, phone=new.phone, address=new.address)
    ComplaintFile.objects.bulk_create(ComplaintFile(complaint=complaint, file=file, by=by, at=at) for file in new.files)
    steps.add(complaint, StepKind.RECEIVED, by=by, at=at)
    ComplaintLimit.objects.bulk_create(limits)
    telling.complainant(complaint, "complaint_received", key="1", at=at)
    told = [user for user in telling.desk() if permissions.may_handle(user, complaint)]
    telling.staff(told, complaint, "complaint_to_receive", key="1", at=at)
    if not told:
        logger.error("complaint %s is about everybody who could read it", complaint.number)
    return Receipt(complaint, code)


def received_before(once: str, *, at: datetime) -> Receipt | None:
    """What came under this key before, with its code as long as that is shown."""
    known = Complaint.objects.filter(once=_key(once)).first()
    if known is None:
        return None
    shown = known.source == Source.WEB and at < known.received_at + CODE_SHOWN_FOR
    return Receipt(known, numbers.code_of(once) if shown else "")


def kept_from(new: NewComplaint, about: User | None) -> list[int]:
    """Ids of the staff it stays hidden from: the account, the department's members, whoever is named as its object or
    in the text.

    The text alone never shuts out the whole desk: then those named only there are left in, so that somebody reads it.
    """
    named = {user.pk for user in staff_named(new.about_name)} | ({about.pk} if about else set())
    if new.about_department:
        members = User.objects.filter(department=new.about_department, role__in=STAFF_ROLES)
        named |= set(members.values_list("pk", flat=True))
    told_of = {user.pk for user in staff_named(new.text)}
    desk = {user.pk for user in telling.desk()}
    return sorted(named if desk - named and not desk - named - told_of else named | told_of)


def content_hash(new: NewComplaint) -> str:
    """SHA-256 of what was handed in, one line each: subject, whom, department, promise, case number, text, files."""
    department = new.about_department.name if new.about_department else ""
    lines = [new.subject, new.about_name, department, new.about_promise, new.case_number, new.text]
    lines += [file.handed_in.sha256 for file in new.files]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _staff_called(name: str) -> User | None:
    """The member of staff of exactly this name; None when there is none, or more than one."""
    called = [user for user in staff_named(name) if "".join(user.name.split()) == "".join(name.split())]
    return called[0] if len(called) == 1 else None


def _key(once: str) -> str:
    return blind_index("complaint-once", once)


def _wait_for(once: str | None) -> int:
    """The serial of the next number; whoever comes with the same `once` waits here until the first is through."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval('complaint_serial'), pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [f"complaint:{once}" if once else None],
        )
        return cursor.fetchone()[0]
