"""一次性补正, the second notice, and what the reviewer sees of the answer."""

from datetime import timedelta

import pytest
from django.test import override_settings

from filings.intake.enums import Side, Status
from filings.intake.models import Filing
from filings.intake.permissions import is_open
from filings.intake.tests.builders import make_material
from filings.review import services
from filings.review.enums import LetterKind, Outcome, ProposalKind
from filings.review.models import CorrectionNotice, Proposal
from filings.review.queries.changes import changed_targets, changes
from filings.review.services import correction, judging
from filings.review.tests.builders import NOW, judge_all, make_chief, make_clerk, make_second_round, make_taken, put_in
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import StaffRelative, User
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines import obligations, recalculation
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.deadlines.models import CalendarOverride
from gangcheng_court.core.documents import services as documents
from gangcheng_court.core.notices.models import Delivery, Notice
from gangcheng_court.errors import Refused, WrongState

pytestmark = pytest.mark.django_db
ANSWERED = court_time("2026-06-24 09:00")


def ready(*failed: str) -> tuple[Filing, User]:
    clerk = make_clerk()
    filing = make_taken(clerk)
    judge_all(filing, failed=failed)
    return filing, clerk


def second_round(*failed: str, targets: tuple[str, ...] = ("slot:identity",)) -> tuple[Filing, User]:
    clerk = make_clerk()
    filing = make_second_round(clerk, targets=targets, at=ANSWERED)
    judge_all(filing, failed=failed)
    return filing, clerk


@pytest.mark.promise("6")
def test_one_notice_names_everything_opens_those_parts_and_gives_a_period() -> None:
    filing, clerk = ready("claims", "identity")

    notice = services.ask_for_correction(filing.pk, by=clerk, at=NOW)

    filing.refresh_from_db()
    assert (filing.status, filing.open_targets) == (Status.CORRECTION, ["slot:identity", "task:cause"])
    assert is_open(filing, "slot:identity")
    assert not is_open(filing, "task:facts")
    assert [(item.item, item.position, item.visible_before) for item in notice.items.all()] == [
        ("claims", 1, False),
        ("identity", 2, False),
    ]
    assert notice.due_at == court_time("2026-06-25")  # Wednesday plus seven days
    round_ = filing.rounds.get()
    assert (round_.outcome, round_.closed_at) == (Outcome.CORRECTION, NOW)
    assert set(round_.limits.values_list("met_at", flat=True)) == {NOW}
    assert filing.letters.get().kind == LetterKind.CORRECTION
    told = Notice.objects.get(recipient=filing.filer)
    assert all(item.text in told.body for item in notice.items.all())
    assert len(Delivery.objects.get(notice=told, channel="sms").text) <= 70
    assert trail.history(filing)[0].history_user == clerk


@override_settings(CORRECTION_DAYS=3)
def test_the_period_is_a_setting_and_rolls_off_a_rest_day() -> None:
    filing, clerk = ready("identity")

    notice = services.ask_for_correction(filing.pk, by=clerk, at=NOW)

    assert notice.due_at == court_time("2026-06-23")  # third day Saturday in a holiday until Sunday: Monday


def test_a_notice_waits_until_every_item_has_been_judged() -> None:
    filing, clerk = ready("identity")
    filing.rounds.get().judgements.filter(item="facts").delete()

    with pytest.raises(Refused, match="还有 1 项没有核对"):
        services.ask_for_correction(filing.pk, by=clerk, at=NOW)
    assert not CorrectionNotice.objects.exists()


def test_a_notice_about_nothing_is_refused() -> None:
    filing, clerk = ready()

    with pytest.raises(Refused, match="没有需要补正的内容"):
        services.ask_for_correction(filing.pk, by=clerk, at=NOW)


@pytest.mark.parametrize("status", [status for status in Status if status not in (Status.UNDER_REVIEW, Status.DRAFT)])
def test_no_notice_goes_out_in_another_state(status: Status) -> None:
    filing, clerk = ready("identity")
    put_in(status, filing)

    with pytest.raises(WrongState):
        services.ask_for_correction(filing.pk, by=clerk, at=NOW)


def test_only_who_has_it_asks_and_never_a_relative() -> None:
    filing, clerk = ready("identity")

    with pytest.raises(Refused, match="办理"):
        services.ask_for_correction(filing.pk, by=make_clerk(), at=NOW)
    StaffRelative.objects.create(staff=clerk, name="李建国", relation="父亲")
    with pytest.raises(Refused, match="回避"):
        services.ask_for_correction(filing.pk, by=clerk, at=NOW)


