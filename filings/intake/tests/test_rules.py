import pytest

from filings.intake import queries, rules
from filings.intake.enums import AgentKind, Authority, PartyKind, Side, SpecialPower
from filings.intake.kinds import ALWAYS, KINDS, Task
from filings.intake.kinds.shape import YES_NO
from filings.intake.models import Agent, Cause, Filing
from filings.intake.tests.builders import make_complete_draft, make_draft, make_material, make_party

pytestmark = pytest.mark.django_db


def whole(filing: Filing) -> Filing:
    return queries.whole(Filing.objects.filter(pk=filing.pk)).get()


def messages(filing: Filing, level: str) -> list[str]:
    return [problem.message for problem in rules.problems(whole(filing)) if problem.level == level]


def test_an_empty_draft_names_every_missing_part_once():
    assert messages(make_draft(), "error") == [
        "请添加原告",
        "请添加被告",
        "请选择案由，拿不准就选“由法院确定”",
        "请至少写一项诉讼请求",
        "请写明事实与理由",
        "请上传原告身份证明",
        "请填写收件人",
        "请填写送达地址",
        "请填写联系电话",
    ]


def test_a_complete_draft_has_no_error():
    assert rules.errors(whole(make_complete_draft())) == []


def test_warnings_are_never_errors():
    filing = make_complete_draft(evidence=[])
    assert "证据清单还是空的，立案后也可以补充" in messages(filing, "warning")
    assert rules.errors(whole(filing)) == []


@pytest.mark.parametrize("field", rules.PLAINTIFF_FIELDS[PartyKind.NATURAL])
def test_each_field_of_a_natural_plaintiff_is_required(field):
    filing = make_complete_draft()
    plaintiff = filing.parties.get(side=Side.PLAINTIFF)
    setattr(plaintiff, field, None if field == "birth_on" else "")
    plaintiff.save()
    assert [problem.field for problem in rules.errors(whole(filing))] == [field]


@pytest.mark.parametrize("field", rules.PLAINTIFF_FIELDS[PartyKind.ORGANISATION])
def test_each_field_of_a_plaintiff_organisation_is_required(field):
    filing = make_complete_draft()
    plaintiff = filing.parties.get(side=Side.PLAINTIFF)
    plaintiff.kind = PartyKind.ORGANISATION
    plaintiff.legal_representative, plaintiff.representative_title = "王某", "经理"
    setattr(plaintiff, field, "")
    plaintiff.save()
    assert [problem.field for problem in rules.errors(whole(filing))] == [field]


def test_a_defendant_needs_a_name_and_one_thing_to_tell_him_apart_but_no_identity_number():
    filing = make_complete_draft()
    defendant = filing.parties.get(side=Side.DEFENDANT)
    defendant.domicile = defendant.employer = ""
    defendant.save()
    assert rules.errors(whole(filing)) == []  # the phone tells him apart
    defendant.phone = ""
    defendant.save()
    assert [problem.field for problem in rules.errors(whole(filing))] == ["domicile"]


def test_special_authority_without_listed_powers_is_an_error():
    filing = make_complete_draft()
    make_material(filing, "authority")
    agent = Agent.objects.create(
        party=filing.parties.first(), kind=AgentKind.LAWYER, name="赵律师", authority=Authority.SPECIAL
    )
    assert [problem.field for problem in rules.errors(whole(filing))] == ["special_powers"]
    agent.special_powers = [SpecialPower.SETTLE]
    agent.save()
    assert rules.errors(whole(filing)) == []


def test_an_agent_calls_for_the_authority_papers():
    filing = make_complete_draft()
    Agent.objects.create(party=filing.parties.first(), kind=AgentKind.RELATIVE, name="张父")
    assert [problem.field for problem in rules.errors(whole(filing))] == ["authority"]


def test_the_arbitration_papers_are_shown_only_for_a_labour_dispute_and_never_block():
    cause = Cause.objects.create(edition="2025", code="205", name="劳动合同纠纷", group="劳动争议")
    labour = make_complete_draft(cause=cause)
    assert "arbitration" in [slot.code for slot in rules.open_slots(whole(labour))]
    assert "arbitration" not in [slot.code for slot in rules.open_slots(whole(make_complete_draft()))]
    assert rules.errors(whole(labour)) == []


def test_task_states_follow_the_errors():
    states = rules.task_states(whole(make_draft(facts="只写了事实")))
    assert states == {
        Task.PARTIES: "empty",
        Task.CAUSE: "empty",
        Task.FACTS: "done",
        Task.MATERIALS: "empty",
        Task.SERVICE: "empty",
    }
    assert set(rules.task_states(whole(make_complete_draft())).values()) == {"done"}


def test_a_party_without_its_fields_makes_the_task_started():
    filing = make_draft()
    make_party(filing, name="")
    assert rules.task_states(whole(filing))[Task.PARTIES] == "started"


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.code)
def test_every_condition_and_target_of_a_kind_exists(kind):
    slots, details = {slot.code for slot in kind.slots}, {detail.code: detail for detail in kind.details}
    for condition in [part.condition for part in (*kind.slots, *kind.checklist, *kind.details, *kind.limits)] + [
        kind.urgent
    ]:
        if condition.startswith("detail:"):
            code, _, answer = condition.removeprefix("detail:").partition("=")
            detail = details[code.removesuffix("!")]
            assert answer in dict(detail.choices or YES_NO)
        else:
            assert condition in ("", ALWAYS) or condition in rules.CONDITIONS
    for item in kind.checklist:
        sort, _, code = item.target.partition(":")
        assert code in slots if sort == "slot" else code in Task.values
