"""The desk's pages about complaints that are looked at."""

from collections.abc import Callable
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_department
from gangcheng_court.core.documents import services as documents
from gangcheng_court.core.documents.tests.builders import make_pdf
from supervision.complaints.enums import Finding, Level, Mode, Source, Status, Subject
from supervision.complaints.models import ComplaintFile, Custodian
from supervision.complaints.services import handling, identity
from supervision.complaints.tests.builders import make_complaint, make_supervisor


def _desk() -> tuple[User, str]:
    user, now = make_supervisor(name="郑督察"), timezone.now()
    make_complaint(at=now - timedelta(days=20), level=Level.URGENT)
    make_complaint(at=now - timedelta(hours=3), status=Status.IN_HAND, owner=user, subject=Subject.PETITION)
    make_complaint(at=now - timedelta(days=3), status=Status.ANSWERED, level=Level.SERIOUS)
    make_complaint(at=now, source=Source.HOTLINE, ticket="GD20261126-000012", subject=Subject.FILING)
    return user, f"{reverse('supervision:complaints')}?tab=all"


def _one() -> tuple[User, str]:
    user, keeper, now = make_supervisor(name="郑督察"), make_supervisor(name="冯督察"), timezone.now()
    Custodian.objects.create(user=keeper)
    came = now - timedelta(days=2)
    row = make_complaint(
        at=came,
        mode=Mode.CONFIDENTIAL,
        about_name="三号窗口",
        about_department=make_department(),
        case_number="（2026）鲁0117民初12号",
        level=Level.SERIOUS,
    )
    make_complaint(at=came, case_number=row.case_number)
    paper = documents.store_bytes(make_pdf(), name="现场照片说明.pdf", content_type="application/pdf", by=None, at=now)
    ComplaintFile.objects.create(complaint=row, file=paper, at=came)
    handling.acknowledge(row.pk, by=user, at=now)
    handling.note(row.pk, by=user, at=now, words="已经调取当天大厅的录像。")
    handling.write(row.pk, by=user, at=now, words="请补充当天的大概时间。")
    identity.ask(row.pk, by=user, at=now, reason="需要向本人核对当天的经过")
    return keeper, reverse("supervision:complaint", args=[row.number])


def _answered() -> tuple[User, str]:
    user, now = make_supervisor(), timezone.now()
    row = make_complaint(at=now - timedelta(days=2), subject=Subject.MERITS, mode=Mode.NAMED)
    words = "您反映的是对判决的意见，由法律规定的诉讼程序解决。"
    handling.answer(row.pk, by=user, at=now, finding=Finding.REMEDY, words=words, remedies=["appeal_judgment"])
    return user, reverse("supervision:complaint", args=[row.number])


def _identity() -> tuple[User, str]:
    user, keeper, now = make_supervisor(), make_supervisor(), timezone.now()
    Custodian.objects.create(user=keeper)
    row = make_complaint(mode=Mode.CONFIDENTIAL)
    asked = identity.ask(row.pk, by=user, at=now, reason="需要向本人核对当天的经过")
    identity.decide(asked.pk, by=keeper, at=now, granted=True)
    return user, reverse("supervision:complaint-identity", args=[row.number, asked.pk])


COMPLAINT_DESK: dict[str, Callable[[], tuple[User | None, str]]] = {
    "complaint-desk": _desk,
    "complaint-desk-empty": lambda: (make_supervisor(), reverse("supervision:complaints")),
    "complaint-desk-one": _one,
    "complaint-desk-answered": _answered,
    "complaint-desk-enter": lambda: (make_supervisor(), reverse("supervision:complaint-enter")),
    "complaint-desk-identity": _identity,
}
