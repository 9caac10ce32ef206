"""抽取: the list, the seed and the draw are written together, and never change."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines import calendar, periods
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.errors import Refused, WrongState
from gangcheng_court.references import next_serial
from supervision.questioning import numbers, permissions, queries
from supervision.questioning.models import Member, Questioning, QuestionList
from supervision.questioning.queries import Served
from supervision.questioning.rules import sampling
from supervision.questioning.rules.sampling import Person


@transaction.atomic
def draw(
    *, since: date, until: date, wanted: int, by: User, at: datetime, redraws: int | None = None, reason: str = ""
) -> Questioning:
    """Freeze the list of people served from `since` to `until` (days, both included) and draw `wanted` of them.

    More than there are draws everybody. `redraws` (an id) names a draw that nobody was asked from yet; it needs a
    reason, and both stay. Refuses a period that is not over, and one in which nobody was served.
    """
    permissions.require_inspector(by)
    if until >= court_date(at):
        raise Refused("服务期间要到昨天或者更早为止，当天的还没有办完。")
    if redraws is not None:
        _require_redrawable(redraws, reason)
    people = queries.people_served(since, until)
    if not people:
        raise Refused("这段时间没有留下电话的群众，请换一段时间。")
    listed = [Person(person.stratum, person.reference) for person in people]
    seed = numbers.new_seed()
    questioning = Questioning.objects.create(
        number=numbers.questioning_number(court_date(at), next_serial("questioning_serial")),
        since=since,
        until=until,
        wanted=wanted,
        served=len(people),
        seed=seed,
        list_hash=sampling.list_hash(listed),
        questions=queries.current_questions() or _write(queries.questions_now(), by=by, at=at),
        drawn_by=by,
        drawn_at=at,
        ends_at=periods.due_days(court_date(at), settings.QUESTIONING_DAYS, calendar.load()).due_at,
        redraws_id=redraws,
        reason=reason,
    )
    _freeze(questioning, people, sampling.draw(listed, seed, wanted))
    return questioning


@transaction.atomic
def save_questions(questions: Sequence[dict[str, Any]], *, by: User, at: datetime) -> QuestionList:
    """Another version of the questions, for the draws to come; those that run keep theirs."""
    permissions.require_inspector(by)
    return _write(questions, by=by, at=at)


def _write(questions: Sequence[dict[str, Any]], *, by: User, at: datetime) -> QuestionList:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('questioning questions'))")
    last = queries.current_questions()
    version = last.version + 1 if last else 1
    return QuestionList.objects.create(version=version, questions=list(questions), made_by=by, made_at=at)


def _require_redrawable(redraws: int, reason: str) -> None:
    earlier = Questioning.objects.select_for_update(of=("self",)).get(pk=redraws)
    if not reason.strip():
        raise Refused("重新抽取要写明理由。")
    if hasattr(earlier, "start"):
        raise WrongState("这次询问已经开始，不能重新抽取。")
    if Questioning.objects.filter(redraws=earlier).exists():
        raise WrongState("这次抽取已经重新抽取过，请打开最新的一次。")


def _freeze(questioning: Questioning, people: Sequence[Served], drawn: Sequence[Person]) -> None:
    places = {person: place for place, person in enumerate(drawn, 1)}
    Member.objects.bulk_create(
        [
            Member(
                questioning=questioning,
                stratum=person.stratum,
                reference=person.reference,
                served_at=person.at,
                phone=person.phone,
                place=places.get(Person(person.stratum, person.reference)),
            )
            for person in people
        ],
        batch_size=1000,
    )
