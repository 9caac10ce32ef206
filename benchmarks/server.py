"""gunicorn with the pages of `served.py`, and clients that ask it all at once."""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import measure

Ask = tuple[str, str | None]
"""An address and the body that is posted to it; None for a GET."""


@contextmanager
def running(*options: str) -> Iterator[int]:
    """The port of a running server; ended afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    here = Path(__file__).parent
    command = [sys.executable, "-m", "gunicorn", "--no-control-socket", "--workers=2", f"--bind=127.0.0.1:{port}"]
    server = subprocess.Popen(
        [*command, *options, "served:application"],
        cwd=here,
        env=os.environ | {"PYTHONPATH": f"{measure.ROOT}:{here}", "LOG_LEVEL": "WARNING"},
    )
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(10)


def _wait_for(port: int) -> None:
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("gunicorn did not start within a minute")


def at_once(
    port: int,
    work: list[Iterator[Ask]],
    headers: Callable[[int], dict[str, str]],
    answered: Callable[[int, str], None] = lambda client, text: None,
    pause: float = 0,
) -> tuple[float, list[float]]:
    """One client for each of `work`, all at once: requests a second while they ask, and every response time.

    `answered` is told each answer outside the time that counts; `pause` seconds follow each answer.
    """
    times: list[float] = []
    failures: list[BaseException] = []
    start = threading.Barrier(len(work))

    def client(number: int, asks: Iterator[Ask]) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        start.wait()
        try:
            for path, body in asks:
                began = time.perf_counter()
                connection.request("POST" if body else "GET", path, body, headers(number))
                response = connection.getresponse()
                text = response.read().decode()
                times.append(time.perf_counter() - began)
                assert response.status in (200, 201, 302), (path, response.status, text[:200])
                answered(number, text)
                time.sleep(pause)
        except BaseException as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=client, args=pair) for pair in enumerate(work)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return len(work) * len(times) / sum(times), times
