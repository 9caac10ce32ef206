"""The pages of 整改: lists, one order, forms that lose nothing, proof that is logged."""

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_department, make_user, sign_in
from gangcheng_court.core.audit.models import ReadLog
from gangcheng_court.core.documents.tests.builders import make_pdf
from gangcheng_court.promises import THREE_DAY_REVIEW
from supervision.rectification.enums import Source, Status
from supervision.rectification.models import Order
from supervision.rectification.tests.builders import NOW, make_order

LIST, NEW = "supervision:rectifications", "supervision:rectification-new"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def owner():
    return make_user(Role.CLERK, department=make_department())


@pytest.fixture
def supervisor(client):
    user = make_user(Role.SUPERVISOR)
    sign_in(client, user)
    return user


def upload(name="照片.pdf"):
    return SimpleUploadedFile(name, make_pdf())


def test_each_tab_shows_its_orders_and_pages_without_gap(client, supervisor, owner):
    rows = {status: [make_order(owner, status=status) for _ in range(53)] for status in Status}
    mine = make_order(make_user(Role.SUPERVISOR, department=make_department()))
    for tab, status in (("", Status.ORDERED), ("reported", Status.REPORTED), ("closed", Status.CLOSED)):
        found, url = [], f"{reverse(LIST)}?tab={tab}"
        while url:
            context = client.get(url).context
            found += context["orders"]
            url = context["older"]
        assert sorted(row.pk for row in found) == [row.pk for row in rows[status] + [mine] * (tab == "")]
    assert not client.get(f"{reverse(LIST)}?tab=mine").context["orders"]


def test_a_list_asks_as_many_statements_for_thirty_rows_as_for_one(
    client, supervisor, owner, django_assert_num_queries
):
    make_order(owner)
    client.get(reverse(LIST))
    with django_assert_num_queries(100, exact=False) as one:
        client.get(reverse(LIST))
    for _ in range(30):
        make_order(owner)
    with django_assert_num_queries(len(one)):
        client.get(reverse(LIST))


@pytest.mark.parametrize("after", ["x", "2026-06-23T00:00:00+08:00_x", "_1", "2026-06-23_9999999999999999999"])
def test_a_spoilt_page_address_is_refused(client, supervisor, after):
    assert client.get(reverse(LIST), {"after": after}).status_code == 400


def test_a_supervisor_orders_from_an_address_that_fills_the_form_in(client, supervisor, owner):
    address = f"{reverse(NEW)}?source=inspection&reference=JC1&topic={THREE_DAY_REVIEW.code}"
    filled = client.get(address).context["form"]
    told = {name: filled[name].value() or "" for name in ("source", "reference", "topic")}
    told |= {"title": "超期审核", "requirement": "补齐人手。", "owner": owner.pk, "until": "2026-06-30"}
    response = client.post(reverse(NEW), told)
    row = Order.objects.get()
    assert response.url == reverse("supervision:rectification", args=[row.number])
    assert (row.source, row.reference, row.topic) == ("inspection", "JC1", THREE_DAY_REVIEW.code)
    page = client.get(response.url).content.decode()
    assert THREE_DAY_REVIEW.title in page
    assert "怎么算的" in page


@pytest.mark.parametrize(
    ("field", "value"),
    [("until", "2026-06-16"), ("until", "明天"), ("owner", "0"), ("title", ""), ("source", "complaint")],
)
def test_a_wrong_order_is_said_and_nothing_typed_is_lost(client, supervisor, owner, field, value):
    told = {"source": "other", "title": "题目", "requirement": "照办", "owner": owner.pk, "until": "2026-06-30"}
    response = client.post(reverse(NEW), told | {field: value})
    assert response.status_code == 422
    assert "照办" in response.content.decode()
    assert not Order.objects.exists()


def test_the_owner_reports_with_files_and_another_supervisor_closes(client, supervisor, owner):
    row = make_order(owner)
    page = reverse("supervision:rectification", args=[row.number])
    sign_in(client, owner)
    assert page in client.get(f"{reverse(LIST)}?tab=mine").content.decode()
    report = reverse("supervision:rectification-report", args=[row.number])
    bad = client.post(report, {"words": "", "files": [upload()]})
    assert bad.status_code == 422
    assert "照片.pdf" in bad.content.decode()  # what was uploaded is still there
    kept = bad.context["report_form"]["kept"].value()
    assert client.post(report, {"words": "放好了。", "kept": kept, "files": [upload("二.pdf")]}).url == page
    proof = row.steps.last().files.order_by("name")
    assert [file.name for file in proof] == ["二.pdf", "照片.pdf"]

    sign_in(client, supervisor)
    address = reverse("supervision:rectification-file", args=[row.number, proof[0].pk])
    assert client.get(address).status_code == 200
    assert ReadLog.objects.get(what="整改证明材料").reader == supervisor
    recheck = reverse("supervision:rectification-recheck", args=[row.number])
    assert client.post(recheck, {"outcome": "failed", "words": "还不行"}).status_code == 422
    assert client.post(recheck, {"outcome": "passed", "words": "好了"}).url == page
    assert "已销号" in client.get(page).content.decode()
    assert client.post(recheck, {"outcome": "passed", "words": "好了"}).status_code == 409


def test_a_bad_file_is_told_beside_its_field(client, owner):
    row = make_order(owner)
    sign_in(client, owner)
    address = reverse("supervision:rectification-report", args=[row.number])
    response = client.post(address, {"words": "好了", "files": [SimpleUploadedFile("a.exe", b"MZ" * 50)]})
    assert response.status_code == 422
    assert response.context["report_form"].errors.keys() == {"files"}


def test_what_is_kept_from_somebody_or_a_strangers_does_not_exist(client, owner):
    row = make_order(owner, kept_from=[make_user(Role.SUPERVISOR).pk])
    kept = make_order(owner, kept_from=[(hidden := make_user(Role.SUPERVISOR)).pk], status=Status.REPORTED)
    sign_in(client, hidden)
    assert kept.number not in client.get(f"{reverse(LIST)}?tab=reported").content.decode()
    assert client.get(reverse("supervision:rectification", args=[kept.number])).status_code == 404
    sign_in(client, make_user(Role.CLERK, department=owner.department))
    assert client.get(reverse("supervision:rectification", args=[row.number])).status_code == 404


def test_whoever_puts_it_right_does_not_read_that_somebody_complained(client, supervisor, owner):
    row = make_order(owner, source=Source.COMPLAINT, reference="TS20260617-123456", topic="投诉：工作作风")
    address = reverse("supervision:rectification", args=[row.number])
    assert "TS20260617-123456" in client.get(address).content.decode()
    page = sign_in(client, owner).get(address).content.decode()
    assert row.title in page
    assert "TS20260617" not in page
    assert "投诉：" not in page


def test_a_repeat_leads_to_the_order_before(client, supervisor, owner):
    earlier = make_order(owner, topic="着装", status=Status.CLOSED)
    row = make_order(owner, topic="着装", repeats=earlier)
    page = client.get(reverse("supervision:rectification", args=[row.number])).content.decode()
    assert reverse("supervision:rectification", args=[earlier.number]) in page
    assert "重复问题" in page
