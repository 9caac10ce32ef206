"""Who may open which page, what it shows, and what the exports hold."""

from datetime import timedelta
from io import BytesIO
from urllib.parse import unquote

import openpyxl
import pytest
import time_machine
from django.urls import reverse

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_department, make_user, sign_in
from gangcheng_court.core.audit.models import ReadLog
from gangcheng_court.core.deadlines.clock import court_time
from supervision.breaches.models import Cause, Explanation
from supervision.breaches.tests.builders import make_breach, make_limit

NOW = court_time("2026-06-25 10:00")
DUE = court_time("2026-06-23")
REPORT, XLSX = "supervision:promise-report", "supervision:promise-report-xlsx"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def clerk():
    return make_user(Role.CLERK, name="孙立", department=make_department())


@pytest.fixture
def chief():
    return make_user(Role.CHIEF, department=make_department())


@pytest.fixture
def supervisor(client):
    user = make_user(Role.SUPERVISOR, name="郑督察")
    sign_in(client, user)
    return user


@pytest.mark.parametrize("page", [REPORT, XLSX])
@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.SUPERVISOR, 200),
        (Role.CHIEF, 200),
        (Role.CLERK, 404),
        (Role.JUDGE, 404),
        (Role.OPERATOR, 404),
        (Role.ADMINISTRATOR, 404),
        (Role.CITIZEN, 404),
        (Role.LAWYER, 404),
    ],
)
def test_the_report_is_for_supervisors_and_chiefs(client, page, role, status):
    sign_in(client, make_user(role, department=make_department()))
    assert client.get(reverse(page)).status_code == status


def test_the_report_asks_a_stranger_to_sign_in(client):
    response = client.get(reverse(REPORT))
    assert response.status_code == 302
    assert response.url.startswith("/accounts/login")


def test_the_report_shows_the_figures_and_leads_to_each_breach(client, supervisor, clerk):
    breach = make_breach(DUE, responsible=clerk)
    page = client.get(reverse(REPORT)).content.decode()
    assert "0%" in page
    assert reverse("supervision:breach", args=[breach.pk]) in page
    assert "孙立" in page


def test_a_chief_sees_only_the_own_department(client, chief, clerk):
    make_breach(DUE, responsible=clerk)
    other = make_department("other", "执行局")
    hidden = make_breach(DUE, department=other, responsible=make_user(Role.JUDGE, name="吴别庭", department=other))
    sign_in(client, chief)
    for address in (reverse(REPORT), reverse(REPORT) + f"?department={other.pk}"):
        page = client.get(address).content.decode()
        assert "吴别庭" not in page
        assert hidden.reference not in page
    assert client.get(reverse("supervision:breach", args=[hidden.pk])).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "since=2026-06-20&until=2026-06-01",
        "since=&until=",
        "since=0001-01-01&until=9999-12-31",
        "since=yesterday",
        "promise=no_such",
        "person=abc",
        "cause=%00",
    ],
)
@pytest.mark.parametrize("page", [REPORT, XLSX])
def test_a_wrong_condition_is_said_and_nothing_is_exported(client, supervisor, page, query):
    response = client.get(f"{reverse(page)}?{query}")
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    assert not ReadLog.objects.exists()


@pytest.mark.parametrize("after", ["x", "2026-06-23T00:00:00+08:00_x", "_1", "9999-12-31T23:59:59-23:59_1"])
def test_a_spoilt_page_address_is_refused(client, supervisor, after):
    assert client.get(reverse(REPORT), {"after": after}).status_code == 400


def test_late_matters_are_paged_without_gap_or_repetition(client, supervisor):
    expected = [make_limit(DUE - timedelta(hours=n % 7)).reference for n in range(53)]
    found, url = [], reverse(REPORT)
    while url:
        context = client.get(url).context
        found += [row.reference for row in context["late"]]
        url = context.get("older")
    assert sorted(found) == sorted(expected)


def test_the_number_of_statements_does_not_grow_with_the_rows(client, supervisor, clerk, django_assert_num_queries):
    def statements():
        with django_assert_num_queries(100, exact=False) as captured:
            client.get(reverse(REPORT))
        return len(captured)

    make_breach(DUE, responsible=clerk)
    client.get(reverse(REPORT))
    few = statements()
    for _ in range(30):
        make_breach(DUE, responsible=clerk)
    assert statements() == few <= 24


