"""Rules are rows, the first that fits wins, and none leads to the person complained of."""

import pytest

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_department
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.notices.models import Notice
from gangcheng_court.errors import Refused
from hotline.tickets import services
from hotline.tickets.enums import Status, Subject, TicketType
from hotline.tickets.permissions import visible_to
from hotline.tickets.rules.routing import case_code
from hotline.tickets.services import routing
from hotline.tickets.tests.builders import (
    NOW,
    make_member,
    make_operator,
    make_rule,
    make_supervisor,
    make_ticket,
    new_ticket,
)

pytestmark = [pytest.mark.django_db, pytest.mark.promise("3")]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("（2026）鲁0117民初123号", "民初"),
        ("(2026) 鲁0117执 45号", "执"),
        ("（2026）鲁01民终9号", "民终"),
        ("不知道", ""),
        ("", ""),
    ],
)
def test_the_type_code_is_read_out_of_a_case_number(number, code):
    assert case_code(number) == code


def test_the_first_rule_that_fits_wins_and_each_that_does_not_says_why():
    filing = make_member().department
    enforcement = make_member(code="enforcement", title="执行局").department
    make_rule(filing, position=10, type=TicketType.SUGGESTION)
    make_rule(filing, position=20, words=["饮水机"], active=False)
    make_rule(enforcement, position=30, case_codes=["执"])
    make_rule(filing, position=40, case_codes=["执"])

    found = services.dry_run(
        type=TicketType.CONTACT_JUDGE, subject="", text="找法官", case_number="（2026）鲁0117执45号", complained_of=None
    )

    assert found.department == enforcement
    assert [line[:2] for line in found.reasons] == ["10", "30"]
    assert "只用于建议" in found.reasons[0]


def test_words_of_the_title_count_too():
    enforcement = make_member(code="enforcement", title="执行局").department
    make_rule(enforcement, words=["失信", "查封"])

    assert routing.of_ticket(make_ticket(title="被误列失信", text="请核实")).department == enforcement


def test_without_a_rule_supervision_decides():
    found = routing.of_ticket(make_ticket())

    assert found.department.code == "supervision"
    assert found.rule is None


def test_a_rule_never_leads_to_the_department_of_the_person_complained_of():
    clerk = make_member()
    make_rule(clerk.department, type=TicketType.COMPLAINT)

    found = routing.of_ticket(make_ticket(type=TicketType.COMPLAINT, complained_of=clerk))

    assert found.department.code == "supervision"
    assert "被投诉人在这个部门" in found.reasons[0]


def test_somebody_who_is_only_named_is_kept_away_from_as_well():
    clerk = make_member(name="刘芳")
    make_rule(clerk.department)

    ticket = make_ticket(type=TicketType.COMPLAINT, complained_name="立案窗口的刘芳")

    assert routing.of_ticket(ticket).department.code == "supervision"


def test_a_complaint_about_a_supervisor_goes_to_the_president():
    supervisor = make_supervisor()
    make_rule(supervisor.department, type=TicketType.COMPLAINT)

    found = routing.of_ticket(make_ticket(type=TicketType.COMPLAINT, complained_of=supervisor))

    assert found.department.code == "president"


def test_a_named_handler_is_passed_over_when_it_is_about_him():
    judge = make_member(Role.JUDGE, "trial", "审判庭")
    other = make_department("enforcement", "执行局")
    make_rule(other, handler=judge)

    found = routing.of_ticket(make_ticket(type=TicketType.COMPLAINT, complained_of=judge))

    assert found.rule is None
    assert "指定的承办人就是被投诉人" in found.reasons[0]


def test_the_rules_to_start_with_are_put_once_and_send_each_kind_somewhere():
    for code in ("filing", "trial", "enforcement"):
        make_member(code=code, title=code)
    make_supervisor()

    assert services.load_rules() == services.load_rules() == len(routing.STARTING_RULES)
    for type_, subject, code in (
        (TicketType.COMPLAINT, Subject.FILING, "supervision"),
        (TicketType.PETITION, "", "supervision"),
        (TicketType.CONTACT_JUDGE, "", "trial"),
        (TicketType.SUGGESTION, "", "filing"),
    ):
        ticket = make_ticket(type=type_, subject=subject, title="一件事", text="一件事", at=court_time("2026-06-17"))
        assert routing.of_ticket(ticket).department.code == code


# Never lost, never back, never where nobody is


def test_a_department_where_nobody_could_sign_is_passed_over():
    make_rule(make_department("enforcement", "执行局"), position=10)
    clerk = make_member()
    make_rule(clerk.department, position=20)

    found = routing.of_ticket(make_ticket())

    assert found.department == clerk.department
    assert "没有人能签收" in found.reasons[0]


def test_a_complaint_needs_a_head_or_a_named_handler():
    clerk = make_member()
    judge = make_member(Role.JUDGE, "trial", "审判庭")
    make_rule(clerk.department, position=10)
    rule = make_rule(judge.department, position=20, handler=judge)

    found = routing.of_ticket(make_ticket(type=TicketType.COMPLAINT))

    assert (found.rule, found.handler) == (rule, judge)
    assert "没有人能签收" in found.reasons[0]


def test_a_named_handler_whose_account_is_switched_off_is_passed_over():
    judge = make_member(Role.JUDGE, "trial", "审判庭", is_active=False)
    make_rule(judge.department, handler=judge)

    assert routing.of_ticket(make_ticket()).rule is None


def test_by_rule_it_does_not_go_back_to_the_department_that_returned_it():
    operator, clerk, supervisor = make_operator(), make_member(), make_supervisor()
    make_rule(clerk.department)
    ticket = make_ticket()
    services.hand_over_by_rule(ticket.pk, by=operator, at=NOW)
    services.send_back(ticket.pk, by=clerk, at=NOW, reason="不是立案庭的事")

    assert services.hand_over_rest(at=court_time("2026-06-17 17:30")) == 1

    ticket.refresh_from_db()
    assert ticket.department == supervisor.department


def test_a_complaint_about_supervision_and_the_president_alike_is_not_lost():
    first = make_supervisor(name="周敏敏")
    second = make_member(Role.CHIEF, "president", "院长办公室", name="郑大同")

    receipt = services.receive(
        new_ticket(TicketType.COMPLAINT, complained_name="周敏敏和郑大同"), by=None, at=court_time("2026-06-17 22:00")
    )

    assert receipt.ticket.department == first.department
    for about in (first, second):
        assert not visible_to(about).exists()
    assert not Notice.objects.filter(recipient__in=[first, second]).exists()


def test_what_is_about_the_desk_itself_leaves_the_desk_at_once():
    supervisor, operator = make_supervisor(), make_operator()

    ticket = services.receive(
        new_ticket(TicketType.COMPLAINT, complained_of=operator), by=make_operator(), at=NOW
    ).ticket

    assert (ticket.status, ticket.department) == (Status.HANDED_OVER, supervisor.department)
    assert ticket.handoffs.get().automatic


@pytest.mark.parametrize("type", [TicketType.COMPLAINT, TicketType.SUGGESTION])
def test_an_operator_cannot_hand_over_where_nobody_could_sign(type):
    empty = make_department("enforcement", "执行局")

    with pytest.raises(Refused, match="没有人能签收"):
        services.hand_over(make_ticket(type=type).pk, by=make_operator(), at=NOW, department=empty)
