"""One story: a breach that the sweep found goes through explanation, judgement and rectification into a bulletin."""

from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_department, make_user, sign_in
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.documents.tests.builders import make_picture
from gangcheng_court.core.notices.models import Notice
from supervision.breaches import tasks
from supervision.breaches.models import Breach
from supervision.breaches.tests.builders import make_limit
from supervision.bulletins.models import Bulletin
from supervision.rectification.models import Order

DUE = court_time("2026-06-23")  # Tuesday 00:00

pytestmark = [pytest.mark.django_db, pytest.mark.promise("监督落实")]


def url(name, *args):
    return reverse(f"supervision:{name}", args=args)


def test_from_the_sweep_to_the_bulletin():
    department = make_department()
    clerk, chief = (make_user(role, department=department) for role in (Role.CLERK, Role.CHIEF))
    supervisor, another = make_user(Role.SUPERVISOR), make_user(Role.SUPERVISOR)
    president = make_user(Role.CHIEF, department=make_department("president", "院长办公室"))
    people = (clerk, chief, supervisor, another, president)

    def at(moment):
        clock.move_to(court_time(moment))
        for user in people:
            sign_in(clients[user.pk], user)

    clients = {user.pk: Client() for user in people}
    with time_machine.travel(DUE + timedelta(minutes=1), tick=False) as clock:
        make_limit(DUE, responsible=clerk)
        tasks.record_breaches()
        breach = Breach.objects.get()
        page = url("breach", breach.pk)

        at("2026-06-24 08:40")
        tasks.urge_explanations()
        assert "即将到说明期限" in Notice.objects.filter(recipient=clerk).last().title
        clients[clerk.pk].post(page, {"cause": "workload", "words": "忙。"})

        at("2026-06-24 10:00")
        assert page in clients[supervisor.pk].get(url("breaches") + "?tab=to-judge").content.decode()
        seen = breach.explanations.get().pk
        told = {"outcome": "returned", "words": "没有写明怎样避免。", "seen": seen}
        clients[supervisor.pk].post(url("breach-judge", breach.pk), told)
        clients[clerk.pk].post(page, {"cause": "oversight", "words": "没有设提醒。"})
        told = {"outcome": "rejected", "words": "应当整改。", "seen": breach.explanations.last().pk}
        clients[supervisor.pk].post(url("breach-judge", breach.pk), told)
        wanted = {"requirement": "每天下班前核对到期清单。", "owner": chief.pk, "until": "2026-06-26"}
        clients[supervisor.pk].post(url("breach-order", breach.pk), wanted)
        order = Order.objects.get()
        assert order.number in clients[supervisor.pk].get(page).content.decode()

        at("2026-06-26 09:00")
        proof = SimpleUploadedFile("清单.jpg", make_picture())
        report = url("rectification-report", order.number)
        clients[chief.pk].post(report, {"words": "已经每天核对。", "files": [proof]})
        recheck = url("rectification-recheck", order.number)
        assert clients[chief.pk].post(recheck, {"outcome": "passed", "words": "好"}).status_code == 404
        clients[another.pk].post(recheck, {"outcome": "passed", "words": "查了三天，都已核对。"})
        order.refresh_from_db()
        assert order.status == "closed"

        at("2026-07-01 09:00")
        told = {"title": "六月承诺兑现情况的通报", "audience": "inside", "since": "2026-06-01", "until": "2026-06-30"}
        clients[supervisor.pk].post(url("bulletin-new"), told)
        bulletin = Bulletin.objects.get()
        clients[supervisor.pk].post(url("bulletin-act", bulletin.pk, "submit"))
        assert (
            clients[supervisor.pk].post(url("bulletin-act", bulletin.pk, "approve"), {"version": 1}).status_code == 409
        )
        clients[president.pk].post(url("bulletin-act", bulletin.pk, "approve"), {"version": 1})
        clients[supervisor.pk].post(url("bulletin-act", bulletin.pk, "publish"))
        assert "督通〔2026〕1号" in Notice.objects.filter(recipient=clerk).last().title

        word = b"".join(clients[clerk.pk].get(url("bulletin-docx", bulletin.pk)).streaming_content)
        text = "\n".join(paragraph.text for paragraph in Document(BytesIO(word)).paragraphs)
        assert "已认定 1 件" in text
        assert "立案庭：下达 1 件，已销号 1 件" in text
        printed = b"".join(clients[clerk.pk].get(url("bulletin-pdf", bulletin.pk)).streaming_content)
        with pikepdf.open(BytesIO(printed)) as document:
            assert document.Root.MarkInfo.Marked
            assert str(document.docinfo["/Title"]) == "六月承诺兑现情况的通报"
