"""A pleading stays on its edition, nothing of the person's own is lost, and its papers say the same."""

import itertools
from dataclasses import replace
from decimal import Decimal

import pytest

from filings.intake.enums import Status
from filings.intake.models import Cause, Filing
from filings.intake.tests.builders import make_complete_draft, make_draft, make_party
from filings.pleadings import data, queries, services
from filings.pleadings.enums import Part, PrintState, Style
from filings.pleadings.models import Pleading
from filings.pleadings.rules import paper
from filings.pleadings.services import docx, printing
from filings.pleadings.tests.builders import (
    LENDING,
    NOW,
    docx_text,
    make_pleading,
    printed,
    squeezed,
)
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.documents import pdf
from gangcheng_court.core.documents.tests.printed import words_of
from gangcheng_court.errors import NotYours, Refused, WrongState

pytestmark = pytest.mark.django_db
LATER = NOW.replace(hour=11)
CORRECTION = {"status": "correction", "number": "WS1", "submitted_at": NOW, "open_targets": ["task:facts"]}


def compose(pleading, **choices):
    chosen = {Part(part): take for part, take in choices.items()}
    asked = services.compose(pleading.filing_id, by=pleading.filing.filer, at=NOW, choices=chosen)
    pleading.refresh_from_db()
    pleading.filing.refresh_from_db()
    return [proposal.part for proposal in asked]


def answer(pleading, step, **answers):
    services.save_answers(pleading.filing_id, step=step, answers=answers, by=pleading.filing.filer, at=LATER)
    pleading.refresh_from_db()


def test_a_pleading_begins_once_on_the_form_of_the_cause():
    filing = make_complete_draft()
    first = services.start(filing.pk, by=filing.filer, at=NOW)
    again = services.start(filing.pk, by=filing.filer, at=LATER)
    assert (first.form_code, first.edition, again.pk) == ("private_lending", "2025", first.pk)
    assert services.start(make_draft(filer=filing.filer).pk, by=filing.filer, at=NOW).form_code == "narrative"


def test_a_draft_stays_on_the_edition_it_began_with(monkeypatch):
    pleading = make_pleading()
    newer = replace(data.form_of("2025", "private_lending"), edition="2099", document="新式起诉状")
    monkeypatch.setitem(data.FORMS, ("2099", "private_lending"), newer)
    monkeypatch.setattr(data, "CURRENT_EDITION", "2099")

    again = services.start(pleading.filing_id, by=pleading.filing.filer, at=LATER)
    answer(again, "money", agreed="60000")

    assert again.form.edition == "2025"
    assert queries.paper_of(again).document == "民事起诉状"
    other = make_complete_draft(filer=pleading.filing.filer)
    assert services.start(other.pk, by=other.filer, at=NOW).form.document == "新式起诉状"


def test_answers_of_a_page_are_kept_and_taken_away():
    pleading = make_pleading(answers={})
    answer(pleading, "money", lent="5", agreed="6")
    answer(pleading, "money", agreed=None)
    assert (pleading.answers, pleading.saved_at) == ({"lent": "5"}, LATER)
    with pytest.raises(KeyError):
        answer(pleading, "money", principal="1")
    with pytest.raises(Refused, match="没有这一步"):
        answer(pleading, "nothing", principal="1")


def test_typing_in_a_draft_leaves_no_history_and_a_change_during_a_correction_does():
    pleading = make_pleading()
    answer(pleading, "money", agreed="1")
    assert not pleading.history.exists()
    Filing.objects.filter(pk=pleading.filing_id).update(**CORRECTION)
    answer(pleading, "money", agreed="2")
    assert pleading.history.get().history_change_reason == "补正诉状"


def test_during_a_correction_only_the_open_part_can_be_changed():
    pleading = make_pleading()
    compose(pleading)
    Filing.objects.filter(pk=pleading.filing_id).update(**CORRECTION)
    with pytest.raises(WrongState):
        answer(pleading, "claim-money", principal="30000")
    answer(pleading, "money", lent="60000")
    answer(pleading, "agreements", preserve="yes")
    compose(pleading)
    assert "实际提供借款60,000元" in pleading.filing.facts


