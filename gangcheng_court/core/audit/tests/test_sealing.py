"""Whatever is changed by direct SQL as the database's owner after it was sealed is found."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from gangcheng_court.core.audit import reads, sealing, verification
from gangcheng_court.core.audit.models import DailyDigest, Link, Seal
from gangcheng_court.core.audit.verification import (
    BACKDATED,
    BROKEN_CHAIN,
    BROKEN_SEAL,
    CHANGED,
    DROPPED,
    FORGED,
    INSERTED,
    LOST_HEAD,
    REMOVED,
)

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 25, 10, tzinfo=timezone.get_default_timezone())  # Wednesday
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
READ = ("read_at", "what", "reference", "reason", "address", "reader_id")


@pytest.fixture
def log() -> list[int]:
    """Six readings, sealed in two runs."""
    rows = []
    for number in range(6):
        at = AT + number * MINUTE
        rows.append(reads.log(reader=None, what="材料", reference=f"WS{number}", at=at).pk)
        if number in (2, 5):
            sealing.seal(at=at + MINUTE)
    return rows


@contextmanager
def owner() -> Iterator:
    """The database's owner, who switches the triggers off."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield cursor
        cursor.execute("SET LOCAL session_replication_role = origin")


def found() -> list[tuple[str, str, int | None]]:
    return [(trouble.what, trouble.table, trouble.row) for trouble in verification.troubles()]


def test_a_log_that_nobody_touched_is_whole(log):
    assert found() == []
    assert Link.objects.filter(table="audit_readlog").count() == len(log)
    assert sealing.seal(at=AT + DAY) == 0


def test_one_byte_changed(log):
    with owner() as cursor:
        cursor.execute("UPDATE audit_readlog SET reference = 'WS9' WHERE id = %s", [log[1]])
    assert found() == [(CHANGED, "audit_readlog", log[1])]


def test_a_row_deleted(log):
    with owner() as cursor:
        cursor.execute("DELETE FROM audit_readlog WHERE id = %s", [log[4]])
    assert found() == [(REMOVED, "audit_readlog", log[4])]


def test_two_rows_swapped(log):
    with owner() as cursor:
        cursor.execute("UPDATE audit_readlog SET id = -1 WHERE id = %s", [log[0]])
        cursor.execute("UPDATE audit_readlog SET id = %s WHERE id = %s", [log[0], log[3]])
        cursor.execute("UPDATE audit_readlog SET id = %s WHERE id = -1", [log[3]])
    assert found() == [(CHANGED, "audit_readlog", log[0]), (CHANGED, "audit_readlog", log[3])]


def test_a_row_moved_to_an_earlier_day(log):
    with owner() as cursor:
        cursor.execute("UPDATE audit_readlog SET read_at = read_at - interval '1 day' WHERE id = %s", [log[5]])
    assert (CHANGED, "audit_readlog", log[5]) in found()


def test_a_row_written_today_with_an_earlier_day_is_found_before_and_after_it_is_sealed(log):
    late = reads.log(reader=None, what="材料", reference="WS7", at=AT - DAY).pk
    assert found() == [(INSERTED, "audit_readlog", late)]

    sealing.seal(at=AT + 10 * MINUTE)
    assert found() == [(BACKDATED, "audit_readlog", late)]


def test_a_row_put_among_the_old_ones(log):
    with owner() as cursor:
        cursor.execute(
            "INSERT INTO audit_readlog (id, read_at, what, reference, reason) VALUES (%s, %s, '材料', 'WS', '')",
            [log[0] - sealing.LATE_IDS - 1, AT + 5 * MINUTE],
        )
    assert [what for what, *_ in found()] == [INSERTED]


