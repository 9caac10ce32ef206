"""How tracked rows keep their history: `history = HistoricalRecords(history_manager=HistoryManager)`."""

from functools import cache
from typing import Any

from simple_history import manager


class HistoryManager(manager.HistoryManager):
    """The library's own, but its class is made once and not at every access: each save accesses it."""

    @classmethod
    @cache
    def from_queryset(cls, queryset_class: type, class_name: str | None = None) -> Any:
        return super().from_queryset(queryset_class, class_name)
