"""Made-up filings in every state a newcomer may want to see, made through the services themselves."""

from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image, ImageDraw

from filings.intake import services as intake
from filings.intake.enums import MediationWish, PartyKind, Side
from filings.intake.kinds import Task
from filings.intake.models import Cause, Filing
from filings.intake.queries import CURRENT_EDITION
from filings.reception import services as reception
from filings.review.services import allocation, correction, judging, refusal, registration
from filings.review.services.judging import Word
from gangcheng_court.core.accounts.enums import Role, Sex
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.portal.demo.data import PEOPLE
from gangcheng_court.portal.demo.days import morning_before

PLACE = "济南市钢城区某某街道1号"
PLAINTIFF = {
    "name": "王秀英",
    "sex": Sex.FEMALE,
    "birth_on": date(1958, 3, 12),
    "ethnicity": "汉族",
    "occupation": "退休",
    "domicile": PLACE,
    "phone": "19900000001",
}


@transaction.atomic
def load_filings(*, at: datetime, calendar: Calendar) -> int:
    """Make the demo filings once, dated back from `at`; returns how many were made (0 when there are any).

    Two lie unreviewed since before their limits, so that the report has something honest to show.
    """
    people = {person.role: User.objects.get(phone=person.phone) for person in PEOPLE}
    citizen, lawyer, clerk = people[Role.CITIZEN], people[Role.LAWYER], people[Role.CLERK]
    if Filing.objects.filter(filer__in=[citizen, lawyer]).exists():
        return 0
    _draft(citizen, "24(1)", "被告每月支付赡养费 800 元", PLAINTIFF, at=at)
    _submit(citizen, "108(3)", "被告偿还借款本金 30000 元", "孙某", at=at - timedelta(hours=3))
    _submit(lawyer, "126", "被告支付物业费 4200 元", "钱某", at=morning_before(at, 12, calendar))
    _submit(lawyer, "88", "被告支付货款 86000 元", "某某商贸有限公司", at=morning_before(at, 6, calendar))

    taken = _submit(lawyer, "411", "被告赔偿医疗费 12600 元", "冯某", at=at - timedelta(hours=20))
    allocation.take(taken.pk, by=clerk, at=at - timedelta(hours=2))

    came = morning_before(at, 3, calendar)
    asked = _submit(citizen, "116(2)", "被告退还租房押金 2000 元", "郑某", at=came)
    _judge(asked, clerk, at=came + timedelta(hours=5), failed=("facts", "evidence"))
    correction.ask_for_correction(asked.pk, by=clerk, at=came + timedelta(hours=6))

    came = morning_before(at, 9, calendar)
    accepted = _submit(citizen, "126", "被告返还多收的物业费 960 元", "某某物业有限公司", at=came)
    _judge(accepted, clerk, at=came + timedelta(hours=20))
    registration.accept(accepted.pk, by=clerk, at=came + timedelta(hours=21))

    returned = _submit(lawyer, "96(3)", "被告交付房屋", "某某置业有限公司", at=came)
    allocation.take(returned.pk, by=clerk, at=came + timedelta(hours=22))
    refusal.return_to_right_court(
        returned.pk,
        right_court="济南市莱芜区人民法院",
        reasons="房屋在莱芜区，因不动产纠纷提起的诉讼由不动产所在地人民法院管辖。",
        by=clerk,
        at=came + timedelta(hours=23),
    )
    return Filing.objects.filter(filer__in=[citizen, lawyer]).count()


def _draft(filer: User, code: str, claim: str, plaintiff: dict[str, Any], *, at: datetime) -> Filing:
    filing = intake.start(kind="civil_complaint", by=filer, at=at)
    _party(filing, Side.PLAINTIFF, plaintiff, at=at)
    _answer(filing, Task.CAUSE, at=at, cause=_cause(code), claims=[claim])
    return filing


def _submit(filer: User, code: str, claim: str, defendant: str, *, at: datetime) -> Filing:
    plaintiff = PLAINTIFF if filer.role == Role.CITIZEN else PLAINTIFF | {"name": "周某", "phone": "19900000009"}
    filing = _draft(filer, code, claim, plaintiff, at=at)
    _party(filing, Side.DEFENDANT, {"name": defendant, "domicile": "济南市钢城区某某路2号"}, at=at)
    _answer(
        filing,
        Task.FACTS,
        at=at,
        facts="这是演示用的事实与理由：双方约定了权利义务，被告到期没有履行，经多次催要没有结果。",
        evidence=[{"name": "双方签字的书面约定", "source": "原告保存", "purpose": "证明约定的内容"}],
    )
    _answer(
        filing,
        Task.SERVICE,
        at=at,
        service_recipient=plaintiff["name"],
        service_address=PLACE,
        service_postcode="271100",
        service_phone=plaintiff["phone"],
        mediation_wish=MediationWish.UNSURE,
    )
    for slot, name in (("identity", "身份证.jpg"), ("evidence", "书面约定.jpg")):
        intake.upload_material(filing.pk, slot=slot, upload=ContentFile(_photo(name), name=name), by=filer, at=at)
    return reception.submit(filing.pk, by=filer, at=at)


def _cause(code: str) -> Cause:
    return Cause.objects.get(edition=CURRENT_EDITION, code=code)


def _answer(filing: Filing, task: Task, *, at: datetime, **answers: Any) -> None:
    intake.save_answers(filing.pk, task=task, by=filing.filer, at=at, **answers)


def _party(filing: Filing, side: Side, fields: dict[str, Any], *, at: datetime) -> None:
    intake.save_party(filing.pk, side=side, kind=PartyKind.NATURAL, by=filing.filer, at=at, **fields)


def _judge(filing: Filing, clerk: User, *, at: datetime, failed: tuple[str, ...] = ()) -> None:
    allocation.take(filing.pk, by=clerk, at=at)
    words = {item.code: Word(passed=item.code not in failed) for item in judging.checklist_of(filing)}
    judging.judge(filing.pk, words=words, by=clerk, at=at)


def _photo(name: str) -> bytes:
    """A plain picture that stands for a photographed paper, different for each name."""
    picture = Image.new("RGB", (1000, 640), "#f4f1ea")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((40, 40, 960, 600), outline="#16202a", width=4)
    for line, byte in enumerate(name.encode()[:10]):
        draw.rectangle((90, 100 + 45 * line, 90 + byte * 3, 118 + 45 * line), fill="#9aa3ab")
    out = BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()
