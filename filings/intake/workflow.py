"""The one table of a filing's moves, and the only assigner of its status."""

from filings.intake.enums import Status
from filings.intake.models import Filing
from gangcheng_court.errors import WrongState

MOVES: dict[Status, frozenset[Status]] = {
    Status.DRAFT: frozenset({Status.SUBMITTED, Status.TRANSFERRED, Status.WITHDRAWN}),
    Status.SUBMITTED: frozenset({Status.UNDER_REVIEW, Status.WITHDRAWN}),
    Status.UNDER_REVIEW: frozenset(
        {
            Status.SUBMITTED,
            Status.CORRECTION,
            Status.AWAITING_APPROVAL,
            Status.MEDIATION,
            Status.ACCEPTED,
            Status.RETURNED,
            Status.WITHDRAWN,
        }
    ),
    Status.MEDIATION: frozenset({Status.SUBMITTED, Status.MEDIATED, Status.WITHDRAWN}),
    Status.CORRECTION: frozenset({Status.SUBMITTED, Status.RETURNED, Status.WITHDRAWN}),
    Status.AWAITING_APPROVAL: frozenset(
        {Status.UNDER_REVIEW, Status.CORRECTION, Status.REJECTED, Status.ACCEPTED, Status.WITHDRAWN}
    ),
    Status.ACCEPTED: frozenset(),
    Status.RETURNED: frozenset(),
    Status.REJECTED: frozenset(),
    Status.WITHDRAWN: frozenset(),
    Status.MEDIATED: frozenset(),
    Status.TRANSFERRED: frozenset(),
}


def move(filing: Filing, status: Status) -> None:
    """Set the status of a locked filing; the caller saves it. Raises WrongState when the table has no such move."""
    if status not in MOVES[Status(filing.status)]:
        raise WrongState(
            f"该立案申请目前为“{filing.get_status_display()}”，不能改为“{status.label}”。请刷新页面查看最新状态。"
        )
    filing.status = status
