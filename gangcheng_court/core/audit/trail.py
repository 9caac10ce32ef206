"""Saving with who, when and why: the only way a tracked row changes."""

from datetime import datetime
from typing import Any

from django.db import models


def save(row: models.Model, *, by: Any, because: str, at: datetime, fields: list[str] | None = None) -> None:
    """Save `row` and its history row in the caller's transaction.

    `by` is the User who decided (None for the system), `because` the court's word for the act, `at` an aware
    datetime. `fields` names what changed (an update writes only these); None inserts or saves all.
    """
    row._history_user = by
    row._change_reason = because
    row._history_date = at
    row.save(update_fields=fields)


def history(row: models.Model) -> list[Any]:
    """The history rows of a tracked row, newest first: `history_user`, `history_change_reason`, `history_date`."""
    return list(row.history.select_related("history_user").order_by("-history_id"))
