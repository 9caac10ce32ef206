"""What is promised holds when processes die: on the real stack, with kill -9, without Redis, after days of rest."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.core import mail
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from filings.intake.models import Filing
from filings.intake.tests.builders import make_complete_draft
from filings.review.models import CaseNumberCounter, ReviewLimit, ReviewRound
from filings.review.tests.builders import judge_all, make_clerk, make_waiting
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import Department
from gangcheng_court.core.accounts.tests.builders import PASSWORD, make_department, make_user
from gangcheng_court.core.notices import outbox, tasks
from gangcheng_court.core.notices.models import Channel, Delivery, DeliveryState, Notice
from gangcheng_court.tests.stack import Answer, Stack, Web, running, session_of, until
from supervision.breaches.enforcement import record_breaches
from supervision.breaches.models import Breach
from supervision.breaches.tests.builders import make_limit

AT_ONCE_SECONDS = 20
"""Far more than any page takes, far less than anybody waits for a store that is gone."""

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Stack]:
    with running(tmp_path) as stack:
        yield stack


def wait_for_blocked(count: int) -> None:
    """Until so many transactions of others wait for a lock."""

    def blocked() -> bool:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(DISTINCT waiting.pid) FROM pg_locks AS waiting JOIN pg_locks AS held USING (pid)"
                " JOIN pg_database ON pg_database.oid = held.database"
                " WHERE NOT waiting.granted AND datname = current_database()"
            )
            return cursor.fetchone()[0] >= count

    until(blocked, f"{count} transactions wait")


def submit(web: Web, filing: Filing, cookies: str) -> Answer:
    return web.post(reverse("filings:check", args=[filing.draft_code]), {"truth": "on"}, cookies)


def kill_during_submit(stack: Stack, filing: Filing, cookies: str, hold: Callable[[], object]) -> None:
    """Kill -9 the web server while its submit waits for what `hold` has locked or written; then let go."""
    web = stack.web()
    with ThreadPoolExecutor() as pool:
        with transaction.atomic():
            hold()
            answer = pool.submit(submit, web, filing, cookies)
            wait_for_blocked(1)
            stack.kill(web.child)
            transaction.set_rollback(True)
        assert isinstance(answer.exception(), OSError)
    with transaction.atomic():
        Filing.objects.locked(filing.pk)
    filing.refresh_from_db()


def assert_received_once(filing: Filing) -> None:
    assert Filing.objects.filter(number__isnull=False).count() == 1
    assert [round_.number for round_ in filing.rounds.all()] == [1]
    assert ReviewLimit.objects.filter(round__filing=filing).count() == 2
    assert Notice.objects.filter(template="filings/received").count() == 1


@pytest.mark.promise("6")
def test_a_web_server_killed_in_the_middle_of_a_submit_leaves_nothing_and_a_retry_gives_one_number(stack):
    filing = make_complete_draft()
    cookies = session_of(filing.filer)

    kill_during_submit(
        stack,
        filing,
        cookies,
        hold=lambda: ReviewRound.objects.create(filing=filing, number=1, opened_at=timezone.now()),
    )

    assert (filing.number, filing.status, filing.submitted_at) == (None, "draft", None)
    assert not ReviewRound.objects.exists()
    assert not Notice.objects.exists()
    again = submit(stack.web(), filing, cookies)
    assert (again.status, again.location) == (302, reverse("filings:receipt", args=[filing.draft_code]))
    filing.refresh_from_db()
    assert_received_once(filing)


@pytest.mark.promise("6")
def test_a_web_server_killed_between_commit_and_answer_has_received_the_filing_and_a_retry_shows_its_receipt(stack):
    """The database checks the round's department while it commits: whoever holds that row holds up the commit."""
    filing, department = make_complete_draft(), make_department()
    cookies = session_of(filing.filer)

    kill_during_submit(
        stack, filing, cookies, hold=lambda: Department.objects.select_for_update().get(pk=department.pk)
    )

    number, received_at = filing.number, filing.submitted_at
    assert number
    web = stack.web()
    again = submit(web, filing, cookies)
    assert number in web.get(again.location, cookies).text
    filing.refresh_from_db()
    assert (filing.number, filing.submitted_at) == (number, received_at)
    assert_received_once(filing)


