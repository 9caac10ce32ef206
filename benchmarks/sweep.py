"""Recording broken promises: our sweep beside one bare INSERT … SELECT on the same rows; a sweep that finds nothing.

Run: `.venv/bin/python benchmarks/sweep.py [how many open obligations …]` (100,000 and 1,000,000 unless said), of each
size once limits of a review and once 当日转办 of tickets.
"""

import statistics
import sys
from dataclasses import dataclass
from datetime import timedelta
from itertools import product
from typing import Any

import measure

RUNS = 5
LATE_SHARE = 20  # one in twenty is newly late
FILL = """
INSERT INTO {table} (promise, reference, started_at, due_at, rule, calendar_version, provisional, {parent},
  department_id, responsible_id{more})
SELECT %(promise)s, 'WS20261123' || lpad(i::text, 7, '0') || '/1', %(now)s - interval '4 days',
  CASE WHEN i %% %(share)s = 0 THEN %(now)s - random() * interval '2 days'
       ELSE %(now)s + (1 + random() * 6) * interval '1 day' END,
  '3d bench', 'bench', false, %(parent)s, %(department)s, %(reviewer)s{values}
FROM generate_series(1, %(rows)s) AS i
"""
BARE = """
INSERT INTO supervision_breach (promise, reference, due_at, met_at, responsible_id, department_id, recorded_at)
SELECT promise, reference, due_at, met_at, responsible_id, department_id, %(now)s
FROM {table} WHERE promise = %(promise)s AND met_at IS NULL AND due_at <= %(now)s
"""


@dataclass(frozen=True)
class Kind:
    """Limits of one kind: their watch and model, what they hang on, and the columns that only they have."""

    title: str
    watch: Any
    model: Any
    parent: str
    parent_id: int
    more: str = ""
    values: str = ""


def main(sizes: list[int]) -> None:
    measure.own_database("test_bench_sweep")  # only such a name lets the record of breaches be emptied
    from django.db import connection
    from django.utils import timezone

    from filings.intake.models import Filing
    from filings.review.models import ReviewLimit, ReviewRound
    from gangcheng_court.core.accounts.models import Department, User
    from gangcheng_court.promises import SAME_DAY_HANDOFF, THREE_DAY_REVIEW
    from hotline.tickets.models import Handoff
    from hotline.tickets.tests.builders import make_ticket
    from supervision.breaches import enforcement
    from supervision.breaches.models import Breach, Sweep

    now = timezone.now()
    watches = {watch.promise: watch for watch in enforcement.WATCHES}
    reviewer = User.objects.create_user("13900000001", name="测试")
    department = Department.objects.create(code="bench", name="测试庭")
    filing = Filing.objects.create(draft_code="BENCH", kind="civil", filer=reviewer, created_at=now, saved_at=now)
    review_round = ReviewRound.objects.create(filing=filing, number=1, opened_at=now)
    kinds = [
        Kind("limits of a review", watches[THREE_DAY_REVIEW], ReviewLimit, "round_id", review_round.pk),
        Kind("当日转办", watches[SAME_DAY_HANDOFF], Handoff, "ticket_id", make_ticket().pk, ", automatic", ", false"),
    ]

    def sql(statement: str, **parameters: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, parameters or None)

    print(f"{now:%Y-%m-%d}, {measure.machine()}; min–median–max of {RUNS}")
    for rows, kind in product(sizes, kinds):
        watch, table = kind.watch, kind.model._meta.db_table

        def forget(watch: Any = watch) -> None:
            """As it stood two days ago: nothing recorded, everything up to then swept."""
            sql("TRUNCATE supervision_breach CASCADE")
            Sweep.objects.update_or_create(promise=watch.promise.code, defaults={"until": now - timedelta(days=2)})

        def ours(look_back: bool = False, watch: Any = watch) -> None:
            enforcement.record_breaches(until=now, at=now, watches=[watch], look_back=look_back)

        def bare(kind: Any = kind, table: str = table) -> None:
            sql(BARE.format(table=table), promise=kind.watch.promise.code, now=now)

        sql(f"TRUNCATE {table}, supervision_breach CASCADE")
        Sweep.objects.all().delete()
        # One parent for all: what it copies of its limits is not what is measured here.
        sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        sql(
            FILL.format(table=table, parent=kind.parent, more=kind.more, values=kind.values),
            promise=watch.promise.code,
            now=now,
            share=LATE_SHARE,
            rows=rows,
            parent=kind.parent_id,
            department=department.pk,
            reviewer=reviewer.pk,
        )
        sql(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        sql(f"VACUUM ANALYZE {table}")
        forget()
        ours()
        before = measure.peak_mib()
        mine, limit = [], []
        for _ in range(RUNS):
            for path, times in ((bare, limit), (ours, mine)):
                forget()
                times.append(measure.timed(path))
                assert Breach.objects.count() == rows // LATE_SHARE
        grown = measure.peak_mib() - before
        sql("VACUUM ANALYZE supervision_breach")
        quiet, statements = [], []
        for _ in range(10 * RUNS):
            with measure.counted() as counted:
                ours()
            quiet.append(counted.seconds)
            statements.append(counted.count)
        plan = watch.obligations().late(now - enforcement.OVERLAP, now).order_by().explain()
        assert f"{kind.model._meta.model_name}_late_or_open" in plan, plan
        again = [measure.timed(lambda: ours(look_back=True)) for _ in range(RUNS)]
        assert Breach.objects.count() == rows // LATE_SHARE
        ratio = statistics.median(mine) / statistics.median(limit)
        print(f"\n{kind.title}: {rows:,} open, {rows // LATE_SHARE:,} newly late, each recorded once")
        print(f"  recording            {measure.spread(mine)}")
        print(f"  bare INSERT … SELECT {measure.spread(limit)}   ratio {ratio:.2f} (target ≤ 2)")
        print(f"  nothing new, SQL     {measure.spread(quiet)} in {max(statements)} statements (target ≤ 5 ms)")
        print(f"  sixty days again     {measure.spread(again)}")
        print(f"  memory grew by       {grown:.1f} MiB")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [100_000, 1_000_000])
