"""Made-up inspections: one published, one planned, made through the services."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.portal.demo.data import PEOPLE
from gangcheng_court.portal.demo.days import morning_after, morning_before
from supervision.inspections import data, services
from supervision.inspections.enums import Kind, Verdict
from supervision.inspections.models import Checklist, Inspection
from supervision.inspections.services import NewAnswer, NewInspection, Wish

MINUTE = timedelta(minutes=1)
FAILED = {"water-paper": "饮水机不出热水，没有贴出说明。", "glasses-power": "老花镜只剩 200 度一副。"}


@transaction.atomic
def load_inspections(*, at: datetime, calendar: Calendar) -> int:
    """Make the demo inspections once, around `at`; returns how many there are (0 when there were any before)."""
    if Inspection.objects.exists():
        return 0
    services.load_checklists(data.checklists(), at=at)
    hall = Checklist.objects.filter(code="hall").latest("edition")
    people = {person.role: User.objects.get(phone=person.phone) for person in PEOPLE}
    supervisor, clerk = people[Role.SUPERVISOR], people[Role.CLERK]
    past, tomorrow = morning_before(at, 3, calendar), morning_after(at, calendar)

    def plan(title: str, when: datetime, planned_at: datetime) -> Inspection:
        places = ["立案窗口", "诉讼服务大厅"]
        new = NewInspection(Kind.OPEN, title, places, court_date(when), supervisor, hall)
        return services.plan(new, by=supervisor, at=planned_at)

    row = plan("诉讼服务大厅作风和设施检查", past, past - timedelta(days=1))
    services.begin(row.pk, by=supervisor, at=past)
    for item in hall.items.all():
        words, now = FAILED.get(item.code, ""), past + item.position * MINUTE
        said = NewAnswer(
            key=uuid.uuid4(),
            verdict=Verdict.FAILED if words else Verdict.PASSED,
            said_at=now,
            words=words,
            place="诉讼服务大厅",
            department=clerk.department,
        )
        services.answer(row.pk, item.pk, said, by=supervisor, at=now)
    services.finish(row.pk, by=supervisor, at=past + 30 * MINUTE, summary="服务规范，便民设施有两处要补。")
    services.publish(row.pk, by=supervisor, at=past + 60 * MINUTE)
    finding = row.findings.get(code="water-paper")
    wish = Wish(finding.number, clerk, court_date(tomorrow), "修好饮水机；修好以前贴出说明，另备热水。")
    services.order_rectifications(row.pk, [wish], by=supervisor, at=past + 70 * MINUTE)
    plan("十二月立案窗口检查", tomorrow, at)
    return Inspection.objects.count()
