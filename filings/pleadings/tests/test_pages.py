"""The filer's pages of a pleading: what they keep, how they answer what is wrong, and what they never overwrite."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from filings.intake.models import Filing
from filings.intake.tests.builders import make_cause, make_complete_draft, make_draft, make_party
from filings.pleadings import services
from filings.pleadings.models import Pleading
from filings.pleadings.tests.builders import LENDING, NOW, make_pleading, printed
from gangcheng_court.core.accounts.tests.builders import make_user, sign_in
from gangcheng_court.core.audit.models import ReadLog
from gangcheng_court.core.documents.tests.printed import words_of

pytestmark = pytest.mark.django_db


def url(name: str, pleading: Pleading | Filing, *more: str) -> str:
    filing = pleading if isinstance(pleading, Filing) else pleading.filing
    return reverse(f"filings:{name}", args=[filing.draft_code, *more])


def step_url(pleading: Pleading, step: str) -> str:
    return url("pleading-step", pleading, step)


def rows_form(code: str, *rows: dict[str, str]) -> dict[str, str]:
    cells = {f"{code}-{place}-{name}": text for place, row in enumerate(rows) for name, text in row.items()}
    return {f"{code}-TOTAL_FORMS": str(len(rows)), f"{code}-INITIAL_FORMS": "0", **cells}


@pytest.fixture
def pleading(client: Client) -> Pleading:
    """Signed in as its filer; everything answered, nothing written into the filing yet."""
    begun = make_pleading()
    sign_in(client, begun.filing.filer)
    return begun


def text_of(response) -> str:
    return response.content.decode()


def test_beginning_leads_to_the_first_page_of_the_form_of_the_cause(client):
    filing = make_draft(cause=make_cause())
    sign_in(client, filing.filer)
    page = text_of(client.get(url("pleading", filing)))
    assert "一步步填写" in page
    assert "我有自己的诉状" in page
    answer = client.post(url("pleading", filing), {"start": "1"})
    assert answer.url == reverse("filings:pleading-step", args=[filing.draft_code, "contract"])
    assert filing.pleading.form_code == "private_lending"


def test_without_a_cause_the_cause_is_asked_for_first_but_not_demanded(client):
    filing = make_draft()
    sign_in(client, filing.filer)
    assert "先选案由" in text_of(client.get(url("pleading", filing)))
    client.post(url("pleading", filing), {"start": "1"})
    assert filing.pleading.form_code == "narrative"


def test_a_paper_of_ones_own_leads_to_its_place_among_the_materials(client):
    filing = make_draft()
    sign_in(client, filing.filer)
    answer = client.post(url("pleading", filing), {"own": "1"})
    assert answer.url == url("draft-materials", filing) + "#slot-complaint"
    assert filing.pleading.own_paper


@pytest.mark.parametrize("name", ["pleading-text", "pleading-print"])
def test_before_it_was_begun_every_page_leads_to_its_beginning(client, name):
    filing = make_draft()
    sign_in(client, filing.filer)
    assert client.get(url(name, filing)).url == url("pleading", filing)


def test_the_pages_link_to_it(client, pleading):
    for name in ("draft", "draft-facts", "draft-cause", "draft-materials"):
        assert "/pleading/" in text_of(client.get(url(name, pleading)))


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("contract", ["第 1 步，共 9 步", "借条", "2025-03-01"]),
        ("money", ["什么是“本金”", "第 2 行", "再加一行"]),
        ("security", ["选“是”的填写", 'data-when="guarantee"', "连带责任保证"]),
        ("reasons", ["证据清单里有 1 份"]),
        ("agreements", ["送达与调解意愿"]),
    ],
)
def test_a_page_shows_its_questions_answers_and_words(client, pleading, step, words):
    page = text_of(client.get(step_url(pleading, step)))
    assert [each for each in words if each not in page] == []


def test_a_page_that_is_not_in_the_form_is_not_there(client, pleading):
    assert client.get(step_url(pleading, "nothing")).status_code == 404


def test_names_of_the_parties_stand_there_at_first(client):
    filing = make_complete_draft()
    make_party(filing, "defendant", name="赵六")
    sign_in(client, filing.filer)
    services.start(filing.pk, by=filing.filer, at=NOW)
    page = text_of(client.get(url("pleading-step", filing, "contract")))
    assert 'value="张玥喆"' in page
    assert 'value="李建国、赵六"' in page


def test_an_application_begins_with_what_the_filing_says_and_bears_the_names_of_its_kind(client):
    details = {"basis_number": "（2026）鲁0117民初123号", "effective_on": "2026-05-01", "performed": "没有履行"}
    filing = make_draft(kind="enforcement", details=details)
    make_party(filing)
    sign_in(client, filing.filer)
    first = client.post(url("pleading", filing), {"start": "1"}).url
    page = text_of(client.get(first))
    for words in ("（2026）鲁0117民初123号", 'value="2026-05-01"', "没有履行"):
        assert words in page
    claims = {"principal": "50000", "late_interest": "yes"}
    client.post(url("pleading-step", filing, "claims"), claims)
    client.post(url("pleading-text", filing), {"compose": "1"})
    made = printed(filing.pleading)
    client.post(url("pleading-hand-in", filing))
    assert filing.materials.get().slot == "complaint"
    with made.pdf.file.open("rb") as content:
        text = words_of(content.read())
    for words in (
        "强制执行申请书",
        "申请执行人（自然人）",
        "本金50,000元（人民币伍万元整）",
        "申请执行人（签名或者盖章）",
    ):
        assert words in text


def test_answers_are_kept_in_the_form_they_mean_and_the_next_page_follows(client, pleading):
    money = {"agreed": "１２，３４５．６元", "lent": "", "lent_by": "cash"}
    rows = rows_form("lent_on", {"day": "2026年3月1日", "amount": "5,000"}, {"day": "", "amount": ""})
    answer = client.post(step_url(pleading, "money"), money | rows)
    assert answer.url == step_url(pleading, "terms")
    pleading.refresh_from_db()
    assert pleading.answers["agreed"] == "12345.6"
    assert "lent" not in pleading.answers
    assert pleading.answers["lent_on"] == [{"day": "2026-03-01", "amount": "5000"}]


def test_back_keeps_what_was_typed(client, pleading):
    answer = client.post(step_url(pleading, "repaid"), {"repaid": "123", "back": "1"})
    assert answer.url == step_url(pleading, "terms")
    pleading.refresh_from_db()
    assert pleading.answers["repaid"] == "123"


def test_before_the_first_page_is_the_overview_and_after_the_last_the_text(client, pleading):
    assert client.post(step_url(pleading, "contract"), {"back": "1"}).url == url("pleading", pleading)
    assert client.post(step_url(pleading, "agreements"), {}).url == url("pleading-text", pleading)
    assert Filing.objects.get(pk=pleading.filing_id).claims[0] == "判令被告偿还借款本金40,000元"


def test_a_page_that_depends_on_an_answer_comes_only_with_it(client, pleading):
    assert client.post(step_url(pleading, "security"), {"pledge": "no"}).url == step_url(pleading, "claim-money")
    assert client.post(step_url(pleading, "security"), {"pledge": "yes"}).url == step_url(pleading, "pledge")


def test_rows_are_added_and_taken_away(client, pleading):
    rows = rows_form("lent_on", *({"day": f"2026-03-0{day}", "amount": str(day)} for day in (1, 2)))
    answer = client.post(step_url(pleading, "money"), rows | {"add": "lent_on"})
    assert answer.url == step_url(pleading, "money") + "?rows=lent_on#list-lent_on"
    assert "第 3 行" in text_of(client.get(answer.url))
    client.post(step_url(pleading, "money"), rows | {"remove": "lent_on:0"})
    pleading.refresh_from_db()
    assert pleading.answers["lent_on"] == [{"day": "2026-03-02", "amount": "2"}]


def test_later_keeps_and_leads_to_the_task_list(client, pleading):
    assert client.post(step_url(pleading, "repaid"), {"repaid": "9", "later": "1"}).url == url("draft", pleading)
    pleading.refresh_from_db()
    assert pleading.answers["repaid"] == "9"


@pytest.mark.parametrize(
    ("step", "field", "typed", "words"),
    [
        ("repaid", "repaid", "-5", "金额只填数字"),
        ("repaid", "repaid", "1e30", "金额只填数字"),
        ("repaid", "repaid", "9" * 30, "金额太大"),
        ("repaid", "repaid", "1.234", "最多写到分"),
        ("repaid", "interest_until", "二〇二六年三月一日", "日期要用数字写"),
        ("repaid", "interest_until", "2026-02-30", "日期要用数字写"),
        ("repaid", "interest_until", "0026-02-03", "不能早于 1900 年"),
        ("terms", "term_since", "昨天", "日期要用数字写"),
        ("terms", "rate", "百分之十二", "百分比只填数字"),
        ("terms", "rate", "1e9", "百分比只填数字"),
        ("terms", "rate_per", "<script>", "请在列出的选项里选择"),
        ("contract", "lender", "长" * 201, "最多 200 个字"),
        ("contract", "lender", "a\0b", "看不见的特殊字符"),
    ],
)
def test_what_is_malformed_is_answered_at_its_field_and_nothing_of_the_page_is_written(
    client, pleading, step, field, typed, words
):
    page = client.post(step_url(pleading, step), {field: typed})
    assert page.status_code == 422
    assert words in text_of(page)
    assert f'href="#id_{field}' in text_of(page)
    pleading.refresh_from_db()
    assert pleading.answers == LENDING


def test_a_malformed_row_is_answered_in_the_one_summary(client, pleading):
    rows = rows_form("lent_on", {"day": "三月", "amount": "x"})
    page = client.post(step_url(pleading, "money"), rows | {"agreed": "y"})
    assert page.status_code == 422
    assert text_of(page).count("error-summary") == 1
    assert text_of(page).count('href="#id_lent_on-0-') == 2


@pytest.mark.parametrize("rows", [{"lent_on-TOTAL_FORMS": "x"}, {"lent_on-TOTAL_FORMS": "10000"}, {}])
def test_a_list_that_was_tampered_with_is_no_server_error(client, pleading, rows):
    assert client.post(step_url(pleading, "money"), rows).status_code == 422
    assert client.get(step_url(pleading, "money") + "?rows=\0").status_code == 200


def test_the_autosave_keeps_what_is_well_formed(client, pleading):
    answer = client.post(step_url(pleading, "repaid") + "?autosave", {"repaid": "7", "interest_paid": "x"})
    assert answer.status_code == 422
    pleading.refresh_from_db()
    assert pleading.answers["repaid"] == "7"
    assert "interest_paid" not in pleading.answers


def test_a_doubt_is_shown_once_before_going_on_and_stops_nobody(client, pleading):
    claim = {"principal": "90000", "interest": ""}
    first = client.post(step_url(pleading, "claim-money"), claim)
    assert first.url == step_url(pleading, "claim-money") + "#doubts"
    assert "减去已还的 10,000元" in text_of(client.get(first.url))
    assert client.post(step_url(pleading, "claim-money"), claim).url == step_url(pleading, "claim-more")
    assert "减去已还的" in text_of(client.get(url("pleading", pleading)))


def test_the_lpr_is_a_setting(client, pleading, settings):
    settings.LPR_ONE_YEAR = Decimal(1)
    assert "高于 4%" in text_of(client.get(step_url(pleading, "terms")))


def test_markup_in_an_answer_is_text_on_every_page(client):
    attack = "<script>alert(1)</script>"
    pleading = make_pleading(answers=LENDING | {"contract_name": attack, "interest_way": attack})
    sign_in(client, pleading.filing.filer)
    services.compose(pleading.filing_id, by=pleading.filing.filer, at=NOW)
    for address in (step_url(pleading, "contract"), step_url(pleading, "claim-money"), url("pleading-text", pleading)):
        page = text_of(client.get(address))
        assert attack not in page
        assert "&lt;script&gt;" in page


def test_the_persons_words_and_the_new_text_stand_side_by_side_until_they_choose(client, pleading):
    mine = {"claims": ["判令被告还钱"], "facts": "我的经过", "amount": 1}
    Filing.objects.filter(pk=pleading.filing_id).update(**mine)
    address = url("pleading-text", pleading)
    page = text_of(client.get(address))
    for words in ("您写的", "判令被告还钱", "我的经过", "判令被告偿还借款本金40,000元", "¥42,400.50"):
        assert words in page
    assert client.post(address, {"choose": "1", "claims": "new"}).status_code == 422

    client.post(address, {"choose": "1", "claims": "new", "facts": "mine", "amount": "mine"})
    filing = Filing.objects.get(pk=pleading.filing_id)
    assert filing.claims[0] == "判令被告偿还借款本金40,000元"
    assert (filing.facts, filing.amount) == ("我的经过", 1)
    assert "您写的" not in text_of(client.get(address))


def test_the_text_can_be_changed_by_hand(client, pleading):
    address = url("pleading-text", pleading)
    client.post(address, {"compose": "1"})
    typed = rows_form("claims", {"text": "判令被告还钱"}, {"text": ""}) | {"facts": "我的经过"}
    assert client.post(address, typed).url == url("pleading-print", pleading)
    filing = Filing.objects.get(pk=pleading.filing_id)
    assert (filing.claims, filing.facts) == (["判令被告还钱"], "我的经过")
    more = client.post(address, typed | {"add": "1"})
    assert more.url == address + "?rows=2#id_claims-1-text"


def test_text_that_comes_back_unchanged_from_the_browser_is_not_taken_for_the_persons_own(client, pleading):
    client.post(url("pleading-text", pleading), {"compose": "1"})
    composed = Filing.objects.get(pk=pleading.filing_id)
    assert "\n" in composed.facts
    typed = rows_form("claims", *({"text": claim} for claim in composed.claims))
    client.post(url("pleading-text", pleading), typed | {"facts": composed.facts.replace("\n", "\r\n")})
    filing = Filing.objects.get(pk=pleading.filing_id)
    assert filing.facts == composed.facts
    pleading.filing = filing
    assert "本人的文字" not in words_of(printed(pleading).pdf.file.read())


def test_the_paper_is_asked_for_waited_for_opened_and_handed_in(client, pleading):
    address = url("pleading-print", pleading)
    assert client.post(address, {"style": "<b>"}).status_code == 422
    assert client.get(url("pleading-file", pleading, "pdf")).status_code == 404
    assert client.post(address, {"style": "classic"}).url == address
    for page in (client.get(address), client.get(url("pleading-state", pleading))):
        assert "正在生成" in text_of(page)
        assert "every 2s" in text_of(page)

    services.print_waiting(at=NOW)
    page = text_of(client.get(url("pleading-state", pleading)))
    assert "已生成" in page
    assert "every 2s" not in page
    pdf, word = (client.get(url("pleading-file", pleading, sort)) for sort in ("pdf", "docx"))
    assert b"".join(pdf.streaming_content)[:5] == b"%PDF-"
    assert b"".join(word.streaming_content)[:2] == b"PK"
    assert word["Content-Disposition"].startswith("attachment")
    assert list(ReadLog.objects.values_list("what", "reference")) == [("诉状", pleading.filing.draft_code)] * 2

    answer = client.post(url("pleading-hand-in", pleading))
    assert answer.url == url("draft-materials", pleading) + "#slot-complaint"
    assert "民事起诉状（民间借贷纠纷）.pdf" in text_of(client.get(url("draft-materials", pleading)))
    assert "已经在材料里" in text_of(client.get(address))


def test_a_change_after_printing_is_said_and_handing_in_is_refused(client, pleading):
    printed(pleading)
    client.post(step_url(pleading, "repaid"), {"repaid": "1"})
    assert "内容又改过" in text_of(client.get(url("pleading-print", pleading)))
    assert client.post(url("pleading-hand-in", pleading)).status_code == 409


def test_characters_that_cannot_be_printed_are_named_on_the_page(client):
    pleading = make_pleading(answers=LENDING | {"lender": "张𠮷"})
    sign_in(client, pleading.filing.filer)
    page = client.post(url("pleading-print", pleading), {"style": "element"})
    assert page.status_code == 422
    assert "“2. 签订主体”里的“𠮷”" in text_of(page)
    again = client.post(url("pleading-print", pleading), {"style": "element", "stand_ins": "1"})
    assert again.status_code == 302


def test_a_failed_paper_is_told_with_a_way_on(client, pleading):
    Pleading.objects.filter(pk=pleading.pk).update(print_state="failed")
    page = text_of(client.get(url("pleading-print", pleading)))
    assert "没有生成成功" in page
    assert "12368" in page


def test_another_cause_offers_its_form_and_changes_only_when_asked(client):
    pleading = make_pleading(make_complete_draft(cause=None))
    assert pleading.form_code == "narrative"
    Filing.objects.filter(pk=pleading.filing_id).update(cause=make_cause())
    sign_in(client, pleading.filing.filer)
    assert "换成“民间借贷”" in text_of(client.get(url("pleading", pleading)))
    client.post(url("pleading", pleading), {"change": "1"})
    pleading.refresh_from_db()
    assert pleading.form_code == "private_lending"


def test_whoever_was_signed_out_while_typing_finds_the_answer_again(client):
    pleading = make_pleading()
    address = step_url(pleading, "repaid")
    assert reverse("account_login") in client.post(address, {"repaid": "777"}).url
    client.force_login(pleading.filing.filer)
    page = text_of(client.get(address))
    assert 'value="777"' in page
    assert "还没有保存" in page


def test_a_strangers_pleading_is_not_there(client, pleading):
    sign_in(client, make_user())
    for name, more in (("pleading", ()), ("pleading-step", ("money",)), ("pleading-text", ()), ("pleading-print", ())):
        assert client.get(url(name, pleading, *more)).status_code == 404
    assert client.get(url("pleading-file", pleading, "pdf")).status_code == 404


def test_during_a_correction_of_the_facts_the_claims_stay_shut(client, pleading):
    services.compose(pleading.filing_id, by=pleading.filing.filer, at=NOW)
    Filing.objects.filter(pk=pleading.filing_id).update(
        status="correction", number="WS1", submitted_at=NOW, open_targets=["task:facts"]
    )
    assert client.get(step_url(pleading, "claim-money")).status_code == 409
    assert client.get(step_url(pleading, "money")).status_code == 200
    page = text_of(client.get(url("pleading-text", pleading)))
    assert "id_facts" in page
    assert "claims-TOTAL_FORMS" not in page
