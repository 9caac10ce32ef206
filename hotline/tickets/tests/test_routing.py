"""Rules are rows, the first that fits wins, and none leads to the person complained of."""

import pytest

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_department
from gangcheng_court.core.deadlines.clock import court_time
from hotline.tickets import services
from hotline.tickets.enums import Subject, TicketType
from hotline.tickets.rules.routing import case_code
from hotline.tickets.services import routing
from hotline.tickets.tests.builders import make_member, make_rule, make_supervisor, make_ticket

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
