"""The one table of an alarm's moves, and the only assigner of its status."""

from gangcheng_court.errors import WrongState
from supervision.watch.enums import Status
from supervision.watch.models import Alarm

MOVES: dict[Status, frozenset[Status]] = {
    Status.OPEN: frozenset({Status.ANSWERED}),
    Status.ANSWERED: frozenset({Status.CLOSED}),
    Status.CLOSED: frozenset(),
}


def move(alarm: Alarm, status: Status) -> None:
    """Set the status of a locked alarm; the caller saves it. Raises WrongState when the table has no such move."""
    if status not in MOVES[Status(alarm.status)]:
        raise WrongState(
            f"{alarm.number} 目前为“{alarm.get_status_display()}”，不能改为“{status.label}”。请刷新页面查看最新状态。"
        )
    alarm.status = status
