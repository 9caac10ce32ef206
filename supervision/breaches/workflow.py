"""The one table of the moves of an explanation's round, and the only assigner of its status."""

from gangcheng_court.errors import WrongState
from supervision.breaches.models import ExplanationLimit, Round

MOVES: dict[Round, frozenset[Round]] = {
    Round.ASKED: frozenset({Round.EXPLAINED}),
    Round.EXPLAINED: frozenset({Round.ACCEPTED, Round.REJECTED, Round.RETURNED}),
    Round.ACCEPTED: frozenset(),
    Round.REJECTED: frozenset(),
    Round.RETURNED: frozenset(),
}


def move(limit: ExplanationLimit, status: Round) -> None:
    """Set the status of a locked round; the caller saves it. Raises WrongState when the table has no such move."""
    if status not in MOVES[Round(limit.status)]:
        raise WrongState(
            f"这件超期目前为“{limit.get_status_display()}”，不能改为“{status.label}”。请刷新页面查看最新状态。"
        )
    limit.status = status