@pytest.mark.parametrize("status", sorted(set(Status) - {Status.DRAFT, Status.CORRECTION}))
def test_nothing_can_be_done_once_it_was_handed_in(status):
    pleading = make_pleading()
    Filing.objects.filter(pk=pleading.filing_id).update(
        status=status, number="WS1", submitted_at=NOW, case_number="（2026）鲁0117民初1号"
    )
    by = pleading.filing.filer
    for act in (
        lambda: answer(pleading, "money", agreed="1"),
        lambda: compose(pleading),
        lambda: services.ask_for_print(pleading.filing_id, style=Style.ELEMENT, by=by, at=NOW),
        lambda: services.use_own_paper(pleading.filing_id, by=by, at=NOW),
        lambda: services.change_form(pleading.filing_id, by=by, at=NOW),
    ):
        with pytest.raises(WrongState):
            act()


def test_a_stranger_and_a_filing_without_a_pleading_are_refused():
    pleading, stranger = make_pleading(), make_user()
    for act in (services.start, services.compose, services.hand_in, services.use_own_paper, services.change_form):
        with pytest.raises(NotYours):
            act(pleading.filing_id, by=stranger, at=NOW)
    with pytest.raises(NotYours):
        services.save_answers(pleading.filing_id, step="money", answers={}, by=stranger, at=NOW)
    with pytest.raises(NotYours):
        services.ask_for_print(pleading.filing_id, style=Style.ELEMENT, by=stranger, at=NOW)
    empty = make_draft()
    with pytest.raises(Refused, match="还没有开始"):
        services.compose(empty.pk, by=empty.filer, at=NOW)


def test_the_text_goes_into_an_empty_filing_with_the_amount():
    pleading = make_pleading()
    assert compose(pleading) == []
    filing = pleading.filing
    assert filing.claims[0] == "判令被告偿还借款本金40,000元"
    assert filing.amount == Decimal("42400.50")
    assert filing.facts.startswith("1. 2025年3月1日，双方订立借条。")


def test_text_that_nobody_edited_follows_the_answers():
    pleading = make_pleading()
    compose(pleading)
    answer(pleading, "claim-money", principal="30000")
    assert compose(pleading) == []
    assert pleading.filing.claims[0] == "判令被告偿还借款本金30,000元"
    assert pleading.filing.amount == Decimal("32400.50")


def test_what_the_person_wrote_is_asked_about_and_kept_when_they_say_so():
    pleading = make_pleading()
    compose(pleading)
    mine = ["判令被告还钱"]
    Filing.objects.filter(pk=pleading.filing_id).update(claims=mine, facts="我的经过", amount=1)
    assert compose(pleading) == []  # the answers say nothing new

    answer(pleading, "claim-money", principal="30000")
    answer(pleading, "money", lent="45000")
    assert compose(pleading) == [Part.CLAIMS, Part.AMOUNT, Part.FACTS]
    assert (pleading.filing.claims, pleading.filing.facts) == (mine, "我的经过")

    assert compose(pleading, claims=False, amount=True) == [Part.FACTS]
    assert (pleading.filing.claims, pleading.filing.amount) == (mine, Decimal("32400.50"))
    assert compose(pleading, facts=True) == []
    assert "实际提供借款45,000元" in pleading.filing.facts
    assert pleading.filing.claims == mine


def test_text_written_before_the_pleading_was_begun_is_asked_about():
    pleading = make_pleading(make_complete_draft())
    assert compose(pleading) == [Part.CLAIMS, Part.AMOUNT, Part.FACTS]


def test_an_answered_nothing_takes_nothing_away():
    pleading = make_pleading(make_complete_draft(), answers={})
    assert compose(pleading) == []
    assert pleading.filing.claims == ["判令被告偿还借款本金50000元", "判令被告承担诉讼费用"]


def test_going_over_to_another_form_keeps_what_both_ask_for():
    pleading = make_pleading()
    pleading.filing.cause = Cause.objects.create(
        edition="2025", code="108(1)", name="金融借款合同纠纷", group="合同纠纷"
    )
    pleading.filing.save()
    assert queries.better_form(pleading, pleading.filing).code == "bank_loan"
    changed = services.change_form(pleading.filing_id, by=pleading.filing.filer, at=LATER)
    assert changed.form_code == "bank_loan"
    assert (changed.answers["principal"], changed.answers["lent_on"]) == ("40000", LENDING["lent_on"])
    assert not {"clause_text", "rate_per", "lent_by"} & changed.answers.keys()
    assert queries.better_form(changed, pleading.filing) is None


