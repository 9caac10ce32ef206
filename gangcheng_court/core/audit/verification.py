"""Looking for what was changed behind the portal's back: `manage.py verify_log`, and every night."""
# ruff: noqa: S608 – names of tables and columns come from the database's own catalogue.

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Max, Min
from django.utils import timezone

from gangcheng_court.core.audit import signing
from gangcheng_court.core.audit.models import DailyDigest, Seal
from gangcheng_court.core.audit.sealing import LATE_IDS, ROOT, Table, digest_of, hash_sql, tables

TOLERANCE = timedelta(hours=1)
"""How much older than the seal before it a row may be: longer than any transaction lives."""
SHOWN = 100
"""Of one kind in one table; whoever changed a thousand rows is found by the first hundred."""


@dataclass(frozen=True)
class Trouble:
    """One thing that does not fit: what was done, to which table and row (None: to the chain itself)."""

    what: str
    table: str
    row: int | None = None

    def __str__(self) -> str:
        return f"{self.table} {'' if self.row is None else f'第 {self.row} 行 '}{self.what}"


CHANGED, REMOVED, INSERTED, BACKDATED = "内容被改动", "被删除", "是事后插入的", "登记时间早于封存之前，是倒填的"
BROKEN_SEAL, BROKEN_CHAIN = "封存批次被改动", "封存链条断裂"
FORGED, UNSIGNED_DAY, LOST_HEAD = "每日摘要的签名不符", "缺少每日摘要", "每日摘要与封存链条不符"
DROPPED = "整张表或者封存过的列不见了"


@transaction.atomic
def troubles() -> list[Trouble]:
    """Everything that does not fit, empty when the log is whole. Reads every sealed row; writes nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL TIME ZONE 'UTC'")
    present = tables()
    return [
        *_gone(present),
        *(trouble for table in present for trouble in _rows(table)),
        *_chain(),
        *_days(),
    ]


def _gone(present: list[Table]) -> Iterator[Trouble]:
    columns = {table.name: set(table.columns) for table in present}
    for table, sealed in Seal.objects.order_by("table").values_list("table", "columns").distinct():
        if not set(sealed) <= columns.get(table, set()):
            yield Trouble(DROPPED, table)


def _rows(table: Table) -> Iterator[Trouble]:
    name, key, link = (
        table.name,
        table.key,
        'audit_link l JOIN audit_seal s ON s.id = l.seal_id AND l."table" = %(name)s',
    )
    for columns in Seal.objects.filter(table=name).order_by("columns").values_list("columns", flat=True).distinct():
        yield from _found(
            CHANGED,
            table,
            f"SELECT l.row FROM {link} JOIN {name} t ON t.{key} = l.row "
            f"WHERE s.columns = %(columns)s::varchar[] AND l.digest <> {hash_sql(table, columns)}",
            columns=columns,
        )
    yield from _found(
        REMOVED, table, f"SELECT l.row FROM {link} WHERE NOT EXISTS (SELECT FROM {name} t WHERE t.{key} = l.row)"
    )
    unsealed = f'NOT EXISTS (SELECT FROM audit_link l WHERE l."table" = %(name)s AND l.row = t.{key})'
    too_low = f't.{key} <= (SELECT max("row") - {LATE_IDS} FROM audit_link WHERE "table" = %(name)s)'
    too_old = f"t.{table.moment} < (SELECT max(sealed_at) FROM audit_seal) - %(tolerance)s" if table.moment else "false"
    yield from _found(INSERTED, table, f"SELECT t.{key} FROM {name} t WHERE {unsealed} AND ({too_low} OR {too_old})")
    if table.moment:
        yield from _found(
            BACKDATED,
            table,
            f"SELECT l.row FROM {link} JOIN {name} t ON t.{key} = l.row WHERE t.{table.moment} < "
            "(SELECT max(sealed_at) FROM audit_seal b WHERE b.sealed_at < s.sealed_at) - %(tolerance)s",
        )


def _found(what: str, table: Table, sql: str, **values: list[str]) -> Iterator[Trouble]:
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} ORDER BY 1 LIMIT {SHOWN}", {"name": table.name, "tolerance": TOLERANCE, **values})
        rows = cursor.fetchall()
    yield from (Trouble(what, table.name, row) for (row,) in rows)


def _chain() -> Iterator[Trouble]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT seal_id, count(*), {ROOT} FROM audit_link GROUP BY 1")
        batches = {seal: (count, root) for seal, count, root in cursor}
    previous = ""
    for seal in Seal.objects.order_by("id").iterator(2000):
        if seal.previous != previous:
            yield Trouble(BROKEN_CHAIN, seal.table)
        if batches.get(seal.pk) != (seal.count, seal.root) or digest_of(seal) != seal.digest:
            yield Trouble(BROKEN_SEAL, seal.table)
        previous = seal.digest


def _days() -> Iterator[Trouble]:
    name, signed = DailyDigest._meta.db_table, set()
    for digest in DailyDigest.objects.order_by("day"):
        signed.add(digest.day)
        if not signing.is_ours(digest.text, digest.signature):
            yield Trouble(FORGED, name, digest.pk)
        if digest.head and not Seal.objects.filter(digest=digest.head).exists():
            yield Trouble(LOST_HEAD, name, digest.pk)
    sealed = Seal.objects.aggregate(first=Min("sealed_at"), last=Max("sealed_at"))
    if sealed["first"]:
        first, last = timezone.localdate(sealed["first"]), timezone.localdate(sealed["last"])
        missing = {first + timedelta(days=day) for day in range((last - first).days)} - signed
        yield from (Trouble(f"{UNSIGNED_DAY}（{day:%Y-%m-%d}）", name) for day in sorted(missing))
