"""督察台's pages: the board, the lists behind its cards, the timeline of one limit, what a member of staff owes."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from filings.review.tests.builders import make_limit
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_department, make_user, sign_in
from gangcheng_court.core.deadlines.models import DueDateChange
from gangcheng_court.promises import THREE_DAY_REVIEW
from supervision.board import queries
from supervision.breaches.models import Cause, Explanation, Reminder, Stage
from supervision.breaches.tests.builders import make_breach, make_explained
from supervision.rectification import links
from supervision.rectification.enums import Status as OrderStatus
from supervision.rectification.tests.builders import make_order
from supervision.watch.tests.builders import make_alarm

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def timeline(limit) -> str:
    return reverse("supervision:timeline", args=[limit.promise, limit.reference])


@pytest.fixture
def supervisor(client: Client):
    person = make_user(Role.SUPERVISOR)
    sign_in(client, person)
    return person


def test_the_board_shows_a_card_with_its_figures_and_what_is_pressing(client, supervisor) -> None:
    now = timezone.now()
    make_limit(now - timedelta(hours=1), met_at=now - timedelta(hours=2))
    pressing = make_limit(now + timedelta(minutes=30))

    page = client.get(reverse("supervision:board")).content.decode()

    assert "100%" in page
    assert "到期 1 件" in page
    assert timeline(pressing) in page
    assert "没有到期事项的承诺" in page


def test_the_board_asks_as_often_with_thirty_limits_as_with_one(client, supervisor) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("supervision:board")).status_code == 200
        return len(asked)

    now = timezone.now()
    make_breach(now - timedelta(hours=3))
    make_limit(now + timedelta(minutes=30))
    statements()
    few = statements()
    for minutes in range(1, 15):
        make_breach(now - timedelta(minutes=minutes))
        make_limit(now + timedelta(minutes=minutes))

    assert statements() == few <= 27


def test_a_chief_reads_the_own_departments_board(client) -> None:
    now = timezone.now()
    make_limit(now + timedelta(minutes=30), department=make_department("execution", "执行局"))
    mine = make_limit(now + timedelta(minutes=40), department=make_department())
    sign_in(client, make_user(Role.CHIEF, department=make_department()))

    page = client.get(reverse("supervision:board")).content.decode()

    assert timeline(mine) in page
    assert "执行局" not in page


def test_the_president_reads_the_whole_courts_board(client) -> None:
    now = timezone.now()
    limit = make_limit(now + timedelta(minutes=30), department=make_department("execution", "执行局"))
    sign_in(client, make_user(Role.CHIEF, department=make_department("president", "院长办公室")))

    assert timeline(limit) in client.get(reverse("supervision:board")).content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "period=custom",
        "period=custom&since=2026-11-30&until=2026-11-01",
        "period=custom&since=0001-01-01&until=2026-11-01",
        "period=never",
        "department=9999999",
        "department=x",
        "promise=nothing",
    ],
)
@pytest.mark.parametrize("route", ["board", "items"])
def test_conditions_that_make_no_sense_are_said_so(client, supervisor, route, query) -> None:
    answer = client.get(f"{reverse(f'supervision:{route}')}?{query}")

    assert answer.status_code == 422
    assert "错误：" in answer.content.decode()


@pytest.mark.parametrize("after", ["x", "2026-11-01T00:00:00+08:00_x", "_1", "2026_99999999999999999999"])
def test_a_page_that_cannot_be_is_a_bad_request(client, supervisor, after) -> None:
    assert client.get(reverse("supervision:items"), {"after": after}).status_code == 400


def test_the_list_behind_a_card_is_paged_to_its_end(client, supervisor, monkeypatch) -> None:
    monkeypatch.setattr("supervision.board.views.PAGE", 2)
    now = timezone.now()
    limits = [make_limit(now - timedelta(minutes=minutes)) for minutes in range(1, 6)]
    seen, address = [], f"{reverse('supervision:items')}?period=year&promise={THREE_DAY_REVIEW.code}"
    while address:
        answer = client.get(address)
        seen += [row.reference for row in answer.context["rows"]]
        address = answer.context.get("older")

    assert seen == [limit.reference for limit in limits]


def test_a_limit_in_time_has_its_timeline_with_the_arithmetic(client, supervisor) -> None:
    now = timezone.now()
    limit = make_limit(now + 2 * DAY, met_at=now, responsible=make_user(Role.CLERK, department=make_department()))

    page = client.get(timeline(limit)).content.decode()

    assert "按时完成" in page
    assert "开始计时" in page
    assert "完成，停止计时" in page
    assert "承诺六" in page  # the arithmetic's own words
    assert limit.calendar_version in page


def test_a_late_limit_has_everything_that_happened_in_the_order_of_time(client, supervisor) -> None:
    now = timezone.now()
    clerk = make_user(Role.CLERK, department=make_department())
    breach = make_breach(now - DAY, responsible=clerk)
    which = {"promise": breach.promise, "reference": breach.reference}
    Reminder.objects.create(**which, stage=Stage.RESPONSIBLE, at=now - 2 * DAY)
    DueDateChange.objects.create(
        **which, old_due_at=now - 3 * DAY, new_due_at=now - DAY, calendar_version="v2", because="调休", at=now - 4 * DAY
    )
    Explanation.objects.create(breach=breach, cause=Cause.WORKLOAD, words="当日收件较多。", by=clerk, at=now)

    answer = client.get(reverse("supervision:timeline", args=[breach.promise, breach.reference]))

    titles = [event.title for event in answer.context["events"]]
    found = [title for title in titles if title in WANTED]
    assert found == list(WANTED)
    assert "原因：调休" in answer.content.decode()
    assert "当日收件较多。" in answer.content.decode()


WANTED = ("期限变更", "提醒责任人", "期限届满，没有完成", "记录超期", "说明超期原因：案件量大")


def test_a_later_round_starts_the_clock_again_and_both_stand_on_one_timeline(client, supervisor) -> None:
    now = timezone.now()
    first = make_limit(now - 2 * DAY, met_at=now - 3 * DAY)
    second = make_limit(now + DAY, round=first.round, reference=first.reference.replace("/1", "/2"))

    answer = client.get(timeline(second))

    titles = [event.title for event in answer.context["events"]]
    assert titles.index("开始计时") < titles.index("完成，停止计时")
    assert "重新起算" in titles
    assert timeline(first) in answer.content.decode()


def test_a_timeline_opens_only_for_who_may_see_the_limit(client) -> None:
    clerk = make_user(Role.CLERK, department=make_department())
    mine = make_limit(timezone.now() - DAY, responsible=clerk)
    other = make_limit(timezone.now() - DAY, responsible=make_user(Role.CLERK))
    sign_in(client, clerk)

    assert client.get(timeline(mine)).status_code == 200
    assert client.get(timeline(other)).status_code == 404
    assert client.get(timeline(mine).replace("three_day_review", "no_promise")).status_code == 404


def test_what_one_owes_is_what_waits_for_ones_own_answer(client) -> None:
    clerk = make_user(Role.CLERK, department=make_department())
    mine = make_breach(timezone.now() - DAY, responsible=clerk)
    make_explained(timezone.now() - DAY, responsible=clerk)
    make_breach(timezone.now() - DAY, responsible=make_user(Role.CLERK))
    order = make_order(clerk)
    make_order(make_user(Role.CLERK, department=make_department()))
    sign_in(client, clerk)

    answer = client.get(reverse("supervision:owed"))

    assert [row for _, row, _ in answer.context["rounds"]] == [mine]
    assert list(answer.context["orders"]) == [order]


def test_what_waits_for_a_supervisor_lies_in_heaps_that_say_what_is_late(client, supervisor) -> None:
    now = timezone.now()
    make_breach(now - 30 * DAY)
    make_explained(now - DAY, responsible=make_user(Role.CLERK))
    make_order(make_user(Role.CLERK, department=make_department()))
    make_alarm()

    make_order(make_user(Role.CLERK, department=make_department()), status=OrderStatus.REPORTED)

    found = queries.waiting(supervisor, now)
    heaps = {heap.title: (heap.count, heap.late) for heap in found}

    assert heaps["超期等说明"] == (1, 1)
    assert heaps["超期说明等认定"] == (1, 0)
    assert {heap.url for heap in found if heap.title == "整改完成等复查"} == {links.orders(OrderStatus.REPORTED)}
    assert heaps["限期整改中"][0] == heaps["监测预警等核查说明"][0] == 1
    page = client.get(reverse("supervision:board")).content.decode()
    assert "其中超期 1 件" in page
    assert "全年收件和立案" in page


def test_a_chief_of_another_department_is_told_of_no_alarm_and_the_president_of_all() -> None:
    make_user(Role.SUPERVISOR)
    alarm = make_alarm()
    other = make_user(Role.CHIEF, department=make_department("execution", "执行局"))
    president = make_user(Role.CHIEF, department=make_department("president", "院长办公室"))

    assert list(queries.to_look_into(other)) == []
    assert list(queries.to_look_into(president)) == [alarm]
