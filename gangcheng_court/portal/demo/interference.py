"""Made-up rows of supervision's rooms, made through the services."""

from datetime import datetime, timedelta

from django.db import transaction

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.portal.demo.data import PEOPLE
from gangcheng_court.portal.demo.days import morning_before
from supervision.interference import deadlines
from supervision.interference import services as interference
from supervision.interference.enums import Counterpart, Form, Kind
from supervision.interference.models import Entry
from supervision.interference.services import NewEntry


@transaction.atomic
def load_interference(*, at: datetime, calendar: Calendar) -> int:
    """One question about a case, one contact, a relative, and what was said of last month; 0 when there were any."""
    if Entry.objects.exists():
        return 0
    people = {person.role.name.lower(): User.objects.get(phone=person.phone) for person in PEOPLE}
    judge, clerk, chief = (people[name] for name in ("judge", "clerk", "chief"))
    yesterday = morning_before(at, 1, calendar)
    last_month = deadlines.month_before(deadlines.month_of(court_date(at)))
    for person in (judge, clerk, chief):
        interference.confirm(last_month, by=person, at=at, count=0)
    call = NewEntry(
        kind=Kind.LEADER,
        happened_on=court_date(yesterday),
        time="上午九点半",
        place="办公室",
        form=Form.PHONE,
        person_name="钱某某",
        person_unit="某某街道办事处",
        person_post="副主任",
        relation="自称是被告的老同学",
        case_name="一件民间借贷纠纷",
        content="说：“这个案子能不能缓一缓，他最近手头紧。”",
        handling="没有答应，告诉他依法办理，有意见由当事人自己提出。",
    )
    interference.record(call, by=judge, at=yesterday + timedelta(hours=2))
    met = NewEntry(
        kind=Kind.CONTACT,
        happened_on=court_date(yesterday),
        time="晚上七点",
        place="小区门口",
        counterpart=Counterpart.LAWYER,
        person_name="某律师",
        content="散步时遇见，打了招呼，没有谈案件。",
        handling="当场离开。",
    )
    interference.record(met, by=clerk, at=at)
    interference.declare(by=judge, at=yesterday, name="陈某", relation="女儿")
    return Entry.objects.count()
