"""Sealing: every row of every append-only table is hashed within a minute, and the hashes form one chain.

Nobody who changes the database afterwards, its owner included, can make the chain fit again without the published
digests giving it away: those are signed with a key that the database does not hold. `verification` looks.
"""
# ruff: noqa: S608 – names of tables and columns come from the database's own catalogue.

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db import connection, transaction
from django.utils import timezone

from gangcheng_court.core.audit import signing
from gangcheng_court.core.audit.models import DailyDigest, Seal

ROOT = """encode(sha256(string_agg("row" || ':' || digest, ',' ORDER BY "row")::bytea), 'hex')"""
"""SQL for the root of a batch of links."""
LOCK = 7_310_926
"""Advisory lock of the chain's end: two workers never seal at once."""
LATE_IDS = 10_000
"""So far below a table's highest sealed row one that was committed late is still looked for."""
BATCH = 20_000
"""Rows under one seal at the most: the first sealing of a big table must fit into memory."""
OWN = ("audit_seal", "audit_link", "audit_dailydigest")
MOMENTS = ("history_date", "recorded_at", "read_at", "imported_at", "received_at", "at")
"""Columns that say when a row was written, the surest first; other columns tell of other times."""


@dataclass(frozen=True)
class Table:
    """A table that only grows: its key, its columns, and the column that says when a row was written ("" for none)."""

    name: str
    key: str
    columns: tuple[str, ...]
    moment: str


def tables() -> list[Table]:
    """Every table that the database keeps append-only, and every one that was sealed before, in the order of names."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT c.relname, k.attname, array_agg(a.attname::text ORDER BY a.attname)
            FROM pg_class c
            JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
            JOIN pg_attribute k ON k.attrelid = c.oid AND k.attnum = i.indkey[0]
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE c.relkind = 'r' AND c.relname <> ALL(%s) AND (
              EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = c.relname || '_append_only')
              OR c.relname IN (SELECT DISTINCT "table" FROM audit_seal))
            GROUP BY 1, 2 ORDER BY 1
            """,
            [list(OWN)],
        )
        found = cursor.fetchall()
    return [Table(name, key, tuple(columns), _moment(columns)) for name, key, columns in found]


@transaction.atomic
def seal(*, at: datetime) -> int:
    """Seal the rows that were written since the last time, sign the days that are over; return how many rows.

    Safe twice and side by side: sealers wait for each other.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute("SET LOCAL TIME ZONE 'UTC'")
    sealed = 0
    for table in tables():
        while new := _seal(table, at):
            sealed += new
    _sign_days(at)
    return sealed


def hash_sql(table: Table, columns: Sequence[str]) -> str:
    """SQL for the hash of row `t`: over the table's name and the row's `columns`, whatever was added since."""
    whole = "to_jsonb(t)"
    if set(columns) != set(table.columns):
        whole = f"(SELECT jsonb_object_agg(key, value) FROM jsonb_each({whole}) WHERE key = ANY(%(columns)s))"
    return f"encode(sha256(convert_to('{table.name}' || chr(10) || {whole}::text, 'UTF8')), 'hex')"


def digest_of(row: Seal) -> str:
    """What a seal's digest must be."""
    said = [
        row.previous,
        row.table,
        row.columns,
        row.count,
        row.root,
        row.sealed_at.astimezone(UTC).isoformat(),
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _seal(table: Table, at: datetime) -> int:
    """Seal the next batch: its links first (their foreign key waits for the commit), then the seal over them."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH number AS (SELECT nextval(pg_get_serial_sequence('audit_seal', 'id')) AS id), sealed AS (
              INSERT INTO audit_link (seal_id, "table", "row", digest)
              SELECT (SELECT id FROM number), %(name)s, t.{table.key}, {hash_sql(table, table.columns)}
              FROM {table.name} t
              WHERE t.{table.key} > coalesce(
                  (SELECT max("row") - {LATE_IDS} FROM audit_link WHERE "table" = %(name)s), -(2 ^ 62)::bigint)
                AND NOT EXISTS (SELECT FROM audit_link l WHERE l."table" = %(name)s AND l.row = t.{table.key})
              ORDER BY 3 LIMIT {BATCH}
              RETURNING seal_id, "row", digest)
            SELECT count(*), max(seal_id), {ROOT} FROM sealed
            """,
            {"name": table.name},
        )
        count, number, root = cursor.fetchone()
    if not count:
        return 0
    last = Seal.objects.order_by("-id").values_list("digest", flat=True).first()
    row = Seal(
        pk=number,
        table=table.name,
        columns=list(table.columns),
        count=count,
        root=root,
        previous=last or "",
        sealed_at=at,
    )
    row.digest = digest_of(row)
    row.save(force_insert=True)
    return count


def _sign_days(at: datetime) -> None:
    """One digest for every day that is over, from the first seal's on."""
    first = Seal.objects.order_by("id").values_list("sealed_at", flat=True).first()
    if not first:
        return
    latest = DailyDigest.objects.order_by("-day").values_list("day", flat=True).first()
    day = latest + timedelta(days=1) if latest else timezone.localdate(first)
    while day < timezone.localdate(at):
        before = Seal.objects.filter(sealed_at__lt=_midnight_after(day))
        last = before.order_by("-id").first()
        row = DailyDigest(day=day, seals=before.count(), head=last.digest if last else "", signed_at=at)
        row.signature = signing.sign(row.text)
        row.save(force_insert=True)
        day += timedelta(days=1)


def _midnight_after(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), timezone.get_default_timezone())


def _moment(columns: Sequence[str]) -> str:
    return next((name for name in MOMENTS if name in columns), "")
