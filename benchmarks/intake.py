"""Handing a complete filing in over HTTP, beside an empty view and one bare INSERT on the same server.

Run: `.venv/bin/python benchmarks/intake.py [how many filings]` (400 unless said). gunicorn with two sync workers
and four clients; the three are measured in turn, in rounds.
"""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

import measure

FILINGS = 400
CLIENTS = 4
ROUNDS = 4
STATEMENTS, P95_TARGET = 12, 5


def main(filings: int) -> None:
    measure.own_database("court_bench_intake")
    from django.db import connection
    from django.middleware.csrf import _get_new_csrf_string
    from django.test import Client
    from django.utils import timezone

    from filings.intake.models import Filing
    from filings.intake.tests.builders import make_complete_draft
    from filings.review.models import ReviewLimit
    from gangcheng_court.core.accounts.tests.builders import make_user, sign_in

    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_row (id bigserial PRIMARY KEY, words text)")
    filers = [make_user() for _ in range(CLIENTS)]
    token = _get_new_csrf_string()
    cookies = [
        f"csrftoken={token}; sessionid={sign_in(Client(), filer).cookies['sessionid'].value}" for filer in filers
    ]
    drafts = [[make_complete_draft(filer=filer, at=now) for _ in range(filings // CLIENTS)] for filer in filers]
    form = urlencode({"csrfmiddlewaretoken": token, "truth": "on"})

    inside = sign_in(Client(), filers[0])
    for spare in (make_complete_draft(filer=filers[0], at=now) for _ in range(2)):
        # The court's first filing also makes its filing department, and the session is stamped every ten seconds.
        with measure.counted() as statements:
            assert inside.post(f"/file/{spare.draft_code}/check/", {"truth": "on"}).status_code == 302

    port = _free_port()
    server = _serve(port)
    try:
        figures: dict[str, list[tuple[float, list[float]]]] = {"submit": [], "empty view": [], "bare INSERT": []}
        share = filings // CLIENTS // ROUNDS
        for turn in range(ROUNDS + 1):  # the first, short one only warms the workers
            span = slice(0, 1) if turn == 0 else slice(1 + (turn - 1) * share, 1 + turn * share)
            work = {
                "empty view": [["/bench/empty/"] * share * 4] * CLIENTS,
                "bare INSERT": [["/bench/insert/"] * share * 4] * CLIENTS,
                "submit": [[f"/file/{draft.draft_code}/check/" for draft in own[span]] for own in drafts],
            }
            for name, paths in work.items():
                body = form if name == "submit" else None
                result = _four_clients(port, cookies, paths, body)
                if turn:
                    figures[name].append(result)
    finally:
        server.terminate()
        server.wait(10)
        _forget_wake_ups()

    taken = Filing.objects.filter(number__isnull=False)
    assert taken.count() == taken.values("number").distinct().count() == ReviewLimit.objects.count() // 2
    print(f"{now:%Y-%m-%d}, {measure.machine()}; {CLIENTS} clients, 2 sync workers, median of {ROUNDS} rounds")
    empty_p95 = _p95(figures["empty view"])
    for name, results in figures.items():
        rate = statistics.median(rate for rate, _ in results)
        p95 = _p95(results)
        print(f"  {name:<12} {rate:7.1f} requests/s, p95 {1000 * p95:6.1f} ms, {p95 / empty_p95:.1f} × the empty view")
    print(f"  target: p95 ≤ {P95_TARGET} ×; {statements.count} statements a submission (target ≤ {STATEMENTS})")
    print(f"  {taken.count()} filings taken in, each with its own number and two limits")


def _four_clients(port: int, cookies: list[str], paths: list[list[str]], body: str | None) -> tuple[float, list[float]]:
    """Requests a second over all clients, and every response time."""
    times: list[float] = []
    failures: list[BaseException] = []
    start = threading.Barrier(len(cookies) + 1)

    def client(cookie: str, own: list[str]) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        start.wait()
        try:
            for path in own:
                began = time.perf_counter()
                connection.request("POST" if body else "GET", path, body, headers)
                response = connection.getresponse()
                response.read()
                times.append(time.perf_counter() - began)
                assert response.status == (302 if body else 200), (path, response.status)
        except BaseException as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=client, args=pair) for pair in zip(cookies, paths, strict=True)]
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
