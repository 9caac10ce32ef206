"""The pages of the indicators and alarms: what they show, to whom, and what their exports hold."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
import time_machine
from django.urls import reverse

from filings.review.enums import Outcome
from gangcheng_court.core.accounts.tests.builders import make_department, sign_in
from gangcheng_court.core.audit.models import ReadLog
from gangcheng_court.core.deadlines.clock import court_time
from supervision.watch import services
from supervision.watch.data import INDICATORS
from supervision.watch.enums import Status
from supervision.watch.models import Alarm, Reading
from supervision.watch.rules import Part, Unit
from supervision.watch.tests.builders import NOW, make_alarm, make_chief, make_decided, make_reading, make_supervisor

pytestmark = pytest.mark.django_db
LIST = reverse("supervision:indicators")


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def chief():
    return make_chief(name="立案庭长")


@pytest.fixture
def supervisor(client):
    user = make_supervisor(name="督察一")
    sign_in(client, user)
    return user


def page(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_all_thirteen_stand_on_the_page_with_figure_threshold_state_and_picture(client, supervisor, chief):
    assert "还没有计算" in page(client, LIST)
    services.run(at=NOW)
    make_alarm("late-refunds", Part("late", "超期", 3, 20))
    shown = page(client, LIST)

    for indicator in INDICATORS:
        assert indicator.title in shown
        assert reverse("supervision:indicator", args=[indicator.slug]) in shown
    assert 'tag--late">预警' in shown
    assert '超期 <strong class="nowrap">3 件</strong>' in shown
    assert "有 1 件即预警，基数 20" in shown
    assert shown.count("<svg") == 2  # the year's curve, and the one figure that ever was more than nothing
    assert shown.count("各期都") == 11
    assert '<a href="#late-refunds">退费期限</a> <span class="tag tag--late">预警' in shown
    assert shown.count("查看图中的数字") == 13
    assert Alarm.objects.get().number in shown


def test_the_page_takes_the_same_statements_with_one_night_and_with_a_year(
    client, supervisor, chief, django_assert_num_queries
):
    services.compute_all(by=supervisor, at=NOW)
    page(client, LIST)
    with django_assert_num_queries(6) as few:
        page(client, LIST)
    services.run(at=NOW)
    with django_assert_num_queries(len(few)):
        page(client, LIST)


def test_a_head_sees_the_own_indicators_and_no_others(client):
    sign_in(client, make_chief(department=make_department("hotline", "12368 诉讼服务热线")))
    shown = page(client, LIST)
    assert "12368 接听和办结" in shown
    assert "年底立案" not in shown
    page(client, reverse("supervision:indicator", args=["hotline-tricks"]))
    for name in ("indicator", "indicator-xlsx"):
        page(client, reverse(f"supervision:{name}", args=["year-end"]), 404)
    assert client.post(reverse("supervision:indicator-compute", args=["year-end"])).status_code == 404


def test_the_button_computes_at_once(client, supervisor, chief):
    answer = client.post(reverse("supervision:indicator-compute", args=["late-refunds"]), follow=True)
    assert "已重新计算" in answer.content.decode()
    client.post(reverse("supervision:indicators-compute"))
    assert Reading.objects.count() == 14
    assert page(client, reverse("supervision:indicator", args=["year-end"])).count("<svg") == 1


def test_an_indicator_says_what_it_means_and_shows_its_list_page_by_page(client, supervisor, chief):
    filings = make_decided(60, NOW - timedelta(days=1), outcome=Outcome.REJECTED)
    address = reverse("supervision:indicator", args=["daily-caps"])
    assert "还没有计算过" in page(client, address)
    services.compute("daily-caps", by=supervisor, at=NOW)
    shown = page(client, address)

    assert "不予登记比例异常的案由和原告类别" in shown
    assert "怎么算" in shown
    assert shown.count('class="nowrap">WS') == 50
    assert filings[-1].number in shown
    assert filings[0].number not in shown
    older = page(client, f"{address}?before={filings[10].pk}")
    assert older.count('class="nowrap">WS') == 10
    assert "测试" not in shown.split('<h2 id="list">')[1].split("</table>")[0]  # references only, no names
    page(client, f"{address}?period=2020-01", 404)
    page(client, f"{address}?before=x", 400)


def test_rows_lead_to_the_desk_for_its_head_alone(client, supervisor, chief):
    filing = make_decided(1, NOW - timedelta(days=1), outcome=Outcome.REJECTED)[0]
    services.compute("daily-caps", by=supervisor, at=NOW)
    address, matter = (
        reverse("supervision:indicator", args=["daily-caps"]),
        reverse("filings:review", args=[filing.number]),
    )
    assert matter not in page(client, address)
    sign_in(client, chief)
    assert matter in page(client, address)


def test_the_list_is_exported_whole_and_the_export_is_on_record(client, supervisor, chief):
    make_decided(60, NOW - timedelta(days=1), outcome=Outcome.REJECTED)
    services.compute("daily-caps", by=supervisor, at=NOW)
    answer = client.get(reverse("supervision:indicator-xlsx", args=["daily-caps"]))

    book = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content)))
    assert book["名单"].max_row == 61
    conditions = dict(book["查询条件"].iter_rows(min_row=2, values_only=True))
    assert conditions["指标"] == "限号、限案由"
    assert "基数 60" in conditions["不予登记比例异常的案由和原告类别"]
    log = ReadLog.objects.get()
    assert (log.reader, log.what, log.reference) == (supervisor, "监测名单 Excel", "daily-caps causes 2026-11")
    page(client, reverse("supervision:indicator-xlsx", args=["late-refunds"]), 404)


def test_an_alarm_goes_from_its_owner_to_its_judge(client, supervisor, chief):
    alarm = make_alarm()
    address = reverse("supervision:alarm", args=[alarm.number])
    shown = page(client, address)
    assert "怎么算的" in shown
    assert "说明期限" in shown
    assert "提交说明" not in shown

    sign_in(client, chief)
    answer = reverse("supervision:alarm-act", args=[alarm.number, "answer"])
    assert "提交说明" in page(client, address)
    refused = client.post(answer, {"words": "已经写了很多"})
    assert refused.status_code == 422
    assert "已经写了很多" in refused.content.decode()
    client.post(answer, {"checked": "explained", "words": "春节放假。"})

    sign_in(client, supervisor)
    shown = page(client, address)
    assert "有正当原因" in shown
    assert "审查办结" in shown
    assert "下达整改" in shown
    client.post(reverse("supervision:alarm-act", args=[alarm.number, "close"]), {"conclusion": "说明成立。"})
    alarm.refresh_from_db()
    assert alarm.status == Status.CLOSED
    assert "说明成立。" in page(client, address)
    again = client.post(reverse("supervision:alarm-act", args=[alarm.number, "close"]), {"conclusion": "再来"})
    assert again.status_code == 409


def test_who_may_not_act_is_told_as_if_nothing_were_there(client, supervisor, chief):
    alarm = make_alarm()
    act = reverse("supervision:alarm-act", args=[alarm.number, "answer"])
    assert client.post(act, {"checked": "real", "words": "我来说"}).status_code == 404
    assert client.post(reverse("supervision:alarm-act", args=[alarm.number, "other"])).status_code == 404
    sign_in(client, make_chief(department=make_department("hotline", "12368 诉讼服务热线")))
    page(client, reverse("supervision:alarm", args=[alarm.number]), 404)
    assert alarm.number not in page(client, reverse("supervision:alarms"))


def test_a_day_that_has_passed_is_no_limit_for_a_rectification(client, supervisor, chief):
    alarm = make_alarm()
    services.answer(alarm.pk, by=chief, at=NOW, checked="real", words="属实")
    wanted = {"title": "退费超期", "requirement": "退清", "until": "2026-11-25"}
    answer = client.post(reverse("supervision:alarm-act", args=[alarm.number, "order"]), wanted)
    assert answer.status_code == 422
    assert "整改期限不能早于今天" in answer.content.decode()


def test_alarms_page_by_key_and_take_the_same_statements(client, supervisor, chief, django_assert_num_queries):
    address = reverse("supervision:alarms")
    assert "没有未办结的预警" in page(client, address)
    make_alarm()
    with django_assert_num_queries(4) as few:
        page(client, address)
    for serial in range(51):
        make_alarm("late-refunds", period=f"{2000 + serial}-01")
    with django_assert_num_queries(len(few)):
        shown = page(client, address)
    assert shown.count("YJ2026") == 50 * 2
    assert "下一页" in shown
    assert "还没有办结的预警" in page(client, f"{address}?closed=1")
    page(client, f"{address}?after=x", 400)


def test_an_alarm_that_is_late_says_by_how_many_days(client, supervisor, chief):
    alarm = make_alarm(at=court_time("2026-11-16 10:00"))  # due at the end of Monday the 23rd
    assert "超期 3 天" in page(client, reverse("supervision:alarm", args=[alarm.number]))


def test_a_figure_over_too_few_matters_says_why_it_is_silent(client, supervisor):
    make_reading("second-corrections", Part("twice", "再次补正比例", 0.5, 4, Unit.SHARE, 0.05, least=20))
    assert "统计基数 4，不足 20，不预警" in page(client, reverse("supervision:indicator", args=["second-corrections"]))
