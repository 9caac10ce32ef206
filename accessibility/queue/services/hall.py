"""What the head of the hall sets during the day: which window is for whom, and which matters take numbers."""

from collections.abc import Collection

from django.db import transaction

from accessibility.queue.models import Matter, Window
from accessibility.queue.permissions import require_head
from accessibility.queue.services.board_version import changed
from accessibility.queue.services.sitting import serve_matters
from gangcheng_court.core.accounts.models import User


@transaction.atomic
def set_window(
    window_id: int,
    *,
    by: User,
    name: str,
    is_priority: bool,
    has_sign_language: bool,
    matter_ids: Collection[int],
) -> Window:
    """Say what a window serves and for whom it stands there, from now on. Refused without any matter."""
    require_head(by)
    window = serve_matters(window_id, by=by, matter_ids=matter_ids)
    window.name, window.is_priority, window.has_sign_language = name, is_priority, has_sign_language
    window.save(update_fields=["name", "is_priority", "has_sign_language"])
    return window


@transaction.atomic
def set_open_matters(*, by: User, matter_ids: Collection[int]) -> None:
    """Say which matters take numbers. Whoever has a number already is served all the same."""
    require_head(by)
    Matter.objects.exclude(pk__in=matter_ids).update(is_open=False)
    Matter.objects.filter(pk__in=matter_ids).update(is_open=True)
    changed()
