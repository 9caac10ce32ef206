"""What happened to a filing since it came in, from the trail: nothing here is kept twice."""

from dataclasses import dataclass
from datetime import datetime

from filings.intake.models import Filing
from filings.review.models import Letter, ReviewLimit
from gangcheng_court.core.accounts.models import User


@dataclass(frozen=True)
class Event:
    """One step: what happened, who did it (None: the system), and the limits it started or the letter it sent."""

    at: datetime
    title: str
    by: User | None = None
    limits: tuple[ReviewLimit, ...] = ()
    letter: Letter | None = None


def timeline(filing: Filing) -> list[Event]:
    """Every step since the submission, oldest first; the opening of a round carries the limits it started."""
    steps = {(event.at, event.title): event for event in [*_paper(filing), *_moves(filing), *_round_steps(filing)]}
    letters = [
        Event(letter.issued_at, f"发出{letter.title}", letter.issued_by, letter=letter)
        for letter in filing.letters.select_related("issued_by", "file")
    ]
    return sorted([*steps.values(), *letters], key=lambda event: event.at)


def _paper(filing: Filing) -> list[Event]:
    if filing.paper_received_at is None:
        return []
    minutes = int(filing.entry_lag.total_seconds() // 60)
    lag = f"，{minutes} 分钟后录入" if minutes else ""
    because = f"，补录理由：{filing.paper_because}" if filing.paper_because else ""
    return [Event(filing.paper_received_at, f"窗口收到纸质材料{lag}{because}")]


def _moves(filing: Filing) -> list[Event]:
    moves, status = [], ""
    for row in filing.history.filter(number__isnull=False).select_related("history_user").order_by("history_id"):
        if row.status != status:
            title = row.history_change_reason or row.get_status_display()
            moves.append(Event(row.history_date, title, row.history_user))
        status = row.status
    return moves


def _round_steps(filing: Filing) -> list[Event]:
    steps = []
    for round_ in filing.rounds.prefetch_related("limits"):
        limits = sorted(round_.limits.all(), key=lambda limit: limit.due_at)
        steps.append(Event(round_.opened_at, "审核期限起算", limits=tuple(limits)))
        rows = round_.history.filter(history_change_reason__isnull=False).select_related("history_user")
        for row in rows.order_by("history_id"):
            steps.append(Event(row.history_date, row.history_change_reason, row.history_user))
    return steps
