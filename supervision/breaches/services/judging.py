"""The answer why a promise was broken, what a supervisor makes of it, and the rectification that may follow."""

from datetime import date, datetime

from django.db import transaction

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines import clock
from gangcheng_court.core.notices import outbox
from gangcheng_court.errors import Refused, WrongState
from gangcheng_court.promises import BY_CODE
from supervision.breaches import links, permissions, workflow
from supervision.breaches.models import Breach, Explanation, Judgement, Round
from supervision.breaches.services.asking import open_rounds, round_of
from supervision.rectification import services as rectification
from supervision.rectification.enums import Source
from supervision.rectification.models import Order
from supervision.rectification.services import NewOrder


@transaction.atomic
def explain(breach_id: int, *, by: User, at: datetime, cause: str, words: str) -> Explanation:
    """Add what the responsible person or the chief says of a breach; what was said before stays.

    The first word of a round meets its limit. Raises NotYours for anybody else, WrongState once it has been judged. The
    same words sent again by the same person are kept once.
    """
    breach = Breach.objects.select_for_update(of=("self",)).get(pk=breach_id)
    permissions.require_may_explain(by, breach)
    limit = round_of(breach, at=at)
    last = breach.explanations.last()
    if limit.status == Round.EXPLAINED:
        if last and (last.by_id, last.cause, last.words) == (by.pk, cause, words):
            return last
    else:
        workflow.move(limit, Round.EXPLAINED)
        limit.met_at = at
        limit.save(update_fields=["status", "met_at"])
    return Explanation.objects.create(breach=breach, cause=cause, words=words, by=by, at=at)


@transaction.atomic
def judge(breach_id: int, *, outcome: str, words: str, seen: int, by: User, at: datetime) -> Judgement:
    """Say whether the reason given for a breach holds; RETURNED asks for another explanation, with a limit of its own.

    `seen` is the latest explanation that the supervisor has read. Raises NotYours for others than supervisors it is not
    about, Refused for one's own breach, WrongState unless it waits to be judged and nothing was added meanwhile.
    """
    breach = Breach.objects.select_for_update(of=("self",)).get(pk=breach_id)
    permissions.require_judge(by, breach)
    limit = round_of(breach, at=at)
    workflow.move(limit, Round(outcome))
    if breach.explanations.last().pk != seen:
        raise WrongState("责任人刚刚又补充了说明，请看过以后再认定。")
    limit.save(update_fields=["status"])
    judgement = Judgement.objects.create(limit=limit, outcome=outcome, words=words, by=by, at=at)
    until = open_rounds([breach], number=limit.round + 1, at=at) if outcome == Round.RETURNED else None
    people = {user.pk: user for user in permissions.answerable_for(breach)}
    people |= {said.by_id: said.by for said in breach.explanations.select_related("by")}
    for person in permissions.told_of(breach, people.values()):
        outbox.queue(
            "supervision/breach_judged",
            to=person,
            about=links.number(breach.reference),
            once=f"judged:{judgement.pk}:{person.pk}",
            at=at,
            context={
                "number": links.number(breach.reference),
                "promise": BY_CODE[breach.promise],
                "outcome": limit.get_status_display(),
                "words": words,
                "until": until and clock.last_moment(until),
            },
            url=links.breach(breach),
            confidential=links.is_secret(breach.promise),
        )
    return judgement


@transaction.atomic
def order_rectification(breach_id: int, *, requirement: str, owner: User, until: date, by: User, at: datetime) -> Order:
    """Order that what led to the breach be put right, by the responsible person or the department's chief.

    Kept from whomever the breach is kept from. An open order for the same breach is returned instead. Raises NotYours
    and Refused as `judge` and `rectification.services.order` do.
    """
    breach = Breach.objects.get(pk=breach_id)
    permissions.require_judge(by, breach)
    if owner not in permissions.owners(breach):
        raise Refused("整改责任人要是这件事项的责任人，或者责任部门的负责人，请重新选择。")
    new = NewOrder(
        source=Source.BREACH,
        reference=breach.reference,
        topic=breach.promise,
        title=f"{BY_CODE[breach.promise].title}：超期",
        requirement=requirement,
        owner=owner,
        until=until,
        kept_from=permissions.kept_from(breach),
    )
    return rectification.order(new, by=by, at=at)
