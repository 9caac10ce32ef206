"""The pages about fees: what the filer does, what the desk does, and what nobody else sees."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from filings.fees import links
from filings.fees.enums import ChargeStatus, LineStatus, RefundGround, RefundStatus, ReliefStatus
from filings.fees.models import Charge, Refund, Relief, Statement
from filings.fees.tests.builders import (
    DUE,
    REGISTERED,
    bank_content,
    bank_line,
    make_accepted,
    make_charge,
    make_chief,
    make_clerk,
    make_line,
    make_paid,
    make_payment,
    make_refund,
    make_relief,
)
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user, sign_in
from gangcheng_court.core.audit.models import ReadLog
from gangcheng_court.core.documents.tests.builders import make_pdf

pytestmark = pytest.mark.django_db


def page_of(response):
    return response.content.decode()


def act(client, filing, code, row, **answers):
    return client.post(reverse("filings:fees-act", args=[filing.number, code, row.pk]), answers)


def test_the_filer_sees_what_to_pay_why_until_when_and_how(client, settings):
    settings.FEE_BANK_ACCOUNT = "钢城法院诉讼费专户 建设银行 3700"
    charge = make_charge()
    sign_in(client, charge.filing.filer)

    page = page_of(client.get(links.payer(charge.filing)))

    for words in ("¥1,050.00", charge.spaced_code, "建设银行 3700", "第十三条第一项", "5月6日", "申请缓交、减交、免交"):
        assert words in page


def test_what_is_missing_is_said_when_a_part_was_paid(client):
    charge = make_charge()
    make_payment(charge, Decimal("1000.00"))
    sign_in(client, charge.filing.filer)

    assert "¥50.00</strong>（已交的不用再交）" in page_of(client.get(links.payer(charge.filing)))


def test_a_fee_to_pay_stands_first_among_my_filings_and_on_the_progress_page(client):
    filer = make_user()
    charge = make_charge(make_accepted(filer=filer))
    make_accepted(filer=filer)
    sign_in(client, filer)

    mine = page_of(client.get(reverse("filings:mine")))
    progress = page_of(client.get(reverse("filings:progress", args=[charge.filing.number])))

    assert mine.index("去交诉讼费") < mine.index("已经办结")
    assert "请交诉讼费" in progress
    assert links.payer(charge.filing) in progress


@pytest.mark.parametrize("kind", ["notice", "receipt", "refund"])
def test_papers_are_sent_to_who_may_read_them_and_the_reading_is_logged(client, kind):
    charge = make_charge()
    payment = make_payment(charge)
    refund = make_refund(
        charge,
        status=RefundStatus.SENT,
        proposed_by=make_clerk(),
        checked_by=make_clerk(),
        sent_reference="T1",
        sent_at=REGISTERED,
    )
    pk = {"notice": charge.limits.get().pk, "receipt": payment.pk, "refund": refund.pk}[kind]
    url = reverse("filings:fees-paper", args=[charge.filing.number, kind, pk])
    sign_in(client, charge.filing.filer)

    answer = client.get(url)

    assert answer["Content-Type"] == "application/pdf"
    assert ReadLog.objects.filter(reference=charge.filing.number, reader=charge.filing.filer).count() == 1
    sign_in(client, make_user())
    assert client.get(url).status_code == 404
    sign_in(client, make_clerk(name=charge.filing.parties.first().name))
    assert client.get(url).status_code == 409


def test_a_paper_of_another_filing_does_not_exist(client):
    charge, other = make_charge(), make_charge()
    sign_in(client, charge.filing.filer)
    for kind in ("notice", "nothing"):
        url = reverse("filings:fees-paper", args=[charge.filing.number, kind, other.limits.get().pk])
        assert client.get(url).status_code == 404


def test_anybody_with_a_receipt_verifies_number_time_and_sum_and_learns_nothing_else(client):
    charge = make_paid()
    payment = charge.payments.get()

    page = page_of(client.get(reverse("filings:verify", args=[payment.verify_code])))

    assert payment.number in page
    assert "¥1,050.00" in page
    for secret in ("张玥喆", charge.filing.number, charge.filing.case_number, "民间借贷"):
        assert secret not in page


def test_the_filer_asks_for_relief_with_proof(client):
    filing = make_charge().filing
    sign_in(client, filing.filer)
    url = reverse("filings:fees-relief", args=[filing.number])
    answers = {"ground": "minimum_living", "statement": "领取低保"}

    bad = client.post(url, answers)
    assert "请先选择文件，再点“提交申请”" in client.post(url, answers).content.decode()
    wrong = client.post(url, answers | {"proofs": SimpleUploadedFile("a.exe", b"MZ")})
    good = client.post(url, answers | {"proofs": SimpleUploadedFile("低保证.pdf", make_pdf())})

    assert (bad.status_code, wrong.status_code, good.status_code) == (422, 422, 302)
    assert "申请已经提交" in page_of(client.get(good.url))
    assert Relief.objects.get().proofs.count() == 1


def test_the_sandbox_pays_on_the_page_and_is_gone_in_production(client, settings):
    charge = make_charge()
    sign_in(client, charge.filing.filer)
    url = reverse("filings:fees-sandbox", args=[charge.filing.number, charge.pk])

    assert client.post(url, {"amount": "-1"}).status_code == 422
    assert client.post(url, {"amount": "1,050.00"}).status_code == 302
    assert Charge.objects.get().status == ChargeStatus.PAID
    settings.FEE_SANDBOX = False
    assert client.post(url, {"amount": "1"}).status_code == 404
    assert "模拟付款" not in page_of(client.get(links.payer(charge.filing)))


def test_a_clerk_takes_in_the_banks_file_and_sees_the_result(client):
    charge, clerk = make_charge(), make_clerk()
    sign_in(client, clerk)
    url = reverse("filings:fees-statements")
    here = client.get(url).content.decode()
    assert f'href="{reverse("filings:fees-desk")}" aria-current' in here
    content = bank_content(bank_line(charge.code), bank_line("", "3.00", position=3))

    first = client.post(url, {"file": SimpleUploadedFile("a.csv", content)}, follow=True)
    again = client.post(url, {"file": SimpleUploadedFile("a.csv", content)}, follow=True)
    broken = client.post(url, {"file": SimpleUploadedFile("a.csv", content.replace(b"3.00", b"4.00"))})

    assert "已导入" in page_of(first)
    assert "1 笔" in page_of(first)
    assert "没有重复入账" in page_of(again)
    assert broken.status_code == 422
    assert "校验值不符" in page_of(broken)
    assert Statement.objects.count() == 1
    assert client.post(url).status_code == 422


def test_a_waiting_line_is_assigned_or_sent_back_on_its_page(client):
    charge, line, other = make_charge(), *(make_line(status=LineStatus.UNMATCHED) for _ in range(2))
    sign_in(client, make_clerk())
    url = reverse("filings:fees-line", args=[line.pk])

    assert client.post(url, {"step": "assign", "code": ""}).status_code == 422
    assert client.post(url, {"step": "assign", "code": "没有", "words": "x"}).status_code == 409
    assert client.post(url, {"step": "assign", "code": charge.filing.number, "words": "核实"}).status_code == 302
    back = client.post(reverse("filings:fees-line", args=[other.pk]), {"step": "send-back", "words": "不是本院的"})
    assert back.status_code == 302
    line.refresh_from_db()
    other.refresh_from_db()
    assert (line.status, other.status) == (LineStatus.ASSIGNED, LineStatus.SENT_BACK)


def test_a_clerk_decides_an_amount_on_the_page_and_bad_numbers_come_back(client):
    charge = make_charge(status=ChargeStatus.UNASSESSED)
    sign_in(client, make_clerk())

    bad = act(client, charge.filing, "decide-amount", charge, case="property", amount="1e30")
    none = act(client, charge.filing, "decide-amount", charge, case="property")
    good = act(client, charge.filing, "decide-amount", charge, case="property", amount="30,000+20,000")

    assert (bad.status_code, none.status_code, good.status_code) == (422, 422, 302)
    assert "金额只填数字" in page_of(bad)
    charge.refresh_from_db()
    assert charge.due == DUE


def test_relief_is_proposed_and_decided_on_the_page(client):
    filing = make_charge(status=ChargeStatus.RELIEF_ASKED).filing
    relief = make_relief(filing)
    sign_in(client, make_clerk())
    assert act(client, filing, "propose-relief", relief, grant="yes", percent="20", reasons="困难").status_code == 422
    assert act(client, filing, "propose-relief", relief, grant="yes", percent="50", reasons="困难").status_code == 302
    sign_in(client, make_chief())
    assert "decide-relief" in page_of(client.get(links.desk(filing)))

    assert act(client, filing, "decide-relief", relief, verdict="no").status_code == 422
    assert act(client, filing, "decide-relief", relief, verdict="yes").status_code == 302

    relief.refresh_from_db()
    charge = filing.charges.get()
    assert (relief.status, charge.status, charge.due) == (ReliefStatus.GRANTED, ChargeStatus.REDUCED, Decimal("525.00"))


def test_a_refusal_of_relief_needs_no_percentage(client):
    filing = make_charge(status=ChargeStatus.RELIEF_ASKED).filing
    relief = make_relief(filing)
    sign_in(client, make_clerk())
    assert act(client, filing, "propose-relief", relief, grant="no", reasons="收入较高").status_code == 302


def test_a_refund_goes_its_whole_way_on_the_page(client):
    charge, second = make_paid(), make_clerk()
    filing = charge.filing
    sign_in(client, make_clerk())
    answers = {"ground": RefundGround.MEDIATED, "effective_on": "2026年4月28日"}
    assert act(client, filing, "register-refund", filing, **(answers | {"ground": "won"})).status_code == 422
    assert act(client, filing, "register-refund", filing, **answers).status_code == 302
    refund = Refund.objects.get()
    assert act(client, filing, "propose-refund", refund, reasons="调解书生效").status_code == 302
    assert act(client, filing, "check-refund", refund, verdict="yes").status_code == 409
    sign_in(client, second)
    assert act(client, filing, "check-refund", refund, verdict="yes").status_code == 302
    assert act(client, filing, "send-refund", refund, reference="T1").status_code == 302
    assert act(client, filing, "confirm-refund", refund).status_code == 302
    refund.refresh_from_db()
    assert (refund.status, refund.checked_by) == (RefundStatus.ARRIVED, second)
    sign_in(client, filing.filer)
    assert "已到账" in page_of(client.get(links.payer(filing)))


def test_an_unpaid_fee_is_only_proposed_to_lapse(client):
    charge = make_charge()  # until 2026-05-06, long ago for the page's own clock
    sign_in(client, make_clerk())

    page = page_of(client.get(f"{reverse('filings:fees-desk')}?tab=overdue"))

    assert charge.filing.number in page
    assert "建议按撤诉处理，由您决定" in page
    assert act(client, charge.filing, "propose-lapse", charge, reasons="电话通知两次").status_code == 302
    charge.refresh_from_db()
    assert charge.status == ChargeStatus.OPEN
    sign_in(client, make_chief())
    assert act(client, charge.filing, "decide-lapse", charge.lapses.get(), verdict="yes").status_code == 302
    charge.refresh_from_db()
    assert charge.status == ChargeStatus.LAPSED


def test_a_step_on_another_filings_row_or_an_unknown_step_does_not_exist(client):
    charge, other = make_charge(), make_charge()
    sign_in(client, make_clerk())
    assert act(client, charge.filing, "change-claim", other, case="labour").status_code == 404
    assert act(client, charge.filing, "no-such-step", charge).status_code == 404


def test_who_must_stay_away_sees_no_money_of_the_matter(client):
    charge = make_charge()
    sign_in(client, make_clerk(name=charge.filing.parties.first().name))
    assert client.get(links.desk(charge.filing)).status_code == 409


def test_the_desks_reading_is_logged_and_account_numbers_are_masked_until_they_are_checked(client):
    refund, clerk = make_refund(), make_clerk()
    sign_in(client, clerk)

    page = page_of(client.get(links.desk(refund.charge.filing)))

    assert "6222021234567890123" not in page
    assert ReadLog.objects.filter(reader=clerk, what="诉讼费", reference=refund.charge.filing.number).exists()
    Refund.objects.filter(pk=refund.pk).update(status=RefundStatus.PROPOSED, proposed_by=clerk)
    assert "6222021234567890123" in page_of(client.get(links.desk(refund.charge.filing)))
    assert "不是原付款账户" not in page
    changed = Refund.objects.get()
    changed.payer_account = "6217000000000001"
    changed.save()
    assert "不是原付款账户" in page_of(client.get(links.desk(refund.charge.filing)))


def fill():
    make_refund()
    make_relief(make_accepted())
    make_charge(status=ChargeStatus.UNASSESSED)
    make_charge()
    make_line(status=LineStatus.UNMATCHED)


@pytest.mark.parametrize("tab", ["refunds", "relief", "unassessed", "overdue", "asked", "lines"])
def test_a_list_costs_the_same_however_many_rows_it_has(client, tab, django_assert_num_queries):
    sign_in(client, make_clerk())
    url = f"{reverse('filings:fees-desk')}?tab={tab}"

    def cost():
        with django_assert_num_queries(100, exact=False) as captured:
            assert client.get(url).status_code == 200
        # Every ten seconds the session notes that the person is still there, whatever the page.
        return len([row for row in captured if "django_session" not in row["sql"] and "SAVEPOINT" not in row["sql"]])

    fill()
    client.get(url)
    few = cost()
    for _ in range(24):
        fill()
    assert cost() == few
    assert tab == "asked" or 'rel="next"' in page_of(client.get(url))


def test_the_pages_of_a_list_go_on_where_the_last_ended(client):
    sign_in(client, make_clerk())
    refunds = [make_refund() for _ in range(22)]

    first = page_of(client.get(reverse("filings:fees-desk")))
    second = page_of(client.get(f"{reverse('filings:fees-desk')}?tab=refunds&after={refunds[19].pk}"))

    assert refunds[19].charge.filing.number in first
    assert refunds[20].charge.filing.number not in first
    assert refunds[20].charge.filing.number in second
    assert client.get(f"{reverse('filings:fees-desk')}?tab=x&after=二").status_code == 200


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.OPERATOR, Role.JUDGE])
def test_other_staff_see_no_desk_of_money(client, role):
    sign_in(client, make_user(role))
    assert client.get(reverse("filings:fees-desk")).status_code == 404
