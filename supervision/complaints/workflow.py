"""The one table of a complaint's moves, and the only assigner of its status."""

from gangcheng_court.errors import WrongState
from supervision.complaints.enums import Status
from supervision.complaints.models import Complaint

MOVES: dict[Status, frozenset[Status]] = {
    Status.RECEIVED: frozenset({Status.IN_HAND, Status.ANSWERED}),
    Status.IN_HAND: frozenset({Status.ANSWERED}),
    Status.ANSWERED: frozenset({Status.IN_HAND, Status.CLOSED}),
    Status.CLOSED: frozenset({Status.IN_HAND}),
}


def move(complaint: Complaint, status: Status) -> None:
    """Set the status of a locked complaint; the caller saves it. Raises WrongState when the table has no such move."""
    if status not in MOVES[Status(complaint.status)]:
        raise WrongState(
            f"{complaint.number} 目前为“{complaint.get_status_display()}”，不能改为“{status.label}”。"
            "请刷新页面查看最新状态。"
        )
    complaint.status = status


def require(complaint: Complaint, *statuses: Status) -> None:
    """Raises WrongState unless the locked complaint is in one of `statuses`."""
    if complaint.status not in statuses:
        raise WrongState(
            f"{complaint.number} 目前为“{complaint.get_status_display()}”，不能这样办理。请刷新页面查看最新状态。"
        )
