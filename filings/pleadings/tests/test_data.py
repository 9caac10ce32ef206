"""Every form has all rows of the official list, and nothing in it names what is not there."""

import pytest

from filings.intake import causes
from filings.intake.kinds import ALL_KINDS, KINDS
from filings.pleadings import data
from filings.pleadings.data.called import CALLED
from filings.pleadings.data.shape import Role, Sort, slots
from filings.pleadings.data.terms import TERMS
from filings.pleadings.rules.checks import CHECKS
from filings.pleadings.rules.paper import document_title

FORMS = list(data.FORMS.values())
COMMON = {"J1", "J2", "J3", "M1", "M2"}
ROWS = {
    "private_lending": (8, 18),
    "divorce": (9, 10),
    "sale": (10, 25),
    "property_service": (5, 13),
    "labour": (10, 8),
    "traffic": (14, 5),
    "credit_card": (7, 16),
    "bank_loan": (8, 19),
    "enforcement": (5, 6),
    "preservation": (3, 5),
    "payment_order": (4, 5),
    "narrative": (4, 6),
    "application": (1, 4),
}
"""How many claims and facts the list of the edition has."""
by_code = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)


@pytest.mark.parametrize("code", ROWS)
def test_a_form_has_every_row_of_the_list(code):
    claims, facts = ROWS[code]
    numbers = [section.number for section in data.form_of("2025", code).sections()]
    wanted = {f"C{n}" for n in range(1, claims + 1)} | {f"F{n}" for n in range(1, facts + 1)}
    assert len(numbers) == len(set(numbers))
    assert set(numbers) - COMMON == wanted
    assert (set(numbers) >= COMMON) is (data.form_of("2025", code).role == Role.COMPLAINT)


@by_code
def test_a_field_stands_once_and_whatever_is_named_is_there(form):
    fields = [field for section in form.sections() for field in section.fields]
    codes = [field.code for field in fields]
    assert len(codes) == len(set(codes))
    assert len({step.code for step in form.steps}) == len(form.steps)
    named = {field.when[0] for field in fields if field.when} | {field.after for field in fields if field.after}
    named |= {section.when[0] for section in form.sections() if section.when} | ({form.total} - {""})
    assert named <= set(codes)
    assert set(form.checks) <= set(CHECKS)
    assert all(term in TERMS for field in fields for term in field.terms)


@by_code
def test_a_sentence_names_fields_of_its_own_row_and_tests_answers_that_exist(form):
    for section in form.sections():
        columns = [(field.columns, [field.each]) for field in section.fields if field.sort == Sort.ROWS]
        for fields, sentences in [(section.fields, section.says), *columns]:
            known = {field.code: field for field in fields}
            for code, tests in (slot for sentence in sentences for slot in slots(sentence)):
                assert code in known, (section.number, code)
                answers = {"yes", "no"} if known[code].sort == Sort.YES_NO else dict(known[code].choices)
                assert not set(tests) - set(answers), (section.number, code)


@by_code
def test_nothing_is_required_and_conditions_ask_for_answers_that_exist(form):
    for section in form.sections():
        for field in section.fields:
            assert not field.required
            assert field.sort != Sort.ROWS or (field.columns and field.each)
            assert field.sort != Sort.CHOICE or len(field.choices) > 1
        for when in [section.when, *(field.when for field in section.fields)]:
            if when:
                first = form.fields[when[0]]
                assert set(when[1:]) <= ({"yes", "no"} if first.sort == Sort.YES_NO else set(dict(first.choices)))


def test_every_name_on_paper_belongs_to_a_question():
    questions = {field.label for form in FORMS for section in form.sections() for field in section.fields}
    assert set(CALLED) <= questions


def test_every_term_is_used():
    used = {term for form in FORMS for section in form.sections() for field in section.fields for term in field.terms}
    assert used == set(TERMS)


@pytest.mark.parametrize(
    ("cause", "form"),
    [
        ("108(3)", "private_lending"),
        ("14", "divorce"),
        ("88", "sale"),
        ("88(8)", "sale"),
        ("126", "property_service"),
        ("205(5)", "labour"),
        ("208", "labour"),
        ("411(1)", "traffic"),
        ("115(2)", "credit_card"),
        ("115(1)", "narrative"),
        ("108(1)", "bank_loan"),
        ("108(4)", "narrative"),
        ("", "narrative"),
    ],
)
def test_a_cause_leads_to_its_form(cause, form):
    assert data.form_for("civil_complaint", cause).code == form


@pytest.mark.parametrize(
    ("kind", "form"),
    [
        ("enforcement", "enforcement"),
        ("payment_order", "payment_order"),
        ("preservation_before_suit", "preservation"),
        ("preservation_in_suit", "preservation"),
        ("preservation_before_enforcement", "preservation"),
        ("retrial", "application"),
        ("protection_order", "application"),
        ("defence", "private_lending-answer"),
    ],
)
def test_another_kind_leads_to_its_form_whatever_the_cause(kind, form):
    assert data.form_for(kind, "108(3)").code == form


def test_whatever_stands_there_at_first_is_known_of_the_filing():
    details = {detail.code for kind in KINDS.values() for detail in kind.details}
    prefills = {f.prefill for form in FORMS for section in form.sections() for f in section.fields if f.prefill}
    assert prefills <= details | {"plaintiffs", "defendants"}


def test_every_kind_has_a_form_whose_paper_bears_its_name_and_what_is_filed_a_slot_for_it():
    assert set(data.BY_KIND) <= set(ALL_KINDS)
    for kind in ALL_KINDS.values():
        assert document_title(data.form_for(kind.code, ""), kind).endswith(kind.document)
        assert bool(kind.slot(data.SLOT)) is kind.is_filed


def test_every_mapped_cause_is_in_the_edition():
    assert set(data.BY_CAUSE) <= {row.code for row in causes.rows("2025")}
    assert {(data.CURRENT_EDITION, code) for code in {*data.BY_CAUSE.values(), *data.BY_KIND.values()}} <= set(
        data.FORMS
    )


def test_an_answer_takes_a_stand_on_every_row_of_the_complaint():
    form = data.form_of("2025", "private_lending-answer")
    rows = {section.number: section for section in form.sections()}
    assert [field.code for field in rows["C1"].fields] == ["C1_stand", "C1_why"]
    assert [field.code for field in rows["F8"].fields] == ["F8_stand", "F8_why"]
    assert rows["F17"].title == "答辩依据"
    assert rows["F18"].source == "evidence"
