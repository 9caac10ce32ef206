"""Made-up complaints in three states a newcomer may want to see, made through the services."""

from datetime import date, datetime, timedelta

from django.db import transaction

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.portal.demo.data import PEOPLE
from gangcheng_court.portal.demo.days import morning_before
from supervision.complaints.enums import Finding, Mode, Source, Subject
from supervision.complaints.models import Complaint, Custodian
from supervision.complaints.services import NewComplaint, handling, pulling, receive

HOUR = timedelta(hours=1)


@transaction.atomic
def load_complaints(*, at: datetime, calendar: Calendar) -> int:
    """Make the demo complaints once, dated back from `at`, and take in those of 12368; returns how many there are (0
    when there were any before)."""
    if Complaint.objects.exists():
        return 0
    supervisor, chief = (
        User.objects.get(phone=next(person.phone for person in PEOPLE if person.role == role))
        for role in (Role.SUPERVISOR, Role.CHIEF)
    )
    Custodian.objects.get_or_create(user=supervisor)
    last_week, yesterday = morning_before(at, 5, calendar), morning_before(at, 1, calendar)

    def came(at: datetime, **fields: object) -> Complaint:
        new = NewComplaint(**{"mode": Mode.ANONYMOUS, "source": Source.WEB, "subject": Subject.CONDUCT} | fields)
        return receive(new, by=None, at=at, once=f"demo:{new.text}").complaint

    came(
        at - HOUR,
        mode=Mode.CONFIDENTIAL,
        subject=Subject.SERVICE,
        text="大厅的轮椅坏了两个星期没有人修，老人只能站着等。",
        name="蒋某",
        phone="19900001031",
    )
    in_hand = came(yesterday, text="三号窗口中午没有人，也没有贴告示。", about_name="三号窗口")
    handling.acknowledge(in_hand.pk, by=supervisor, at=yesterday + HOUR)
    handling.note(in_hand.pk, by=supervisor, at=yesterday + 2 * HOUR, words="已经调取当天中午的录像。")
    done = came(last_week, mode=Mode.NAMED, text="问了两次诉讼费怎么退，都让我等。", name="沈某", phone="19900001032")
    handling.acknowledge(done.pk, by=supervisor, at=last_week + HOUR)
    _order(done, supervisor, chief, until=court_date(at) + timedelta(days=7), at=last_week + 3 * HOUR)
    handling.answer(
        done.pk,
        by=supervisor,
        at=last_week + 4 * HOUR,
        finding=Finding.JUSTIFIED,
        words="经查，窗口没有一次告知退费的办法，向您道歉。",
        measure="已经责成立案庭限期整改，并把退费的步骤贴在窗口。",
    )
    pulling.pull(at=at)
    return Complaint.objects.count()


def _order(row: Complaint, by: User, owner: User, *, until: date, at: datetime) -> None:
    handling.rectify(
        row.pk,
        by=by,
        at=at,
        title="退费没有一次告知",
        requirement="把退费的条件、材料和时间写成告知单，窗口人人会讲。",
        owner=owner,
        until=until,
    )
