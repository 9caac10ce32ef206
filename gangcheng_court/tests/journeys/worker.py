"""A real Celery worker beside a journey."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from gangcheng_court.celery import app


@contextmanager
def worker(*options: str) -> Iterator[None]:
    """A worker on the test database while the block runs; leave the block before the tables are emptied."""
    db = connection.settings_dict
    login = db["USER"] + (f":{db['PASSWORD']}" if db["PASSWORD"] else "")
    environment = os.environ | {"DATABASE_URL": f"postgres://{login}@{db['HOST']}:{db['PORT']}/{db['NAME']}"}
    app.control.purge()
    command = [sys.executable, "-m", "celery", "-A", "gangcheng_court", "worker", "--concurrency=1", *options]
    process = subprocess.Popen(
        [*command, "--loglevel=WARNING"], env=environment, cwd=settings.BASE_DIR, start_new_session=True
    )
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)