def test_whoever_makes_the_hashes_fit_again_breaks_the_chain(log):
    """The row, its link, its seal: what is left is the digest that the next seal holds."""
    with owner() as cursor:
        cursor.execute("UPDATE audit_readlog SET reference = 'WS9' WHERE id = %s", [log[1]])
        table = next(table for table in sealing.tables() if table.name == "audit_readlog")
        cursor.execute(
            f"SELECT {sealing.hash_sql(table, table.columns)} FROM audit_readlog t WHERE id = %s",
            [log[1]],
        )
        cursor.execute("UPDATE audit_link SET digest = %s WHERE row = %s", [*cursor.fetchone(), log[1]])
        assert [what for what, *_ in found()] == [BROKEN_SEAL]

        first = Seal.objects.filter(table="audit_readlog").order_by("id").first()
        cursor.execute(f"SELECT {sealing.ROOT} FROM audit_link WHERE seal_id = %s", [first.pk])
        (first.root,) = cursor.fetchone()
        cursor.execute(
            "UPDATE audit_seal SET root = %s, digest = %s WHERE id = %s",
            [first.root, sealing.digest_of(first), first.pk],
        )
    assert [what for what, *_ in found()] == [BROKEN_CHAIN]


def test_a_seal_taken_out_breaks_the_chain(log):
    with owner() as cursor:
        first = Seal.objects.order_by("id").first().pk
        cursor.execute("DELETE FROM audit_link WHERE seal_id = %s", [first])
        cursor.execute("DELETE FROM audit_seal WHERE id = %s", [first])
    assert BROKEN_CHAIN in [what for what, *_ in found()]


def test_each_day_that_is_over_has_one_signed_digest(log):
    sealing.seal(at=AT + 3 * DAY)
    sealing.seal(at=AT + 3 * DAY)
    days = list(DailyDigest.objects.order_by("day"))

    assert [digest.day for digest in days] == [(AT + number * DAY).date() for number in range(3)]
    assert {digest.head for digest in days} == {Seal.objects.order_by("-id").first().digest}
    assert found() == []


def test_a_digest_that_was_changed_or_points_nowhere(log):
    sealing.seal(at=AT + DAY)
    with owner() as cursor:
        cursor.execute("UPDATE audit_dailydigest SET head = %s", ["0" * 64])
    digest = DailyDigest.objects.get().pk
    assert found() == [(FORGED, "audit_dailydigest", digest), (LOST_HEAD, "audit_dailydigest", digest)]


def test_a_digest_that_was_removed(log):
    reads.log(reader=None, what="材料", reference="WS7", at=AT + 2 * DAY)
    sealing.seal(at=AT + 2 * DAY)
    with owner() as cursor:
        cursor.execute("DELETE FROM audit_dailydigest WHERE day = %s", [AT.date()])
    assert [what for what, *_ in found()] == ["缺少每日摘要（2026-11-25）"]


def test_a_column_added_later_changes_nothing_and_one_taken_away_is_told(log):
    with owner() as cursor:
        cursor.execute("ALTER TABLE audit_readlog ADD COLUMN room text DEFAULT '' NOT NULL")
        assert found() == []
        cursor.execute("ALTER TABLE audit_readlog DROP COLUMN reason")
    assert (DROPPED, "audit_readlog", None) in found()


def test_dropping_the_trigger_does_not_hide_a_table(log):
    with owner() as cursor:
        cursor.execute("DROP TRIGGER audit_readlog_append_only ON audit_readlog")
        cursor.execute("DELETE FROM audit_readlog WHERE id = %s", [log[2]])
    assert found() == [(REMOVED, "audit_readlog", log[2])]


def test_every_history_and_every_event_of_supervision_is_sealed():
    names = {table.name for table in sealing.tables()}
    assert {"audit_readlog", "accounts_historicaluser", "supervision_breach", "supervision_explanation"} <= names


def test_the_command_names_each_place_and_fails(log):
    out = StringIO()
    call_command("verify_log", stdout=out)
    assert "6 条记录" in out.getvalue()

    with owner() as cursor:
        cursor.execute("DELETE FROM audit_readlog WHERE id = %s", [log[4]])
    errors = StringIO()
    with pytest.raises(CommandError, match="1 处问题"):
        call_command("verify_log", stderr=errors)
    assert f"audit_readlog 第 {log[4]} 行 被删除" in errors.getvalue()
