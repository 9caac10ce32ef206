"""The filer's pages: whose they are, what they keep, and how they answer what is wrong."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from filings.intake.enums import Status
from filings.intake.models import Filing
from filings.intake.tests.builders import make_cause, make_complete_draft, make_draft, make_party, make_submitted
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user, sign_in

pytestmark = pytest.mark.django_db
TASKS = ("draft", "draft-parties", "draft-cause", "draft-facts", "draft-materials", "draft-service", "draft-discard")


def url(name: str, filing: Filing, *more: Any) -> str:
    return reverse(f"filings:{name}", args=[filing.draft_code, *more])


def claims_form(*claims: str, **fields: str) -> dict[str, str]:
    rows = {f"claims-{place}-text": text for place, text in enumerate(claims)}
    return {"claims-TOTAL_FORMS": str(len(claims)), "claims-INITIAL_FORMS": "0", **rows, **fields}


def facts_form(facts: str, *evidence: tuple[str, str, str], **fields: str) -> dict[str, str]:
    rows = {
        f"evidence-{place}-{name}": text
        for place, row in enumerate(evidence)
        for name, text in zip(("name", "source", "purpose"), row, strict=True)
    }
    return {
        "facts": facts,
        "evidence-TOTAL_FORMS": str(len(evidence)),
        "evidence-INITIAL_FORMS": "0",
        **rows,
        **fields,
    }


PERSON = {
    "name": "张玥喆",
    "sex": "female",
    "birth_on": "1990-01-01",
    "ethnicity": "汉族",
    "occupation": "教师",
    "domicile": "济南市钢城区艾山街道1号",
    "phone": "138 0000 0001",
}


@pytest.fixture
def filing() -> Filing:
    return make_draft()


@pytest.fixture
def owner(client: Client, filing: Filing) -> Client:
    return sign_in(client, filing.filer)


@pytest.mark.parametrize("name", ["intake-guide", "intake-suitability", "right-court", "courts"])
def test_the_guide_and_the_questions_are_open_to_everybody(client: Client, name: str) -> None:
    assert client.get(reverse(f"filings:{name}")).status_code == 200


def test_the_suitability_questions_advise_but_never_block(client: Client) -> None:
    answers = {
        "matter": "administrative",
        "place": "elsewhere",
        "labour": "not_yet",
        "divorce": "within",
        "before": "pending",
    }
    page = client.get(reverse("filings:intake-suitability"), answers)
    assert page.status_code == 200
    for words in ("六个月内没有新情况、新理由", "申请仲裁", "跨域立案窗口", reverse("filings:intake-start")):
        assert words in page.content.decode()


def test_a_suitability_question_left_open_or_answered_with_nonsense_is_422(client: Client) -> None:
    page = client.get(reverse("filings:intake-suitability"), {"matter": "\0<script>"})
    assert page.status_code == 422
    assert "请回答：是不是要求离婚？" in page.content.decode()


def test_starting_opens_a_draft_of_ones_own_and_offers_the_older_ones(client: Client) -> None:
    older = make_draft()
    sign_in(client, older.filer)
    assert older.draft_code in client.get(reverse("filings:intake-start")).content.decode()
    answer = client.post(reverse("filings:intake-start"), {"kind": "civil_complaint"})
    new = Filing.objects.exclude(pk=older.pk).get()
    assert answer.url == url("draft", new)
    assert new.filer == older.filer


@pytest.mark.parametrize("name", TASKS)
def test_the_owner_opens_every_page_of_the_draft(owner: Client, filing: Filing, name: str) -> None:
    assert owner.get(url(name, filing)).status_code == 200


@pytest.mark.parametrize("role", [Role.CITIZEN, Role.LAWYER, Role.CLERK, Role.CHIEF, Role.SUPERVISOR])
@pytest.mark.parametrize("name", TASKS)
def test_a_strangers_draft_does_not_exist(client: Client, filing: Filing, role: str, name: str) -> None:
    sign_in(client, make_user(role))
    assert client.get(url(name, filing)).status_code == 404
    assert client.post(url(name, filing), {}).status_code in (404, 405)


def test_whoever_is_signed_out_is_asked_to_sign_in(client: Client, filing: Filing) -> None:
    assert client.get(url("draft", filing)).url == f"{reverse('account_login')}?next={url('draft', filing)}"


def test_a_submitted_filing_leads_from_its_draft_to_its_progress(client: Client) -> None:
    filing = make_submitted()
    sign_in(client, filing.filer)
    assert client.get(url("draft-facts", filing)).url == reverse("filings:progress", args=[filing.number])


def test_the_task_list_counts_what_is_left(owner: Client, filing: Filing) -> None:
    page = owner.get(url("draft", filing)).content.decode()
    assert "还差 <strong>9 项" in page
    assert "未开始" in page


def test_a_complete_draft_is_shown_as_complete(client: Client) -> None:
    filing = make_complete_draft()
    sign_in(client, filing.filer)
    page = client.get(url("draft", filing)).content.decode()
    assert "都填好了" in page
    assert "还差" not in page


def test_discarding_asks_first_and_then_takes_the_draft_from_every_list(owner: Client, filing: Filing) -> None:
    assert owner.get(url("draft-discard", filing)).status_code == 200
    assert owner.post(url("draft-discard", filing)).url == reverse("filings:mine")
    assert owner.get(url("draft", filing)).status_code == 404


# Parties


def test_a_party_is_added_by_kind_and_then_filled_in(owner: Client, filing: Filing) -> None:
    answer = owner.post(url("draft-add-party", filing), {"side": "plaintiff", "kind": "natural"})
    party = filing.parties.get()
    assert answer.url == url("draft-party", filing, party.pk)
    assert owner.post(answer.url, PERSON).url == url("draft-parties", filing)
    party.refresh_from_db()
    assert (party.name, party.phone, party.birth_on.isoformat()) == ("张玥喆", "13800000001", "1990-01-01")


def test_i_am_the_plaintiff_fills_in_what_the_account_knows(owner: Client, filing: Filing) -> None:
    owner.post(url("draft-add-party", filing), {"myself": "1"})
    party = filing.parties.get()
    assert party.is_filer
    assert (party.name, party.id_number) == (filing.filer.name, filing.filer.id_number)
    assert "我就是原告" not in owner.get(url("draft-add-party", filing)).content.decode()


def test_a_resident_number_fills_in_birth_and_sex(owner: Client, filing: Filing) -> None:
    party = make_party(filing, sex="", birth_on=None)
    answers = PERSON | {"sex": "", "birth_on": "", "id_number": "３７０117 19491231 0023"}
    assert owner.post(url("draft-party", filing, party.pk), answers).status_code == 302
    party.refresh_from_db()
    assert (party.sex, party.birth_on.isoformat(), party.id_kind) == ("female", "1949-12-31", "resident")


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("id_number", "370117199001010015", "逐位检查"),
        ("id_number", "371203198502290038", "出生日期不存在"),
        ("birth_on", "1985-02-29", "没有这一天"),
        ("birth_on", "2099-01-01", "不能晚于今天"),
        ("birth_on", "一九八五年", "没有这一天"),
        ("name", "", "请填写姓名"),
        ("name", "张\0三", "特殊字符"),
        ("name", "张" * 51, "最多 50 个字，现在有 51 个"),
        ("phone", "12800000000", "电话号码格式不对"),
        ("ethnicity", "火星族", "请在列出的选项里选择民族"),
    ],
)
def test_a_wrong_answer_is_422_names_the_fix_and_keeps_what_was_typed(
    owner: Client, filing: Filing, field: str, typed: str, says: str
) -> None:
    party = make_party(filing)
    page = owner.post(url("draft-party", filing, party.pk), PERSON | {"occupation": "木匠", field: typed})
    html = page.content.decode()
    assert page.status_code == 422
    assert says in html
    assert 'value="木匠"' in html
    assert "错误：" in html
    party.refresh_from_db()
    assert party.occupation == "教师"


def test_birth_and_sex_that_contradict_the_number_are_told(owner: Client, filing: Filing) -> None:
    party = make_party(filing)
    page = owner.post(url("draft-party", filing, party.pk), PERSON | {"id_number": "370117194912310023"})
    assert page.status_code == 422
    assert "出生日期与身份证号码不一致" in page.content.decode()


def test_a_defendant_needs_only_a_name_and_never_a_number(owner: Client, filing: Filing) -> None:
    party = make_party(filing, "defendant", name="")
    page = owner.get(url("draft-party", filing, party.pk)).content.decode()
    assert "不要求提供" in page
    assert owner.post(url("draft-party", filing, party.pk), {"name": "李建国"}).status_code == 302


def test_an_organisation_has_its_own_fields(owner: Client, filing: Filing) -> None:
    party = make_party(filing, kind="organisation", name="")
    answers = {
        "name": "济南某某有限公司",
        "credit_code": "91370100123456788 1",
        "domicile": "济南市",
        "legal_representative": "王某",
        "representative_title": "经理",
        "phone": "0531-76881643",
    }
    assert owner.post(url("draft-party", filing, party.pk), answers).status_code == 302
    party.refresh_from_db()
    assert party.credit_code == "913701001234567881"


def test_later_keeps_an_unfinished_party_and_returns_to_the_list(owner: Client, filing: Filing) -> None:
    party = make_party(filing, name="")
    answer = owner.post(url("draft-party", filing, party.pk), {"name": "张三", "later": "1"})
    assert answer.url == url("draft", filing)
    party.refresh_from_db()
    assert (party.name, party.occupation) == ("张三", "")


def test_cards_mask_the_identity_number_and_say_what_is_left(owner: Client, filing: Filing) -> None:
    make_party(filing, id_number="370117199001010014", occupation="")
    page = owner.get(url("draft-parties", filing)).content.decode()
    assert "370117199001010014" not in page
    assert "370117********0014" in page
    assert "请填写张玥喆的职业" in page


def test_markup_in_an_answer_is_shown_as_text(owner: Client, filing: Filing) -> None:
    make_party(filing, name="<script>alert(1)</script>", employer="<b>厂</b>")
    page = owner.get(url("draft-parties", filing)).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;b&gt;厂" in page


def test_removing_a_party_asks_first(owner: Client, filing: Filing) -> None:
    party = make_party(filing)
    page = url("draft-remove-party", filing, party.pk)
    assert "要去掉原告张玥喆吗" in owner.get(page).content.decode()
    assert filing.parties.exists()
    assert owner.post(page).url == url("draft-parties", filing)
    assert not filing.parties.exists()


def test_the_party_of_another_filing_is_404(owner: Client, filing: Filing) -> None:
    other = make_party(make_draft())
    assert owner.get(url("draft-party", filing, other.pk)).status_code == 404
    assert owner.post(url("draft-remove-party", filing, other.pk)).status_code == 404


def test_a_party_taken_out_in_another_tab_while_its_form_is_sent_is_told_and_nothing_else_is_lost(
    owner: Client, filing: Filing
) -> None:
    kept, gone = make_party(filing), make_party(filing, "defendant")
    agent = kept.agents.create(kind="lawyer", name="钱律师")
    forms = [
        (url("draft-party", filing, gone.pk), PERSON),
        (url("draft-add-agent", filing, gone.pk), {"kind": "lawyer"}),
        (url("draft-agent", filing, kept.pk, agent.pk), {"kind": "lawyer", "name": "孙律师", "authority": "general"}),
    ]
    for page, _ in forms:
        assert owner.get(page).status_code == 200
    owner.post(url("draft-remove-party", filing, gone.pk))
    owner.post(url("draft-remove-agent", filing, kept.pk, agent.pk))

    for page, answers in forms:
        answer = owner.post(page, answers)
        assert (answer.status_code, owner.get(page).status_code) == (409, 404)
        assert "已经在别的页面去掉了" in answer.content.decode()
    assert list(filing.parties.values_list("name", flat=True)) == [kept.name]


def test_special_authority_must_list_its_powers(owner: Client, filing: Filing) -> None:
    party = make_party(filing)
    answer = owner.post(url("draft-add-agent", filing, party.pk), {"kind": "lawyer"})
    agent = party.agents.get()
    assert answer.url == url("draft-agent", filing, party.pk, agent.pk)
    answers = {"kind": "lawyer", "name": "钱律师", "authority": "special"}
    page = owner.post(answer.url, answers)
    assert page.status_code == 422
    assert "请勾选授权委托书上写明的特别授权事项" in page.content.decode()
    answers |= {"special_powers": ["settle", "appeal"], "authority_ends_on": "2027年12月31日"}
    assert owner.post(answer.url, answers).status_code == 302
    agent.refresh_from_db()
    assert agent.special_powers == ["settle", "appeal"]
    assert "进行和解、提起上诉" in owner.get(url("draft-parties", filing)).content.decode()
    assert owner.post(url("draft-remove-agent", filing, party.pk, agent.pk)).status_code == 302
    assert not party.agents.exists()


def test_a_lawyer_becomes_the_agent_with_one_button(client: Client) -> None:
    lawyer = make_user(Role.LAWYER)
    filing = make_draft(filer=lawyer)
    party = make_party(filing)
    sign_in(client, lawyer)
    add = url("draft-add-agent", filing, party.pk)
    assert 'name="myself"' in client.get(add).content.decode()
    client.post(add, {"myself": "1"})
    agent = party.agents.get()
    assert (agent.is_filer, agent.name, agent.organisation) == (True, lawyer.name, lawyer.law_firm)
    assert 'name="myself"' not in client.get(add).content.decode()


# Cause and claims


def test_causes_are_found_by_words_with_and_without_scripts(owner: Client, filing: Filing) -> None:
    make_cause()
    assert "民间借贷纠纷" in owner.get(url("draft-causes", filing), {"words": "借贷"}).content.decode()
    answer = owner.post(url("draft-cause", filing), claims_form("还钱", words="借贷", search="1"))
    page = owner.get(answer.url.partition("#")[0]).content.decode()
    assert "民间借贷纠纷" in page
    assert "还钱" in page
    assert owner.get(url("draft-causes", filing), {"words": "\0", "cause": "9" * 30}).status_code == 200


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("1,234.5", "1234.50"), ("１２３４元", "1234.00"), ("￥ 50 000", "50000.00"), ("", None)],
)
def test_an_amount_is_taken_as_people_write_it(owner: Client, filing: Filing, typed: str, stored: str | None) -> None:
    answer = owner.post(url("draft-cause", filing), claims_form("还钱", cause="court", amount=typed))
    assert answer.url == url("draft", filing)
    filing.refresh_from_db()
    assert (str(filing.amount) if filing.amount is not None else None) == stored
    assert filing.cause_left_to_court


@pytest.mark.parametrize("typed", ["十二万", "1.234", "-5", "9" * 20, "1e9", "NaN"])
def test_a_wrong_amount_is_422_and_stays_on_the_page(owner: Client, filing: Filing, typed: str) -> None:
    page = owner.post(url("draft-cause", filing), claims_form("还钱", cause="court", amount=typed))
    assert page.status_code == 422
    assert f'value="{typed}"' in page.content.decode()


def test_without_a_cause_or_a_claim_the_page_says_what_to_do(owner: Client, filing: Filing) -> None:
    page = owner.post(url("draft-cause", filing), claims_form("", ""))
    assert page.status_code == 422
    assert "请选择案由，拿不准就选“由法院确定”" in page.content.decode()
    assert "请至少写一项诉讼请求" in page.content.decode()


@pytest.mark.parametrize("cause", ["999999999", "x", "1 OR 1=1", "\0"])
def test_a_cause_that_is_not_in_the_list_is_refused(owner: Client, filing: Filing, cause: str) -> None:
    assert owner.post(url("draft-cause", filing), claims_form("还钱", cause=cause)).status_code == 422


def test_claims_are_added_and_removed_row_by_row(owner: Client, filing: Filing) -> None:
    page = url("draft-cause", filing)
    answer = owner.post(page, claims_form("还本金", "还利息", add="1"))
    assert answer.url == f"{page}?rows=3#id_claims-2-text"
    assert 'name="claims-2-text"' in owner.get(f"{page}?rows=3").content.decode()
    owner.post(page, claims_form("还本金", "还利息", "诉讼费", remove="1"))
    filing.refresh_from_db()
    assert filing.claims == ["还本金", "诉讼费"]


def test_a_tampered_row_count_is_422_not_an_error_page(owner: Client, filing: Filing) -> None:
    for total in ("", "x", "100000", "-1"):
        form = claims_form("还钱", cause="court") | {"claims-TOTAL_FORMS": total}
        assert owner.post(url("draft-cause", filing), form).status_code == 422
    assert owner.post(url("draft-cause", filing), {"cause": "court"}).status_code == 422


# Facts


def test_facts_and_evidence_are_kept(owner: Client, filing: Filing) -> None:
    answer = owner.post(
        url("draft-facts", filing), facts_form("二〇二五年借款。", ("借条", "原告", "证明借款"), ("", "", ""))
    )
    assert answer.url == url("draft", filing)
    filing.refresh_from_db()
    assert filing.facts == "二〇二五年借款。"
    assert filing.evidence == [{"name": "借条", "source": "原告", "purpose": "证明借款"}]


def test_a_text_too_long_is_422_says_by_how_much_and_is_all_still_there(owner: Client, filing: Filing) -> None:
    page = owner.post(url("draft-facts", filing), facts_form("事" * 60_000))
    html = page.content.decode()
    assert page.status_code == 422
    assert "最多 50000 个字，现在有 60000 个" in html
    assert html.count("事") > 60_000


def test_evidence_without_a_name_says_so(owner: Client, filing: Filing) -> None:
    page = owner.post(url("draft-facts", filing), facts_form("借款。", ("", "原告", "")))
    assert page.status_code == 422
    assert "请填写证据名称" in page.content.decode()


def test_the_autosave_keeps_what_is_well_formed(owner: Client, filing: Filing) -> None:
    address = url("draft-cause", filing) + "?autosave"
    answer = owner.post(address, claims_form("还钱", amount="12.5"))
    assert answer.status_code == 200
    assert answer.content.decode().startswith("已保存 ")
    answer = owner.post(address, claims_form("还本金", amount="十二"))
    assert answer.status_code == 422
    filing.refresh_from_db()
    assert filing.claims == ["还本金"]
    assert str(filing.amount) == "12.50"


def test_a_long_answer_sent_after_the_session_ended_is_there_after_signing_in(client: Client, filing: Filing) -> None:
    page = url("draft-facts", filing)
    answer = client.post(page, facts_form("说到一半的长篇事实", ("借条", "", "")))
    assert answer.url == f"{reverse('account_login')}?next={page}"
    sign_in(client, filing.filer)
    html = client.get(page).content.decode()
    assert "说到一半的长篇事实" in html
    assert 'value="借条"' in html
    assert "登录过期前您填写的内容" in html
    assert "说到一半" not in client.get(page).content.decode()


def test_what_one_person_typed_is_never_shown_to_another(client: Client, filing: Filing) -> None:
    client.post(url("draft-facts", filing), facts_form("说到一半的长篇事实"))
    sign_in(client, make_user())
    assert client.get(url("draft-facts", filing)).status_code == 404


# Service and mediation


SERVICE = {"service_recipient": "张玥喆", "service_address": "济南市钢城区", "service_phone": "13800000001"}


def test_consents_are_kept_with_their_words_and_refusing_blocks_nothing(owner: Client, filing: Filing) -> None:
    answers = SERVICE | {"online_procedure": "yes", "e_service": "no", "mediation_wish": "no"}
    assert owner.post(url("draft-service", filing), answers).url == url("draft", filing)
    online, service = filing.consents.all()
    assert (online.given, service.given) == (True, False)
    assert "在网上提交材料" in online.words
    filing.refresh_from_db()
    assert filing.mediation_wish == "no"


def test_the_autosave_never_records_a_consent(owner: Client, filing: Filing) -> None:
    owner.post(url("draft-service", filing) + "?autosave", SERVICE | {"e_service": "yes"})
    assert not filing.consents.exists()
    filing.refresh_from_db()
    assert filing.service_recipient == "张玥喆"


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("service_postcode", "2711", "6 位数字"),
        ("service_email", "不是邮箱", "电子送达邮箱格式不对"),
        ("service_email", f"{'a' * 290}@example.com", "电子送达邮箱最多 254 个字"),
        ("service_phone", "", "请填写联系电话"),
        ("service_recipient", "a\0b", "特殊字符"),
    ],
)
def test_a_wrong_service_address_is_422(owner: Client, filing: Filing, field: str, typed: str, says: str) -> None:
    page = owner.post(url("draft-service", filing), SERVICE | {field: typed})
    assert page.status_code == 422
    assert says in page.content.decode()


# Coming from the check page and from a correction


def test_saving_returns_to_the_check_page_when_that_sent_one_here(owner: Client, filing: Filing) -> None:
    assert owner.post(url("draft-facts", filing), facts_form("借款。", next="check")).url == url("check", filing)
    assert owner.post(url("draft-facts", filing), facts_form("借款。", next="//evil.example")).url == url(
        "draft", filing
    )


def test_a_correction_opens_only_what_it_lists(client: Client) -> None:
    filing = make_submitted(status=Status.CORRECTION, open_targets=["task:facts"])
    sign_in(client, filing.filer)
    assert client.get(url("draft-facts", filing)).status_code == 200
    assert client.get(url("draft-cause", filing)).status_code == 409
    assert client.post(url("draft-service", filing), SERVICE).status_code == 409
    answer = client.post(url("draft-facts", filing), facts_form("补充的事实"))
    assert answer.url == reverse("filings:correct", args=[filing.number])


def test_a_correction_of_one_party_opens_that_party_only(client: Client) -> None:
    filing = make_submitted(status=Status.CORRECTION)
    plaintiff, defendant = filing.parties.all()
    Filing.objects.filter(pk=filing.pk).update(open_targets=[f"party:{plaintiff.pk}"])
    sign_in(client, filing.filer)
    assert client.post(url("draft-party", filing, plaintiff.pk), PERSON).status_code == 302
    assert client.get(url("draft-party", filing, defendant.pk)).status_code == 409
    assert client.post(url("draft-remove-party", filing, plaintiff.pk)).status_code == 409


def test_posting_to_a_filing_that_was_handed_in_meanwhile_is_409(client: Client) -> None:
    filing = make_submitted()
    sign_in(client, filing.filer)
    assert client.post(url("draft-facts", filing), facts_form("晚了")).status_code == 409
