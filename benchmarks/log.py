"""Sealing and verifying the log with 200,000 breaches on file: seconds, memory, and the bare SQL beside them.

./portal manage shell < benchmarks/log.py     # writes into the database it is given: never a living one
"""

import resource
import time

from django.db import connection
from django.utils import timezone

from gangcheng_court.core.audit import sealing, verification

ROWS = 200_000
TABLE = "supervision_breach"


def seconds(work, *values):
    began = time.perf_counter()
    answer = work(*values)
    return time.perf_counter() - began, answer


def bare():
    table = next(table for table in sealing.tables() if table.name == TABLE)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT max({sealing.hash_sql(table, table.columns)}) FROM {TABLE} t")
        cursor.fetchone()


def megabytes():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


with connection.cursor() as cursor:
    cursor.execute(
        f"INSERT INTO {TABLE} (promise, reference, due_at, recorded_at) "
        "SELECT 'three_day_review', 'LOG' || n, now(), now() FROM generate_series(1, %s) n",
        [ROWS],
    )
before = megabytes()
once, _ = seconds(bare)
first, sealed = seconds(lambda: sealing.seal(at=timezone.now()))
again, _ = seconds(lambda: sealing.seal(at=timezone.now()))
whole, troubles = seconds(verification.troubles)
print(f"hashing {ROWS} rows in one statement     {once:6.2f} s")
print(f"sealing {sealed} rows                    {first:6.2f} s")
print(f"sealing when nothing is new              {again:6.3f} s")
print(f"verifying                                {whole:6.2f} s, {len(troubles)} troubles")
print(f"memory                                   {before:.0f} -> {megabytes():.0f} MiB")
