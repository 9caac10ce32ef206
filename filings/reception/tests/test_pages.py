"""Checking and handing in, the receipt, 我的立案, progress, correction and verification, as pages."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from filings.intake.enums import Side, Status
from filings.intake.models import Agent, Filing
from filings.intake.tests.builders import make_complete_draft, make_draft, make_material, make_party, make_submitted
from filings.pleadings.tests.builders import make_defence
from filings.reception import services
from filings.review.models import CorrectionItem
from filings.review.services import give_back
from filings.review.tests.builders import make_clerk, make_correction, make_taken, make_waiting, put_in
from gangcheng_court.core.accounts.tests.builders import make_department, make_user, sign_in
from gangcheng_court.core.deadlines.clock import court_time

pytestmark = pytest.mark.django_db
AT = court_time("2026-06-17 14:05:09")  # Wednesday


def url(name: str, filing: Filing, *more: Any) -> str:
    return reverse(f"filings:{name}", args=[filing.draft_code, *more])


def by_number(name: str, filing: Filing, *more: Any) -> str:
    return reverse(f"filings:{name}", args=[filing.number, *more])


@pytest.fixture
def filing() -> Filing:
    return make_complete_draft()


@pytest.fixture
def owner(client: Client, filing: Filing) -> Client:
    return sign_in(client, filing.filer)


@pytest.fixture
def received(client: Client, filing: Filing) -> Filing:
    sign_in(client, filing.filer)
    return services.submit(filing.pk, by=filing.filer, at=AT)


# 核对提交


def test_every_answer_is_shown_with_a_way_back(owner: Client, filing: Filing) -> None:
    page = owner.get(url("check", filing)).content.decode()
    for words in ("判令被告偿还借款本金50000元", "被告向原告借款", "证据.pdf", "271104", "¥50,000.00"):
        assert words in page
    for task in ("parties", "cause", "facts", "materials", "service"):
        assert f'href="{url(f"draft-{task}", filing)}?next=check"' in page


def test_errors_link_to_their_field_and_warnings_do_not_block(client: Client) -> None:
    filing = make_draft()
    sign_in(client, filing.filer)
    page = client.get(url("check", filing)).content.decode()
    assert f'href="{url("draft-facts", filing)}?next=check#id_facts"' in page
    assert f'href="{url("draft-materials", filing)}?next=check#slot-identity"' in page
    assert "不影响提交" in page
    page = client.post(url("check", filing), {"truth": "on"})
    assert page.status_code == 422
    assert "还不能提交，请先补齐" in page.content.decode()
    assert "<title>错误：核对提交" in page.content.decode()
    filing.refresh_from_db()
    assert filing.status == Status.DRAFT


def test_without_the_statement_of_truth_nothing_is_handed_in(owner: Client, filing: Filing) -> None:
    page = owner.post(url("check", filing), {})
    assert page.status_code == 422
    assert "请阅读并勾选诚信承诺" in page.content.decode()
    filing.refresh_from_db()
    assert filing.number is None


def test_submitting_twice_leads_to_the_same_receipt(owner: Client, filing: Filing) -> None:
    first = owner.post(url("check", filing), {"truth": "on"})
    filing.refresh_from_db()
    second = owner.post(url("check", filing), {"truth": "on"})
    assert first.url == second.url == url("receipt", filing)
    number = filing.number
    filing.refresh_from_db()
    assert filing.number == number
    assert filing.rounds.count() == 1


@pytest.mark.parametrize("more", [0, 10])
def test_handing_in_takes_twelve_statements_however_much_is_in_the_draft(
    owner: Client, filing: Filing, more: int
) -> None:
    make_department()
    owner.get(reverse("filings:mine"))  # stamps the session
    for _ in range(more):
        Agent.objects.create(party=make_party(filing, Side.DEFENDANT), kind="lawyer", name="赵律师")
        make_material(filing, "authority")
    with CaptureQueriesContext(connection) as captured:
        owner.post(url("check", filing), {"truth": "on"})
    statements = [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]
    assert len(statements) == 12
    reads = [sql for sql in statements if sql.startswith("SELECT") and 'FROM "filings_' in sql]
    assert ["FOR UPDATE" in sql for sql in reads] == [True, False, False, False]  # locked first, then its parts
    assert len(captured) == 12 + 2  # the transaction's own, and no savepoint within
    filing.refresh_from_db()
    assert filing.number


def test_an_answer_to_a_complaint_has_no_page_to_hand_it_in(client: Client) -> None:
    filing = make_defence()
    sign_in(client, filing.filer)
    assert client.get(url("check", filing)).status_code == 404
    assert client.post(url("check", filing), {"truth": "on"}).status_code == 409
    assert filing.draft_code not in client.get(reverse("filings:mine")).text


def test_a_draft_that_is_another_s_discarded_or_not_there_is_not_found(owner: Client, filing: Filing) -> None:
    discarded = make_complete_draft(filer=filing.filer, status=Status.WITHDRAWN)
    unsaved = make_complete_draft(filer=filing.filer)
    address = url("check", unsaved)
    unsaved.delete()
    for page in (url("check", make_complete_draft()), url("check", discarded), address):
        assert owner.post(page, {"truth": "on"}).status_code == 404
        assert owner.post(page, {}).status_code == 404
    assert not Filing.objects.filter(number__isnull=False)


def test_a_filing_whose_correction_is_open_is_not_handed_in_here(client: Client) -> None:
    filing = make_correction(make_clerk())
    sign_in(client, filing.filer)
    for form in ({"truth": "on"}, {}):
        assert client.post(url("check", filing), form).url == by_number("correct", filing)
    filing.refresh_from_db()
    assert filing.status == Status.CORRECTION


# Receipt and verification


@pytest.mark.promise("6")
def test_the_receipt_says_number_second_hashes_and_by_which_day_and_why(client: Client, received: Filing) -> None:
    page = client.get(url("receipt", received)).content.decode()
    for words in (received.number, "2026-06-17 14:05:09", "a" * 64, "6月22日(周一) 24:00 前", "怎么算的", "<svg"):
        assert words in page


def test_the_receipt_pdf_is_made_once(client: Client, received: Filing) -> None:
    first = client.get(url("receipt-pdf", received))
    assert first.getvalue().startswith(b"%PDF")
    received.refresh_from_db()
    kept = received.receipt_id
    client.get(url("receipt-pdf", received))
    received.refresh_from_db()
    assert received.receipt_id == kept


def test_the_receipt_of_a_draft_or_of_a_stranger_does_not_exist(client: Client, received: Filing) -> None:
    draft = make_draft(filer=received.filer)
    assert client.get(url("receipt", draft)).status_code == 404
    sign_in(client, make_user())
    assert client.get(url("receipt", received)).status_code == 404
    assert client.get(url("receipt-pdf", received)).status_code == 404


def test_anybody_may_verify_number_time_and_hashes_and_nothing_else(client: Client, received: Filing) -> None:
    page = Client().get(reverse("filings:verify", args=[received.verify_code.lower()])).content.decode()
    for words in (received.number, "2026-06-17 14:05:09", "a" * 64):
        assert words in page
    for secret in ("张玥喆", "民间借贷", "李建国", "证据.pdf", received.draft_code, "借款"):
        assert secret not in page


def test_a_code_the_court_never_gave_is_not_confirmed(client: Client) -> None:
    page = client.get(reverse("filings:verify", args=["AAAAAAAAAAAA"]))
    assert page.status_code == 404
    assert "没有找到这个核验码" in page.content.decode()


# 我的立案


def test_what_waits_for_me_comes_first_then_what_runs_then_what_ended(client: Client) -> None:
    person = make_user()
    ended = put_in(Status.RETURNED, make_taken(make_clerk(), filer=person))
    running = make_waiting(filer=person)
    draft = make_draft(filer=person)
    make_draft()
    sign_in(client, person)
    page = client.get(reverse("filings:mine")).content.decode()
    places = [page.index(words) for words in ("等您办理", draft.draft_code, "正在办理", running.number, ended.number)]
    assert places == sorted(places)


def test_nothing_filed_yet_is_an_empty_page_that_leads_on(client: Client) -> None:
    sign_in(client, make_user())
    page = client.get(reverse("filings:mine")).content.decode()
    assert "您还没有立案申请" in page
    assert reverse("filings:intake-guide") in page


def test_pages_go_on_from_the_last_row_and_miss_nothing(client: Client) -> None:
    person = make_user()
    codes = {make_draft(filer=person).draft_code for _ in range(23)}
    codes |= {make_submitted(filer=person).number for _ in range(4)}
    sign_in(client, person)
    first = client.get(reverse("filings:mine"))
    second = client.get(reverse("filings:mine") + first.context["older"])
    seen = [filing for page in (first, second) for _, filings in page.context["groups"] for filing in filings]
    assert len(seen) == 27
    assert {filing.number or filing.draft_code for filing in seen} == codes
    assert second.context["older"] == ""
    for nonsense in ("x", "1-", "9-\0", "-1-2", "9" * 40):
        assert client.get(reverse("filings:mine"), {"after": nonsense}).status_code == 200


def test_the_list_asks_the_database_as_often_for_many_rows_as_for_one(client: Client) -> None:
    person = make_user()
    sign_in(client, person)
    client.get(reverse("filings:mine"))
    asked = []
    for rows in (1, 18):
        for _ in range(rows):
            make_waiting(filer=person)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("filings:mine"))
        asked.append(len(queries))
    assert asked[0] == asked[1]


# Progress


def test_progress_shows_status_limits_and_what_happened(client: Client) -> None:
    filing = make_waiting()
    sign_in(client, filing.filer)
    page = client.get(by_number("progress", filing)).content.decode()
    for words in ("已提交，待审核", "6月22日(周一) 24:00 前", "怎么算的", "办理经过", "撤回这份申请"):
        assert words in page


def test_progress_shows_the_case_number_once_there_is_one(client: Client) -> None:
    filing = put_in(Status.ACCEPTED, make_taken(make_clerk()))
    sign_in(client, filing.filer)
    page = client.get(by_number("progress", filing)).content.decode()
    assert filing.case_number in page
    assert "撤回这份申请" not in page


def test_progress_tells_nothing_of_what_the_desk_says_inside(client: Client) -> None:
    clerk = make_clerk()
    filing = make_taken(clerk)
    give_back(filing.pk, reason="与当事人认识", by=clerk, at=AT)
    sign_in(client, filing.filer)
    page = client.get(by_number("progress", filing)).content.decode()
    assert "法院开始计算审核期限" in page
    assert "与当事人认识" not in page


def test_progress_and_withdrawal_of_a_stranger_do_not_exist(client: Client) -> None:
    filing = make_waiting()
    sign_in(client, make_user())
    for name in ("progress", "withdraw", "correct"):
        assert client.get(by_number(name, filing)).status_code == 404
        assert client.post(by_number(name, filing)).status_code in (404, 405)


def test_withdrawing_asks_first(client: Client) -> None:
    filing = make_waiting()
    sign_in(client, filing.filer)
    assert f"要撤回 {filing.number} 吗" in client.get(by_number("withdraw", filing)).content.decode()
    client.post(by_number("withdraw", filing))
    filing.refresh_from_db()
    assert filing.status == Status.WITHDRAWN
    assert client.post(by_number("withdraw", filing)).status_code == 409


# Correction


@pytest.fixture
def correction(client: Client) -> Filing:
    filing = make_correction(make_clerk(), targets=("slot:identity", "task:facts"))
    sign_in(client, filing.filer)
    return filing


def test_a_correction_is_a_list_whose_items_open_only_their_part(client: Client, correction: Filing) -> None:
    page = client.get(by_number("correct", correction)).content.decode()
    assert f'href="{url("draft-materials", correction)}?next=correction#slot-identity"' in page
    assert f'href="{url("draft-facts", correction)}?next=correction"' in page
    assert f'href="{url("draft-cause", correction)}' not in page
    assert "6月24日(周三) 24:00 前" in page
    assert "12368" in page
    assert "去补正" in client.get(by_number("progress", correction)).content.decode()


def test_items_are_ticked_and_unticked(client: Client, correction: Filing) -> None:
    item = CorrectionItem.objects.filter(notice__round__filing=correction).first()
    client.post(by_number("correct-tick", correction, item.pk), {"done": "1"})
    item.refresh_from_db()
    assert item.done_at
    client.post(by_number("correct-tick", correction, item.pk), {"done": "0"})
    item.refresh_from_db()
    assert item.done_at is None


def test_answering_opens_the_next_round_once(client: Client, correction: Filing) -> None:
    assert client.post(by_number("correct", correction)).url == by_number("progress", correction)
    correction.refresh_from_db()
    assert (correction.status, correction.open_targets) == (Status.SUBMITTED, [])
    assert correction.rounds.count() == 2
    assert client.get(by_number("correct", correction)).url == by_number("progress", correction)
    assert client.post(by_number("correct", correction)).status_code == 409


def test_an_answer_that_leaves_a_hole_is_422_with_the_way_to_it(client: Client, correction: Filing) -> None:
    Filing.objects.filter(pk=correction.pk).update(facts="")
    page = client.post(by_number("correct", correction))
    assert page.status_code == 422
    assert f'href="{url("draft-facts", correction)}?next=correction#id_facts"' in page.content.decode()
