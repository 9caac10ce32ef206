"""PORTAL_HOME: where one portal keeps its data, its secrets, and the lock that lets only one run there."""

import base64
import contextlib
import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from gangcheng_court.embedded.processes import Children, Trace, this_process
from gangcheng_court.embedded.trouble import CannotStart

CHECKOUT = Path(__file__).resolve().parents[2]
LEAST_FREE_BYTES = 300 * 1024 * 1024
FIELD_KEY_BYTES = SIGNING_KEY_BYTES = 32
DEMO_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


@dataclass(frozen=True)
class Home:
    path: Path

    @classmethod
    def from_environment(cls) -> "Home":
        """The home that PORTAL_HOME names (`var/` beside the code by default), made when it is missing."""
        path = Path(os.environ.get("PORTAL_HOME") or CHECKOUT / "var")
        closed = CannotStart(f"不能写入数据目录 {path}：请用它的所有者运行，或用 PORTAL_HOME 指定另一个目录。")
        try:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
            (path / "log").mkdir(exist_ok=True)
        except (PermissionError, NotADirectoryError, FileExistsError):
            raise CannotStart(
                f"不能写入数据目录 {path}：请用它的所有者运行，或用 PORTAL_HOME 指定另一个目录。"
            ) from None
        if not os.access(path, os.W_OK) or not os.access(path / "log", os.W_OK):
            raise closed
        if shutil.disk_usage(path).free < LEAST_FREE_BYTES:
            raise CannotStart(f"磁盘空间不足：请在 {path} 所在的磁盘上腾出 300 MB，或用 PORTAL_HOME 另指一处。")
        return cls(path.resolve())

    def log(self, name: str) -> Path:
        return self.path / "log" / f"{name}.log"

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Hold this home alone. Raises CannotStart when another portal has it; the kernel lets go when we die."""
        with (self.path / "lock").open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise CannotStart(
                    f"数据目录 {self.path} 已有一个平台在运行：请先执行 ./portal stop，"
                    "或为这一个另设 PORTAL_HOME 和 PORT。"
                ) from None
            yield

    def is_locked(self) -> bool:
        try:
            with self.locked():
                return False
        except CannotStart:
            return True

    def secrets(self) -> dict[str, str]:
        """The secrets of this home, made at random the first time and kept in a file only its owner reads."""
        kept = self.path / "secrets.env"
        if not kept.exists():
            code = "".join(secrets.choice(DEMO_ALPHABET) for _ in range(8))
            made = {
                "DJANGO_SECRET_KEY": secrets.token_urlsafe(50),
                "FIELD_KEYS": base64.b64encode(secrets.token_bytes(FIELD_KEY_BYTES)).decode(),
                "COURT_SIGNING_KEY": base64.b64encode(secrets.token_bytes(SIGNING_KEY_BYTES)).decode(),
                "INDEX_KEY": secrets.token_urlsafe(50),
                "POSTGRES_PASSWORD": secrets.token_hex(24),
                "REDIS_PASSWORD": secrets.token_hex(24),
                "DEMO_PASSWORD": f"Court-{code[:4]}-{code[4:]}",
            }
            _write_private(kept, "".join(f"{name}={value}\n" for name, value in made.items()))
        return dict(line.split("=", 1) for line in kept.read_text().splitlines())

    def record(self, children: Children, settings: dict[str, str]) -> None:
        """Write down who runs here and with which settings, for `stop`, `manage` and the next start."""
        traces = [this_process("supervisor"), *(child.trace for child in children.running)]
        content = {"settings": settings, "processes": [asdict(trace) for trace in traces]}
        _write_private(self.path / "processes.json", json.dumps(content))

    def recorded(self) -> tuple[dict[str, str], list[Trace]]:
        """What `record` wrote last: settings, and processes with the supervisor first; empty when nothing runs."""
        try:
            content = json.loads((self.path / "processes.json").read_text())
        except FileNotFoundError:
            return {}, []
        return content["settings"], [Trace(**trace) for trace in content["processes"]]

    def forget(self) -> None:
        (self.path / "processes.json").unlink(missing_ok=True)


def _write_private(path: Path, content: str) -> None:
    """Replace `path` in one step, so that a crash leaves the old file or the new one."""
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
