"""2,000 numbers taken by four issuers and called by eight windows over HTTP, beside an empty view and beside bare SQL:
a locked counter with an INSERT, and `FOR UPDATE SKIP LOCKED`.

Run: `.venv/bin/python benchmarks/line.py [how many numbers]`. gunicorn with two sync workers, that is two processes.
Checked: no number twice, no gap, no number called twice, none never called.
"""

import os
import statistics
import sys
import threading
import time
from collections import Counter as Tally
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from urllib.parse import urlencode

import measure
import psycopg2
import server

NUMBERS = 2_000
ISSUERS, WINDOWS = 4, 8
ROUNDS = 3
P95_TARGET = 6


def main(numbers: int) -> None:
    measure.own_database("court_bench_line")
    from django.test import Client
    from django.utils import timezone

    from accessibility.queue.models import Matter, Period, Ticket, Window
    from accessibility.queue.tests.builders import make_clerk, make_matter, make_window
    from gangcheng_court.core.accounts.tests.builders import sign_in

    Window.objects.all().delete()
    Matter.objects.all().delete()
    matters = [make_matter(letter.lower(), f"事项{letter}", letter) for letter in "ACEF"]
    clerks = [make_clerk() for _ in range(WINDOWS)]
    windows = [make_window(clerk, matters=matters, number=number) for number, clerk in enumerate(clerks, 1)]
    token = "t" * 32
    cookies = [
        f"csrftoken={token}; sessionid={sign_in(Client(), clerk).cookies['sessionid'].value}" for clerk in clerks
    ]

    def headers(client: int) -> dict[str, str]:
        return {"Cookie": cookies[client], "Content-Type": "application/x-www-form-urlencoded"}

    def asks(path: str, count: int, bodies: list[dict] | None = None) -> Iterator[server.Ask]:
        forms = cycle([urlencode({"csrfmiddlewaretoken": token, **body}) for body in bodies] if bodies else [None])
        return ((path, form) for form in islice(forms, count))

    takes = [{"matter": matter.pk} for matter in matters]
    desks = [psycopg2.connect(os.environ["DATABASE_URL"]) for _ in windows]
    for desk in desks:
        desk.autocommit = True
    given: list[str] = []
    called: list[str] = []

    def clear(client: int, label: str) -> None:
        """Note the number and send its visitor away, outside the time that counts."""
        called.append(label)
        with desks[client].cursor() as cursor:
            cursor.execute(
                "UPDATE accessibility_ticket SET status = 'done', ended_at = now() "
                "WHERE window_id = %s AND status = 'called'",
                [windows[client].pk],
            )

    results: dict[str, list[tuple[float, list[float]]]] = {
        name: [] for name in ("take", "call", "empty view × 4", "empty view × 8", "bare counter", "bare SKIP LOCKED")
    }
    with server.running() as port:
        server.at_once(port, [asks("/bench/empty/", 20)] * ISSUERS, headers)
        for turn in range(ROUNDS):
            share = numbers // ROUNDS + (numbers % ROUNDS if turn == 0 else 0)
            each = [share // ISSUERS + (number < share % ISSUERS) for number in range(ISSUERS)]
            results["empty view × 4"].append(
                server.at_once(port, [asks("/bench/empty/", share // ISSUERS) for _ in range(ISSUERS)], headers)
            )
            results["take"].append(
                server.at_once(
                    port,
                    [asks("/bench/take/", count, takes) for count in each],
                    headers,
                    lambda _, label: given.append(label),
                )
            )
            results["empty view × 8"].append(
                server.at_once(port, [asks("/bench/empty/", share // WINDOWS) for _ in windows], headers)
            )
            results["call"].append(
                server.at_once(
                    port,
                    [asks("/bench/call/", share // WINDOWS + 2, [{"window": window.pk}]) for window in windows],
                    headers,
                    clear,
                )
            )
            results["bare counter"].append(_bare(ISSUERS, share, _bare_take))
            results["bare SKIP LOCKED"].append(_bare(WINDOWS, share, _bare_call))

    day = timezone.localdate()
    of_each = Tally(label[0] for label in given)
    expected = {f"{letter}{number:03d}" for letter, count in of_each.items() for number in range(1, count + 1)}
    calls = Tally(filter(None, called))
    rows = Ticket.objects.filter(business_date=day)
    print(f"{day}, {measure.machine()}, load {os.getloadavg()[0]:.1f}; 2 sync workers, median of {ROUNDS} rounds")
    empty = {4: _p95(results["empty view × 4"]), 8: _p95(results["empty view × 8"])}
    for name, clients in (("take", 4), ("call", 8), ("empty view × 4", 4), ("empty view × 8", 8)):
        print(_line(name, results[name]), f"{_p95(results[name]) / empty[clients]:.1f} × the empty view")
    for name in ("bare counter", "bare SKIP LOCKED"):
        print(_line(name, results[name]))
    print(f"  target: p95 of a call ≤ {P95_TARGET} × the empty view")
    print(
        f"  {len(given)} numbers given: {len(given) - len(set(given))} twice, {len(expected - set(given))} gaps; "
        f"{len(calls)} called: {sum(count - 1 for count in calls.values())} twice, {len(set(given) - set(calls))} never"
    )
    assert set(given) == expected == set(calls)
    assert len(given) == rows.count() == calls.total() == Period.objects.filter(kind="called").count()


def _line(name: str, rounds: list[tuple[float, list[float]]]) -> str:
    rate = statistics.median(rate for rate, _ in rounds)
    return f"  {name:<17} {rate:7.0f} a second, p95 {1000 * _p95(rounds):6.1f} ms,"


def _p95(rounds: list[tuple[float, list[float]]]) -> float:
    return statistics.median(measure.percentile(times, 0.95) for _, times in rounds)


def _bare(clients: int, count: int, act: Callable) -> tuple[float, list[float]]:
    """`act` so many times by clients that each hold a connection, on tables of this work's own."""
    with psycopg2.connect(os.environ["DATABASE_URL"]) as connection, connection.cursor() as cursor:
        cursor.execute(
            """CREATE TABLE IF NOT EXISTS bench_counter (matter int PRIMARY KEY, last int NOT NULL);
            CREATE TABLE IF NOT EXISTS bench_ticket (
                id bigserial PRIMARY KEY, matter int, number int, status text DEFAULT 'waiting',
                UNIQUE (matter, number));
            CREATE INDEX IF NOT EXISTS bench_waiting ON bench_ticket (id) WHERE status = 'waiting'"""
        )
    times: list[float] = []

    def client(number: int) -> None:
        connection = psycopg2.connect(os.environ["DATABASE_URL"])
        connection.autocommit = True
        with connection.cursor() as cursor:
            for turn in range(count // clients + (number < count % clients)):
                began = time.perf_counter()
                act(cursor, turn)
                times.append(time.perf_counter() - began)
        connection.close()

    threads = [threading.Thread(target=client, args=[number]) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return clients * len(times) / sum(times), times


def _bare_take(cursor: object, turn: int) -> None:
    cursor.execute(
        """WITH next AS (
            INSERT INTO bench_counter VALUES (%s, 1)
            ON CONFLICT (matter) DO UPDATE SET last = bench_counter.last + 1 RETURNING matter, last)
        INSERT INTO bench_ticket (matter, number) SELECT matter, last FROM next""",
        [turn % 4],
    )


def _bare_call(cursor: object, turn: int) -> None:
    cursor.execute(
        """UPDATE bench_ticket SET status = 'called' WHERE id = (
            SELECT id FROM bench_ticket WHERE status = 'waiting' ORDER BY id FOR UPDATE SKIP LOCKED LIMIT 1)"""
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else NUMBERS)
