"""Every kind × every decision: what happens, and that the letter speaks the kind's own language and no other's."""

import re

import pytest

from filings.intake.enums import Side, Status
from filings.intake.kinds import KINDS, Kind
from filings.intake.models import Filing
from filings.review import services
from filings.review.enums import LetterKind, Outcome
from filings.review.models import Judgement, ReviewLimit
from filings.review.queries import timeline
from filings.review.services import drafts
from filings.review.services.registration import legal_last_day
from filings.review.tests.builders import NOW, RECEIVED, judge_all, make_chief, make_clerk, make_taken, make_waiting
from gangcheng_court import promises
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.documents.tests.printed import words_of
from gangcheng_court.core.notices.models import Notice
from gangcheng_court.errors import Refused
from gangcheng_court.promises import THREE_DAY_REVIEW, Promise

pytestmark = pytest.mark.django_db
EVERY_KIND = pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.code)
REASONS = "经核对，不符合条件。"
COURT = "济南市莱芜区人民法院"
RULED = {
    "civil_complaint": ("民事裁定书", "十日内", "上诉"),
    "administrative_complaint": ("行政裁定书", "十日内", "上诉"),
    "private_prosecution": ("刑事裁定书", "五日内", "上诉"),
    "enforcement": ("执行裁定书", "十日内", "复议"),
    "enforcement_objection": ("执行裁定书", "十日内", "复议"),
    "preservation_before_suit": ("民事裁定书", "五日内", "复议"),
    "preservation_in_suit": ("民事裁定书", "五日内", "复议"),
    "preservation_before_enforcement": ("民事裁定书", "五日内", "复议"),
    "protection_order": ("民事裁定书", "五日内", "复议"),
    "judicial_confirmation": ("民事裁定书", "达成新的调解协议", "起诉"),
    "payment_order": ("不予受理通知书", "通知如下", "起诉"),
    "retrial": ("不予受理再审申请通知书", "通知如下", "检察院"),
}
"""How each procedure refuses: the heading, within how long or in what manner, and what is open then."""


def in_hand(kind: Kind, *, failed: tuple[str, ...] = ()) -> tuple[Filing, User]:
    clerk = make_clerk()
    filing = make_taken(clerk, kind=kind.code)
    judge_all(filing, failed=failed)
    return filing, clerk


def own_words(kind: Kind) -> set[str]:
    said = kind.letters
    words = {said.acceptance, said.refused, said.rejection, said.remedy, said.laws, said.insisted, kind.document}
    return {re.sub(r"\s", "", text) for text in (*words, *said.points) if text}


def letter_of(filing: Filing, sort: LetterKind) -> str:
    """The words of the one letter of this sort, none of which belongs to another kind alone."""
    file = filing.letters.get(kind=sort).file
    with file.file.open() as content:
        words = words_of(content.read())
    own = own_words(filing.kind_data)
    foreign = set().union(*(own_words(kind) for kind in KINDS.values())) - own
    assert [text for text in foreign if text in words and not any(text in mine for mine in own)] == []
    return words


def reread(filing: Filing) -> Filing:
    return Filing.objects.get(pk=filing.pk)


@EVERY_KIND
def test_accepted_it_bears_the_number_of_its_kind_and_the_letter_says_what_follows(kind: Kind) -> None:
    filing, clerk = in_hand(kind)

    services.accept(filing.pk, by=clerk, at=NOW)

    filing = reread(filing)
    assert filing.status == Status.ACCEPTED
    assert filing.case_number == f"（2026）鲁0117{kind.type_code}1号"
    words = letter_of(filing, LetterKind.ACCEPTANCE)
    for said in (kind.letters.acceptance, kind.document, filing.case_number, *kind.letters.points):
        assert re.sub(r"\s", "", said) in words
    told = Notice.objects.get(recipient=filing.filer, template="filings/accepted").body
    assert ("交费" in told) == kind.prepays


