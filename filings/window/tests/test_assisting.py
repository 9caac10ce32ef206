"""肩并肩: opened by the citizen's word, written by two, handed in by the citizen's word again."""

from datetime import timedelta

import pytest

from filings.intake import services as intake
from filings.intake.enums import Channel, Side, Status
from filings.intake.kinds import Task
from filings.intake.models import Assistance, Filing
from filings.intake.permissions import helped_by, workable_by
from filings.intake.tests.builders import make_complete_draft, make_draft, make_party, make_submitted
from filings.reception import services as reception
from filings.reception.services import Incomplete
from filings.review import services as review
from filings.review.tests.builders import make_chief, make_clerk, make_correction, make_waiting
from filings.window import services
from filings.window.rules import ASSISTED_FOR
from filings.window.services.people import Person
from filings.window.tests.builders import NOW, last_code, make_assistance
from gangcheng_court.core.accounts.enums import IdentityKind, Role
from gangcheng_court.core.accounts.models import StaffRelative, User
from gangcheng_court.core.accounts.tests.builders import make_resident_number, make_user
from gangcheng_court.core.audit import trail
from gangcheng_court.core.notices.codes import WrongCode
from gangcheng_court.core.notices.models import Notice, PhoneCode
from gangcheng_court.errors import NotYours, Refused, WrongState

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=2)


@pytest.fixture
def operator() -> User:
    return make_user(Role.OPERATOR)


@pytest.fixture
def citizen() -> User:
    return make_user()


