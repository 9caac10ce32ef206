"""Asking the routing rules; they are rows that the administrator keeps."""

from gangcheng_court.core.accounts.models import Department, User
from hotline.tickets.enums import Subject, TicketType
from hotline.tickets.models import RoutingRule, Ticket
from hotline.tickets.permissions import PRESIDENT, SUPERVISION
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
        about=people_about(ticket.complained_of, ticket.complained_name),
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


def people_about(complained_of: User | None, name: str) -> list[User]:
    """Whom a complaint is about: the account, and every member of staff whose name is written there."""
    staff = User.objects.exclude(department=None).exclude(name="") if name else ()
    return [*([complained_of] if complained_of else []), *(user for user in staff if user.name in name)]


def _route(*, type: str, subject: str, text: str, case_number: str, about: list[User]) -> Route:
    matter = Matter(
        type=type,
        subject=subject,
        text=text,
        case_number=case_number,
        shunned=frozenset(user.pk for user in about),
        closed=frozenset(user.department_id for user in about if user.department_id),
    )
    fallbacks = (steps.department(code) for code in (SUPERVISION, PRESIDENT))
    return route(matter, rules_in_order(), fallbacks)
