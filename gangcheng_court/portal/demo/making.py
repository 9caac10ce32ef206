"""How the demo makes what a person would type, photograph and judge; each step is the real service."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from filings.intake import services as intake
from filings.intake.enums import MediationWish, PartyKind, Side
from filings.intake.kinds import Task
from filings.intake.models import Cause, Filing
from filings.intake.queries import CURRENT_EDITION
from filings.reception import services as reception
from filings.review.services import allocation, judging, registration
from filings.review.services.judging import Word
from gangcheng_court.core.accounts.enums import Role, Sex
from gangcheng_court.core.accounts.models import User

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


def submit(filer: User, code: str, claim: str, defendant: str, *, at: datetime, **more: Any) -> Filing:
    """A filing that its filer wrote and handed in online; `more` as in `fill`."""
    filing = intake.start(kind="civil_complaint", by=filer, at=at)
    fill(filing, code, claim, defendant, by=filer, at=at, **more)
    return reception.submit(filing.pk, by=filer, at=at)


def fill(
    filing: Filing,
    code: str,
    claim: str,
    defendant: str = "",
    *,
    plaintiff: dict[str, Any] | None = None,
    amount: int | None = None,
    wish: MediationWish = MediationWish.UNSURE,
    by: User,
    at: datetime,
) -> None:
    """Everything that a complaint needs; without a defendant only its beginning."""
    client = PLAINTIFF if filing.filer.role == Role.CITIZEN else PLAINTIFF | {"name": "周某", "phone": "19900000009"}
    client = plaintiff or client

    def answer(task: Task, **answers: Any) -> None:
        intake.save_answers(filing.pk, task=task, by=by, at=at, **answers)

    def party(side: Side, fields: dict[str, Any]) -> None:
        intake.save_party(filing.pk, side=side, kind=PartyKind.NATURAL, by=by, at=at, **fields)

    party(Side.PLAINTIFF, client)
    cause = Cause.objects.get(edition=CURRENT_EDITION, code=code)
    answer(Task.CAUSE, cause=cause, claims=[claim], amount=Decimal(amount) if amount else None)
    if not defendant:
        return
    party(Side.DEFENDANT, {"name": defendant, "domicile": "济南市钢城区某某路2号"})
    answer(
        Task.FACTS,
        facts="这是演示用的事实与理由：双方约定了权利义务，被告到期没有履行，经多次催要没有结果。",
        evidence=[{"name": "双方签字的书面约定", "source": "原告保存", "purpose": "证明约定的内容"}],
    )
    answer(
        Task.SERVICE,
        service_recipient=client["name"],
        service_address=PLACE,
        service_postcode="271100",
        service_phone=client["phone"],
        mediation_wish=wish,
    )
    for slot, name in (("identity", "身份证.jpg"), ("evidence", "书面约定.jpg")):
        intake.upload_material(filing.pk, slot=slot, upload=ContentFile(photo(name), name=name), by=by, at=at)


def judge(filing: Filing, clerk: User, *, at: datetime, failed: tuple[str, ...] = ()) -> None:
    """Taken, and every point of the checklist answered."""
    allocation.take(filing.pk, by=clerk, at=at)
    words = {item.code: Word(passed=item.code not in failed) for item in judging.checklist_of(filing)}
    judging.judge(filing.pk, words=words, by=clerk, at=at)


def register(filing: Filing, clerk: User, *, at: datetime) -> Filing:
    """Judged and registered in one hour; what it costs is asked for with it."""
    judge(filing, clerk, at=at)
    return registration.accept(filing.pk, by=clerk, at=at + timedelta(hours=1))


def photo(name: str) -> bytes:
    """A plain picture that stands for a photographed paper, different for each name."""
    picture = Image.new("RGB", (1000, 640), "#f4f1ea")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((40, 40, 960, 600), outline="#16202a", width=4)
    for line, byte in enumerate(name.encode()[:10]):
        draw.rectangle((90, 100 + 45 * line, 90 + byte * 3, 118 + 45 * line), fill="#9aa3ab")
    out = BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()