@pytest.mark.parametrize("style", Style)
def test_pdf_and_word_say_the_same_and_all_of_it(style):
    pleading = make_pleading()
    compose(pleading)
    made = printed(pleading, style)
    assert (made.print_state, made.style) == (PrintState.READY, style)
    with made.pdf.file.open("rb") as in_pdf, made.docx.file.open("rb") as in_word:
        said = {"pdf": words_of(in_pdf.read()), "docx": docx_text(in_word.read())}
    content = queries.paper_of(made)
    for sort, text in said.items():
        for _, line in content.texts():
            assert squeezed(line) in text, (sort, line)
        for words in ("民事起诉状", "张玥喆", "李建国", "借条", "此致济南市钢城区人民法院", "二〇二六年六月十七日"):
            assert words in text, (sort, words)
        assert "人民币肆万贰仟肆佰元伍角整" in text
        assert "None" not in text


def test_the_element_table_ticks_what_was_answered_and_leaves_out_what_was_not():
    pleading = make_pleading()
    rows = {row.label: row.lines for part in queries.paper_of(pleading, "element").parts for row in part.rows}
    assert rows["6. 是否主张诉讼费用"] == ("■ 是　□ 否",)
    assert rows["7. 还款方式"] == (
        "■ 到期一次性还本付息　□ 按月计息、到期还本　□ 按季计息、到期还本　□ 按年计息、到期还本　□ 其他",
    )
    assert rows["3. 借款金额"][:2] == (
        "约定金额：50,000元（人民币伍万元整）",
        "实际提供：50,000元（人民币伍万元整）",
    )
    assert rows["1. 有无仲裁、法院管辖约定"] == ("□ 有　■ 无",)
    assert rows["8. 标的总额"] == ("42,400.50元（人民币肆万贰仟肆佰元伍角整）",)
    assert not [label for label in rows if "最高额" in label or "其他请求" in label]
    assert all(lines for lines in rows.values())


def test_an_answer_says_row_by_row_what_is_confirmed():
    form = data.form_of("2025", "private_lending-answer")
    filing = queries.whole(Filing.objects.all()).get(pk=make_draft().pk)
    content = paper.make(
        form, {"C1_stand": "agree", "F3_stand": "object", "F3_why": "只收到三万元"}, filing, style="element"
    )
    rows = {row.label: row.lines for part in content.parts for row in part.rows}
    assert (content.document, content.signer) == ("民事答辩状", "答辩人")
    assert rows["1. 本金"] == ("■ 确认　□ 异议",)
    assert rows["3. 借款金额"] == ("□ 确认　■ 异议", "事实和理由：只收到三万元")


def test_text_that_differs_from_the_answers_stands_in_the_table_too():
    pleading = make_pleading()
    compose(pleading)
    labels = {row.label for part in queries.paper_of(pleading, "element").parts for row in part.rows}
    assert not [label for label in labels if "文字" in label]
    Filing.objects.filter(pk=pleading.filing_id).update(claims=["判令被告还钱"], facts="第一段\n\n第二段")
    rows = {row.label: row.lines for part in queries.paper_of(pleading, "element").parts for row in part.rows}
    assert rows["诉讼请求（以本栏文字为准）"] == ("1. 判令被告还钱。",)
    assert rows["事实与理由（本人的文字）"] == ("第一段", "第二段")


def test_every_form_makes_both_papers_also_without_any_answer():
    filing = queries.whole(Filing.objects.all()).get(pk=make_draft().pk)
    for form, style in itertools.product(data.FORMS.values(), Style):
        empty = paper.make(form, {}, filing, style=style)
        assert empty.document
        assert docx.write(empty, "二〇二六年六月十七日")[:2] == b"PK"
        assert not [line for _, line in empty.texts() if "□" in line]


def test_markup_in_an_answer_stays_text():
    attack = '<script>alert(1)</script><b>粗</b> & "引号" {{ x }}'
    pleading = make_pleading(answers=LENDING | {"other_facts": attack, "contract_name": attack})
    made = printed(pleading)
    with made.pdf.file.open("rb") as in_pdf, made.docx.file.open("rb") as in_word:
        assert squeezed(attack) in words_of(in_pdf.read())
        assert squeezed(attack) in docx_text(in_word.read())