@EVERY_KIND
def test_a_correction_says_everything_at_once_and_what_follows_if_none_comes(kind: Kind) -> None:
    failed = tuple(item.code for item in kind.checklist if not item.condition)
    filing, clerk = in_hand(kind, failed=failed)

    notice = services.ask_for_correction(filing.pk, by=clerk, at=NOW)

    assert reread(filing).status == Status.CORRECTION
    assert [item.item for item in notice.items.all()] == list(failed)
    words = letter_of(filing, LetterKind.CORRECTION)
    for item in kind.checklist:
        assert item.condition or (re.sub(r"\s", "", item.stock) in words and re.sub(r"\s", "", item.basis) in words)
    assert f"次日起{kind.correction_days or 7}日内" in words
    assert re.sub(r"\s", "", kind.letters.insisted) in words


@EVERY_KIND
def test_another_courts_matter_goes_back_with_its_place(kind: Kind) -> None:
    filing, clerk = in_hand(kind)

    services.return_to_right_court(filing.pk, right_court=COURT, reasons=REASONS, by=clerk, at=NOW)

    assert (reread(filing).status, filing.rounds.get().outcome) == (Status.RETURNED, Outcome.WRONG_COURT)
    words = letter_of(filing, LetterKind.RETURN)
    assert all(said in words for said in (COURT, REASONS, "跨域立案", re.sub(r"\s", "", kind.letters.insisted)))
    assert ("第二百一十一条" in words) == (kind.code == "civil_complaint")


@EVERY_KIND
def test_refused_by_two_persons_the_letter_names_what_is_open_then(kind: Kind) -> None:
    filing, clerk = in_hand(kind)

    proposal = services.propose_rejection(filing.pk, reasons=REASONS, by=clerk, at=NOW)
    services.approve(proposal.pk, by=make_chief(), at=NOW)

    assert reread(filing).status == Status.REJECTED
    words = letter_of(filing, LetterKind.REJECTION)
    heading, manner, remedy = RULED[kind.code]
    assert all(said in words for said in (heading, manner, remedy, REASONS, kind.side_title(Side.PLAINTIFF)))
    assert re.sub(r"\s", "", f"{kind.letters.laws}规定，{kind.letters.decides}") in words
    named = heading if heading.startswith("不予受理") else "不予受理裁定书"
    letter = filing.letters.get(kind=LetterKind.REJECTION)
    assert (letter.title, letter.file.name) == (named, f"{named}{filing.number}.pdf")
    assert f"发出{named}" in [event.title for event in timeline(filing)]
    told = Notice.objects.get(recipient=filing.filer).body
    assert kind.letters.remedy in told
    assert ("上诉" in told) == (remedy == "上诉")


@EVERY_KIND
def test_not_corrected_in_time_it_goes_back_on_record(kind: Kind) -> None:
    item = next(item for item in kind.checklist if not item.condition)
    filing, clerk = in_hand(kind, failed=(item.code,))
    notice = services.ask_for_correction(filing.pk, by=clerk, at=NOW)

    services.return_uncorrected(filing.pk, reasons=REASONS, by=clerk, at=notice.due_at)

    assert reread(filing).status == Status.RETURNED
    words = letter_of(filing, LetterKind.RETURN)
    assert all(said in words for said in ("补正期限已于", REASONS, "记录在册"))
    assert re.sub(r"\s", "", kind.letters.uncorrected) in words
    assert re.sub(r"\s", "", kind.letters.insisted) in words


@EVERY_KIND
def test_undecided_on_the_last_day_it_is_registered_first_where_the_rules_say_so(kind: Kind) -> None:
    filing = make_waiting(kind=kind.code)
    last_day = court_time(f"{legal_last_day(filing.rounds.get())} 09:00")

    if kind.registers_first:
        services.register_first(filing.pk, by=make_chief(), at=last_day)
        assert reread(filing).status == Status.ACCEPTED
    else:
        with pytest.raises(Refused, match="不适用先行立案"):
            services.register_first(filing.pk, by=make_chief(), at=last_day)
        assert reread(filing).status == Status.SUBMITTED


