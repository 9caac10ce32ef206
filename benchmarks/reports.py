"""The supervisor's board, the printed report and the workbook over a million obligations and 200,000 breaches.

Run: `.venv/bin/python benchmarks/reports.py [how many obligations]`. The board is asked for over HTTP (gunicorn with
two sync workers, one reader), in turn with a page that renders only `base.html`; beside them the same figures by bare
SQL. Reports are made as the worker makes them.
"""

import os
import statistics
import sys
from datetime import timedelta
from itertools import repeat
from typing import Any

import measure
import server

RUNS = 20
TARGET = 2
LATE_SHARE = 5  # one in five is late
YEARS = 2
FILL = """
INSERT INTO {table} (promise, reference, started_at, due_at, met_at, rule, calendar_version, provisional, {parent},
  department_id, responsible_id{more})
SELECT (%(promises)s)[1 + i %% array_length(%(promises)s, 1)], %(prefix)s || lpad(i::text, 9, '0') || '/1',
  due_at - interval '4 days', due_at,
  CASE WHEN due_at > %(now)s THEN NULL WHEN i %% %(share)s = 0 THEN due_at + random() * interval '1 day'
       ELSE due_at - random() * interval '3 days' END,
  '3d bench', 'bench', false, %(parent)s, %(department)s, %(person)s{values}
FROM generate_series(1, %(rows)s) AS i,
  LATERAL (SELECT %(now)s + interval '5 days' - i * (%(years)s * interval '1 year' / %(rows)s) AS due_at) AS spread
"""
RECORD = """
INSERT INTO supervision_breach (promise, reference, due_at, met_at, responsible_id, department_id, recorded_at)
SELECT promise, reference, due_at, met_at, responsible_id, department_id, due_at FROM {table}
WHERE due_at <= %(now)s AND (met_at IS NULL OR met_at >= due_at)
"""
ROWS = " UNION ALL ".join(
    "SELECT promise, least(met_at, due_at) AS settled_at, started_at, due_at, met_at FROM {} "
    "WHERE promise = ANY(%(promises)s) AND least(met_at, due_at) >= {{since}} AND least(met_at, due_at) <= %(now)s"
    for _ in range(3)
)
BARE = (
    "SELECT promise, count(*), count(*) FILTER (WHERE met_at < due_at), percentile_cont(0.5) WITHIN GROUP "
    "(ORDER BY coalesce(met_at, %(now)s) - started_at), max(coalesce(met_at, %(now)s) - started_at) "
    "FROM ({month}) AS settled GROUP BY promise",
    "SELECT promise, date_trunc('month', settled_at, 'Asia/Shanghai'), count(*), "
    "count(*) FILTER (WHERE met_at < due_at) FROM ({year}) AS settled GROUP BY 1, 2",
)
PRESSING = " UNION ALL ".join(
    "(SELECT promise, reference, due_at, responsible_id FROM {} WHERE promise = ANY(%(promises)s) AND met_at IS NULL "
    "AND due_at > %(now)s AND due_at <= %(now)s + interval '2 days' ORDER BY due_at LIMIT 31)"
    for _ in range(3)
)
UNEXPLAINED = "SELECT count(*) FROM supervision_explanationlimit WHERE status = 'asked'"


