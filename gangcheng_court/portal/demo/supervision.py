"""Made-up rectifications and bulletins of the supervision office, made through the services."""

from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.db import transaction

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.portal.demo.data import PEOPLE
from gangcheng_court.portal.demo.days import morning_before
from gangcheng_court.portal.demo.making import photo
from supervision.bulletins import services as bulletins
from supervision.bulletins.enums import Audience
from supervision.bulletins.models import Bulletin
from supervision.rectification import services as rectification
from supervision.rectification.enums import Source
from supervision.rectification.models import Order
from supervision.rectification.services import NewOrder

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@transaction.atomic
def load_supervision(*, at: datetime, calendar: Calendar) -> int:
    """One order closed, the same thing found again and running, one waiting to be checked; two bulletins.

    Made once, dated back from `at`; returns how many bulletins there are (0 when there were any before).
    """
    if Bulletin.objects.exists():
        return 0
    people = {person.role: User.objects.get(phone=person.phone) for person in PEOPLE}
    supervisor, clerk, chief = people[Role.SUPERVISOR], people[Role.CLERK], people[Role.CHIEF]
    last_week = morning_before(at, 7, calendar)
    soon = court_date(at) + 5 * DAY

    def order(title: str, requirement: str, owner: User, given: datetime) -> Order:
        wanted = NewOrder(Source.INSPECTION, title, requirement, owner, soon, topic=title)
        return rectification.order(wanted, by=supervisor, at=given)

    def report(row: Order, words: str, done: datetime) -> None:
        picture = ContentFile(photo(f"{row.title}.jpg"), name="整改后.jpg")
        proof = rectification.keep_proof([picture], by=row.owner, at=done)
        rectification.report(row.pk, words=words, files=proof, by=row.owner, at=done)

    glasses = "老花镜没有摆在窗口"
    first = order(glasses, "每个窗口放一副老花镜，拍照说明。", clerk, last_week)
    report(first, "三个窗口都已摆放。", last_week + 3 * HOUR)
    rectification.close(first.pk, words="现场看过，都已摆放。", by=supervisor, at=last_week + 5 * HOUR)
    order(glasses, "清点老花镜，缺少的补齐，每天开门前检查一次。", chief, at - 2 * HOUR)
    waiting = order("一次性告知单没有写明补正期限", "重印告知单，写明期限和联系电话。", clerk, at - 5 * HOUR)
    report(waiting, "告知单已经重印，旧的已经收回。", at - HOUR)

    first_day = court_date(at).replace(day=1)
    for audience in (Audience.INSIDE, Audience.PUBLIC):
        title = f"关于 {first_day.month} 月诉讼服务承诺兑现情况的通报"
        row = bulletins.draft(
            title=title, audience=audience, since=first_day, until=court_date(at), by=supervisor, at=at - HOUR
        )
    bulletins.submit(row.pk, by=supervisor, at=at)
    return Bulletin.objects.count()
