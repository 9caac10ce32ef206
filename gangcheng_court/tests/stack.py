"""The real stack on the test database: web server, worker and beat as processes of their own, which a test may kill.

Its Redis is its own, so that a test may stop it.
"""

import http.client
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import redis
from django.conf import settings
from django.db import connection
from django.test import Client

from gangcheng_court.celery import app
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import sign_in
from gangcheng_court.embedded import stores
from gangcheng_court.embedded.home import Home
from gangcheng_court.embedded.processes import Child, Children
from gangcheng_court.embedded.run import COMMANDS, PYTHON, STOP_PATIENCE_SECONDS

PATIENCE_SECONDS = 120
CSRF = "a" * 32


def until(happened: Callable[[], object], what: str) -> None:
    """Wait until it happened; fails after two minutes, however busy the machine is."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not happened():
        assert time.monotonic() < deadline, f"in vain: {what}"
        time.sleep(0.05)


def session_of(user: User) -> str:
    """The Cookie header of a browser in which this person is signed in."""
    return f"{settings.SESSION_COOKIE_NAME}={sign_in(Client(), user).cookies[settings.SESSION_COOKIE_NAME].value}"


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    text: str
    seconds: float


@dataclass(frozen=True)
class Web:
    """A running web server; a request raises OSError when the server dies before it answers."""

    child: Child
    port: int

    def is_up(self) -> bool:
        try:
            return self.get("/health/live/").status == 200
        except OSError:
            return False

    def get(self, path: str, cookies: str = "") -> Answer:
        return self._ask("GET", path, cookies, None)

    def post(self, path: str, fields: dict[str, str], cookies: str = "") -> Answer:
        return self._ask("POST", path, cookies, urlencode(fields | {"csrfmiddlewaretoken": CSRF}))

    def _ask(self, method: str, path: str, cookies: str, body: str | None) -> Answer:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        headers = {
            "Cookie": f"{settings.CSRF_COOKIE_NAME}={CSRF}; {cookies}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        began = time.monotonic()
        try:
            line.request(method, path, body, headers)
            answer = line.getresponse()
            text = answer.read().decode()
        finally:
            line.close()
        return Answer(answer.status, answer.headers.get("Location", ""), text, time.monotonic() - began)


@dataclass
class Stack:
    """Processes of the portal, started as `./portal run` starts them."""

    home: Home
    children: Children
    redis_url: str

    def start(self, name: str, **more: str) -> Child:
        """Start web, worker, beat or a command of manage.py, with `more` in its environment."""
        db = connection.settings_dict
        login = db["USER"] + (f":{db['PASSWORD']}" if db["PASSWORD"] else "")
        env = os.environ | {
            "DATABASE_URL": f"postgres://{login}@{db['HOST']}:{db['PORT']}/{db['NAME']}",
            "REDIS_URL": self.redis_url,
            "PORTAL_HOME": str(self.home.path),
        }
        command = COMMANDS.get(name, [PYTHON, "manage.py", name])
        return self.children.start(name, command, env=env | more, cwd=settings.BASE_DIR)

    def web(self, **more: str) -> Web:
        """A web server that answers."""
        port = stores.free_port()
        web = Web(self.start("web", PORT=str(port), **more), port)
        until(web.is_up, "the web server starts")
        return web

    def kill(self, child: Child) -> None:
        """End a process, and everything it started, with kill -9."""
        os.killpg(child.process.pid, signal.SIGKILL)
        child.process.wait()
        self.children.running.remove(child)

    def stop_redis(self) -> None:
        self.children.stop("redis", patience=STOP_PATIENCE_SECONDS)

    def send(self, task: str) -> None:
        """Put a task before the worker, as beat does."""
        with app.connection_for_write(self.redis_url) as broker:
            app.send_task(task, connection=broker)

    def waiting(self) -> int:
        """How many tasks no worker has finished yet."""
        prefix = settings.CELERY_BROKER_TRANSPORT_OPTIONS["global_keyprefix"]
        with redis.Redis.from_url(self.redis_url) as broker:
            return broker.llen(f"{prefix}celery") + broker.hlen(f"{prefix}unacked")


@contextmanager
def running(folder: Path) -> Iterator[Stack]:
    """A stack with nothing but its Redis; whatever the test starts is ended."""
    (folder / "log").mkdir()
    home, children = Home(folder), Children()
    try:
        known = stores.start(home, children, env={"DATABASE_URL": "the test's"}, durable=False)
        yield Stack(home, children, known["REDIS_URL"])
    finally:
        children.stop(*(child.name for child in children.running), patience=STOP_PATIENCE_SECONDS)
