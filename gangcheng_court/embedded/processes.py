"""Child processes that never outlive us: told by the kernel when we die, and ended by record at the next start."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from gangcheng_court.embedded.trouble import CannotStart

PAUSE_SECONDS = 0.1


@dataclass(frozen=True)
class Trace:
    """A process as it can be found again: a process id alone may have been given to somebody else."""

    name: str
    pid: int
    ticks: str
    boot: str

    def is_alive(self) -> bool:
        return self.boot == boot_id() and ticks(self.pid) == self.ticks

    def may_have_left_members(self) -> bool:
        return self.boot == boot_id() and ticks(self.pid) in (self.ticks, None)


@dataclass
class Child:
    """A process of ours at the head of its own process group."""

    name: str
    process: subprocess.Popen
    stop_signal: signal.Signals
    trace: Trace


@dataclass
class Children:
    """The processes one supervisor owns, in the order they were started."""

    running: list[Child] = field(default_factory=list)

    def start(
        self,
        name: str,
        command: list[str],
        *,
        env: dict[str, str],
        stop_signal: signal.Signals = signal.SIGTERM,
        log: Path | None = None,
        given: str = "",
        cwd: Path | None = None,
        privileges: tuple[str, ...] = (),
    ) -> Child:
        """Start `command`; `given` goes to its standard input, its words go to `log` or to our own output.

        `stop_signal` ends it in good order, and is also what the kernel sends it when we are killed.
        `privileges` are further options of setpriv(1).
        """
        if not shutil.which("setpriv"):
            raise CannotStart("没有找到 setpriv 命令：请先安装 util-linux（apt-get install util-linux）。")
        output: IO[bytes] | None = log.open("ab") if log else None
        try:
            process = subprocess.Popen(
                ["setpriv", *privileges, "--pdeathsig", stop_signal.name.removeprefix("SIG"), "--", *command],
                env=env,
                cwd=cwd,
                stdin=subprocess.PIPE if given else subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT if output else None,
                start_new_session=True,
            )
        finally:
            if output:
                output.close()
        child = Child(name, process, stop_signal, Trace(name, process.pid, ticks(process.pid) or "", boot_id()))
        self.running.append(child)
        if given and process.stdin:
            with contextlib.suppress(BrokenPipeError), process.stdin:
                process.stdin.write(given.encode())
        return child

    def stopped(self) -> Child | None:
        """The first process that has ended by itself, if any."""
        return next((child for child in self.running if child.process.poll() is not None), None)

    def stop(self, *names: str, patience: float) -> None:
        """End the named processes together, with everything they started; by force after `patience` seconds."""
        leaving = [child for child in self.running if child.name in names]
        for child in leaving:
            if child.process.poll() is None:
                child.process.send_signal(child.stop_signal)
        deadline = time.monotonic() + patience
        for child in leaving:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.process.wait(max(0, deadline - time.monotonic()))
            _signal_group(child.process.pid, signal.SIGKILL)
            child.process.wait()
            self.running.remove(child)


def boot_id() -> str:
    return Path("/proc/sys/kernel/random/boot_id").read_text().strip()


def ticks(pid: int) -> str | None:
    """When the process started, in clock ticks since boot; None when there is none, or only its remains."""
    try:
        state, *fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if state in "ZX" else fields[18]


def this_process(name: str) -> Trace:
    return Trace(name, os.getpid(), ticks(os.getpid()) or "", boot_id())


def end(traces: list[Trace], *, patience: float) -> None:
    """End what an earlier supervisor left behind: politely, then by force after `patience` seconds."""
    left = [trace for trace in traces if trace.may_have_left_members()]
    for trace in left:
        _signal_group(trace.pid, signal.SIGTERM)
    deadline = time.monotonic() + patience
    while any(_group_lives(trace.pid) for trace in left) and time.monotonic() < deadline:
        time.sleep(PAUSE_SECONDS)
    for trace in left:
        _signal_group(trace.pid, signal.SIGKILL)


def dismiss(trace: Trace, *, patience: float) -> None:
    """Ask a supervisor to stop, and wait until it is gone; by force after `patience` seconds. Its group is not ours."""
    deadline = time.monotonic() + patience
    with contextlib.suppress(ProcessLookupError):
        if trace.is_alive():
            os.kill(trace.pid, signal.SIGTERM)
        while trace.is_alive() and time.monotonic() < deadline:
            time.sleep(PAUSE_SECONDS)
        if trace.is_alive():
            os.kill(trace.pid, signal.SIGKILL)


def _signal_group(group: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)


def _group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return ticks(group) is not None or _has_members(group)


def _has_members(group: int) -> bool:
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, _parent, its_group, *_rest = stat.read_text().rpartition(")")[2].split()
            if its_group == str(group) and state not in "ZX":
                return True
    return False
