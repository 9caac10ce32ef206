"""借用: one thing to one person, by the number of the queue or a phone; returned, reminded of, or lost."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from accessibility.amenities import deadlines, permissions
from accessibility.amenities.enums import ItemKind
from accessibility.amenities.models import Item, Loan
from accessibility.amenities.services import telling
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines import calendar
from gangcheng_court.errors import Refused, WrongState


@transaction.atomic
def lend(
    item_id: int, *, ticket_label: str = "", phone: str = "", by: User, at: datetime, once: str | None = None
) -> Loan:
    """Lend a thing until the court closes. The same `once` again lends nothing and answers the loan that is there.

    Refused with neither number nor phone, and for what is not in use; WrongState for what somebody has.
    """
    permissions.require_keeper(by)
    if not ticket_label and not phone:
        raise Refused("请填写排队号或者手机号码，至少一项。")
    item = Item.objects.locked(pk=item_id)
    if once and (known := Loan.objects.filter(once=once).first()):
        return known
    if item.loans.filter(returned_at=None).exists():
        raise WrongState(f"“{item}”已经借出去了，请另选一件；已经还回来的，先登记归还。")
    if not item.is_kept:
        raise Refused(f"“{item}”已经停用，请另选一件。")
    return Loan.objects.create(
        item=item,
        ticket_label=ticket_label,
        phone=phone,
        lent_at=at,
        lent_by=by,
        due_at=deadlines.loan(at, calendar.load()),
        once=once,
    )


@transaction.atomic
def give_back(loan_id: int, *, by: User, at: datetime) -> Loan:
    """It is back, late or after it was given up for lost; the phone is forgotten. A second time changes nothing."""
    permissions.require_keeper(by)
    loan = Loan.objects.locked(pk=loan_id)
    if loan.returned_at:
        return loan
    loan.returned_at, loan.returned_to, loan.phone = at, by, ""
    loan.save(update_fields=["returned_at", "returned_to", "phone"])
    if loan.lost_at:
        Item.objects.filter(pk=loan.item_id).update(is_kept=True)
    return loan


@transaction.atomic
def mark_lost(loan_id: int, *, by: User, at: datetime) -> Loan:
    """Nobody brought it back: it is lent no more. A second time changes nothing; WrongState for what is back."""
    permissions.require_keeper(by)
    loan = Loan.objects.locked(pk=loan_id)
    if loan.returned_at:
        raise WrongState("这件物品已经归还，不用登记遗失。")
    if loan.lost_at:
        return loan
    loan.lost_at, loan.lost_by = at, by
    loan.save(update_fields=["lost_at", "lost_by"])
    Item.objects.filter(pk=loan.item_id).update(is_kept=False)
    return loan


def remind_of_loans(*, at: datetime) -> int:
    """Text everybody whose loan ends within LOAN_REMINDED_BEFORE and who left a phone; return how many.

    Each loan once, also when the sweep comes late. Safe side by side: the loan is looked at again under its lock.
    """
    open_ = Loan.objects.filter(returned_at=None, lost_at=None, reminded_at=None).exclude(phone="")
    due = open_.filter(due_at__lte=at + settings.LOAN_REMINDED_BEFORE)
    return sum(_remind(loan_id, at=at) for loan_id in due.values_list("pk", flat=True))


@transaction.atomic
def _remind(loan_id: int, *, at: datetime) -> bool:
    loan = Loan.objects.select_for_update(of=("self",)).select_related("item").get(pk=loan_id)
    if loan.reminded_at or loan.returned_at or loan.lost_at:
        return False
    loan.reminded_at = at
    loan.save(update_fields=["reminded_at"])
    telling.loan_due(loan, at=at)
    return True


def add_item(*, kind: ItemKind, label: str, hint: str, by: User) -> Item:
    """A new thing to lend. Refused when the label is taken."""
    permissions.require_head(by)
    item, is_new = Item.objects.get_or_create(label=label, defaults={"kind": kind, "hint": hint})
    if not is_new:
        raise Refused(f"编号 {label} 已经用在“{item}”上，请换一个。")
    return item


@transaction.atomic
def retire_item(item_id: int, *, by: User, is_kept: bool) -> Item:
    """Take a thing out of use, or back into it. WrongState while somebody has it."""
    permissions.require_head(by)
    item = Item.objects.locked(pk=item_id)
    if item.loans.filter(returned_at=None).exists():
        raise WrongState(f"“{item}”还借在外面，先登记归还或者遗失。")
    item.is_kept = is_kept
    item.save(update_fields=["is_kept"])
    return item