@EVERY_KIND
def test_a_notice_that_demands_what_nobody_may_demand_is_refused_and_says_why(kind: Kind) -> None:
    item = next(item for item in kind.checklist if not item.condition)
    filing, clerk = in_hand(kind, failed=(item.code,))
    words = Judgement.objects.filter(round__filing=filing, item=item.code)

    words.update(note="请提供对方的身份证号码。")
    with pytest.raises(Refused, match=r"不得要求提供.*民诉解释第二百零九条"):
        services.ask_for_correction(filing.pk, by=clerk, at=NOW)
    with pytest.raises(Refused, match="不得要求提供"):
        drafts.correction_notice(filing, by=clerk, at=NOW)

    words.update(note="请写明对方的住所，不需要提供对方的身份证号码。")
    assert drafts.correction_notice(filing, by=clerk, at=NOW).startswith(b"%PDF-")


SEVEN, URGENT = promises.SEVEN_DAY_DECISION, {"urgent": "yes"}


@pytest.mark.parametrize(
    ("code", "details", "received", "promise", "due"),
    [
        # Wednesday 2026-06-17; Friday to Sunday 2026-06-19–21 are holidays
        ("civil_complaint", {}, "2026-06-17 10:00", SEVEN, "2026-06-25"),
        ("administrative_complaint", {}, "2026-06-17 10:00", SEVEN, "2026-06-25"),
        ("enforcement", {}, "2026-06-17 10:00", SEVEN, "2026-06-25"),
        ("private_prosecution", {}, "2026-06-17 10:00", promises.PROSECUTION_DECISION, "2026-07-03"),
        ("enforcement_objection", {}, "2026-06-17 10:00", promises.OBJECTION_DECISION, "2026-06-23"),  # 06-20 rolls
        ("judicial_confirmation", {}, "2026-06-17 10:00", promises.CONFIRMATION_DECISION, "2026-06-23"),
        ("payment_order", {}, "2026-06-17 10:00", promises.PAYMENT_ORDER_NOTICE, "2026-06-23"),
        ("retrial", {}, "2026-06-17 10:00", promises.RETRIAL_DECISION, "2026-06-23"),
        ("preservation_in_suit", {}, "2026-06-12 10:00", promises.PRESERVATION_DECISION, "2026-06-18"),
        ("preservation_in_suit", URGENT, "2026-06-17 10:00", promises.URGENT_PRESERVATION, "2026-06-19 11:00"),
        ("preservation_before_enforcement", {}, "2026-06-12 10:00", promises.PRESERVATION_DECISION, "2026-06-18"),
        ("preservation_before_enforcement", URGENT, "2026-06-18 23:30", promises.URGENT_PRESERVATION, "2026-06-21"),
        ("preservation_before_suit", {}, "2026-06-18 23:30", promises.URGENT_PRESERVATION, "2026-06-21"),
        ("protection_order", {}, "2026-06-18 23:30", promises.PROTECTION_ORDER, "2026-06-22"),
        ("protection_order", URGENT, "2026-06-19 22:20", promises.URGENT_PROTECTION_ORDER, "2026-06-20 23:00"),
    ],
)
def test_each_kind_has_one_limit_of_the_law(
    code: str, details: dict[str, str], received: str, promise: Promise, due: str
) -> None:
    filing = make_waiting(kind=code, at=court_time(received), details=details)

    limits = ReviewLimit.objects.filter(round__filing=filing)
    legal = limits.exclude(promise=THREE_DAY_REVIEW.code).get()
    assert (legal.promise, legal.due_at) == (promise.code, court_time(due))
    assert limits.get(promise=THREE_DAY_REVIEW.code).due_at <= legal.due_at


def test_every_kind_stands_in_the_table_of_limits_and_of_refusals() -> None:
    marks = test_each_kind_has_one_limit_of_the_law.pytestmark
    table = next(mark.args[1] for mark in marks if mark.name == "parametrize")
    assert {row[0] for row in table} == set(KINDS) == set(RULED)


def test_the_time_to_complete_an_objection_is_three_days() -> None:
    """执行异议复议规定 2."""
    item = KINDS["enforcement_objection"].checklist[0]
    filing, clerk = in_hand(KINDS["enforcement_objection"], failed=(item.code,))

    notice = services.ask_for_correction(filing.pk, by=clerk, at=RECEIVED)

    assert notice.due_at == court_time("2026-06-23")  # Saturday of the holiday rolls to Monday 06-22
