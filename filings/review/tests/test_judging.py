"""The checklist."""

import pytest

from filings.intake.enums import Status
from filings.intake.models import Agent
from filings.review import services
from filings.review.models import Judgement
from filings.review.services import Word, judging
from filings.review.tests.builders import NOW, judge_all, make_clerk, make_taken, put_in
from gangcheng_court.errors import Refused, WrongState

pytestmark = pytest.mark.django_db
FAIL = Word(passed=False)


def test_a_word_is_kept_and_what_is_left_is_counted() -> None:
    clerk = make_clerk()
    filing = make_taken(clerk)
    items = len(judging.checklist_of(filing))

    left = services.judge(filing.pk, words={"claims": Word(passed=True), "identity": FAIL}, by=clerk, at=NOW)

    assert left == items - 2
    assert Judgement.objects.get(item="identity").passed is False


def test_saying_the_same_again_changes_nothing_and_changing_ones_mind_does() -> None:
    clerk = make_clerk()
    filing = make_taken(clerk)
    services.judge(filing.pk, words={"claims": Word(passed=True)}, by=clerk, at=NOW)
    first = Judgement.objects.get()

    services.judge(filing.pk, words={"claims": Word(passed=True)}, by=clerk, at=NOW.replace(minute=59))
    assert Judgement.objects.get().at == first.at
    services.judge(filing.pk, words={"claims": Word(False, "请写明金额")}, by=clerk, at=NOW.replace(minute=59))
    assert (Judgement.objects.get().note, Judgement.objects.count()) == ("请写明金额", 1)


def test_only_the_person_in_charge_judges() -> None:
    filing = make_taken(make_clerk())

    with pytest.raises(Refused, match="办理"):
        services.judge(filing.pk, words={"claims": FAIL}, by=make_clerk(), at=NOW)


@pytest.mark.parametrize("status", [status for status in Status if status not in (Status.UNDER_REVIEW, Status.DRAFT)])
def test_nothing_is_judged_in_another_state(status: Status) -> None:
    clerk = make_clerk()
    filing = put_in(status, make_taken(clerk))

    with pytest.raises(WrongState):
        services.judge(filing.pk, words={"claims": FAIL}, by=clerk, at=NOW)


def test_unknown_items_and_parts_are_refused() -> None:
    clerk = make_clerk()
    filing = make_taken(clerk)

    with pytest.raises(Refused, match="没有这样的核对项"):
        services.judge(filing.pk, words={"authority": FAIL}, by=clerk, at=NOW)  # nobody has an agent
    with pytest.raises(Refused, match="开放修改的部分"):
        services.judge(filing.pk, words={"claims": Word(False, target="task:materials")}, by=clerk, at=NOW)


def test_an_agent_adds_the_authority_to_the_checklist() -> None:
    filing = make_taken(make_clerk())
    Agent.objects.create(party=filing.parties.first(), kind="lawyer", name="赵律师")

    assert "authority" in {item.code for item in judging.checklist_of(filing)}


def test_defects_carry_the_typed_words_or_the_stock_ones() -> None:
    clerk = make_clerk()
    filing = make_taken(clerk)
    round_ = judge_all(filing, failed=("claims", "identity"))
    round_.judgements.filter(item="claims").update(note="请写明第一项的金额", target="slot:other")

    claims, identity = judging.defects(filing, round_)

    assert (claims.text, claims.target) == ("请写明第一项的金额", "slot:other")
    assert (identity.text, identity.target) == (identity.item.stock, "slot:identity")


def test_no_defects_are_told_while_an_item_is_silent() -> None:
    filing = make_taken(make_clerk())
    round_ = judge_all(filing)
    round_.judgements.filter(item="facts").delete()

    with pytest.raises(Refused, match="还有 1 项没有核对：有事实和理由"):
        judging.defects(filing, round_)
