"""The environment variables that the portal's processes are given on this machine."""

import os

from gangcheng_court.embedded import libraries
from gangcheng_court.embedded.home import CHECKOUT, Home
from gangcheng_court.embedded.trouble import CannotStart

STORE_SECRETS = ("POSTGRES_PASSWORD", "REDIS_PASSWORD")


def port() -> int:
    given = os.environ.get("PORT") or "8000"
    if not given.isdecimal() or not 0 < int(given) < 65536:
        raise CannotStart(f"PORT={given} 不是端口号：请设为 1024 至 65535 之间的数字。")
    return int(given)


def environment(home: Home) -> dict[str, str]:
    """Everything but the stores. What the caller's own environment says wins."""
    address = f"http://127.0.0.1:{port()}"
    given = {
        **{name: value for name, value in home.secrets().items() if name not in STORE_SECRETS},
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "SITE_URL": address,
    }
    env = given | dict(os.environ)
    return libraries.for_letters(home, env) | {
        "PORTAL_HOME": str(home.path),
        "PYTHONPATH": str(CHECKOUT),
        "PYTHONUNBUFFERED": "1",
    }
