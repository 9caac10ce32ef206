"""Handing a complete filing in over HTTP, and bringing a matter to 12368 over the API, beside an empty view and one
bare INSERT on the same server.

Run: `.venv/bin/python benchmarks/intake.py [how many filings]` (400 unless said), and as many tickets at an open
desk, whatever the hour. gunicorn with two sync workers and four clients; the four are measured in turn, in rounds.
"""

import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from itertools import count, cycle
from pathlib import Path
from urllib.parse import urlencode

import measure

FILINGS = 400
CLIENTS = 4
ROUNDS = 4
STATEMENTS, P95_TARGET = 12, 5
PER_PERSON = 15  # tickets; the API lets an account hand in twenty a minute
TICKETS = "/api/v1/tickets/"
MATTER = {"type": "suggestion", "text": "大厅里没有饮水机，希望增设。", "name": "张玥喆", "phone": "13900001111"}


def main(filings: int) -> None:
    os.environ["HOTLINE_HOURS"] = "00:00-23:59"
    measure.own_database("court_bench_intake")
    from django.db import connection
    from django.middleware.csrf import _get_new_csrf_string
    from django.test import Client
    from django.utils import timezone
    from knox.models import AuthToken

    from filings.intake.models import Filing
    from filings.intake.tests.builders import make_complete_draft
    from filings.review.models import ReviewLimit
    from gangcheng_court.core.accounts.tests.builders import make_user, sign_in
    from gangcheng_court.core.deadlines.clock import court_date
    from gangcheng_court.core.deadlines.models import CalendarOverride
    from hotline.tickets.models import Handoff, Ticket, TicketLimit

    now = timezone.now()
    CalendarOverride.objects.create(date=court_date(now), is_workday=True, source="bench")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_row (id bigserial PRIMARY KEY, words text)")
    filers = [make_user() for _ in range(CLIENTS)]
    token = _get_new_csrf_string()
    cookies = [
        f"csrftoken={token}; sessionid={sign_in(Client(), filer).cookies['sessionid'].value}" for filer in filers
    ]
    drafts = [[make_complete_draft(filer=filer, at=now) for _ in range(filings // CLIENTS)] for filer in filers]
    form = urlencode({"csrfmiddlewaretoken": token, "truth": "on"})
    people = [make_user() for _ in range(max(CLIENTS, filings // PER_PERSON))]
    tokens = cycle([AuthToken.objects.create(person)[1] for person in people])
    keys = count()

    def signed_in(number: int) -> dict[str, str]:
        return {"Cookie": cookies[number], "Content-Type": "application/x-www-form-urlencoded"}

    def with_token(_: int) -> dict[str, str]:
        own = {"Authorization": f"Token {next(tokens)}", "Idempotency-Key": str(next(keys))}
        return {"Content-Type": "application/json", **own}

    inside = sign_in(Client(), filers[0])
    for spare in (make_complete_draft(filer=filers[0], at=now) for _ in range(2)):
        # The court's first filing also makes its filing department, and the session is stamped every ten seconds.
        with measure.counted() as statements:
            assert inside.post(f"/file/{spare.draft_code}/check/", {"truth": "on"}).status_code == 302
    for _ in range(2):  # the court's first ticket makes the desk
        with measure.counted() as of_ticket:
            answer = Client().post(TICKETS, MATTER, content_type="application/json", headers=with_token(0))
            assert answer.status_code == 201, answer.content

    port = _free_port()
    server = _serve(port)
    try:
        figures: dict[str, list[tuple[float, list[float]]]] = {
            name: [] for name in ("submit", "ticket", "empty view", "bare INSERT")
        }
        share = filings // CLIENTS // ROUNDS
        for turn in range(ROUNDS + 1):  # the first, short one only warms the workers
            span = slice(0, 1) if turn == 0 else slice(1 + (turn - 1) * share, 1 + turn * share)
            work = {
                "empty view": [["/bench/empty/"] * share * 4] * CLIENTS,
                "bare INSERT": [["/bench/insert/"] * share * 4] * CLIENTS,
                "submit": [[f"/file/{draft.draft_code}/check/" for draft in own[span]] for own in drafts],
                "ticket": [[TICKETS] * (span.stop - span.start)] * CLIENTS,
            }
            bodies, headers = {"submit": form, "ticket": json.dumps(MATTER)}, {"ticket": with_token}
            for name, paths in work.items():
                result = _four_clients(port, headers.get(name, signed_in), paths, bodies.get(name))
                if turn:
                    figures[name].append(result)
    finally:
        server.terminate()
        server.wait(10)
        _forget_wake_ups()

    taken = Filing.objects.filter(number__isnull=False)
    assert taken.count() == taken.values("number").distinct().count() == ReviewLimit.objects.count() // 2
    tickets = Ticket.objects.filter(once__startswith="api:")
    assert tickets.count() == next(keys) == Handoff.objects.count() == TicketLimit.objects.count() // 2
    print(f"{now:%Y-%m-%d}, {measure.machine()}; {CLIENTS} clients, 2 sync workers, median of {ROUNDS} rounds")
    empty_p95 = _p95(figures["empty view"])
    for name, results in figures.items():
        rate = statistics.median(rate for rate, _ in results)
        p95 = _p95(results)
        print(f"  {name:<12} {rate:7.1f} requests/s, p95 {1000 * p95:6.1f} ms, {p95 / empty_p95:.1f} × the empty view")
    print(
        f"  target: p95 ≤ {P95_TARGET} ×; {statements.count} statements a submission, {of_ticket.count} a ticket "
        f"(target ≤ {STATEMENTS})"
    )
    print(f"  {taken.count()} filings taken in, each with its own number and two limits")
    print(f"  {tickets.count()} tickets taken in, each with its own number, three limits and one of them 当日转办")


def _four_clients(
    port: int, headers: Callable[[int], dict[str, str]], paths: list[list[str]], body: str | None
) -> tuple[float, list[float]]:
    """Requests a second over all clients, and every response time; `headers` are a client's for its next request."""
    times: list[float] = []
    failures: list[BaseException] = []
    start = threading.Barrier(CLIENTS + 1)

    def client(number: int, own: list[str]) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        start.wait()
        try:
            for path in own:
                began = time.perf_counter()
                connection.request("POST" if body else "GET", path, body, headers(number))
                response = connection.getresponse()
                response.read()
                times.append(time.perf_counter() - began)
                assert response.status in ((201, 302) if body else (200,)), (path, response.status)
        except BaseException as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=client, args=pair) for pair in enumerate(paths)]
    for thread in threads:
        thread.start()
    start.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return len(times) / (time.perf_counter() - began), times


def _p95(results: list[tuple[float, list[float]]]) -> float:
    return statistics.median(measure.percentile(times, 0.95) for _, times in results)


def _serve(port: int) -> subprocess.Popen:
    here = Path(__file__).parent
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "gunicorn",
            "--no-control-socket",
            "--workers=2",
            f"--bind=127.0.0.1:{port}",
            "served:application",
        ],
        cwd=here,
        env=os.environ | {"PYTHONPATH": f"{measure.ROOT}:{here}", "LOG_LEVEL": "WARNING"},
    )
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return server
        time.sleep(0.1)
    server.terminate()
    raise SystemExit("gunicorn did not start within thirty seconds")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _forget_wake_ups() -> None:
    """Empty the broker of the wake-ups that the submissions left for a worker."""
    from gangcheng_court.celery import app

    app.control.purge()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else FILINGS)
