"""Who sees a rectification order and who may do what with it. Every list, count and notice starts from here."""

from django.db.models import Q, QuerySet

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.permissions import has_role
from gangcheng_court.errors import NotYours, Refused
from supervision.rectification.enums import Source
from supervision.rectification.models import Order


def visible_to(user: User) -> QuerySet[Order]:
    """A supervisor sees all, a chief the department's, other staff their own; nobody one that is kept from them."""
    if has_role(user, Role.SUPERVISOR):
        seen = Q()
    elif has_role(user, Role.CHIEF):
        seen = Q(department=user.department_id) | Q(owner=user.pk)
    elif has_role(user):
        seen = Q(owner=user.pk)
    else:
        return Order.objects.none()
    return Order.objects.filter(seen).exclude(kept_from__contains=[user.pk])


def require_supervisor(user: User) -> None:
    """Raises NotYours unless the person may order a rectification."""
    if not has_role(user, Role.SUPERVISOR):
        raise NotYours


def is_owner(user: User, order: Order) -> bool:
    """Whether the person answers for the order: its owner, or the chief of the department."""
    is_chief = has_role(user, Role.CHIEF) and user.department_id == order.department_id
    return has_role(user) and (order.owner_id == user.pk or is_chief) and user.pk not in order.kept_from


def reads_source(user: User, order: Order) -> bool:
    """Whether the page says where the order comes from: that somebody complained stays with supervision."""
    return order.source != Source.COMPLAINT or has_role(user, Role.SUPERVISOR)


def require_owner(user: User, order: Order) -> None:
    """Raises NotYours unless `is_owner`."""
    if not is_owner(user, order):
        raise NotYours


def checkers(order: Order) -> list[User]:
    """The supervisors who may check it again: neither its owner, nor who reported it, nor one it is kept from."""
    out = {order.owner_id, order.reported_by_id, *order.kept_from}
    return [user for user in User.objects.filter(role=Role.SUPERVISOR, is_active=True) if user.pk not in out]


def is_checker(user: User, order: Order) -> bool:
    """Whether the person is one of `checkers`."""
    out = {order.owner_id, order.reported_by_id, *order.kept_from}
    return has_role(user, Role.SUPERVISOR) and user.pk not in out


def require_checker(user: User, order: Order) -> None:
    """Raises NotYours unless a supervisor who may see it; Refused for whoever owns it or reported it done."""
    require_supervisor(user)
    if user.pk in order.kept_from:
        raise NotYours
    if not is_checker(user, order):
        raise Refused("复查要由另外的人做，整改责任人和报告整改的人都不能复查。")
