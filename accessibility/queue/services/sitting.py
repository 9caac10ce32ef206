"""A clerk's day at a window: open, pause, change what it serves, close."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from accessibility.queue.enums import AT_WINDOW, PauseReason, WindowState
from accessibility.queue.models import Matter, ShiftNote, Window, WindowPause
from accessibility.queue.permissions import require_clerk, require_head, require_seat
from accessibility.queue.services.board_version import changed
from gangcheng_court.core.accounts.models import User
from gangcheng_court.errors import Refused, WrongState


@transaction.atomic
def open_window(window_id: int, *, by: User, at: datetime) -> Window:
    """Sit down at a closed window. Refused while somebody sits there, and for whoever sits elsewhere."""
    require_clerk(by)
    if elsewhere := Window.objects.filter(clerk=by).exclude(pk=window_id).first():
        raise WrongState(f"您还在 {elsewhere}。请先关闭那个窗口。")
    window = Window.objects.locked(window_id)
    if window.state != WindowState.CLOSED:
        raise WrongState(f"{window} 现在由{window.clerk}办理。请选别的窗口。")
    window.opened_at = at
    return _become(window, WindowState.OPEN, clerk=by)


@transaction.atomic
def pause_window(window_id: int, *, by: User, at: datetime, reason: PauseReason) -> Window:
    """暂停, with a reason. Refused while a visitor is at the window."""
    window = _own(window_id, by)
    if window.state != WindowState.OPEN:
        raise WrongState(f"{window} 目前为“{window.get_state_display()}”，不用再暂停。")
    _require_empty(window, "暂停")
    WindowPause.objects.create(window=window, clerk=by, reason=reason, began_at=at)
    window.pause_reason = reason
    return _become(window, WindowState.PAUSED, clerk=by)


@transaction.atomic
def resume_window(window_id: int, *, by: User, at: datetime) -> Window:
    """Serve again after a pause."""
    window = _own(window_id, by)
    if window.state != WindowState.PAUSED:
        raise WrongState(f"{window} 没有暂停。")
    _end_pause(window, at)
    return _become(window, WindowState.OPEN, clerk=by)


@transaction.atomic
def close_window(window_id: int, *, by: User, at: datetime) -> Window:
    """Leave the window. Refused while a visitor is there. The head may close anybody's."""
    require_clerk(by)
    window = Window.objects.locked(window_id)
    if window.state == WindowState.CLOSED:
        raise WrongState(f"{window} 已经关闭。")
    if window.clerk_id != by.pk:
        require_head(by)
    _require_empty(window, "关闭")
    _end_pause(window, at)
    return _become(window, WindowState.CLOSED, clerk=None)


@transaction.atomic
def serve_matters(window_id: int, *, by: User, matter_ids: Collection[int]) -> Window:
    """Change what a window serves from now on; who waits is called by whichever window serves the matter then."""
    window = Window.objects.locked(window_id)
    if window.clerk_id != by.pk:
        require_head(by)
    if not matter_ids:
        raise Refused("窗口至少要办理一个事项。不办的，请关闭窗口。")
    window.matters.set(Matter.objects.filter(pk__in=matter_ids))
    changed()
    return window


@transaction.atomic
def leave_note(window_id: int, *, by: User, at: datetime, words: str) -> ShiftNote:
    """交接: what whoever sits here next should know."""
    require_clerk(by)
    return ShiftNote.objects.create(window_id=window_id, by=by, at=at, words=words)


def _own(window_id: int, by: User) -> Window:
    window = Window.objects.locked(window_id)
    require_seat(by, window)
    return window


def _require_empty(window: Window, act: str) -> None:
    if there := window.tickets.filter(status__in=AT_WINDOW).first():
        raise WrongState(f"{there.label} 号还在 {window}。请先办结、挂起或者转办，再{act}窗口。")


def _end_pause(window: Window, at: datetime) -> None:
    window.pause_reason = ""
    window.pauses.filter(ended_at__isnull=True).update(ended_at=at)


def _become(window: Window, state: WindowState, *, clerk: User | None) -> Window:
    window.state, window.clerk, window.ordinary_in_a_row = state, clerk, 0
    window.save(update_fields=["state", "pause_reason", "clerk", "opened_at", "ordinary_in_a_row"])
    changed()
    return window
