"""Asking the routing rules; they are rows that the administrator keeps."""

from collections.abc import Iterable

from gangcheng_court.core.accounts.enums import STAFF_ROLES
from gangcheng_court.core.accounts.models import Department, User
from hotline.tickets.enums import CONFIDENTIAL, StepKind, Subject, TicketType
from hotline.tickets.models import RoutingRule, Ticket
from hotline.tickets.permissions import HEADS, PRESIDENT, RECEIVERS, SUPERVISION
from hotline.tickets.rules.routing import Matter, Route, route
from hotline.tickets.services import steps

STARTING_RULES = (
    ("立案方面的投诉", TicketType.COMPLAINT, Subject.FILING, [], [], "supervision"),
    ("投诉和举报", TicketType.COMPLAINT, "", [], [], "supervision"),
    ("信访", TicketType.PETITION, "", [], [], "supervision"),
    ("执行案件", "", "", [], ["执", "执保", "执恢", "执异"], "enforcement"),
    ("执行方面的事", "", "", ["执行", "失信", "限高", "老赖", "查封", "拍卖"], [], "enforcement"),
    ("立案、诉讼费方面的事", "", "", ["立案", "诉讼费", "退费", "补正", "跨域", "保全"], [], "filing"),
    ("审判案件", "", "", [], ["民初", "刑初", "行初", "民特", "民督"], "trial"),
    ("联系法官", TicketType.CONTACT_JUDGE, "", [], [], "trial"),
    ("建议", TicketType.SUGGESTION, "", [], [], "filing"),
)
"""The rules to start with: name, type, subject, words, case codes, department."""


def rules_in_order() -> list[RoutingRule]:
    """The rules in use, first things first."""
    return list(RoutingRule.objects.filter(active=True).select_related("department", "handler"))


def of_ticket(ticket: Ticket) -> Route:
    """Where the rules send this ticket."""
    return _route(
        type=ticket.type,
        subject=ticket.subject,
        text=f"{ticket.title}\n{ticket.text}",
        case_number=ticket.case_number,
        about=people_of(ticket),
        returned=_returned_by(ticket),
    )


def dry_run(*, type: str, subject: str, text: str, case_number: str, complained_of: User | None) -> Route:
    """Where the rules would send such a ticket, and why; nothing is written."""
    return _route(
        type=type, subject=subject, text=text, case_number=case_number, about=[complained_of] if complained_of else []
    )


def load_rules() -> int:
    """Put the rules to start with where there are none; return how many there are."""
    if not RoutingRule.objects.exists():
        departments = {row.code: row for row in Department.objects.all()}
        for position, (name, type_, subject, words, codes, code) in enumerate(STARTING_RULES, start=1):
            RoutingRule.objects.create(
                position=position * 10,
                name=name,
                type=type_,
                subject=subject,
                words=words,
                case_codes=codes,
                department=departments[code],
            )
    return RoutingRule.objects.count()


def staff_named(words: str) -> list[User]:
    """Every member of staff whose name is written in `words`, with blanks between its characters or without."""
    written = "".join(words.split())
    staff = User.objects.filter(role__in=STAFF_ROLES).exclude(name="") if written else ()
    return [user for user in staff if "".join(user.name.split()) in written]


def people_about(complained_of: User | None, words: str) -> list[User]:
    """Whom a complaint is about: the account, and every member of staff whose name is written in `words`."""
    named = [user for user in staff_named(words) if user != complained_of]
    return [complained_of, *named] if complained_of else named


def people_of(ticket: Ticket) -> list[User]:
    """Whom a ticket must be kept from, those included whose account was made later."""
    kept = User.objects.filter(pk__in=ticket.kept_from) if ticket.kept_from else ()
    return [*{*people_about(ticket.complained_of, ticket.complained_name), *kept}]


def can_sign(ticket_type: str, department: Department, *, but: Iterable[User] = ()) -> bool:
    """Whether the department has anybody who could sign for a ticket of this type."""
    return department.pk in _manned(ticket_type, but)


def _manned(ticket_type: str, but: Iterable[User]) -> set[int]:
    roles = HEADS if ticket_type in CONFIDENTIAL else RECEIVERS
    able = User.objects.filter(role__in=roles, is_active=True).exclude(department=None)
    return set(able.exclude(pk__in=[user.pk for user in but]).values_list("department_id", flat=True))


def _returned_by(ticket: Ticket) -> set[int]:
    """The departments that have sent it back to the desk."""
    returned, holder = set(), None
    for kind, department_id in ticket.steps.order_by("pk").values_list("kind", "department_id"):
        if kind == StepKind.HANDED_OVER:
            holder = department_id
        elif kind == StepKind.RETURNED and holder:
            returned.add(holder)
    return returned


def _route(
    *, type: str, subject: str, text: str, case_number: str, about: list[User], returned: Iterable[int] = ()
) -> Route:
    rules, fallbacks = rules_in_order(), [steps.department(SUPERVISION), steps.department(PRESIDENT)]
    asked = {department.pk for department in (*fallbacks, *(rule.department for rule in rules))}
    matter = Matter(
        type=type,
        subject=subject,
        text=text,
        case_number=case_number,
        shunned=frozenset(user.pk for user in about),
        closed=frozenset(user.department_id for user in about if user.department_id),
        returned=frozenset(returned),
        unmanned=frozenset(asked - _manned(type, about)),
    )
    return route(matter, rules, fallbacks)