def test_two_clerks_at_the_same_moment_one_takes_it_one_case_number_is_given_and_the_other_is_told_who_has_it(stack):
    clerks, filing = [make_clerk(), make_clerk()], make_waiting()
    sessions = {clerk: session_of(clerk) for clerk in clerks}
    web = stack.web()

    def at_once(path: str, fields: dict[str, str]) -> dict:
        with ThreadPoolExecutor() as pool, transaction.atomic():
            Filing.objects.locked(filing.pk)
            answers = {clerk: pool.submit(web.post, path, fields, sessions[clerk]) for clerk in clerks}
            wait_for_blocked(2)
        return {clerk: answer.result() for clerk, answer in answers.items()}

    taken = at_once(reverse("filings:review-take", args=[filing.number]), {})
    winner = filing.rounds.get().reviewer
    (other,) = set(clerks) - {winner}
    assert (taken[winner].status, taken[other].status) == (302, 409)
    assert f"已由{winner}于" in taken[other].text

    judge_all(filing)
    decided = at_once(reverse("filings:review-decide", args=[filing.number, "accept"]), {"step": "send"})
    assert (decided[winner].status, decided[other].status) == (302, 409)
    assert "没有办成" in decided[other].text
    assert f"由{winner}" in decided[other].text
    filing.refresh_from_db()
    assert filing.case_number.endswith("民初1号")
    assert CaseNumberCounter.objects.get().last == 1
    assert Notice.objects.filter(template="filings/accepted").count() == 1


def test_without_redis_a_filing_is_received_at_once_and_the_notice_follows_with_the_sweep(stack):
    filing = make_complete_draft(filer=make_user(email="zhang@example.com"))
    cookies = session_of(filing.filer)
    web = stack.web()
    web.get(reverse("filings:mine"), cookies)

    stack.stop_redis()

    answer = submit(web, filing, cookies)
    assert answer.location == reverse("filings:receipt", args=[filing.draft_code])
    assert answer.seconds < AT_ONCE_SECONDS
    filing.refresh_from_db()
    assert filing.number in web.get(answer.location, cookies).text
    assert web.get("/health/").status == 503
    letter = Delivery.objects.get(notice__template="filings/received", channel=Channel.EMAIL)
    assert letter.state == DeliveryState.QUEUED
    tasks.deliver()
    tasks.deliver()
    letter.refresh_from_db()
    assert letter.state == DeliveryState.SENT
    assert [sent.to for sent in mail.outbox] == [["zhang@example.com"]]


def test_without_redis_nobody_can_guess_passwords_and_the_page_says_to_try_later(stack):
    person = make_user()
    web = stack.web()

    stack.stop_redis()

    answer = web.post(reverse("account_login"), {"login": person.phone, "password": PASSWORD})
    assert answer.status == 503
    assert "请过几分钟再试" in answer.text
    assert web.get(reverse("account_login")).status == 200
    program = web.get("/api/v1/promises/")
    assert program.status == 503
    assert "请过几分钟再试" in program.text


def test_a_redis_that_is_there_but_does_not_answer_holds_nobody_up_for_long(stack):
    filing = make_complete_draft()
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as mute:
        web = stack.web(REDIS_URL=f"redis://127.0.0.1:{mute.server_port}/0")
        answer = submit(web, filing, session_of(filing.filer))
    assert answer.status == 302
    assert answer.seconds < AT_ONCE_SECONDS


def test_after_a_restart_of_the_database_the_next_request_works(stack):
    filing = make_complete_draft()
    cookies = session_of(filing.filer)
    web = stack.web(GUNICORN_WORKERS="1")
    assert web.get(reverse("filings:mine"), cookies).status == 200

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        assert cursor.rowcount > 0

    assert web.get(reverse("filings:mine"), cookies).status == 200
    assert submit(web, filing, cookies).status == 302


