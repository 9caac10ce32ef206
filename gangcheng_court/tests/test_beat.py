"""The schedule is reviewed code: each entry names a real task and says why it runs and why this often."""

import inspect
from itertools import pairwise

import pytest

from gangcheng_court import beat
from gangcheng_court.celery import app


@pytest.fixture(scope="module")
def registered():
    app.loader.import_default_modules()
    return set(app.tasks)


@pytest.mark.parametrize("name", beat.SCHEDULE)
def test_an_entry_names_a_registered_task_that_needs_no_argument(name, registered):
    entry = beat.SCHEDULE[name]

    assert entry["task"] in registered
    assert set(entry) <= {"task", "schedule", "options"}


def test_every_entry_gives_its_reason():
    lines = [line.strip() for line in inspect.getsource(beat).splitlines()]
    reasons = [above for above, line in pairwise(lines) if line.startswith('"task":')]

    assert len(reasons) == len(beat.SCHEDULE)
    assert all(reason.startswith("# ") for reason in reasons)


def test_no_task_is_scheduled_twice():
    tasks = [entry["task"] for entry in beat.SCHEDULE.values()]
    assert len(set(tasks)) == len(tasks)
