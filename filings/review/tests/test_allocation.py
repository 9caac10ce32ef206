"""Taking, assigning, giving back."""

import pytest

from filings.intake.enums import Status
from filings.review import services
from filings.review.tests.builders import (
    NOW,
    OPEN,
    RECEIVED,
    make_chief,
    make_clerk,
    make_taken,
    make_waiting,
    put_in,
)
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import StaffRelative
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.audit import trail
from gangcheng_court.core.notices.models import Notice
from gangcheng_court.errors import NotYours, Refused, WrongState

pytestmark = pytest.mark.django_db
CLOSED = [status for status in Status if status not in OPEN and status != Status.DRAFT]


def test_taking_makes_the_taker_responsible_and_leaves_a_trail() -> None:
    filing, clerk = make_waiting(), make_clerk()

    round_ = services.take(filing.pk, by=clerk, at=NOW)

    filing.refresh_from_db()
    assert filing.status == Status.UNDER_REVIEW
    assert (round_.reviewer, round_.taken_at) == (clerk, NOW)
    assert set(round_.limits.values_list("responsible", flat=True)) == {clerk.pk}
    latest = trail.history(round_)[0]
    assert (latest.history_user, latest.history_change_reason, latest.history_date) == (clerk, "领取", NOW)


def test_the_second_taker_is_told_who_has_it() -> None:
    first = make_clerk(name="王某")
    filing = make_taken(first, at=RECEIVED)

    with pytest.raises(WrongState, match="王某于2026-06-17 10:00领取"):
        services.take(filing.pk, by=make_clerk(), at=NOW)
    with pytest.raises(WrongState, match="已由您"):
        services.take(filing.pk, by=first, at=NOW)
    assert filing.rounds.get().reviewer == first


@pytest.mark.parametrize("status", CLOSED)
def test_nothing_is_taken_without_an_open_round(status: Status) -> None:
    filing = put_in(status, make_waiting())

    with pytest.raises(WrongState, match=status.label):
        services.take(filing.pk, by=make_clerk(), at=NOW)


def test_strangers_and_relatives_take_nothing() -> None:
    filing, clerk = make_waiting(), make_clerk()
    StaffRelative.objects.create(staff=clerk, name="李建国", relation="父亲")

    with pytest.raises(NotYours):
        services.take(filing.pk, by=make_user(Role.LAWYER), at=NOW)
    with pytest.raises(Refused, match="回避"):
        services.take(filing.pk, by=clerk, at=NOW)
    filing.refresh_from_db()
    assert filing.status == Status.SUBMITTED


def test_the_chief_assigns_and_the_clerk_is_told() -> None:
    filing, chief, clerk = make_waiting(), make_chief(), make_clerk()

    services.assign(filing.pk, to=clerk, by=chief, at=NOW)

    filing.refresh_from_db()
    assert (filing.status, filing.rounds.get().reviewer) == (Status.UNDER_REVIEW, clerk)
    assert Notice.objects.get(recipient=clerk).about == filing.number


def test_taking_from_somebody_needs_a_reason_and_keeps_it() -> None:
    first, second, chief = make_clerk(), make_clerk(), make_chief()
    filing = make_taken(first)

    with pytest.raises(Refused, match="改派的理由"):
        services.assign(filing.pk, to=second, by=chief, at=NOW)
    services.assign(filing.pk, to=second, reason="请假", by=chief, at=NOW)

    round_ = filing.rounds.get()
    assert round_.reviewer == second
    assert set(round_.limits.values_list("responsible", flat=True)) == {second.pk}
    assert trail.history(round_)[0].history_change_reason.endswith("：请假")


def test_only_the_chief_assigns() -> None:
    filing, clerk = make_waiting(), make_clerk()

    with pytest.raises(NotYours):
        services.assign(filing.pk, to=clerk, by=clerk, at=NOW)


@pytest.mark.parametrize("status", [*CLOSED, Status.AWAITING_APPROVAL])
def test_nothing_is_assigned_while_closed_or_awaiting_an_answer(status: Status) -> None:
    filing = put_in(status, make_taken(make_clerk()))

    with pytest.raises(WrongState):
        services.assign(filing.pk, to=make_clerk(), reason="调整", by=make_chief(), at=NOW)


def test_nobody_is_assigned_who_must_stay_away_or_does_not_review() -> None:
    filing, chief, relative = make_waiting(), make_chief(), make_clerk()
    StaffRelative.objects.create(staff=relative, name="李建国", relation="父亲")

    with pytest.raises(Refused, match="回避"):
        services.assign(filing.pk, to=relative, by=chief, at=NOW)
    with pytest.raises(Refused, match="在岗"):
        services.assign(filing.pk, to=make_user(Role.JUDGE), by=chief, at=NOW)
    with pytest.raises(Refused, match="在岗"):
        services.assign(filing.pk, to=make_clerk(is_active=False), by=chief, at=NOW)


def test_the_same_reviewer_is_not_assigned_again() -> None:
    clerk = make_clerk()
    filing = make_taken(clerk)

    with pytest.raises(WrongState, match="已经由"):
        services.assign(filing.pk, to=clerk, reason="调整", by=make_chief(), at=NOW)


def test_giving_back_frees_the_filing_but_not_the_clock() -> None:
    clerk = make_clerk()
    filing = make_taken(clerk)
    due = sorted(filing.rounds.get().limits.values_list("due_at", flat=True))

    services.give_back(filing.pk, reason="需要休假", by=clerk, at=NOW)

    filing.refresh_from_db()
    round_ = filing.rounds.get()
    assert (filing.status, round_.reviewer, round_.taken_at) == (Status.SUBMITTED, None, None)
    assert sorted(round_.limits.values_list("due_at", "responsible")) == [(moment, None) for moment in due]


def test_only_who_has_it_gives_it_back_and_with_a_reason() -> None:
    clerk = make_clerk()
    filing = make_taken(clerk)

    with pytest.raises(Refused, match="办理"):
        services.give_back(filing.pk, reason="需要休假", by=make_clerk(), at=NOW)
    with pytest.raises(Refused, match="理由"):
        services.give_back(filing.pk, reason="  ", by=clerk, at=NOW)


@pytest.mark.parametrize("status", [*CLOSED, Status.AWAITING_APPROVAL])
def test_nothing_is_given_back_while_closed_or_awaiting_an_answer(status: Status) -> None:
    clerk = make_clerk()
    filing = put_in(status, make_taken(clerk))

    with pytest.raises(WrongState):
        services.give_back(filing.pk, reason="需要休假", by=clerk, at=NOW)


@pytest.mark.parametrize("hand_over", ["assign", "give_back"])
def test_a_limit_that_has_passed_stays_with_whom_it_passed(hand_over: str) -> None:
    first, second, chief = make_clerk(), make_clerk(), make_chief()
    filing = make_taken(first)
    promised, legal = filing.rounds.get().limits.order_by("due_at")

    if hand_over == "assign":
        services.assign(filing.pk, to=second, reason="调整", by=chief, at=promised.due_at)
    else:
        services.give_back(filing.pk, reason="需要休假", by=first, at=promised.due_at)

    promised.refresh_from_db()
    legal.refresh_from_db()
    assert promised.responsible == first
    assert legal.responsible == (second if hand_over == "assign" else None)
