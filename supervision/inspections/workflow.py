"""The one table of a visit's moves, and the only assigner of its status."""

from gangcheng_court.errors import WrongState
from supervision.inspections.enums import Status
from supervision.inspections.models import Inspection

MOVES: dict[Status, frozenset[Status]] = {
    Status.PLANNED: frozenset({Status.UNDER_WAY, Status.CANCELLED}),
    Status.UNDER_WAY: frozenset({Status.DONE, Status.CANCELLED}),
    Status.DONE: frozenset({Status.PUBLISHED}),
    Status.PUBLISHED: frozenset(),
    Status.CANCELLED: frozenset(),
}


def move(row: Inspection, status: Status) -> None:
    """Set the status of a locked visit; the caller saves it. Raises WrongState when the table has no such move."""
    if status not in MOVES[Status(row.status)]:
        raise WrongState(
            f"{row.number} 目前为“{row.get_status_display()}”，不能改为“{status.label}”。请刷新页面查看最新状态。"
        )
    row.status = status


def require(row: Inspection, *statuses: Status) -> None:
    """Raises WrongState unless the locked visit is in one of `statuses`."""
    if row.status not in statuses:
        raise WrongState(f"{row.number} 目前为“{row.get_status_display()}”，不能这样办理。请刷新页面查看最新状态。")
