"""Opening and closing a review round, with the two limits that run for it. Called inside the caller's transaction."""

from datetime import datetime
from typing import Any

from django.db import connection

from filings.intake import rules
from filings.intake.enums import Status
from filings.intake.models import Filing
from filings.review import deadlines, permissions
from filings.review.enums import Outcome
from filings.review.models import Judgement, ReviewLimit, ReviewRound
from gangcheng_court.core.accounts.models import Department, User
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines import calendar, clock, obligations
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.periods import Period
from gangcheng_court.errors import WrongState
from gangcheng_court.promises import THREE_DAY_REVIEW, Promise

DESK = "filing"
"""Code of the department that answers for every review; made with the court's first filing."""


def open_round(
    filing: Filing, *, at: datetime, received_at: datetime | None = None, first: bool = False
) -> ReviewRound:
    """Start the next round of a locked filing, with its limits: promise and law.

    They run from `received_at`, the moment the paper came over the counter, or from `at`.

    Nobody is responsible until somebody takes it. After a correction, what was passed before and lies in a part that
    the correction did not open stays passed. The database refuses a second open round. `first`: the caller knows that
    there was none before.
    """
    received = received_at or at
    previous = None if first else filing.rounds.order_by("number").last()
    number = previous.number + 1 if previous else 1
    round_ = ReviewRound(
        filing=filing,
        number=number,
        opened_at=at,
        urgent=rules.is_urgent(filing),
        military=filing.is_in_first_place,
    )
    round_.save_without_historical_record()
    days = calendar.load()
    limits = [
        {
            "round_id": round_.pk,
            "promise": promise.code,
            "reference": f"{filing.number}/{round_.number}",
            "started_at": received,
            **obligations.terms(period, rule=promise.article, calendar=days),
        }
        for promise, period in _limits(filing, received, days).items()
    ]
    if not _write(limits):
        Department.objects.get_or_create(code=DESK, defaults={"name": "立案庭"})
        _write(limits)
    if previous and previous.outcome == Outcome.CORRECTION:
        _keep_passed(filing, previous, round_)
    return round_


def close(
    round: ReviewRound, outcome: Outcome, *, by: User | None, at: datetime, reasons: str = "", right_court: str = ""
) -> None:
    """End an open round with its outcome and meet its limits. Raises WrongState when it has ended already.

    The limits first: whoever writes both locks them in this order, as the database does when a limit moves.
    """
    if round.closed_at:
        raise WrongState("本轮审核已经结束。请刷新页面查看最新状态。")
    round.limits.open().update(met_at=at)
    round.closed_at, round.outcome, round.reasons, round.right_court = at, outcome, reasons, right_court
    fields = ["closed_at", "outcome", "reasons", "right_court"]
    trail.save(round, by=by, because=Outcome(outcome).label, at=at, fields=fields)


def current(filing: Filing) -> ReviewRound:
    """The open round of a locked filing. Raises WrongState, naming who ended the last one and when."""
    round_ = filing.rounds.filter(closed_at__isnull=True).select_related("reviewer").first()
    if round_:
        return round_
    last = filing.rounds.last()
    if not last:
        raise WrongState("该立案申请还没有提交，不能审核。")
    ended_by = trail.history(last)[0].history_user or "系统"
    ended_at = last.closed_at.astimezone(clock.COURT_ZONE)
    raise WrongState(
        f"该立案申请已由{ended_by}于{ended_at:%Y-%m-%d %H:%M}办理，结果是“{last.get_outcome_display()}”，"
        f"目前为“{filing.get_status_display()}”。请刷新页面查看。"
    )


def in_hand(filing: Filing, *, by: User) -> ReviewRound:
    """The open round of a locked filing under review, when `by` is in charge of it; otherwise raises why not."""
    permissions.require_reviewer(by, filing)
    round_ = current(filing)
    permissions.require_in_charge(by, round_)
    if filing.status != Status.UNDER_REVIEW:
        raise WrongState("该立案申请正在复核，请等待答复。")
    return round_


def _limits(filing: Filing, at: datetime, days: Calendar) -> dict[Promise, Period]:
    legal = {limit.promise: deadlines.decision(limit.promise, at, days) for limit in rules.open_limits(filing)}
    soonest = min(legal.values(), key=lambda period: period.due_at)
    return {THREE_DAY_REVIEW: deadlines.three_day_review(at, soonest, days), **legal}


def _write(limits: list[dict[str, Any]]) -> int:
    """Write the limits as the filing department's, looked up in the same statement; 0 when it is not there yet."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {ReviewLimit._meta.db_table} (department_id, {', '.join(limits[0])}) "  # noqa: S608
            f"SELECT department.id, limits.* FROM {Department._meta.db_table} AS department, "
            f"(VALUES {', '.join(['%s'] * len(limits))}) AS limits WHERE department.code = %s",
            [*(tuple(limit.values()) for limit in limits), DESK],
        )
        return cursor.rowcount


def _keep_passed(filing: Filing, previous: ReviewRound, round_: ReviewRound) -> None:
    opened = set(previous.correction.items.values_list("target", flat=True))
    targets = {item.code: item.target for item in filing.kind_data.checklist}
    Judgement.objects.bulk_create(
        Judgement(round=round_, item=word.item, passed=True, note=word.note, by=word.by, at=word.at)
        for word in previous.judgements.filter(passed=True).select_related("by")
        if targets.get(word.item) not in opened
    )
