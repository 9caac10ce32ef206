"""A December in which filings stop: from the night that sees it to the order to put it right."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from gangcheng_court.core.accounts.tests.builders import sign_in
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.notices.models import Notice
from supervision.rectification.models import Order
from supervision.watch import tasks
from supervision.watch.enums import Status
from supervision.watch.models import Alarm, Reading
from supervision.watch.tests.builders import make_chief, make_months, make_supervisor


@pytest.mark.django_db
def test_the_night_alarms_the_head_explains_the_supervisor_orders_and_january_shows_the_surge():
    chief, supervisor = make_chief(name="立案庭长"), make_supervisor(name="督察一")
    usual = dict.fromkeys(range(1, 12), 40)
    make_months(2026, usual | {12: 41}, usual | {12: 8})

    with time_machine.travel(court_time("2026-12-10 01:30"), tick=False):
        tasks.compute()
    assert not Alarm.objects.exists()  # of December seven working days are over: twelve filings could be expected

    with time_machine.travel(court_time("2026-12-22 01:30"), tick=False):
        tasks.compute()
    alarm = Alarm.objects.get()
    address = reverse("supervision:alarm", args=[alarm.number])
    notices = Notice.objects.filter(template="supervision/watch/alarm_opened")
    assert {(notice.recipient, notice.url) for notice in notices} == {(chief, address), (supervisor, address)}

    with time_machine.travel(court_time("2026-12-23 09:20"), tick=False):
        tasks.urge()
        head = sign_in(Client(), chief)
        page = head.get(address).content.decode()
        assert "12 月立案比" in page
        assert "收件比 1." in page
        act = reverse("supervision:alarm-act", args=[alarm.number, "answer"])
        head.post(act, {"checked": "real", "words": "年底控制了立案数，立即纠正。"})
    assert not Notice.objects.filter(template="supervision/watch/alarm_near").exists()

    with time_machine.travel(court_time("2026-12-23 10:20"), tick=False):
        watcher = sign_in(Client(), supervisor)
        order = {"title": "年底不立案", "requirement": "符合条件的一律当日立案。", "until": "2026-12-25"}
        watcher.post(reverse("supervision:alarm-act", args=[alarm.number, "order"]), order)
        watcher.post(
            reverse("supervision:alarm-act", args=[alarm.number, "close"]), {"conclusion": "属实，已责令整改。"}
        )
        assert Order.objects.get(reference=alarm.number).owner == chief
        assert Order.objects.get().number in watcher.get(address).content.decode()
    alarm.refresh_from_db()
    assert alarm.status == Status.CLOSED

    make_months(2027, {1: 90}, {1: 90})
    with time_machine.travel(court_time("2027-02-01 01:30"), tick=False):
        tasks.compute()
    surge = Reading.objects.filter(indicator="year-end").order_by("-pk")[0]
    assert [part.code for part in surge.parts if part.state == "alarm"] == ["filed-12", "january"]
    assert Alarm.objects.filter(indicator="year-end", status=Status.OPEN).count() == 1  # something else went wrong
