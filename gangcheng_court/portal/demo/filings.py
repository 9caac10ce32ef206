"""Made-up filings in every state a newcomer may want to see, made through the services themselves."""

from datetime import datetime, timedelta

from django.db import transaction

from filings.intake import services as intake
from filings.intake.models import Filing
from filings.review.services import allocation, correction, refusal
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.portal.demo import desks
from gangcheng_court.portal.demo.data import PEOPLE
from gangcheng_court.portal.demo.days import morning_before
from gangcheng_court.portal.demo.making import fill, judge, register, submit


@transaction.atomic
def load_filings(*, at: datetime, calendar: Calendar) -> int:
    """Make the demo filings once, dated back from `at`; returns how many were made (0 when there are any).

    Two lie unreviewed since before their limits, so that the report has something honest to show.
    """
    people = {person.role: User.objects.get(phone=person.phone) for person in PEOPLE}
    citizen, lawyer, clerk = people[Role.CITIZEN], people[Role.LAWYER], people[Role.CLERK]
    if Filing.objects.filter(filer__in=[citizen, lawyer]).exists():
        return 0
    begun = intake.start(kind="civil_complaint", by=citizen, at=at)
    fill(begun, "24(1)", "被告每月支付赡养费 800 元", by=citizen, at=at)
    submit(citizen, "108(3)", "被告偿还借款本金 30000 元", "孙某", at=at - timedelta(hours=3))
    submit(lawyer, "126", "被告支付物业费 4200 元", "钱某", at=morning_before(at, 12, calendar))
    submit(lawyer, "88", "被告支付货款 86000 元", "某某商贸有限公司", at=morning_before(at, 6, calendar))

    taken = submit(lawyer, "411", "被告赔偿医疗费 12600 元", "冯某", at=at - timedelta(hours=20))
    allocation.take(taken.pk, by=clerk, at=at - timedelta(hours=2))

    came = morning_before(at, 3, calendar)
    asked = submit(citizen, "116(2)", "被告退还租房押金 2000 元", "郑某", at=came)
    judge(asked, clerk, at=came + timedelta(hours=5), failed=("facts", "evidence"))
    correction.ask_for_correction(asked.pk, by=clerk, at=came + timedelta(hours=6))

    came = morning_before(at, 9, calendar)
    accepted = submit(citizen, "126", "被告返还多收的物业费 960 元", "某某物业有限公司", at=came)
    register(accepted, clerk, at=came + timedelta(hours=20))

    returned = submit(lawyer, "96(3)", "被告交付房屋", "某某置业有限公司", at=came)
    allocation.take(returned.pk, by=clerk, at=came + timedelta(hours=22))
    refusal.return_to_right_court(
        returned.pk,
        right_court="济南市莱芜区人民法院",
        reasons="房屋在莱芜区，因不动产纠纷提起的诉讼由不动产所在地人民法院管辖。",
        by=clerk,
        at=came + timedelta(hours=23),
    )
    desks.fees(people, morning_before(at, 5, calendar), at=at)
    desks.mediation(people, morning_before(at, 4, calendar))
    desks.window(people, morning_before(at, 1, calendar), at=at)
    desks.cross_region(people, at=at)
    return Filing.objects.filter(filer__in=[citizen, lawyer]).count()
