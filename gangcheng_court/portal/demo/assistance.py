"""Made-up requests for help in every state a newcomer may want to see, made through the services."""

from datetime import datetime, timedelta

from django.db import transaction

from accessibility.assistance import services
from accessibility.assistance.enums import Answer, Help, Source
from accessibility.assistance.models import Assistance
from accessibility.assistance.services import NewAssistance
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.portal.demo.data import PEOPLE
from gangcheng_court.portal.demo.days import morning_after, morning_before

HOUR, MINUTES = timedelta(hours=1), timedelta(minutes=10)
PHONE = "19900001021"


@transaction.atomic
def load_assistance(*, at: datetime, calendar: Calendar) -> int:
    """Make the demo requests once, around `at`; returns how many there are (0 when there were any before)."""
    if Assistance.objects.exists():
        return 0
    people = {person.role.name.lower(): User.objects.get(phone=person.phone) for person in PEOPLE}
    citizen, clerk, chief, operator = (people[name] for name in ("citizen", "clerk", "chief", "operator"))
    yesterday = morning_before(at, 1, calendar)
    before = morning_before(yesterday, 1, calendar)
    tomorrow = morning_after(at, calendar)

    def ask(*kinds: Help, arrives_at: datetime, asked_at: datetime, by: User | None = None, **fields: str) -> int:
        source = Source.HOTLINE if by else Source.ONLINE
        person = {} if by else {"person": citizen}
        given = {"name": citizen.name, "phone": citizen.phone or ""} | fields
        new = NewAssistance(kinds=kinds, source=source, arrives_at=arrives_at, **person, **given)
        return services.ask(new, by=by, at=asked_at).pk

    def given(*kinds: Help, done_at: datetime) -> int:
        pk = ask(*kinds, arrives_at=done_at, asked_at=before)
        services.arrange(pk, by=chief, at=before + HOUR, owner=clerk)
        services.ready(pk, by=clerk, at=done_at - MINUTES)
        services.done(pk, by=clerk, at=done_at)
        return pk

    caller = {"by": operator, "name": "王秀英", "phone": PHONE}
    services.remember(citizen, [Help.WHEELCHAIR, Help.LARGE_PRINT], consents=True, at=before)
    services.follow_up(
        given(Help.WHEELCHAIR, done_at=yesterday), by=operator, at=yesterday + HOUR, answer=Answer.CONTENT
    )
    given(Help.READING, done_at=yesterday + HOUR)
    home = ask(
        Help.HOME_VISIT,
        arrives_at=tomorrow,
        asked_at=before,
        address="济南市钢城区示例街道示例小区 1 号楼 101 室",
        words="老人卧床，家里有人开门。",
        **caller,
    )
    services.arrange(home, by=chief, at=before + HOUR, owner=clerk)
    ask(Help.SIGN_LANGUAGE, Help.GUIDE, arrives_at=tomorrow + HOUR, asked_at=yesterday, **caller)
    ask(Help.ESCORT, arrives_at=tomorrow, asked_at=yesterday)
    declined = ask(Help.INTERPRETER, arrives_at=tomorrow, asked_at=before, language="英语", **caller)
    services.decline(
        declined, by=chief, at=yesterday, reason="当天没有英语翻译。", alternative="改到周五，我们已经约好翻译。"
    )
    services.cancel(ask(Help.GUIDE, arrives_at=tomorrow, asked_at=before), by=citizen, at=yesterday)
    return Assistance.objects.count()