def test_when_the_letter_fails_nothing_has_happened(monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(*args: object, **kwargs: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(documents, "store_bytes", full_disk)
    filing, clerk = ready("identity")

    with pytest.raises(OSError, match="no space"):
        services.ask_for_correction(filing.pk, by=clerk, at=NOW)

    filing.refresh_from_db()
    assert (filing.status, filing.open_targets) == (Status.UNDER_REVIEW, [])
    assert not CorrectionNotice.objects.exists()
    assert not Notice.objects.exists()


@pytest.mark.promise("6")
def test_what_was_to_be_seen_the_first_time_cannot_be_raised_again() -> None:
    filing, clerk = second_round("service")

    with pytest.raises(Refused, match=r"上一次就能发现.*送达地址明确"):
        services.ask_for_correction(filing.pk, by=clerk, at=ANSWERED)


def test_a_listed_part_that_was_left_as_it_was_is_not_new_either() -> None:
    filing, clerk = second_round("identity")

    with pytest.raises(Refused, match="上一次就能发现"):
        services.ask_for_correction(filing.pk, by=clerk, at=ANSWERED)


def test_what_only_new_material_raises_is_free() -> None:
    filing, clerk = second_round("identity")
    make_material(filing, "identity", at=NOW + timedelta(days=1))

    notice = services.ask_for_correction(filing.pk, by=clerk, at=ANSWERED)

    assert [(item.item, item.visible_before) for item in notice.items.all()] == [("identity", False)]
    assert notice.approved_by is None


@pytest.mark.promise("6")
def test_a_second_notice_needs_the_chief_and_is_counted() -> None:
    filing, clerk = second_round("service")
    chief = make_chief()

    proposal = services.propose_second_correction(filing.pk, reasons="邮编与地址不符，前次遗漏", by=clerk, at=ANSWERED)

    filing.refresh_from_db()
    assert (filing.status, proposal.kind) == (Status.AWAITING_APPROVAL, ProposalKind.SECOND_CORRECTION)
    assert Notice.objects.filter(recipient=chief, template="filings/proposal_waiting").exists()
    assert not Notice.objects.filter(recipient=filing.filer).exists()

    services.approve(proposal.pk, by=chief, at=ANSWERED)

    filing.refresh_from_db()
    notice = CorrectionNotice.objects.get(round__number=2)
    assert filing.status == Status.CORRECTION
    assert (notice.issued_by, notice.approved_by) == (clerk, chief)
    assert [(item.item, item.visible_before) for item in notice.items.all()] == [("service", True)]
    assert Notice.objects.filter(recipient=filing.filer, template="filings/correction_asked").exists()


def test_what_is_free_is_not_proposed() -> None:
    filing, clerk = second_round("identity")
    make_material(filing, "identity", at=NOW + timedelta(days=1))

    with pytest.raises(Refused, match="不需要报批"):
        services.propose_second_correction(filing.pk, reasons="理由", by=clerk, at=ANSWERED)


def test_a_proposal_needs_reasons() -> None:
    filing, clerk = second_round("service")

    with pytest.raises(Refused, match="理由"):
        services.propose_second_correction(filing.pk, reasons=" ", by=clerk, at=ANSWERED)
    assert not Proposal.objects.exists()


def test_the_reviewer_sees_only_what_changed() -> None:
    filing, clerk = ready("claims", "plaintiff", "identity")
    services.ask_for_correction(filing.pk, by=clerk, at=NOW)
    later, filing = NOW + timedelta(days=1), Filing.objects.get(pk=filing.pk)
    old = filing.materials.get()
    filing.claims = ["判令被告偿还借款本金60000元"]
    trail.save(filing, by=filing.filer, because="补正", at=later, fields=["claims"])
    party = filing.parties.get(side=Side.PLAINTIFF)
    party.occupation = "医生"
    trail.save(party, by=filing.filer, because="补正", at=later, fields=["occupation"])
    old.left_at = later
    old.save()
    make_material(filing, "identity", at=later)

    found = changes(filing, NOW)

    assert [(change.target, change.label, change.before, change.after) for change in found] == [
        (
            "task:cause",
            "诉讼请求",
            "判令被告偿还借款本金50000元\n判令被告承担诉讼费用",
            "判令被告偿还借款本金60000元",
        ),
        (f"party:{party.pk}", "原告张玥喆的职业", "教师", "医生"),
        ("slot:identity", "原告身份证明", "证据.pdf", ""),
        ("slot:identity", "原告身份证明", "", "证据.pdf"),
    ]
    assert {"task:parties", "task:materials"} <= changed_targets(filing, NOW)


def test_nothing_visible_is_held_against_the_first_notice() -> None:
    filing, _ = ready("identity")
    round_ = filing.rounds.get()

    assert correction.visible_before(filing, round_, judging.defects(filing, round_)) == []


def test_the_time_to_correct_explains_itself_and_moves_with_the_calendar() -> None:
    filing, clerk = ready("identity")
    asked = court_time("2026-12-28 10:00")  # Monday; seven days on is Monday 2027-01-04, a year not yet published
    notice = services.ask_for_correction(filing.pk, by=clerk, at=asked)

    assert (notice.due_at, notice.provisional) == (court_time("2027-01-05"), True)
    assert obligations.explain(notice)[0] == "期限为7日（登记立案规定第七条）。"

    CalendarOverride.objects.create(date="2027-01-04", is_workday=False, source="测试通知")
    moved = recalculation.recalculate(by=make_user(Role.ADMINISTRATOR), at=asked, because="录入2027年放假安排")

    notice.refresh_from_db()
    assert moved >= 1
    assert notice.due_at == court_time("2027-01-06")
