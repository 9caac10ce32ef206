"""What the desks beside the review show in the demo: money, mediation, the window, another court."""

import secrets
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.core.files.base import ContentFile

from filings.cross_region import package
from filings.cross_region import services as transfers
from filings.cross_region.enums import ConsentBy
from filings.cross_region.services import keys
from filings.fees.enums import RefundGround, ReliefGround
from filings.fees.gateways import BankLine, BankStatement, bank_file
from filings.fees.models import Refund
from filings.fees.services import refunds, relief, statements
from filings.intake.enums import MediationWish, Side
from filings.intake.models import Court, Filing
from filings.mediation import services as mediating
from filings.mediation.enums import Means, Step
from filings.mediation.models import Mediator
from filings.mediation.services import Said
from filings.review.services import allocation
from filings.window import services as visits
from filings.window.services.people import Person
from gangcheng_court.core.accounts.enums import IdentityKind, Role, Sex
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.portal.demo.making import PLAINTIFF, fill, photo, register, submit

People = Mapping[str, User]
HOUR = timedelta(hours=1)
WITHOUT_PHONE = Person("张大山", IdentityKind.RESIDENT, "370117194005200031")
LANDLINE = "0531-00000000"
NEIGHBOUR = "鲁0116"


def fees(people: People, came: datetime, *, at: datetime) -> None:
    """One fee is unpaid, one paid by a bank file, one on its way back, one asked to be paid later; a line fits none."""
    citizen, lawyer, clerk = people[Role.CITIZEN], people[Role.LAWYER], people[Role.CLERK]

    def registered(filer: User, code: str, claim: str, defendant: str, amount: int) -> Filing:
        filing = submit(filer, code, claim, defendant, amount=amount, at=came)
        return register(filing, clerk, at=came + HOUR)

    registered(citizen, "108(3)", "被告偿还借款 30000 元", "吴某", 30000)
    paid = registered(lawyer, "88", "被告支付货款 52000 元", "某某食品有限公司", 52000)
    back = registered(lawyer, "88", "被告支付货款 18000 元", "某某服装有限公司", 18000)
    asked = registered(citizen, "411", "被告赔偿医疗费 26000 元", "卫某", 26000)
    _bank_file([paid, back], clerk, at=came + timedelta(days=1))

    refunds.register(back.pk, ground=RefundGround.WITHDRAWN, effective_at=at - 3 * HOUR, by=clerk, at=at - 2 * HOUR)
    refund = Refund.objects.get(charge__filing=back)
    refunds.propose(refund.pk, reasons="原告撤诉，减半收取，退还一半。", by=clerk, at=at - HOUR)
    proof = ContentFile(photo("住院记录.jpg"), name="住院记录.jpg")
    words = "被撞伤后住院，没有收入，请求等判决以后再交。"
    relief.apply_for(
        asked.pk, ground=ReliefGround.ACCIDENT, statement=words, proofs=[proof], by=citizen, at=came + 26 * HOUR
    )


def mediation(people: People, came: datetime) -> None:
    """One goes on with a mediator, one has led to an agreement."""
    citizen, clerk = people[Role.CITIZEN], people[Role.CLERK]
    mediator = Mediator.objects.create(
        name="韩某", organisation="某某街道人民调解委员会", phone=LANDLINE, fields="邻里、物业、借款"
    )
    for defendant, agreement in (("蒋某", ""), ("沈某", "沈某于下月十日前偿还王秀英 8000 元，王秀英不再要求利息。")):
        filing = submit(
            citizen, "108(3)", "被告偿还借款 8000 元", defendant, amount=8000, wish=MediationWish.YES, at=came
        )
        allocation.take(filing.pk, by=clerk, at=came + HOUR)
        row = mediating.offer(filing.pk, by=clerk, at=came + HOUR)
        other = filing.parties.get(side=Side.DEFENDANT)
        said = Said(Step.START, True, Means.PHONE, came + 2 * HOUR)
        mediating.record(row.pk, party_id=other.pk, said=said, by=clerk, at=came + 2 * HOUR)
        mediating.assign(row.pk, mediator_id=mediator.pk, by=clerk, at=came + 3 * HOUR)
        mediating.begin(row.pk, by=clerk, at=came + 3 * HOUR)
        if agreement:
            mediating.agree(row.pk, agreement=agreement, by=clerk, at=came + 25 * HOUR)


