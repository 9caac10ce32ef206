"""The embedded stores and the supervisor's promises: alone in a home, nothing left behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg2
import pytest
import redis

from gangcheng_court.embedded import processes, run, stores
from gangcheng_court.embedded.home import CHECKOUT, Home
from gangcheng_court.embedded.processes import Children, Trace, boot_id, this_process, ticks
from gangcheng_court.embedded.surroundings import port
from gangcheng_court.embedded.trouble import CannotStart

PATIENCE_SECONDS = 20

SUPERVISOR = """
import sys, time
from gangcheng_court.embedded import stores
from gangcheng_court.embedded.home import Home
from gangcheng_court.embedded.processes import Children
home, children = Home.from_environment(), Children()
with home.locked():
    settings = stores.start(home, children, env={}, durable=False)
    home.record(children, settings)
    print("ready", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("PORTAL_HOME", str(tmp_path / "home"))
    return Home.from_environment()


@pytest.fixture
def children():
    children = Children()
    yield children
    children.stop(*(child.name for child in children.running), patience=PATIENCE_SECONDS)


def start_supervisor() -> subprocess.Popen:
    supervisor = subprocess.Popen(
        [sys.executable, "-c", SUPERVISOR], cwd=CHECKOUT, stdout=subprocess.PIPE, text=True, env=os.environ
    )
    assert supervisor.stdout.readline() == "ready\n"
    return supervisor


def await_end(traces: list[Trace]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while any(trace.is_alive() for trace in traces):
        assert time.monotonic() < deadline, "processes outlived their supervisor"
        time.sleep(0.05)


def test_the_stores_are_real_and_keep_their_data_from_one_start_to_the_next(home, children):
    settings = stores.start(home, children, env={})
    with psycopg2.connect(settings["DATABASE_URL"]) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE kept AS SELECT '立案' AS word")
    connection.close()
    redis.Redis.from_url(settings["REDIS_URL"]).set("kept", "yes")
    children.stop("postgres", "redis", patience=PATIENCE_SECONDS)

    settings = stores.start(home, children, env={})

    with psycopg2.connect(settings["DATABASE_URL"]) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT word FROM kept")
        assert cursor.fetchone() == ("立案",)
    connection.close()
    assert redis.Redis.from_url(settings["REDIS_URL"]).get("kept") == b"yes"
    assert settings["PORTAL_EMBEDDED"] == "1"


def test_stores_that_are_given_are_used_and_none_is_started(home, children):
    given = {"DATABASE_URL": "postgres://court@db/court", "REDIS_URL": "redis://store/0"}
    assert stores.start(home, children, env=given) == given
    assert children.running == []


def test_the_stores_start_under_a_path_too_long_for_a_unix_socket(tmp_path, monkeypatch, children):
    monkeypatch.setenv("PORTAL_HOME", str(tmp_path / ("深" * 30) / ("d" * 120)))
    settings = stores.start(Home.from_environment(), children, env={}, durable=False)
    psycopg2.connect(settings["DATABASE_URL"]).close()


def test_neither_store_answers_without_its_password(home, children):
    settings = stores.start(home, children, env={}, durable=False)
    database, store = (settings[name].rsplit(":", 1)[1] for name in ("DATABASE_URL", "REDIS_URL"))
    with pytest.raises(psycopg2.OperationalError):
        psycopg2.connect(f"postgres://court:wrong@127.0.0.1:{database.removeprefix('@')}")
    with pytest.raises(redis.exceptions.AuthenticationError):
        redis.Redis.from_url(f"redis://127.0.0.1:{store}").ping()


def test_a_second_portal_on_the_same_home_is_refused_with_a_sentence(home):
    with home.locked(), pytest.raises(CannotStart, match=r"已有一个平台在运行：请先执行 ./portal stop"), home.locked():
        pass
    with home.locked():
        pass


def test_secrets_are_made_once_and_only_their_owner_can_read_them(home):
    assert home.secrets() == home.secrets()
    assert (home.path / "secrets.env").stat().st_mode & 0o777 == 0o600


def test_a_killed_supervisor_leaves_no_process_and_the_next_start_works(home, children):
    supervisor = start_supervisor()
    _settings, traces = home.recorded()
    assert [trace.name for trace in traces] == ["supervisor", "postgres", "redis"]

    supervisor.kill()
    supervisor.wait()

    await_end(traces[1:])
    with home.locked():
        settings = stores.start(home, children, env={}, durable=False)
    psycopg2.connect(settings["DATABASE_URL"]).close()


def test_stop_ends_the_supervisor_and_what_it_left_behind(home, capfd):
    supervisor = start_supervisor()
    traces = home.recorded()[1]

    assert run.stop() == 0

    assert supervisor.wait(PATIENCE_SECONDS) == -signal.SIGTERM
    await_end(traces[1:])
    assert run.stop() == 0
    assert capfd.readouterr().out == "平台已停止。\n平台没有在运行。\n"


def test_a_record_from_before_a_reboot_or_of_a_reused_process_id_ends_nobody(home):
    bystander = subprocess.Popen(["sleep", "60"], start_new_session=True)
    try:
        processes.end(
            [
                Trace("worker", bystander.pid, ticks(bystander.pid), "another boot"),
                Trace("worker", bystander.pid, "1", boot_id()),
            ],
            patience=0.5,
        )
        assert bystander.poll() is None
    finally:
        bystander.kill()
        bystander.wait()


def test_what_a_dead_leader_started_is_ended_with_its_group():
    script = "sleep 60 & echo $!; exec 1>&-; wait"
    leader = subprocess.Popen(["sh", "-c", script], stdout=subprocess.PIPE, text=True, start_new_session=True)
    member = int(leader.stdout.readline())
    trace = Trace("worker", leader.pid, ticks(leader.pid), boot_id())
    leader.kill()
    leader.wait()

    processes.end([trace], patience=PATIENCE_SECONDS)

    await_end([Trace("member", member, ticks(member) or "gone", boot_id())])


def test_a_child_that_will_not_go_is_ended_by_force(children):
    child = children.start("stubborn", ["sh", "-c", "trap '' TERM; while :; do sleep 0.1; done"], env=dict(os.environ))
    time.sleep(0.2)
    children.stop("stubborn", patience=0.5)
    assert not child.trace.is_alive()
    assert children.running == []


def test_this_process_is_alive_by_its_own_record():
    assert this_process("pytest").is_alive()


@pytest.mark.parametrize("word", ["eighty", "0", "70000", "-1"])
def test_a_port_that_is_none_is_refused_with_a_sentence(word, monkeypatch):
    monkeypatch.setenv("PORT", word)
    with pytest.raises(CannotStart, match="不是端口号"):
        port()


def test_a_taken_port_is_named_with_the_way_out(home, monkeypatch):
    with stores.socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setenv("PORT", str(taken.getsockname()[1]))
        with pytest.raises(CannotStart, match=r"已被别的程序占用：请换一个再启动，例如 PORT="):
            run.require_free_port()


def test_a_home_that_cannot_be_written_is_named_with_the_way_out(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("PORTAL_HOME", str(tmp_path / "file"))
    with pytest.raises(CannotStart, match="不能写入数据目录"):
        Home.from_environment()
