"""复查: somebody else looks whether it was put right, and closes the order or gives it back with a new limit."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.documents.models import StoredFile
from gangcheng_court.errors import Refused
from supervision.rectification import permissions, workflow
from supervision.rectification.enums import Status
from supervision.rectification.models import Order, OrderStep
from supervision.rectification.services import telling
from supervision.rectification.services.ordering import open_limit
from supervision.rectification.services.reporting import add_step


@transaction.atomic
def close(order_id: int, *, words: str, files: Sequence[StoredFile] = (), by: User, at: datetime) -> Order:
    """销号: it was put right. The owner is told.

    Raises NotYours for others than supervisors, Refused for whoever owns or reported it, WrongState unless it waits.
    """
    row = Order.objects.locked(pk=order_id)
    permissions.require_checker(by, row)
    workflow.move(row, Status.CLOSED)
    row.closed_at = at
    trail.save(row, by=by, because="复查通过", at=at, fields=["status", "closed_at"])
    add_step(row, OrderStep.Kind.PASSED, words=words, files=files, by=by, at=at)
    telling.tell(row, "rectification_passed", telling.answerable(row), key=f"passed:{row.number}", at=at)
    return row


@transaction.atomic
def send_back(
    order_id: int, *, words: str, until: date, files: Sequence[StoredFile] = (), by: User, at: datetime
) -> Order:
    """It was not put right: a new round with a limit of its own; what the rounds before had stays as it was.

    Raises as `close` does, and Refused for a day that has passed.
    """
    row = Order.objects.locked(pk=order_id)
    permissions.require_checker(by, row)
    if until < court_date(at):
        raise Refused("整改期限不能早于今天，请重新选择日期。")
    workflow.move(row, Status.ORDERED)
    failed_round = row.round
    row.round, row.reported_by = row.round + 1, None
    row.due_at = open_limit(row, until, at=at).due_at
    trail.save(row, by=by, because="复查不通过", at=at, fields=["status", "round", "reported_by", "due_at"])
    add_step(row, OrderStep.Kind.FAILED, words=words, files=files, by=by, at=at)
    telling.tell(
        row,
        "rectification_failed",
        telling.answerable(row),
        key=f"failed:{row.number}:{failed_round}",
        at=at,
        context={"words": words},
    )
    return row
