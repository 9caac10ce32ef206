"""报告整改: the owner, or the department's chief, says what was done and shows it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.core.files import File
from django.db import transaction

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.audit import trail
from gangcheng_court.core.documents import services as documents
from gangcheng_court.core.documents.models import StoredFile
from supervision.rectification import permissions, workflow
from supervision.rectification.enums import Status
from supervision.rectification.models import Order, OrderStep
from supervision.rectification.services import telling


@transaction.atomic
def keep_proof(uploads: Iterable[File], *, by: User, at: datetime) -> list[StoredFile]:
    """Keep photos and papers that come with a report or a recheck; raises BadFile, and keeps none, when one is bad."""
    return [documents.store(upload, by=by, at=at) for upload in uploads]


@transaction.atomic
def report(order_id: int, *, words: str, files: Sequence[StoredFile] = (), by: User, at: datetime) -> Order:
    """Report that it is put right: the round's limit is met, the supervisors who may check it again are told.

    Raises NotYours for others than the owner and the department's chief, WrongState when it is reported already.
    """
    row = Order.objects.locked(pk=order_id)
    permissions.require_owner(by, row)
    workflow.move(row, Status.REPORTED)
    row.reported_by = by
    trail.save(row, by=by, because="报告整改", at=at, fields=["status", "reported_by"])
    row.limits.open().update(met_at=at)
    add_step(row, OrderStep.Kind.REPORTED, words=words, files=files, by=by, at=at)
    telling.tell(
        row, "rectification_reported", permissions.checkers(row), key=f"reported:{row.number}:{row.round}", at=at
    )
    return row


def add_step(
    row: Order, kind: OrderStep.Kind, *, words: str, files: Sequence[StoredFile], by: User, at: datetime
) -> OrderStep:
    """Write down one step of an order with what proves it."""
    step = OrderStep.objects.create(order=row, kind=kind, by=by, at=at, words=words)
    step.files.set(files)
    return step
