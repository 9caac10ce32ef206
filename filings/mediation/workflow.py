"""The one table of a mediation's moves, and the only assigner of its status."""

from filings.mediation.enums import Stage
from filings.mediation.models import Mediation
from gangcheng_court.errors import WrongState

MOVES: dict[Stage, frozenset[Stage]] = {
    Stage.OFFERED: frozenset({Stage.ASSIGNED, Stage.DECLINED, Stage.FAILED}),
    Stage.ASSIGNED: frozenset({Stage.ASSIGNED, Stage.RUNNING, Stage.DECLINED, Stage.FAILED}),
    Stage.RUNNING: frozenset({Stage.AGREED, Stage.FAILED, Stage.EXPIRED, Stage.DECLINED}),
    Stage.AGREED: frozenset(),
    Stage.FAILED: frozenset(),
    Stage.EXPIRED: frozenset(),
    Stage.DECLINED: frozenset(),
}


def move(mediation: Mediation, status: Stage) -> None:
    """Set the status of a locked mediation; the caller saves it. Raises WrongState when the table has no such move."""
    if status not in MOVES[Stage(mediation.status)]:
        raise WrongState(f"调解目前为“{mediation.get_status_display()}”，不能这样办理。请刷新页面查看最新状态。")
    mediation.status = status