def test_characters_no_font_has_are_named_with_their_place_before_anything_is_printed():
    pleading = make_pleading(answers=LENDING | {"lender": "张𠮷", "other_facts": "😀"})
    with pytest.raises(services.MissingCharacters) as refusal:
        services.ask_for_print(pleading.filing_id, style="element", by=pleading.filing.filer, at=NOW)
    assert refusal.value.found == [("𠮷", "2. 签订主体"), ("😀", "16. 其他需要说明的内容")]
    assert "“2. 签订主体”里的“𠮷”" in str(refusal.value)
    pleading.refresh_from_db()
    assert pleading.print_state == PrintState.NONE

    services.ask_for_print(pleading.filing_id, style="element", by=pleading.filing.filer, at=NOW, stand_ins=True)
    services.print_waiting(at=NOW)
    pleading.refresh_from_db()
    with pleading.pdf.file.open("rb") as content:
        text = words_of(content.read())
    assert "张〓" in text
    assert "U+20BB7" in text


def test_every_sign_the_papers_use_is_in_our_fonts():
    signs = f"{paper.TICKED}{paper.OPEN}{paper.GAP}〇〓：，。（）；、—“”"
    assert pdf.unprintable(signs) == []
    fixed = [text for form in data.FORMS.values() for s in form.sections() for text in (s.title, *s.says)]
    assert pdf.unprintable("".join(fixed)) == []


def test_asked_twice_it_is_printed_once():
    pleading = make_pleading()
    for style in ("element", "classic"):
        services.ask_for_print(pleading.filing_id, style=style, by=pleading.filing.filer, at=NOW)
    assert services.print_waiting(at=NOW) == 1
    assert services.print_waiting(at=NOW) == 0
    pleading.refresh_from_db()
    assert (pleading.style, pleading.print_state) == ("classic", PrintState.READY)


def test_asking_wakes_the_worker_once_it_is_committed(monkeypatch, django_capture_on_commit_callbacks):
    sent = []
    monkeypatch.setattr(printing.current_app, "send_task", sent.append)
    pleading = make_pleading()
    with django_capture_on_commit_callbacks(execute=True):
        services.ask_for_print(pleading.filing_id, style="element", by=pleading.filing.filer, at=NOW)
        assert sent == []
    assert sent == ["pleadings.print"]


def test_a_paper_that_cannot_be_made_fails_and_leaves_no_file_and_the_next_one_is_made(monkeypatch):
    bad, good = make_pleading(), make_pleading()
    for pleading in (bad, good):
        services.ask_for_print(pleading.filing_id, style="element", by=pleading.filing.filer, at=NOW)
    write = docx.write
    made = iter([None, write])

    def fail_once(*arguments):
        if (real := next(made)) is None:
            raise OSError("disk full")
        return real(*arguments)

    monkeypatch.setattr(docx, "write", fail_once)
    assert services.print_waiting(at=NOW) == 1
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.print_state, bad.pdf, good.print_state) == (PrintState.FAILED, None, PrintState.READY)


def test_a_paper_that_ended_the_worker_three_times_is_given_up():
    pleading = make_pleading()
    services.ask_for_print(pleading.filing_id, style="element", by=pleading.filing.filer, at=NOW)
    Pleading.objects.filter(pk=pleading.pk).update(print_attempts=3)
    assert services.print_waiting(at=NOW) == 0
    pleading.refresh_from_db()
    assert pleading.print_state == PrintState.FAILED


def hand_in(pleading):
    return services.hand_in(pleading.filing_id, by=pleading.filing.filer, at=LATER)


def test_the_printed_paper_becomes_the_complaint_once_and_a_new_one_takes_its_place():
    pleading = make_pleading()
    with pytest.raises(WrongState, match="还没有生成"):
        hand_in(pleading)
    first = hand_in(printed(pleading))
    assert (first.slot, first.file) == ("complaint", pleading.pdf)
    assert hand_in(pleading).pk == first.pk

    answer(pleading, "money", agreed="60000")
    with pytest.raises(WrongState, match="又改过"):
        hand_in(pleading)
    second = hand_in(printed(pleading))
    assert second.replaces == first
    assert pleading.filing.materials.filter(slot="complaint", left_at__isnull=True).get() == second


def test_a_change_of_a_party_makes_the_printed_paper_stale():
    pleading = printed(make_pleading())
    make_party(pleading.filing, "defendant", name="赵六")
    with pytest.raises(WrongState, match="又改过"):
        hand_in(pleading)


def test_a_paper_of_ones_own_is_noted_and_the_answers_stay():
    pleading = make_pleading()
    own = services.use_own_paper(pleading.filing_id, by=pleading.filing.filer, at=LATER)
    assert own.own_paper
    assert own.answers == LENDING
    answer(pleading, "money", agreed="1")
    assert not pleading.own_paper