@pytest.mark.promise("6")
def test_after_two_days_without_worker_and_beat_every_breach_is_recorded_once_with_its_true_times(stack):
    now, hour = timezone.now(), timedelta(hours=1)
    clerk = make_user(Role.CLERK, department=make_department())
    supervisor = make_user(Role.SUPERVISOR)
    record_breaches(until=now - 48 * hour, at=now - 48 * hour)
    late = [
        make_limit(now - 47 * hour, met_at=now - 30 * hour, responsible=clerk),
        make_limit(now - 24 * hour, responsible=clerk),
        make_limit(now - 2 * hour, met_at=now - hour, responsible=clerk),
    ]
    make_limit(now - 20 * hour, met_at=now - 21 * hour, responsible=clerk)
    make_limit(now + 20 * hour, responsible=clerk)

    for task in ("record_breaches", "look_back", "remind") * 2:
        stack.send(f"supervision.breaches.tasks.{task}")
    stack.send("filings.review.tasks.warn_of_decisions")
    stack.start("worker")
    until(lambda: stack.waiting() == 0, "the worker is through")

    recorded = Breach.objects.order_by("due_at").values_list("promise", "reference", "due_at", "met_at")
    assert list(recorded) == [(limit.promise, limit.reference, limit.due_at, limit.met_at) for limit in late]
    asked = Notice.objects.filter(template="supervision/explain", recipient=clerk).values_list("about", flat=True)
    assert sorted(asked) == sorted(limit.round.filing.number for limit in late)
    told = Notice.objects.filter(template="supervision/recorded", recipient=supervisor)
    assert told.count() == 1


@pytest.fixture
def gateway() -> Iterator[ThreadingHTTPServer]:
    """A gateway that takes a message and answers only once `may_answer` is set; `taken` are the keys."""

    class Gateway(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            message = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self.server.taken.append(message["key"])
            self.server.may_answer.wait()
            body = json.dumps({"id": f"gw-{message['key']}"}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words: object) -> None:
            """Nothing to say."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *words: object) -> None:
            """The killed worker no longer listens."""

    with Server(("127.0.0.1", 0), Gateway) as server:
        server.taken, server.may_answer = [], threading.Event()
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.may_answer.set()
        server.shutdown()
        thread.join()


def test_a_worker_killed_while_it_hands_over_a_message_leaves_it_to_the_next_under_the_same_key(stack, gateway):
    """The gateway may be asked twice; its interface says that the same key is the same message, sent once."""
    message = outbox.queue_code("13899999999", "654321", at=timezone.now()).deliveries.get()
    settings = {
        "DJANGO_SETTINGS_MODULE": "gangcheng_court.tests.with_gateway",
        "SMS_GATEWAY_URL": f"http://127.0.0.1:{gateway.server_port}/",
        "SMS_GATEWAY_SECRET": "test",
    }
    worker = stack.start("worker", **settings)
    stack.send("notices.deliver")
    until(lambda: gateway.taken, "the worker hands over")

    stack.kill(worker)

    message.refresh_from_db()
    assert message.state == DeliveryState.QUEUED
    gateway.may_answer.set()
    stack.start("worker", **settings)
    stack.send("notices.deliver")
    until(lambda: Delivery.objects.filter(pk=message.pk, state=DeliveryState.SENT).exists(), "the message goes out")
    assert gateway.taken == [message.key, message.key]
    message.refresh_from_db()
    assert (message.attempts, message.gateway_id) == (1, f"gw-{message.key}")


def test_of_two_beats_one_sends_and_the_other_waits(stack, capfd):
    beats = [stack.start("beat", LOG_LEVEL="INFO"), stack.start("beat", LOG_LEVEL="INFO")]
    until(stack.waiting, "a beat sends its first task")
    time.sleep(3)
    assert stack.waiting() == 1
    assert capfd.readouterr().out.count("Acquired lock") == 1
    assert [beat.process.poll() for beat in beats] == [None, None]
