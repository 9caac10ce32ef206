"""System libraries without wheels: Pango for letters, Chromium for browser tests, and a Chinese font for both.

What the system has is used; root and sudo install what is missing; anybody else gets a private copy of Debian's own
packages (verified by apt) beside the virtual environment.
"""

import contextlib
import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from gangcheng_court.embedded.home import Home
from gangcheng_court.embedded.stores import wheel
from gangcheng_court.embedded.trouble import CannotStart

PRIVATE = Path(sys.prefix) / "system"
PANGO_LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
PANGO_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
BROWSER_PACKAGES = ("chromium", "libatomic1")
DRIVER_LIBRARIES = ("libatomic.so.1",)
UNASKED = {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C"}
CHROMIUM_PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


def for_letters(home: Home, env: dict[str, str]) -> dict[str, str]:
    """`env` in which WeasyPrint also finds Pango, HarfBuzz's subsetter and Chinese fonts."""
    fonts = home.path / "fonts.conf"
    fonts.write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>\n'
        f"<dir>{escape(str(wheel('pylopdf_fonts_zh_cn')))}</dir>\n"
        f"<cachedir>{escape(str(home.path / 'fontcache'))}</cachedir>\n</fontconfig>\n"
    )
    return _with_folders(env, _pango_folders()) | {"FONTCONFIG_FILE": str(fonts)}


def for_browser(env: dict[str, str]) -> dict[str, str]:
    """`env` that also names a Chromium (CHROMIUM) and where its libraries, and those of its driver, are."""
    private = PRIVATE / "browser"
    had = private.exists() or _has_browser(env) or (_install(BROWSER_PACKAGES) and _has_browser(env))
    if not had and not _copy_privately(BROWSER_PACKAGES, private):
        raise CannotStart(
            "没有浏览器 Chromium，也不能下载，网页测试不能进行：请检查网络后再执行一次，"
            f"或用管理员执行 apt-get install {' '.join(BROWSER_PACKAGES)}。"
        )
    program = _browser(env) or str(private / "usr/lib/chromium/chromium")
    folders = [folder / part for folder in _folders(private) for part in ("", "nss", "pulseaudio")]
    return _with_folders(env, folders) | {"CHROMIUM": program}


def _pango_folders() -> list[Path]:
    if _loads(PANGO_LIBRARIES):
        return []
    private = PRIVATE / "pango"
    if not private.exists():
        if _install(PANGO_PACKAGES) and _loads(PANGO_LIBRARIES):
            return []
        if not _copy_privately(PANGO_PACKAGES, private):
            raise CannotStart(
                "没有生成文书用的 Pango，也不能下载：请检查网络后再执行一次，"
                f"或用管理员执行 apt-get install {' '.join(PANGO_PACKAGES)}。"
            )
    return _folders(private)


def _loads(libraries: tuple[str, ...]) -> bool:
    for library in libraries:
        try:
            ctypes.CDLL(library)
        except OSError:
            return False
    return True


def _browser(env: dict[str, str]) -> str | None:
    return env.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_PROGRAMS)), None)


def _has_browser(env: dict[str, str]) -> bool:
    return _browser(env) is not None and _loads(DRIVER_LIBRARIES)


def _install(packages: tuple[str, ...]) -> bool:
    """Install with the system's own apt as root or by sudo without a password; whether it was done."""
    # sudo keeps no variable of ours.
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n", "env", *(f"{name}={word}" for name, word in UNASKED.items())]
    if not shutil.which("apt-get") or (prefix and not (shutil.which("sudo") and _done([*prefix, "true"]))):
        return False
    print(f"正在安装系统软件包（{' '.join(packages)}）……", flush=True)
    apt = [*prefix, "apt-get", "-o", "DPkg::Lock::Timeout=120"]
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    return _done(install) or (_done([*apt, "update"]) and _done(install))


def _done(command: list[str]) -> bool:
    """Whether the command succeeded. Nobody sees its words, so it can ask nothing."""
    done = subprocess.run(command, env=os.environ | UNASKED, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return done.returncode == 0


def _copy_privately(packages: tuple[str, ...], target: Path) -> bool:
    """Unpack Debian's packages, and what they need and the system lacks, under `target`; whether it was done."""
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        return False
    print(f"正在准备私有软件包副本（{' '.join(packages)}）……", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder)
        (state / "lists/partial").mkdir(parents=True)
        (state / "cache/archives/partial").mkdir(parents=True)
        options = [
            *("-o", f"Dir::State={state}", "-o", f"Dir::State::lists={state / 'lists'}"),
            *("-o", f"Dir::Cache={state / 'cache'}", "-o", "Dir::State::status=/var/lib/dpkg/status"),
            *("-o", "Debug::NoLocking=1", "-o", "APT::Sandbox::User="),
        ]
        _apt(["apt-get", *options, "update"], state)
        wanted = _apt(
            ["apt-get", *options, "--print-uris", "-y", "--no-install-recommends", "install", *packages], state
        )
        names = [line.split()[1].split("_")[0] for line in wanted.splitlines() if line.startswith("'")]
        if not names:
            return False
        _apt(["apt-get", *options, "download", *names], state)
        archives = sorted(state.glob("*.deb"))
        if len(archives) < len(names):
            return False
        fresh = target.with_suffix(".new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        for archive in archives:
            if not _done(["dpkg-deb", "-x", str(archive), str(fresh)]):
                return False
        with contextlib.suppress(FileExistsError):
            fresh.rename(target)
    return True


def _apt(command: list[str], folder: Path) -> str:
    """The words of an apt command; a source that does not answer is no failure by itself, a missing package is."""
    env = os.environ | {"LC_ALL": "C"}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False).stdout


def _folders(root: Path) -> list[Path]:
    return [*root.glob("usr/lib/*-linux-gnu"), *root.glob("lib/*-linux-gnu")]


def _with_folders(env: dict[str, str], folders: list[Path]) -> dict[str, str]:
    known = env.get("LD_LIBRARY_PATH", "").split(":")
    path = ":".join(filter(None, [*map(str, folders), *known]))
    return env | ({"LD_LIBRARY_PATH": path} if path else {})
