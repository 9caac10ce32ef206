"""The one table of a transfer's moves, and the only assigner of its state.

What has arrived is queued again when a correction follows it; the other court may decide also when that one failed.
"""

from filings.cross_region.enums import State
from filings.cross_region.models import Transfer
from gangcheng_court.errors import WrongState

MOVES: dict[State, frozenset[State]] = {
    State.PREPARING: frozenset({State.QUEUED}),
    State.QUEUED: frozenset({State.SENT, State.DELIVERED, State.FAILED}),
    State.SENT: frozenset({State.DELIVERED, State.FAILED, State.ANSWERED}),
    State.DELIVERED: frozenset({State.QUEUED, State.ANSWERED}),
    State.FAILED: frozenset({State.QUEUED, State.ANSWERED}),
    State.ANSWERED: frozenset(),
}


def move(transfer: Transfer, state: State) -> None:
    """Set the state of a locked transfer; the caller saves it. Raises WrongState when the table has no such move."""
    if state not in MOVES[State(transfer.state)]:
        raise WrongState(f"这次转送现在是“{transfer.get_state_display()}”，不能改为“{state.label}”。请刷新页面查看。")
    transfer.state = state
