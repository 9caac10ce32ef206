"""`./portal run` and `./portal stop`: the stores, the set-up and the three processes under one supervisor."""

import errno
import json
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from types import FrameType

from gangcheng_court.embedded import processes, stores
from gangcheng_court.embedded.home import CHECKOUT, Home
from gangcheng_court.embedded.processes import Children
from gangcheng_court.embedded.surroundings import environment, port
from gangcheng_court.embedded.trouble import CannotStart

HEALTH_PATIENCE_SECONDS = 90
STOP_PATIENCE_SECONDS = 20
PAUSE_SECONDS = 0.2
PYTHON = sys.executable
CELERY = ("-m", "celery", "--quiet", "-A", "gangcheng_court")
COMMANDS = {
    "web": [PYTHON, "-m", "gunicorn", "-c", str(CHECKOUT / "deploy" / "gunicorn.conf.py"), "gangcheng_court.wsgi"],
    "worker": [
        *(PYTHON, "-W", "ignore:You're running the worker", *CELERY, "worker"),
        *("--loglevel", "WARNING", "--concurrency", "2", "--without-gossip", "--without-mingle"),
    ],
    "beat": [PYTHON, *CELERY, "beat", "--loglevel", "WARNING", "--pidfile="],
}


class Stopped(BaseException):
    """Somebody asked the supervisor to stop; carries the exit code."""

    def __init__(self, code: int) -> None:
        self.code = code


def run() -> int:
    """Run the portal until Ctrl-C, `./portal stop` or the death of one of its processes; return the exit code."""
    home = Home.from_environment()
    with home.locked():
        processes.end(home.recorded()[1][1:], patience=STOP_PATIENCE_SECONDS)
        home.forget()
        require_free_port()
        env = environment(home)
        children = Children()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _stop)
        try:
            return _serve(home, children, env)
        except Stopped as stopped:
            return stopped.code
        finally:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            print("正在停止……", flush=True)
            children.stop(*COMMANDS, patience=STOP_PATIENCE_SECONDS)
            children.stop("postgres", "redis", patience=STOP_PATIENCE_SECONDS)
            home.forget()
            print("已全部停止。", flush=True)


def stop() -> int:
    """Stop the portal of this home and whatever is left of it; return the exit code."""
    home = Home.from_environment()
    traces = home.recorded()[1]
    if not home.is_locked() and not any(trace.is_alive() for trace in traces):
        print("平台没有在运行。")
        return 0
    for supervisor in traces[:1]:
        processes.dismiss(supervisor, patience=3 * STOP_PATIENCE_SECONDS)
    processes.end(traces[1:], patience=STOP_PATIENCE_SECONDS)
    home.forget()
    print("平台已停止。")
    return 0


def _serve(home: Home, children: Children, env: dict[str, str]) -> int:
    began = time.monotonic()
    print("正在启动数据库……", flush=True)
    env |= stores.start(home, children, env=env)
    home.record(children, _store_settings(env))
    print("正在准备数据……", flush=True)
    people = _set_up(env)
    for name, command in COMMANDS.items():
        children.start(name, command, env=env, cwd=CHECKOUT)
    home.record(children, _store_settings(env))
    _await_health(children)
    print(f"\n诉讼服务平台已就绪（{time.monotonic() - began:.0f} 秒）：http://127.0.0.1:{port()}/\n\n{people}")
    print("停止：按 Ctrl-C，或另开终端执行 ./portal stop", flush=True)
    while not (ended := children.stopped()):
        time.sleep(PAUSE_SECONDS)
    print(
        f"{ended.name} 意外退出（{ended.process.returncode}），平台随之停止：原因见上文或 {home.path / 'log'}。",
        flush=True,
    )
    return 1


def _store_settings(env: dict[str, str]) -> dict[str, str]:
    names = ("DATABASE_URL", "REDIS_URL", "PORTAL_EMBEDDED", "SITE_URL")
    return {name: env[name] for name in names if name in env}


def require_free_port() -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port()))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                why = f"端口 {port()} 已被别的程序占用：请换一个再启动，例如 PORT={port() % 65535 + 1} ./portal run。"
            elif error.errno == errno.EACCES:
                why = f"当前用户不能使用端口 {port()}：请换一个 1024 以上的端口，例如 PORT=8000 ./portal run。"
            else:
                why = f"本机地址 127.0.0.1 不能使用（{error.strerror}）：请先启用回环网络（ip link set lo up）。"
            raise CannotStart(why) from None


def _set_up(env: dict[str, str]) -> str:
    """Migrate, collect static files, load data; return the words about who may sign in."""
    done = subprocess.run(
        ["setpriv", "--pdeathsig", "TERM", "--", PYTHON, "manage.py", "set_up"],
        cwd=CHECKOUT,
        env=env,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        start_new_session=True,
    )
    if done.returncode:
        raise CannotStart("数据准备失败：原因见上文最后一行。")
    return done.stdout


def _await_health(children: Children) -> None:
    deadline = time.monotonic() + HEALTH_PATIENCE_SECONDS
    missing = "网页服务没有应答"
    while time.monotonic() < deadline:
        ended = children.stopped()
        if ended:
            raise CannotStart(f"{ended.name} 没有启动成功（{ended.process.returncode}）：原因见上文。")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port()}/health/", timeout=5):
                return
        except urllib.error.HTTPError as answer:
            missing = _missing_parts(answer.read())
        except OSError:
            pass
        time.sleep(PAUSE_SECONDS)
    raise CannotStart(f"平台在 {HEALTH_PATIENCE_SECONDS} 秒内没有就绪（{missing}）：原因见上文。")


def _missing_parts(answer: bytes) -> str:
    try:
        parts = json.loads(answer)["parts"]
    except (ValueError, KeyError):
        return "健康检查没有应答"
    return "；".join(part["says"] for part in parts.values() if not part["ok"])


def _stop(number: int, _frame: FrameType | None) -> None:
    raise Stopped(130 if number == signal.SIGINT else 0)
