"""Ordinary pages with and without two hundred hall screens that ask for the board every two seconds.

Run: `.venv/bin/python benchmarks/board.py [how many screens]`. gunicorn as in production (two processes of eight
threads). Four visitors open pages with a pause between them, alone and beside the screens in turn, while a window calls
somebody every second. The screens are a process of their own and keep their connections, as they do behind nginx.
"""

import asyncio
import multiprocessing
import os
import statistics
import sys
import threading
import time
from collections import Counter as Tally
from collections.abc import Iterator
from itertools import cycle, islice

import measure
import server

SCREENS = 200
EVERY = 2.2  # seconds; static/js/screen.js
VISITORS, PAUSE, PAGES = 4, 0.25, 25
ROUNDS = 3
TARGET = 1.5
KEY = "bench-screen"


def main(screens: int) -> None:
    measure.own_database("court_bench_board")
    from django.test import Client
    from django.utils import timezone

    from accessibility.queue import services
    from accessibility.queue.models import Matter, Window
    from accessibility.queue.tests.screen_builders import make_open_window, make_screen, make_tickets
    from gangcheng_court.core.accounts.tests.builders import make_user, sign_in

    Window.objects.all().delete()
    Matter.objects.all().delete()
    make_screen(KEY)
    windows = [make_open_window(number) for number in range(1, 9)]
    make_tickets(500)
    session = sign_in(Client(), make_user()).cookies["sessionid"].value
    done = threading.Event()

    def serve() -> None:
        for window in cycle(windows):
            now = timezone.now()
            ticket = services.call_next(window.pk, by=window.clerk, at=now)
            services.start(ticket.pk, by=window.clerk, at=now)
            services.finish(ticket.pk, by=window.clerk, at=now, outcome="settled")
            if done.wait(1):
                return

    def visits() -> Iterator[server.Ask]:
        return ((path, None) for path in islice(cycle(["/", "/services/", "/my/filings/", "/bench/base/"]), PAGES))

    def visit(port: int) -> list[float]:
        pages = [visits() for _ in range(VISITORS)]
        return server.at_once(port, pages, lambda _: {"Cookie": f"sessionid={session}"}, pause=PAUSE)[1]

    alone, beside, answers, polls = [], [], Tally(), []
    spawned = multiprocessing.get_context("spawn")
    with server.running("--config", str(measure.ROOT / "deploy" / "gunicorn.conf.py")) as port:
        visit(port)
        calling = threading.Thread(target=serve)
        calling.start()
        try:
            for _ in range(ROUNDS):
                alone.append(measure.percentile(visit(port), 0.95))
                told, end = spawned.Queue(), spawned.Event()
                crowd = spawned.Process(target=watch, args=(port, screens, end, told))
                crowd.start()
                time.sleep(2 * EVERY)
                beside.append(measure.percentile(visit(port), 0.95))
                end.set()
                statuses, times = told.get(timeout=60)
                crowd.join()
                answers.update(statuses)
                polls += times
        finally:
            done.set()
            calling.join()
    print(f"{timezone.localdate()}, {measure.machine()}, load {os.getloadavg()[0]:.1f}; median of {ROUNDS} rounds")
    print(f"  ordinary pages alone: p95 {measure.spread(alone)}")
    print(f"  beside {screens} screens: p95 {measure.spread(beside)}")
    print(f"  ratio {statistics.median(beside) / statistics.median(alone):.2f}, target ≤ {TARGET}")
    print(f"  {len(polls)} polls, p95 {1000 * measure.percentile(polls, 0.95):.1f} ms, answers {dict(answers)}")
    assert set(answers) <= {200, 204}


def watch(port: int, screens: int, end: object, told: object) -> None:
    """So many screens, each asking every two seconds until `end`; tells the answers and their times."""
    statuses, times = Tally(), []

    async def screen(number: int) -> None:
        await asyncio.sleep(EVERY * number / screens)
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        digest = ""
        while not end.is_set():
            began = time.perf_counter()
            path = f"/hall/screen/{KEY}/board/?seen={digest}"
            writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
            head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
            fields = dict(line.split(": ", 1) for line in head.splitlines()[1:] if ": " in line)
            await reader.readexactly(int(fields.get("content-length", 0)))
            times.append(time.perf_counter() - began)
            statuses[int(head.split()[1])] += 1
            digest = fields.get("board-digest", digest)
            await asyncio.sleep(EVERY)
            if fields.get("connection") == "close":
                writer.close()
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.close()

    async def crowd() -> None:
        await asyncio.gather(*map(screen, range(screens)))

    asyncio.run(crowd())
    told.put((statuses, times))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SCREENS)
