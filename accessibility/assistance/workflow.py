"""The one table of a request's moves, and the only assigner of its state."""

from accessibility.assistance.enums import State
from accessibility.assistance.models import Assistance
from gangcheng_court.errors import WrongState

MOVES: dict[State, frozenset[State]] = {
    State.ASKED: frozenset({State.ARRANGED, State.DECLINED, State.CANCELLED}),
    State.ARRANGED: frozenset({State.ARRANGED, State.READY, State.DECLINED, State.CANCELLED}),
    State.READY: frozenset({State.ARRANGED, State.DONE, State.CANCELLED}),
    State.DONE: frozenset(),
    State.DECLINED: frozenset(),
    State.CANCELLED: frozenset(),
}


def move(row: Assistance, state: State) -> None:
    """Set the state of a locked request; the caller saves it. Raises WrongState when the table has no such move."""
    if state not in MOVES[State(row.state)]:
        raise WrongState(
            f"{row.number} 目前为“{row.get_state_display()}”，不能改为“{state.label}”。请刷新页面查看最新状态。"
        )
    row.state = state


def require(row: Assistance, *states: State) -> None:
    """Raises WrongState unless the locked request is in one of `states`."""
    if row.state not in states:
        raise WrongState(f"{row.number} 目前为“{row.get_state_display()}”，不能这样办理。请刷新页面查看最新状态。")
