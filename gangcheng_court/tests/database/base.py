"""PostgreSQL as tests use it: after a test with real transactions its few rows are deleted. Truncating every table,
as Django does, costs more than most of these tests."""

from typing import Any

from django.db.backends.postgresql import base
from django.db.backends.postgresql.operations import DatabaseOperations


class EmptyingOperations(DatabaseOperations):
    def sql_flush(self, style: Any, tables: list[str], **_options: Any) -> list[str]:
        """Only here the append-only tables let their rows go (`core/audit/append_only.py`)."""
        emptied = "; ".join(f"DELETE FROM {self.quote_name(table)}" for table in tables)
        return ["SET LOCAL court.emptying = 'on'", emptied] if tables else []


class DatabaseWrapper(base.DatabaseWrapper):
    ops_class = EmptyingOperations