def main(rows: int) -> None:
    measure.own_database("test_bench_reports")  # only such a name lets the record of breaches be emptied
    from django.db import connection
    from django.test import Client
    from django.utils import timezone

    from filings.intake.models import Filing
    from filings.review.models import ReviewLimit, ReviewRound
    from gangcheng_court.core.accounts.enums import Role
    from gangcheng_court.core.accounts.models import Department
    from gangcheng_court.core.accounts.tests.builders import make_user, sign_in
    from gangcheng_court.promises import (
        FIRST_REPLY,
        SAME_DAY_HANDOFF,
        SEVEN_DAY_DECISION,
        THREE_DAY_REVIEW,
        TICKET_CLOSING,
    )
    from hotline.tickets.models import Handoff, TicketLimit
    from hotline.tickets.tests.builders import make_ticket
    from supervision.breaches.models import Breach

    now = timezone.now()
    clerk, supervisor = make_user(Role.CLERK), make_user(Role.SUPERVISOR)
    department = Department.objects.create(code="bench", name="测试庭")
    filing = Filing.objects.create(draft_code="BENCH", kind="civil", filer=clerk, created_at=now, saved_at=now)
    round_ = ReviewRound.objects.create(filing=filing, number=1, opened_at=now)
    ticket = make_ticket()
    kinds = [
        (ReviewLimit, "round_id", round_.pk, (THREE_DAY_REVIEW, SEVEN_DAY_DECISION), "", "", rows // 8),
        (Handoff, "ticket_id", ticket.pk, (SAME_DAY_HANDOFF,), ", automatic", ", false", rows * 3 // 4),
        (TicketLimit, "ticket_id", ticket.pk, (FIRST_REPLY, TICKET_CLOSING), "", "", rows // 8),
    ]
    tables = [model._meta.db_table for model, *_ in kinds]
    with connection.cursor() as cursor:
        for (model, parent, parent_id, promises, more, values, count), table in zip(kinds, tables, strict=True):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            given = {
                "promises": [promise.code for promise in promises],
                "prefix": model._meta.model_name,
                "now": now,
                "share": LATE_SHARE,
                "rows": count,
                "years": YEARS,
                "parent": parent_id,
                "department": department.pk,
                "person": clerk.pk,
            }
            cursor.execute(FILL.format(table=table, parent=parent, more=more, values=values), given)
            cursor.execute(RECORD.format(table=table), given)
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            cursor.execute(f"VACUUM ANALYZE {table}")
        cursor.execute("VACUUM ANALYZE supervision_breach")
    print(f"{now:%Y-%m-%d}, {measure.machine()}, load {os.getloadavg()[0]:.1f}")
    print(f"{sum(model.objects.count() for model, *_ in kinds):,} obligations, {Breach.objects.count():,} breaches")
    codes = [promise.code for kind in kinds for promise in kind[3]]
    board(Client(), supervisor, sign_in, tables, codes, now)
    reports(supervisor, now)


def board(client: Any, supervisor: Any, sign_in: Any, tables: list[str], codes: list[str], now: Any) -> None:
    """The board beside its bare SQL and an empty page."""
    from django.db import connection

    local = now.astimezone()
    month = ROWS.format(*tables).format(since="date_trunc('month', %(now)s, 'Asia/Shanghai')")
    year = ROWS.format(*tables).format(since="date_trunc('month', %(now)s, 'Asia/Shanghai') - interval '11 months'")
    statements = [BARE[0].format(month=month), BARE[1].format(year=year), PRESSING.format(*tables), UNEXPLAINED]

    def bare() -> None:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement, {"now": local, "promises": codes})
                cursor.fetchall()

    session = sign_in(client, supervisor).cookies["sessionid"].value
    times: dict[str, list[float]] = {"bare SQL": [], "empty page": [], "board": []}
    with measure.counted() as counted:
        assert client.get("/supervision/").status_code == 200
    with server.running() as port:

        def ask(path: str, count: int) -> list[float]:
            return server.at_once(
                port, [iter(list(repeat((path, None), count)))], lambda _: {"Cookie": f"sessionid={session}"}
            )[1]

        for path in ("/bench/base/", "/supervision/"):
            ask(path, 4)  # warms both workers
        for _ in range(RUNS):
            times["bare SQL"].append(measure.timed(bare))
            times["empty page"] += ask("/bench/base/", 2)
            times["board"] += ask("/supervision/", 2)
        # Said before the server ends: on a busy machine that alone can take longer than it may.
        p95 = {name: measure.percentile(values, 0.95) for name, values in times.items()}
        limit = p95["bare SQL"] + p95["empty page"]
        middle = {name: statistics.median(values) for name, values in times.items()}
        for name, values in times.items():
            print(f"  {name:<11} {measure.spread(values)}   p95 {p95[name] * 1000:.0f} ms")
        print(f"  board: {counted.count} statements, {counted.seconds * 1000:.0f} ms of SQL when first asked")
        print(
            f"  ratio of p95 {p95['board'] / limit:.2f} (target ≤ {TARGET}), of medians "
            f"{middle['board'] / (middle['bare SQL'] + middle['empty page']):.2f}"
        )


def reports(supervisor: Any, now: Any) -> None:
    """A year's printed report, and workbooks of more and more rows, as the worker makes them."""
    from supervision.board import services
    from supervision.board.models import ReportJob

    def make(kind: str, promise: str, since: Any) -> tuple[float, ReportJob]:
        asked = {
            **{"since": since.date().isoformat(), "until": now.date().isoformat(), "promise": promise},
            **{"department": None, "person": None, "cause": "", "words": [["承诺", promise]]},
        }
        job = services.ask_for_report(kind, asked, by=supervisor, at=now)
        took = measure.timed(lambda: services.make_reports(at=now))
        job.refresh_from_db()
        assert job.state == "done", job.state
        return took, job

    took, job = make("pdf", "three_day_review", now - timedelta(days=365))
    print(f"  printed report of a year: {took:.1f} s, {job.file.size / 1024:.0f} KiB (WeasyPrint loaded with it)")
    took, _ = make("pdf", "three_day_review", now - timedelta(days=366))
    print(f"  the next: {took:.1f} s")
    for days in (37, 183, 730):
        before = measure.peak_mib()
        took, job = make("xlsx", "same_day_handoff", now - timedelta(days=days))
        grown = measure.peak_mib() - before
        print(
            f"  workbook of {days} days: {took:.1f} s, {job.file.size / 2**20:.1f} MiB, memory grew by {grown:.1f} MiB"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
