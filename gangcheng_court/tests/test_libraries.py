"""How missing system libraries are had: by sudo only when it asks nothing, else privately, else a sentence."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gangcheng_court.embedded import libraries
from gangcheng_court.embedded.home import Home
from gangcheng_court.embedded.trouble import CannotStart

SUDO_WITHOUT_PASSWORD = 'shift\nexec env -i PATH="$PATH" "$@"'
SUDO_WITH_PASSWORD = '[ "$1" != -n ] && exec sleep 600\nexit 1'


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("PORTAL_HOME", str(tmp_path / "home"))
    return Home.from_environment()


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """`machine(sudo=…, apt=…)`: a machine without Pango, whose programs of those names are these scripts.

    Pango is there as soon as an apt-get has written `installed` into $MACHINE.
    """
    programs = tmp_path / "programs"
    programs.mkdir()
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    monkeypatch.setattr(libraries, "PRIVATE", tmp_path / "private")
    monkeypatch.setattr(libraries, "_loads", lambda _names: (tmp_path / "installed").exists())
    monkeypatch.setattr(libraries.os, "geteuid", lambda: 1000)

    def equip(*, sudo: str, apt: str) -> None:
        for name, script in {"sudo": sudo, "apt-get": f"MACHINE={tmp_path}\n{apt}"}.items():
            (programs / name).write_text(f"#!/bin/sh\n{script}\n")
            (programs / name).chmod(0o755)

    return equip


def test_a_sudo_without_password_installs_the_packages_and_apt_can_ask_nothing(home, machine, tmp_path):
    machine(
        sudo=SUDO_WITHOUT_PASSWORD,
        apt='echo "$DEBIAN_FRONTEND $*" >>$MACHINE/asked; cat >>$MACHINE/asked; touch $MACHINE/installed',
    )

    env = libraries.for_letters(home, {})

    assert "LD_LIBRARY_PATH" not in env
    asked = (tmp_path / "asked").read_text().splitlines()
    assert len(asked) == 1
    assert asked[0].startswith("noninteractive -o DPkg::Lock::Timeout=")
    assert asked[0].endswith(f"install -y --no-install-recommends {' '.join(libraries.PANGO_PACKAGES)}")


def test_apt_learns_what_there_is_when_it_has_never_been_told(home, machine, tmp_path):
    machine(
        sudo=SUDO_WITHOUT_PASSWORD,
        apt=(
            'case "$*" in *update) touch $MACHINE/lists;; esac\n'
            "[ -e $MACHINE/lists ] || exit 100\n"
            'case "$*" in *install*) touch $MACHINE/installed;; esac'
        ),
    )

    assert "LD_LIBRARY_PATH" not in libraries.for_letters(home, {})


def test_a_sudo_that_wants_a_password_is_not_waited_for_and_the_way_out_is_named(home, machine):
    machine(sudo=SUDO_WITH_PASSWORD, apt="exit 100")

    with pytest.raises(CannotStart, match=r"请检查网络后再执行一次，或用管理员执行 apt-get install libpango"):
        libraries.for_letters(home, {})


def test_without_sudo_rights_the_packages_are_unpacked_beside_the_environment(home, machine, tmp_path):
    package = tmp_path / "package"
    (package / "DEBIAN").mkdir(parents=True)
    (package / "DEBIAN/control").write_text(
        "Package: libpango-1.0-0\nVersion: 1\nArchitecture: all\nMaintainer: court\nDescription: test\n"
    )
    (package / "usr/lib/x86_64-linux-gnu").mkdir(parents=True)
    machine(
        sudo=SUDO_WITH_PASSWORD,
        apt=(
            'case "$*" in\n'
            "*--print-uris*) echo \"'http://packages/l.deb' libpango-1.0-0_1_all.deb 1 SHA256:1\";;\n"
            f'*download*) dpkg-deb --build "{package}" libpango-1.0-0_1_all.deb >/dev/null;;\n'
            "esac"
        ),
    )

    env = libraries.for_letters(home, {})

    assert env["LD_LIBRARY_PATH"] == str(tmp_path / "private/pango/usr/lib/x86_64-linux-gnu")
