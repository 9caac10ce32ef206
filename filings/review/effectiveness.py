"""When a document that somebody wants enforced took effect, worked out by the court itself from the service dates.

Never asked of the applicant (执行规定 18; 承诺四). Pure: the dates and the calendar are given. A date that is not known
makes the result unknown, and says whose it is; the trial division is asked, not the applicant.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from filings.review.enums import Document
from gangcheng_court.core.deadlines import periods
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.clock import full_day

CHECK_ITEM = "effective"
"""The checklist item beside which the result stands; a kind without it has no document to look into."""
ENFORCEMENT_YEARS = 2
ISSUED = "作出日期"


@dataclass(frozen=True)
class Service:
    """When the document reached one party of that case (for a mediation: when that party signed); None: not known.

    `owes`: this party must perform. Only such a party's objection stops a payment order.
    """

    party: str
    served_on: date | None
    owes: bool = False


@dataclass(frozen=True)
class Effect:
    """The day from which the document has effect, or None; the arithmetic line by line; whose dates are not known.

    `provisional`: a deciding day lies in a year whose days off are not published.
    """

    on: date | None
    lines: tuple[str, ...]
    unknown: tuple[str, ...] = ()
    provisional: bool = False


def effective_on(
    document: Document,
    services: Sequence[Service],
    calendar: Calendar,
    *,
    issued_on: date | None = None,
    appealed: bool = False,
) -> Effect:
    """From which day `document` has effect.

    A judgment or an appealable ruling: the day after the last party's time to appeal has run out (民诉法 158, 171),
    never when somebody appealed. `issued_on` matters for an award only.
    """
    return _RULES[document](services, calendar, issued_on, appealed)


def enforceable(
    effect: Effect, calendar: Calendar, *, days: int | None = None, until: date | None = None
) -> tuple[str, ...]:
    """What to know of the time to perform and the two years (民诉法 250), as lines. Information: it blocks nothing."""
    if effect.on is None:
        return ()
    if until:
        last, lines = until, [f"文书确定的履行期间到{full_day(until)}为止。"]
    elif days:
        period = periods.due_days(effect.on, days, calendar)
        last = period.last_day
        lines = [f"文书确定生效之日起{days}日内履行，从生效次日起算，最后一日是{_rolled(period, calendar)}。"]
    else:
        last, lines = effect.on, ["文书没有规定履行期间的，从生效之日起算申请执行的期间。"]
    term = periods.due_years(last, ENFORCEMENT_YEARS, calendar)
    return (
        *lines,
        f"申请执行的期间为二年，到{_rolled(term, calendar)}为止（民事诉讼法第二百五十条）。",
        "超过的本院同样受理，由被执行人自己提出异议（民诉法解释第四百八十一条）。",
    )


def _after_appeal(length: int, article: str) -> Callable[..., Effect]:
    def rule(services: Sequence[Service], calendar: Calendar, issued_on: date | None, appealed: bool) -> Effect:
        if appealed:
            return Effect(None, ("有当事人提起上诉，第一审文书没有生效，以第二审的结果为准。",))
        return _after_period(services, calendar, length, f"上诉期{length}日（{article}）", "上诉期")

    return rule


def _after_objection(services: Sequence[Service], calendar: Calendar, issued_on: date | None, appealed: bool) -> Effect:
    """支付令: fifteen days without a written objection of the debtor (民诉法 227)."""
    if appealed:
        return Effect(None, ("债务人提出了书面异议，支付令失效（民事诉讼法第二百二十八条）。",))
    debtors = [service for service in services if service.owes] or services
    return _after_period(debtors, calendar, 15, "异议期15日（民事诉讼法第二百二十七条）", "债务人异议期")


def _after_period(services: Sequence[Service], calendar: Calendar, length: int, words: str, name: str) -> Effect:
    if not services:
        return Effect(None, ("还没有填写当事人。",))
    lines, ends, provisional = [], [], False
    for service in services:
        if service.served_on is None:
            lines.append(f"{service.party}：送达日期不明。")
            continue
        period = periods.due_days(service.served_on, length, calendar)
        ends.append(period.last_day)
        provisional = provisional or period.provisional
        lines.append(
            f"{service.party}：{full_day(service.served_on)}送达，{words}从次日起算，"
            f"最后一日是{_rolled(period, calendar)}。"
        )
    if unknown := _unknown(services):
        return Effect(None, (*lines, _ask_whom(unknown)), unknown)
    last = max(ends)
    day = last + timedelta(days=1)
    lines.append(
        f"最后届满的{name}到{full_day(last)}，期内没有提出的，从次日{full_day(day)}起生效（民事诉讼法第一百五十八条）。"
    )
    return Effect(day, tuple(lines), provisional=provisional)


def _on_service(article: str, verb: str = "送达") -> Callable[..., Effect]:
    """Effect on reaching the last party: nothing can be appealed."""

    def rule(services: Sequence[Service], calendar: Calendar, issued_on: date | None, appealed: bool) -> Effect:
        if not services:
            return Effect(None, ("还没有填写当事人。",))
        lines = [
            f"{service.party}：{full_day(service.served_on)}{verb}。"
            if service.served_on
            else f"{service.party}：{verb}日期不明。"
            for service in services
        ]
        if unknown := _unknown(services):
            return Effect(None, (*lines, _ask_whom(unknown)), unknown)
        day = max(service.served_on for service in services if service.served_on)
        return Effect(day, (*lines, f"最后一方{verb}之日{full_day(day)}生效（{article}）。"))

    return rule


def _on_issue(services: Sequence[Service], calendar: Calendar, issued_on: date | None, appealed: bool) -> Effect:
    """仲裁裁决 has effect from the day it was made (仲裁法)."""
    if issued_on is None:
        return Effect(None, ("请照裁决书填写作出日期。",), (ISSUED,))
    return Effect(issued_on, (f"{full_day(issued_on)}作出，裁决书自作出之日起生效（仲裁法）。",))


def _unknown(services: Sequence[Service]) -> tuple[str, ...]:
    return tuple(service.party for service in services if service.served_on is None)


def _ask_whom(unknown: tuple[str, ...]) -> str:
    return f"{'、'.join(unknown)}的日期不明，不能算出生效日期，请审判庭核实，不得要求申请人提供。"


def _rolled(period: periods.Period, calendar: Calendar) -> str:
    raw, last = period.raw_last_day, period.last_day
    if raw == last:
        return full_day(last)
    return f"{raw.month}月{raw.day}日（{calendar.reason(raw)}），顺延到{full_day(last)}"


_RULES: dict[Document, Callable[..., Effect]] = {
    Document.JUDGMENT: _after_appeal(15, "民事诉讼法第一百七十一条"),
    Document.RULING: _after_appeal(10, "民事诉讼法第一百七十一条"),
    Document.FINAL_RULING: _on_service("民事诉讼法第一百五十七条、第一百五十八条"),
    Document.SMALL_CLAIMS: _on_service("民事诉讼法第一百六十五条，一审终审"),
    Document.SECOND_INSTANCE: _on_service("民事诉讼法第一百八十二条"),
    Document.SPECIAL_PROCEDURE: _on_service("民事诉讼法第一百八十五条，一审终审"),
    Document.MEDIATION: _on_service("民事诉讼法第一百条第三款", "签收"),
    Document.PAYMENT_ORDER: _after_objection,
    Document.AWARD: _on_issue,
}
