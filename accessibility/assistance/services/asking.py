"""Asking for help: once, with a number and the limit of the time agreed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction

from accessibility.assistance import deadlines, numbers
from accessibility.assistance.enums import Help, Source, StepKind
from accessibility.assistance.models import Assistance
from accessibility.assistance.permissions import SERVES, require_desk
from accessibility.assistance.services import steps, telling
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines import calendar
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.deadlines.hours import in_service_hours
from gangcheng_court.errors import Refused
from gangcheng_court.promises import ASSISTANCE_ON_TIME

TAKE_NUMBER = "SELECT nextval('assistance_serial'), pg_advisory_xact_lock(hashtextextended(%s, 0))"
MOST_OPEN, MOST_OPEN_WITHOUT_PHONE = 5, 50
"""Open requests of one phone, and of all together who left none in the hall."""


@dataclass(frozen=True)
class NewAssistance:
    """What somebody asks for; the phone is clean. `arrives_at` None: the person stands in the hall now."""

    kinds: tuple[str, ...] | list[str]
    source: Source
    arrives_at: datetime | None = None
    name: str = ""
    phone: str = ""
    person: User | None = None
    language: str = ""
    address: str = ""
    words: str = ""
    about: str = ""


@transaction.atomic
def ask(new: NewAssistance, *, by: User | None, at: datetime, once: str | None = None) -> Assistance:
    """Write a request with its first step and its limit, tell the person, and tell who arranges it.

    `by` is the member of staff who writes it down for somebody. The same `once` again writes nothing: the first
    request comes back. Refused when the court is closed at that time, when it is too soon or too far ahead, and when
    one phone has too many open already.
    """
    if by is not None:
        require_desk(by)
    with connection.cursor() as cursor:
        cursor.execute(TAKE_NUMBER, [once or ""])
        serial = cursor.fetchone()[0]
    if once and (known := Assistance.objects.filter(once=once).first()):
        return known
    _check(new, at)
    row = Assistance.objects.create(
        number=numbers.assistance_number(court_date(at), serial),
        kinds=list(new.kinds),
        language=new.language if Help.INTERPRETER in new.kinds else "",
        address=new.address if Help.HOME_VISIT in new.kinds else "",
        words=new.words,
        source=new.source,
        person=new.person,
        name=new.name,
        phone=new.phone,
        arrives_at=new.arrives_at or at + timedelta(minutes=settings.ASSISTANCE_HALL_MINUTES),
        about=new.about,
        asked_at=at,
        once=once,
    )
    steps.add(row, StepKind.ASKED, by=by or new.person, at=at)
    steps.open_limit(row, ASSISTANCE_ON_TIME, deadlines.on_time(at, row.arrives_at), at=at)
    telling.person(row, "assistance_asked", key="1", at=at)
    waiting = telling.members(*SERVES) if new.arrives_at is None else telling.members(Role.CHIEF)
    telling.staff(waiting, row, "assistance_to_arrange", key="1", at=at)
    return row


def check_time(arrives_at: datetime, at: datetime) -> None:
    """Raises Refused unless somebody who asks at `at` can be helped then."""
    soonest = at + timedelta(minutes=settings.ASSISTANCE_HALL_MINUTES)
    if arrives_at < soonest:
        raise Refused(f"时间太近了，请选 {settings.ASSISTANCE_HALL_MINUTES} 分钟以后的时间；已经到大厅的，请找导诉台。")
    if court_date(arrives_at) > court_date(at) + timedelta(days=settings.ASSISTANCE_DAYS_AHEAD):
        raise Refused(f"只能预约 {settings.ASSISTANCE_DAYS_AHEAD} 天以内的时间，请选近一些的日子。")
    if not in_service_hours(arrives_at, calendar.load()):
        raise Refused("这个时间法院不上班，请选工作日的上班时间。")


def _check(new: NewAssistance, at: datetime) -> None:
    if new.arrives_at is None:
        if not in_service_hours(at, calendar.load()):
            raise Refused("现在大厅不上班，请另约时间。")
        if Help.HOME_VISIT in new.kinds:
            raise Refused("上门服务请另约时间。")
    else:
        check_time(new.arrives_at, at)
    open_ones = Assistance.objects.filter(ended_at__isnull=True, phone=new.phone)
    if open_ones.count() >= (MOST_OPEN if new.phone else MOST_OPEN_WITHOUT_PHONE):
        raise Refused("没有办完的协助已经很多，请先等办完，或者拨打 12368。")
