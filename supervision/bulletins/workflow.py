"""The one table of a bulletin's moves, and the only assigner of its status."""

from gangcheng_court.errors import WrongState
from supervision.bulletins.enums import Status
from supervision.bulletins.models import Bulletin

MOVES: dict[Status, frozenset[Status]] = {
    Status.DRAFT: frozenset({Status.SUBMITTED, Status.WITHDRAWN}),
    Status.SUBMITTED: frozenset({Status.DRAFT, Status.APPROVED, Status.WITHDRAWN}),
    Status.APPROVED: frozenset({Status.PUBLISHED, Status.WITHDRAWN}),
    Status.PUBLISHED: frozenset({Status.WITHDRAWN}),
    Status.WITHDRAWN: frozenset(),
}


def move(bulletin: Bulletin, status: Status) -> None:
    """Set the status of a locked bulletin; the caller saves it. Raises WrongState when the table has no such move."""
    if status not in MOVES[Status(bulletin.status)]:
        raise WrongState(
            f"这份通报目前为“{bulletin.get_status_display()}”，不能改为“{status.label}”。请刷新页面查看最新状态。"
        )
    bulletin.status = status
