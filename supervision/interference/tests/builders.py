"""Starting states of the register."""

from datetime import date, datetime
from typing import Any

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.sealed import name_index
from gangcheng_court.core.deadlines.clock import court_date, court_time
from gangcheng_court.core.documents import services as documents
from gangcheng_court.core.documents.tests.builders import make_pdf
from supervision.interference.enums import Form, Kind
from supervision.interference.models import Entry, EntryFile
from supervision.interference.services import NewEntry

NOW = court_time("2026-06-17 10:00")  # Wednesday
PERSON, WORDS = "欧阳某某", "帮忙把那个借款案子往后放一放"


def new_entry(**fields: Any) -> NewEntry:
    """What somebody records of a telephone call about a case."""
    given = {
        "kind": Kind.LEADER,
        "happened_on": date(2026, 6, 16),
        "form": Form.PHONE,
        "person_name": PERSON,
        "person_unit": "某某街道办事处",
        "person_post": "副主任",
        "case_number": "（2026）鲁0117民初123号",
        "content": WORDS,
        "handling": "没有答应，告知依法办理。",
    }
    return NewEntry(**given | fields)


def make_entry(recorder: User, *, at: datetime = NOW, **fields: Any) -> Entry:
    """A record of a telephone call, made at `at`."""
    given = {
        "number": f"GW{at:%Y%m%d}-{Entry.objects.count() + 1:06}",
        "kind": Kind.LEADER,
        "happened_on": court_date(at),
        "form": Form.PHONE,
        "person_name": PERSON,
        "content": WORDS,
        "handling": "没有答应。",
        "recorded_at": at,
        "first_recorded_at": at,
        "due_at": court_time("2030-01-01"),
    } | fields
    return Entry.objects.create(recorder=recorder, named=[name_index(given["person_name"])], **given)


def make_entry_file(recorder: User, *, at: datetime = NOW) -> EntryFile:
    """A record with one proof."""
    paper = documents.store_bytes(make_pdf(), name="附件1.pdf", content_type="application/pdf", by=recorder, at=at)
    return EntryFile.objects.create(entry=make_entry(recorder, at=at), file=paper, at=at)
