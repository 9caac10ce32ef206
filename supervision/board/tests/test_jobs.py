"""Reports made in the worker: asked for once, made from what the asker may see, found again when lost, forgotten."""

import threading
from datetime import timedelta
from io import BytesIO

import openpyxl
import pikepdf
import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_department, make_user, sign_in
from gangcheng_court.core.audit.models import ReadLog
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.documents.models import StoredFile
from gangcheng_court.errors import NotYours
from supervision.board import services
from supervision.board.enums import JobKind, JobState
from supervision.board.models import ReportJob
from supervision.board.tests.builders import NOW, make_job
from supervision.breaches.tests.builders import make_breach

pytestmark = pytest.mark.django_db
ASKED = {
    "since": "2026-11-01",
    "until": "2026-11-26",
    "promise": "three_day_review",
    "department": None,
    "person": None,
    "cause": "",
    "words": [["承诺", "网上立案三天内审核"]],
}
QUERY = "since=2026-11-01&until=2026-11-26"


def ask(by, kind=JobKind.XLSX, at=NOW, **conditions):
    return services.ask_for_report(kind, ASKED | conditions, by=by, at=at)


def made(job) -> bytes:
    services.make_reports(at=NOW)
    job.refresh_from_db()
    assert (job.state, job.percent) == (JobState.DONE, 100)
    with job.file.file.open("rb") as content:
        return content.read()


def test_the_same_asked_again_while_one_is_under_way_is_that_one() -> None:
    supervisor, other = make_user(Role.SUPERVISOR), make_user(Role.SUPERVISOR)
    job = ask(supervisor)

    assert ask(supervisor, at=NOW + timedelta(minutes=1)) == job
    assert len({job, ask(other), ask(supervisor, JobKind.PDF), ask(supervisor, until="2026-11-25")}) == 4
    made(job)
    assert ask(supervisor) != job


def test_the_workbook_holds_what_the_asker_may_see_and_nothing_else() -> None:
    chief = make_user(Role.CHIEF, department=make_department())
    mine = make_breach(court_time("2026-11-10 00:00"), department=make_department())
    make_breach(court_time("2026-11-11 00:00"), department=make_department("execution", "执行局"))

    book = openpyxl.load_workbook(BytesIO(made(ask(chief))))

    rows = list(book["超时承诺事项"].iter_rows(min_row=2, values_only=True))
    assert [f"{row[0]}/{row[1]}" for row in rows] == [mine.reference]
    assert ("超期（件）", 1) in list(book["查询条件"].iter_rows(values_only=True))


def test_the_printed_report_is_a_tagged_pdf_with_its_conditions() -> None:
    supervisor = make_user(Role.SUPERVISOR, name="郑督察")
    make_breach(court_time("2026-11-10 00:00"))
    job = ask(supervisor, JobKind.PDF)

    with pikepdf.open(BytesIO(made(job))) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.docinfo["/Title"]) == "承诺兑现情况：网上立案三天内审核"
    assert job.file.name == "超时承诺事项_202611_郑督察_20261126-100000.pdf"


def test_what_a_worker_left_unfinished_is_taken_again_and_given_up_after_three_times() -> None:
    supervisor = make_user(Role.SUPERVISOR)
    busy = make_job(supervisor, JobState.RUNNING, conditions=ASKED, started_at=NOW - timedelta(minutes=9), attempts=1)
    lost = make_job(
        supervisor, JobState.RUNNING, key="lost", kind="xlsx", conditions=ASKED, started_at=NOW - timedelta(hours=1)
    )
    hopeless = make_job(
        supervisor, JobState.RUNNING, key="x", conditions=ASKED, started_at=NOW - timedelta(hours=1), attempts=3
    )

    assert services.make_reports(at=NOW) == 1

    states = dict(ReportJob.objects.values_list("pk", "state"))
    assert states == {busy.pk: JobState.RUNNING, lost.pk: JobState.DONE, hopeless.pk: JobState.FAILED}


def test_a_report_that_cannot_be_takenis_failed_and_stops_no_other() -> None:
    supervisor = make_user(Role.SUPERVISOR)
    broken = make_job(supervisor, JobState.QUEUED, key="broken", conditions={"promise": "three_day_review"})
    good = ask(supervisor)

    assert services.make_reports(at=NOW) == 1

    assert ReportJob.objects.get(pk=broken.pk).state == JobState.FAILED
    assert ReportJob.objects.get(pk=good.pk).state == JobState.DONE


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_make_each_report_once() -> None:
    jobs = [ask(make_user(Role.SUPERVISOR)) for _ in range(3)]
    barrier = threading.Barrier(2)
    taken: list[int] = []

    def work() -> None:
        try:
            barrier.wait()
            taken.append(services.make_reports(at=NOW))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(taken) == len(jobs)
    assert set(ReportJob.objects.values_list("state", "attempts")) == {(JobState.DONE, 1)}


def test_an_expired_report_goes_with_its_file() -> None:
    job = make_job(make_user(Role.SUPERVISOR))

    assert services.forget_reports(at=job.expires_at - timedelta(seconds=1)) == 0
    assert services.forget_reports(at=job.expires_at) == 1
    assert not StoredFile.objects.filter(pk=job.file_id).exists()


def test_nobody_but_supervisors_and_heads_asks_for_reports() -> None:
    with pytest.raises(NotYours):
        ask(make_user(Role.CLERK, department=make_department()))


def test_from_the_button_to_the_file_the_page_says_how_far_it_is(client: Client, time_machine) -> None:
    time_machine.move_to(NOW, tick=False)
    supervisor = make_user(Role.SUPERVISOR)
    sign_in(client, supervisor)
    asked = client.post(f"{reverse('supervision:report-ask')}?{QUERY}", {"kind": "xlsx"})
    job = ReportJob.objects.get()
    page = client.get(asked["Location"]).content.decode()
    fragment = client.get(asked["Location"], headers={"HX-Request": "true"}).content.decode()

    assert asked["Location"] == reverse("supervision:report-job", args=[job.pk])
    assert "排队中" in page
    assert "刷新看看" in page
    assert "<html" not in fragment
    assert 'hx-trigger="every 2s"' in fragment
    assert client.get(reverse("supervision:report-file", args=[job.pk])).status_code == 404

    made(job)

    assert "hx-trigger" not in client.get(asked["Location"], headers={"HX-Request": "true"}).content.decode()
    file = client.get(reverse("supervision:report-file", args=[job.pk]))
    assert b"".join(file.streaming_content).startswith(b"PK")
    assert ReadLog.objects.get().what == "承诺兑现情况 超期明细（Excel）"
    sign_in(client, make_user(Role.SUPERVISOR))
    assert client.get(reverse("supervision:report-file", args=[job.pk])).status_code == 404


@pytest.mark.parametrize(("query", "kind"), [(QUERY, "exe"), ("since=x", "pdf"), (QUERY, "")])
def test_a_report_of_nothing_sensible_is_refused(client: Client, query, kind) -> None:
    sign_in(client, make_user(Role.SUPERVISOR))

    answer = client.post(f"{reverse('supervision:report-ask')}?{query}", {"kind": kind})

    assert answer.status_code == 422
    assert not ReportJob.objects.exists()