def other(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


def opened(operator: User, citizen: User, at=NOW) -> Assistance:
    row = services.ask(citizen.phone, by=operator, at=at)
    return services.open_with_code(row.pk, code=last_code(citizen.phone), by=operator, at=at)


def working(operator: User, filing: Filing) -> Assistance:
    return services.choose(opened(operator, filing.filer).pk, draft_code=filing.draft_code, by=operator, at=NOW)


def submission_code(row: Assistance, operator: User, at=LATER) -> str:
    services.send_submission_code(row.pk, by=operator, at=at)
    return last_code(row.citizen.phone)


# Opening


@pytest.mark.promise("4")
def test_the_operator_on_the_telephone_opens_the_same_draft_with_the_code_sent_to_the_caller(operator, citizen) -> None:
    draft = make_draft(filer=citizen)
    row = services.ask(citizen.phone, by=operator, at=NOW)
    assert not helped_by(operator, NOW).exists()

    row = services.open_with_code(row.pk, code=last_code(citizen.phone), by=operator, at=NOW)
    services.choose(row.pk, draft_code=draft.draft_code, by=operator, at=NOW)

    assert list(workable_by(operator, NOW)) == [draft]
    assert [event.history_user for event in trail.history(row)] == [operator] * 3
    assert str(citizen) in trail.history(row)[1].history_change_reason
    assert Notice.objects.filter(template="filings/assistance_opened", recipient=citizen).count() == 1


def test_nothing_opens_on_a_wrong_code_or_on_the_same_code_twice(operator, citizen) -> None:
    row = services.ask(citizen.phone, by=operator, at=NOW)
    code = last_code(citizen.phone)
    with pytest.raises(WrongCode, match="还可以试 4 次"):
        services.open_with_code(row.pk, code=other(code), by=operator, at=NOW)
    services.open_with_code(row.pk, code=code, by=operator, at=NOW)
    with pytest.raises(WrongCode):
        services.open_with_code(row.pk, code=code, by=operator, at=NOW)


def test_a_code_sent_for_one_helper_opens_nothing_to_another(operator, citizen) -> None:
    row, clerk = services.ask(citizen.phone, by=operator, at=NOW), make_clerk()
    code = last_code(citizen.phone)
    mine = services.ask(citizen.phone, by=clerk, at=NOW + timedelta(minutes=1))
    with pytest.raises(NotYours):
        services.open_with_code(row.pk, code=code, by=clerk, at=NOW)
    if code != last_code(citizen.phone):
        with pytest.raises(WrongCode):
            services.open_with_code(mine.pk, code=code, by=clerk, at=NOW + timedelta(minutes=1))


def test_the_filer_invites_by_a_code_on_the_own_page(operator, citizen) -> None:
    draft = make_draft(filer=citizen)
    code = services.invite(draft.pk, by=citizen, at=NOW)
    with pytest.raises(WrongCode):
        services.accept_invitation(draft.draft_code, code=other(code), by=operator, at=NOW)
    row = services.accept_invitation(draft.draft_code.lower(), code=code, by=operator, at=NOW)
    assert (row.filing, row.helper) == (draft, operator)
    with pytest.raises(WrongCode):
        services.accept_invitation(draft.draft_code, code=code, by=make_clerk(), at=NOW)
    with pytest.raises(WrongCode):
        services.accept_invitation("NOSUCHDRAF", code="123456", by=operator, at=NOW)


def test_only_the_filer_invites(citizen) -> None:
    with pytest.raises(NotYours):
        services.invite(make_draft().pk, by=citizen, at=NOW)


def test_a_caller_without_an_account_gets_one_that_the_code_verifies(operator) -> None:
    with pytest.raises(services.UnknownPerson):
        services.ask("13987654321", by=operator, at=NOW)
    person = Person("王玥", IdentityKind.RESIDENT, make_resident_number("19480101"))
    row = services.ask("13987654321", person=person, by=operator, at=NOW)
    assert not row.citizen.phone_verified
    services.open_with_code(row.pk, code=last_code("13987654321"), by=operator, at=NOW)

    made = User.objects.get(phone="13987654321")
    assert (made.name, made.phone_verified, made.role, made.has_usable_password()) == (
        "王玥",
        True,
        Role.CITIZEN,
        False,
    )
    assert {event.history_user for event in trail.history(made)} == {operator}


def test_a_document_that_has_an_account_is_not_registered_again(operator, citizen) -> None:
    person = Person(citizen.name, citizen.id_kind, citizen.id_number)
    with pytest.raises(Refused, match="另一个手机号码"):
        services.ask("13987654321", person=person, by=operator, at=NOW)


@pytest.mark.parametrize("role", [Role.CITIZEN, Role.LAWYER, Role.JUDGE, Role.SUPERVISOR, Role.ADMINISTRATOR])
def test_nobody_else_helps(role, citizen) -> None:
    with pytest.raises(NotYours):
        services.ask(citizen.phone, by=make_user(role), at=NOW)


# Who may not help


def test_nobody_helps_oneself_or_a_relative(operator) -> None:
    with pytest.raises(Refused, match="不能协助自己"):
        services.ask(operator.phone, by=operator, at=NOW)
    sister = make_user(name="赵一")
    StaffRelative.objects.create(staff=operator, name="赵一", relation="姐姐", id_number_hash=sister.id_number_hash)
    with pytest.raises(Refused, match="近亲属"):
        services.ask(sister.phone, by=operator, at=NOW)


def test_a_helper_is_never_a_party_of_that_filing_neither_at_the_choice_nor_at_the_end(citizen) -> None:
    operator = make_user(Role.OPERATOR, name="李建国")  # the defendant's name
    draft = make_complete_draft(filer=citizen)
    row = opened(operator, citizen)
    with pytest.raises(Refused, match="回避"):
        services.choose(row.pk, draft_code=draft.draft_code, by=operator, at=NOW)

    new = services.choose(row.pk, kind="civil_complaint", by=operator, at=NOW).filing
    make_party(new, Side.DEFENDANT)
    with pytest.raises(Refused, match="回避"):
        services.send_submission_code(row.pk, by=operator, at=LATER)


def test_a_draft_is_open_to_one_helper_at_a_time_and_the_next_may_follow_an_expired_one(operator, citizen) -> None:
    draft = make_draft(filer=citizen)
    first = make_assistance(operator, filing=draft)
    clerk = make_clerk()
    row = make_assistance(clerk, citizen=citizen)
    with pytest.raises(WrongState, match=f"正由{operator}"):
        services.choose(row.pk, draft_code=draft.draft_code, by=clerk, at=NOW)
    later = first.expires_at
    row = make_assistance(clerk, citizen=citizen, at=later)
    services.choose(row.pk, draft_code=draft.draft_code, by=clerk, at=later)
    assert helped_by(clerk, later).get() == draft
    assert not helped_by(operator, later).exists()


def test_another_persons_draft_is_not_offered_and_one_assistance_is_one_filing(operator, citizen) -> None:
    row = opened(operator, citizen)
    with pytest.raises(Refused, match="没有找到"):
        services.choose(row.pk, draft_code=make_draft().draft_code, by=operator, at=NOW)
    services.choose(row.pk, kind="enforcement", by=operator, at=NOW)
    with pytest.raises(WrongState, match="已经选定"):
        services.choose(row.pk, kind="enforcement", by=operator, at=NOW)


# Working


def test_what_a_helper_writes_is_on_the_trail_with_both_names(operator, citizen) -> None:
    draft = make_draft(filer=citizen)
    working(operator, draft)
    intake.save_answers(draft.pk, task=Task.FACTS, by=operator, at=LATER, facts="借款未还", evidence=[])
    event = trail.history(draft)[0]
    assert (event.history_user, event.history_change_reason) == (operator, f"代{citizen}填写")


@pytest.mark.parametrize("after", [timedelta(), timedelta(hours=1), ASSISTED_FOR - timedelta(seconds=1), ASSISTED_FOR])
def test_a_helper_writes_until_the_time_is_over_and_never_after(operator, citizen, after) -> None:
    draft = make_draft(filer=citizen)
    make_assistance(operator, filing=draft)
    act = {"task": Task.FACTS, "by": operator, "at": NOW + after, "facts": "借款未还", "evidence": []}
    if after < ASSISTED_FOR:
        intake.save_answers(draft.pk, **act)
    else:
        with pytest.raises(NotYours):
            intake.save_answers(draft.pk, **act)


@pytest.mark.parametrize("ender", ["helper", "citizen"])
def test_either_side_ends_it_at_any_moment(operator, citizen, ender) -> None:
    draft = make_draft(filer=citizen)
    row = make_assistance(operator, filing=draft)
    services.end_assistance(row.pk, by=operator if ender == "helper" else citizen, at=LATER)
    services.end_assistance(row.pk, by=operator, at=LATER + timedelta(minutes=1))
    row.refresh_from_db()
    assert row.ended_at == LATER
    with pytest.raises(NotYours):
        intake.save_answers(draft.pk, task=Task.FACTS, by=operator, at=LATER, facts="x", evidence=[])


def test_a_third_person_ends_nothing(operator) -> None:
    row = make_assistance(operator)
    with pytest.raises(NotYours):
        services.end_assistance(row.pk, by=make_user(), at=LATER)


def test_a_helper_neither_submits_alone_nor_discards(operator, citizen) -> None:
    draft = make_complete_draft(filer=citizen)
    working(operator, draft)
    for act in (reception.submit, intake.discard):
        with pytest.raises(NotYours):
            act(draft.pk, by=operator, at=LATER)


# Handing in


@pytest.mark.promise("4")
def test_the_citizens_second_code_hands_the_draft_in_with_both_names(operator, citizen) -> None:
    draft = make_complete_draft(filer=citizen)
    row = working(operator, draft)
    filing = services.hand_in(row.pk, code=submission_code(row, operator), by=operator, at=LATER)

    assert (filing.status, filing.channel, filing.submitted_at) == (Status.SUBMITTED, Channel.ASSISTED, LATER)
    assert (filing.filer, filing.paper_received_at, filing.received_at) == (citizen, None, LATER)
    event = trail.history(filing)[0]
    assert event.history_user == operator
    assert str(citizen) in event.history_change_reason
    row.refresh_from_db()
    assert (row.confirmed_at, row.ended_at) == (LATER, LATER)
    assert Notice.objects.filter(template="filings/received", recipient=citizen).exists()
    assert not helped_by(operator, LATER).exists()


def test_the_code_for_opening_is_no_yes_to_the_submission(operator, citizen) -> None:
    draft = make_complete_draft(filer=citizen)
    row = services.ask(citizen.phone, by=operator, at=NOW)
    code = last_code(citizen.phone)
    services.open_with_code(row.pk, code=code, by=operator, at=NOW)
    services.choose(row.pk, draft_code=draft.draft_code, by=operator, at=NOW)
    with pytest.raises(WrongCode):
        services.hand_in(row.pk, code=code, by=operator, at=NOW)


def test_a_draft_changed_after_the_code_was_sent_is_not_handed_in_with_it(operator, citizen) -> None:
    draft = make_complete_draft(filer=citizen)
    row = working(operator, draft)
    code = submission_code(row, operator)
    intake.save_answers(
        draft.pk, task=Task.FACTS, by=operator, at=LATER + timedelta(seconds=1), facts="改了", evidence=[]
    )
    with pytest.raises(WrongCode, match="改过"):
        services.hand_in(row.pk, code=code, by=operator, at=LATER + timedelta(seconds=2))
    draft.refresh_from_db()
    assert draft.status == Status.DRAFT


def test_no_code_is_sent_for_a_draft_that_cannot_be_handed_in(operator, citizen) -> None:
    row = working(operator, make_draft(filer=citizen))
    with pytest.raises(Incomplete):
        services.send_submission_code(row.pk, by=operator, at=LATER)


def test_a_code_is_used_once_for_the_submission_too(operator, citizen) -> None:
    row = working(operator, make_complete_draft(filer=citizen))
    code = submission_code(row, operator)
    services.hand_in(row.pk, code=code, by=operator, at=LATER)
    with pytest.raises(Refused):
        services.hand_in(row.pk, code=code, by=operator, at=LATER)
    assert PhoneCode.objects.get(purpose="submission").used_at == LATER


def test_an_expired_assistance_hands_nothing_in(operator, citizen) -> None:
    row = make_assistance(operator, filing=make_complete_draft(filer=citizen))
    at = row.expires_at - timedelta(minutes=1)
    code = submission_code(row, operator, at=at)
    with pytest.raises(WrongState, match="已经结束"):
        services.hand_in(row.pk, code=code, by=operator, at=row.expires_at)


def test_a_correction_is_helped_with_and_confirmed_in_the_same_way(operator) -> None:
    filing = make_correction(make_clerk())
    row = make_assistance(operator, filing=filing)
    done = services.hand_in(row.pk, code=submission_code(row, operator), by=operator, at=LATER)
    assert done.status == Status.SUBMITTED
    assert trail.history(done)[0].history_user == operator


# Afterwards


@pytest.mark.parametrize("helper", [make_clerk, make_chief])
def test_who_helped_to_write_a_filing_never_reviews_it(helper) -> None:
    helper = helper()
    filing = make_waiting(channel=Channel.ASSISTED)
    make_assistance(helper, filing=filing, ended_at=NOW)
    with pytest.raises(Refused, match="协助的人不能审核"):
        review.take(filing.pk, by=helper, at=LATER)
    with pytest.raises(Refused, match="协助填写过本件"):
        review.assign(filing.pk, to=helper, by=make_chief(), at=LATER)
    assert review.take(filing.pk, by=make_clerk(), at=LATER)


def test_who_was_asked_but_never_let_in_may_review() -> None:
    clerk, filing = make_clerk(), make_waiting()
    make_assistance(clerk, citizen=filing.filer, opened_at=None, expires_at=None)
    assert review.take(filing.pk, by=clerk, at=LATER)


def test_the_helper_does_not_see_the_filing_after_it_was_handed_in(operator) -> None:
    filing = make_submitted()
    make_assistance(operator, filing=filing)
    assert not helped_by(operator, NOW).exists()
