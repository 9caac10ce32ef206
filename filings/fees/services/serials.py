"""Numbers that never repeat, from one sequence."""

from django.db import connection


def next_serial() -> int:
    """The next of the sequence behind receipts and refunds; a number lost by a rollback is not given again."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('fee_serial')")
        return cursor.fetchone()[0]