def window(people: People, came: datetime, *, at: datetime) -> None:
    """Somebody without a phone speaks, signs and has a case number; somebody else only asks; one is there just now."""
    clerk = people[Role.CLERK]
    visit = visits.begin(WITHOUT_PHONE.name, by=clerk, at=came)
    told = {"because": "没有手机", "contact": f"邻居转告，座机 {LANDLINE}"}
    help_ = visits.identify_by_document(visit.pk, person=WITHOUT_PHONE, **told, by=clerk, at=came)
    filing = visits.choose(help_.pk, kind="civil_complaint", by=clerk, at=came).filing
    born = {"sex": Sex.MALE, "birth_on": date(1940, 5, 20)}
    plaintiff = PLAINTIFF | born | {"name": WITHOUT_PHONE.name, "phone": LANDLINE, "occupation": "农民"}
    fill(filing, "108(3)", "被告偿还借款 5000 元", "华某", plaintiff=plaintiff, amount=5000, by=clerk, at=came)
    record = visits.make_record(visit.pk, by=clerk, at=came + HOUR)
    scan = ContentFile(photo("签名的笔录.jpg"), name="签名的笔录.jpg")
    visits.confirm_by_signature(record.pk, visit_id=visit.pk, upload=scan, by=clerk, at=came + HOUR)
    register(visits.hand_in_on_site(visit.pk, by=clerk, at=came + HOUR), clerk, at=came + HOUR)
    visits.end_visit(visit.pk, by=clerk, at=came + 2 * HOUR)

    visit = visits.begin("魏某", by=clerk, at=came + 3 * HOUR)
    visits.end_visit(visit.pk, reason="只是询问借款的起诉期限，已经答复。", by=clerk, at=came + 3 * HOUR)
    visits.begin("陶某", by=clerk, at=at)


def cross_region(people: People, *, at: datetime) -> None:
    """A filing for the neighbouring court, ready to be handed over. Its key is made up: nothing ever arrives there."""
    citizen, clerk = people[Role.CITIZEN], people[Role.CLERK]
    court = Court.objects.filter(code=NEIGHBOUR).first()
    if court is None:
        return
    public = package.public_key_of(secrets.token_bytes(keys.KEY_BYTES))
    transfers.save_key(
        court,
        address="https://court.invalid/api/v1/cross-region",
        public_key=public,
        active=True,
        by=people[Role.ADMINISTRATOR],
        at=at,
    )
    row = transfers.start(kind="civil_complaint", court_id=court.pk, filer=citizen, by=clerk, at=at)
    said = "被告偿还借款 12000 元"
    fill(row.filing, "108(3)", said, "韩某某", amount=12000, by=citizen, at=at)
    transfers.identify(row.pk, document=IdentityKind.RESIDENT, by=clerk, at=at)
    transfers.record_consent(row.pk, how=ConsentBy.IN_PERSON, by=clerk, at=at)


def _bank_file(paid: list[Filing], clerk: User, *, at: datetime) -> None:
    """The bank's file of that day: what was paid for these filings, and a sum that names no code."""
    owed = [(filing.charges.get().code, filing.charges.get().due) for filing in paid]
    lines = tuple(
        BankLine(position, f"DEMO{position:06d}", "in", code, due, at, "周某", "6222000000001234", "诉讼费")
        for position, (code, due) in enumerate([*owed, ("", Decimal("50.00"))], start=2)
    )
    content = bank_file.write(BankStatement(f"DEMO{at:%Y%m%d}", court_date(at), lines))
    statements.take_in(content, name="演示银行对账单.csv", by=clerk, at=at)