def test_the_workbook_holds_the_late_matters_as_text_numbers_and_moments(client, supervisor, clerk):
    danger = '=HYPERLINK("http://example.invalid","点我")'
    villain = make_user(Role.CLERK, name=danger[:50], department=make_department())
    breach = make_breach(DUE, met_at=DUE + timedelta(hours=5, minutes=30), responsible=villain)
    Explanation.objects.create(breach=breach, cause=Cause.SYSTEM, words=f"{danger}\x0b", by=villain, at=NOW)
    make_breach(DUE - timedelta(days=1), responsible=clerk)
    response = client.get(reverse(XLSX))
    assert "超时承诺事项_202606_郑督察_20260625-100000.xlsx" in _file_name(response)
    book = openpyxl.load_workbook(BytesIO(b"".join(response.streaming_content)))
    sheet, conditions = book["超时承诺事项"], book["查询条件"]
    assert [cell.value for cell in sheet[1]][:3] == ["编号", "轮次", "起算时间"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:J3")
    row = sheet[2]
    assert [cell.value for cell in row[:2]] == breach.reference.split("/")
    assert row[3].value == DUE.replace(tzinfo=None)
    assert row[3].is_date
    assert row[5].value == 5.5
    assert (row[7].value, row[7].data_type) == (danger[:50], "s")
    assert (row[9].value, row[9].data_type) == (danger, "s")
    assert sheet[3][4].value is None
    about = {name.value: value.value for name, value in conditions.iter_rows(max_col=2)}
    assert about["期间"] == "2026-06-01 至 2026-06-25"
    assert (about["到期事项（件）"], about["超期（件）"], about["按时率"], about["导出人"]) == (2, 2, "0%", "郑督察")
    assert "郑督察 导出于 2026-06-25 10:00" in sheet.oddFooter.center.text


def test_an_export_is_logged(client, supervisor):
    client.get(reverse(XLSX), {"promise": "seven_day_decision"})
    entry = ReadLog.objects.get()
    assert (entry.reader, entry.what, entry.read_at) == (supervisor, "超时承诺事项 Excel", NOW)
    assert entry.reference == "promise=seven_day_decision"


def test_the_responsible_person_finds_the_breach_and_explains_it(client, clerk):
    breach = make_breach(DUE, responsible=clerk)
    sign_in(client, clerk)
    address = reverse("supervision:breach", args=[breach.pk])
    assert address in client.get(reverse("supervision:breaches")).content.decode()
    assert client.post(address, {"cause": "workload", "words": "当日收件多。"}).url == address
    page = client.get(address).content.decode()
    assert "案件量大" in page
    assert "当日收件多。" in page
    assert address not in client.get(reverse("supervision:breaches")).content.decode()
    assert address in client.get(reverse("supervision:breaches") + "?tab=to-judge").content.decode()


@pytest.mark.parametrize("data", [{}, {"cause": "workload"}, {"cause": "nothing", "words": "说明"}, {"words": "说明"}])
def test_an_incomplete_explanation_is_said_and_not_kept(client, clerk, data):
    breach = make_breach(DUE, responsible=clerk)
    sign_in(client, clerk)
    response = client.post(reverse("supervision:breach", args=[breach.pk]), data)
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    assert not Explanation.objects.exists()


def test_a_supervisor_reads_a_breach_and_cannot_explain_it(client, supervisor, clerk):
    breach = make_breach(DUE, responsible=clerk)
    address = reverse("supervision:breach", args=[breach.pk])
    page = client.get(address).content.decode()
    assert 'name="words"' not in page
    assert "/review/" not in page
    assert client.post(address, {"cause": "other", "words": "代为说明"}).status_code == 404
    assert not Explanation.objects.exists()


@pytest.mark.parametrize("role", [Role.CITIZEN, Role.LAWYER, Role.CLERK, Role.OPERATOR, Role.JUDGE, Role.ADMINISTRATOR])
def test_a_strangers_breach_does_not_exist(client, clerk, role):
    breach = make_breach(DUE, responsible=clerk)
    sign_in(client, make_user(role))
    address = reverse("supervision:breach", args=[breach.pk])
    assert client.get(address).status_code == 404
    assert client.post(address, {"cause": "other", "words": "无关"}).status_code == 404


def test_a_breach_shows_the_arithmetic_and_what_happened(client, supervisor, clerk):
    breach = make_breach(DUE, responsible=clerk, started_at=court_time("2026-06-17 10:00"))
    context = client.get(reverse("supervision:breach", args=[breach.pk])).context
    assert context["steps"]
    assert [event.at for event in context["events"]]
    assert context["over"] == NOW - DUE


def test_the_public_page_shows_this_months_figures_and_is_honest_when_there_are_none(client):
    make_limit(DUE, started_at=DUE - timedelta(days=4), met_at=DUE - timedelta(days=2))
    page = client.get(reverse("portal:promises")).content.decode()
    assert "100%" in page
    assert "一半不超过 2 天" in page
    assert "没有数字可以公布" in page


def test_programs_read_the_same_figures(client):
    make_limit(DUE, started_at=DUE - timedelta(days=4), met_at=DUE - timedelta(days=2))
    three, seven = client.get("/api/v1/promises/").json()[:2]
    assert (three["code"], three["due"], three["rate"]) == ("three_day_review", 1, 1.0)
    assert three["median_seconds"] == three["worst_seconds"] == timedelta(days=2).total_seconds()
    assert (seven["due"], seven["rate"], seven["median_seconds"]) == (0, None, None)


def _file_name(response):
    return unquote(response.headers["Content-Disposition"])
