"""The report of the past month, made by the service: the supervisor finds one on the first day."""

from datetime import datetime

from supervision.board import services


def load_board(*, at: datetime) -> int:
    """How many reports were made: 1, or 0 when it is there already or the month has had no working day yet."""
    return int(services.make_monthly_report(at=at) is not None)
