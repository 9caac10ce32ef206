"""Recording broken promises: our sweep beside one bare INSERT … SELECT on the same rows; a sweep that finds nothing.

Run: `.venv/bin/python benchmarks/sweep.py [how many open obligations …]` (100,000 and 1,000,000 unless said).
"""

import statistics
import sys
from datetime import timedelta

import measure

RUNS = 5
LATE_SHARE = 20  # one in twenty is newly late
FILL = """
INSERT INTO filings_reviewlimit (promise, reference, started_at, due_at, rule, calendar_version, provisional, round_id,
  department_id, responsible_id)
SELECT %(promise)s, 'WS20261123' || lpad(i::text, 7, '0') || '/1', %(now)s - interval '4 days',
  CASE WHEN i %% %(share)s = 0 THEN %(now)s - random() * interval '2 days'
       ELSE %(now)s + (1 + random() * 6) * interval '1 day' END,
  '3d bench', 'bench', false, %(round)s, %(department)s, %(reviewer)s
FROM generate_series(1, %(rows)s) AS i
"""
BARE = """
INSERT INTO supervision_breach (promise, reference, due_at, met_at, responsible_id, department_id, recorded_at)
SELECT promise, reference, due_at, met_at, responsible_id, department_id, %(now)s
FROM filings_reviewlimit WHERE promise = %(promise)s AND met_at IS NULL AND due_at <= %(now)s
"""


def main(sizes: list[int]) -> None:
    measure.own_database("court_bench_sweep")
    from django.db import connection
    from django.utils import timezone

    from filings.intake.models import Filing
    from filings.review.models import ReviewRound
    from gangcheng_court.core.accounts.models import Department, User
    from supervision.breaches import enforcement
    from supervision.breaches.models import Breach, Sweep

    now = timezone.now()
    watch = enforcement.WATCHES[0]
    reviewer = User.objects.create_user("13900000001", name="测试")
    department = Department.objects.create(code="bench", name="测试庭")
    filing = Filing.objects.create(draft_code="BENCH", kind="civil", filer=reviewer, created_at=now, saved_at=now)
    review_round = ReviewRound.objects.create(filing=filing, number=1, opened_at=now)

    def sql(statement: str, **parameters: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, parameters or None)

    def forget() -> None:
        """As it stood two days ago: nothing recorded, everything up to then swept."""
        sql("TRUNCATE supervision_breach CASCADE")
        Sweep.objects.update_or_create(promise=watch.promise.code, defaults={"until": now - timedelta(days=2)})

    def ours() -> None:
        enforcement.record_breaches(until=now, at=now, watches=[watch])

    def look_back() -> None:
        enforcement.record_breaches(until=now, at=now, watches=[watch], look_back=True)

    def bare() -> None:
        sql(BARE, promise=watch.promise.code, now=now)

    print(f"{now:%Y-%m-%d}, {measure.machine()}; min–median–max of {RUNS}")
    for rows in sizes:
        sql("TRUNCATE filings_reviewlimit, supervision_breach CASCADE")
        Sweep.objects.all().delete()
        sql(
            FILL,
            promise=watch.promise.code,
            now=now,
            share=LATE_SHARE,
            rows=rows,
            round=review_round.pk,
            department=department.pk,
            reviewer=reviewer.pk,
        )
        sql("VACUUM ANALYZE filings_reviewlimit")
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
        quiet, statements, again = [], [], []
        for _ in range(10 * RUNS):
            with measure.counted() as counted:
                ours()
            quiet.append(counted.seconds)
            statements.append(counted.count)
        again = [measure.timed(look_back) for _ in range(RUNS)]
        assert Breach.objects.count() == rows // LATE_SHARE
        ratio = statistics.median(mine) / statistics.median(limit)
        print(f"\n{rows:,} open, {rows // LATE_SHARE:,} newly late, each recorded once")
        print(f"  recording            {measure.spread(mine)}")
        print(f"  bare INSERT … SELECT {measure.spread(limit)}   ratio {ratio:.2f} (target ≤ 2)")
        print(f"  nothing new, SQL     {measure.spread(quiet)} in {max(statements)} statements (target ≤ 5 ms)")
        print(f"  sixty days again     {measure.spread(again)}")
        print(f"  memory grew by       {grown:.1f} MiB")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [100_000, 1_000_000])
