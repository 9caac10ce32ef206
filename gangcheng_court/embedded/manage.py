"""`./portal manage …`: Django's commands with this home's secrets, stores and libraries."""

import subprocess
import sys

from gangcheng_court.embedded import stores
from gangcheng_court.embedded.home import CHECKOUT, Home
from gangcheng_court.embedded.processes import Children
from gangcheng_court.embedded.surroundings import environment


def manage(arguments: list[str]) -> int:
    """Run `manage.py` beside a running portal, or with its stores started for as long as the command takes."""
    home = Home.from_environment()
    env = environment(home)
    if home.is_locked():
        return _command(arguments, env | home.recorded()[0])
    with home.locked():
        children = Children()
        try:
            return _command(arguments, env | stores.start(home, children, env=env))
        finally:
            children.stop("postgres", "redis", patience=20)


def _command(arguments: list[str], env: dict[str, str]) -> int:
    return subprocess.run([sys.executable, "manage.py", *arguments], cwd=CHECKOUT, env=env, check=False).returncode
