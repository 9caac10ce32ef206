"""The one table of an order's moves, and the only assigner of its status."""

from gangcheng_court.errors import WrongState
from supervision.rectification.enums import Status
from supervision.rectification.models import Order

MOVES: dict[Status, frozenset[Status]] = {
    Status.ORDERED: frozenset({Status.REPORTED}),
    Status.REPORTED: frozenset({Status.ORDERED, Status.CLOSED}),
    Status.CLOSED: frozenset(),
}


def move(order: Order, status: Status) -> None:
    """Set the status of a locked order; the caller saves it. Raises WrongState when the table has no such move."""
    if status not in MOVES[Status(order.status)]:
        raise WrongState(
            f"{order.number} 目前为“{order.get_status_display()}”，不能改为“{status.label}”。请刷新页面查看最新状态。"
        )
    order.status = status
