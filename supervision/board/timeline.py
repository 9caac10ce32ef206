"""Everything that happened to the limits of one matter, in the order of time: desk, clock and supervision."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.clock import last_moment
from gangcheng_court.core.deadlines.models import DueDateChange, Obligation
from gangcheng_court.promises import BY_CODE
from supervision.breaches import links, permissions, rules
from supervision.breaches.enforcement import WATCHES, Watch
from supervision.breaches.models import Breach, Reminder

MOST_ROUNDS = 40


@dataclass(frozen=True)
class Event:
    """One step. `of` names the limit that it belongs to; empty for what the desk did to the matter itself."""

    at: datetime
    title: str
    words: str = ""
    by: User | None = None
    of: str = ""
    is_late: bool = False


def limits_of_matter(watch: Watch, limit: Obligation, user: User) -> list[Obligation]:
    """The limits of the same matter that this desk keeps and the reader may see, all rounds, oldest first."""
    number = links.number(limit.reference)
    codes = [other.promise.code for other in WATCHES if other.query == watch.query]
    references = [limit.reference, number, *(f"{number}/{round_}" for round_ in range(1, MOST_ROUNDS))]
    rows = watch.query().filter(permissions.seen_by(user), promise__in=codes, reference__in=references)
    return list(rows.select_related("responsible", "department").order_by("started_at", "id"))


def events(watch: Watch, limit: Obligation, limits: list[Obligation], now: datetime) -> list[Event]:
    """What happened to the matter of `limit`, oldest first; `limits` are those of `limits_of_matter`."""
    found = [Event(event.at, event.title, by=event.by) for event in watch.events(limit)]
    for row in limits:
        found += _clock(row, now)
    of = {(row.promise, row.reference): _name(row) for row in limits}
    which = {"promise__in": {row.promise for row in limits}, "reference__in": {row.reference for row in limits}}
    for reminder in Reminder.objects.filter(**which):
        if name := of.get((reminder.promise, reminder.reference)):
            found.append(Event(reminder.at, reminder.get_stage_display(), of=name))
    for change in DueDateChange.objects.filter(**which).select_related("by"):
        if name := of.get((change.promise, change.reference)):
            moved = f"由{last_moment(change.old_due_at)}改为{last_moment(change.new_due_at)}。"
            words = f"{moved}原因：{change.because}。日历版本 {change.calendar_version}。"
            found.append(Event(change.at, "期限变更", words, change.by, name))
    recorded = Breach.objects.filter(**which).prefetch_related("explanations__by", "rounds__judgement__by")
    for breach in recorded:
        if not (name := of.get((breach.promise, breach.reference))):
            continue
        found.append(Event(breach.recorded_at, "记录超期", of=name, is_late=True))
        found += [
            Event(said.at, f"说明超期原因：{said.get_cause_display()}", said.words, said.by, name)
            for said in breach.explanations.all()
        ]
        for round_ in breach.rounds.all():
            words = f"应于{last_moment(round_.due_at)}前说明。"
            found.append(Event(round_.started_at, "要求说明超期原因", words, of=name))
            if (judged := getattr(round_, "judgement", None)) is not None:
                title = f"认定：{judged.get_outcome_display()}"
                found.append(Event(judged.at, title, judged.words, judged.by, name))
    return sorted(found, key=lambda event: event.at)


def _clock(limit: Obligation, now: datetime) -> list[Event]:
    """The start, the end and the passing of one limit."""
    name, round_ = _name(limit), limit.reference.partition("/")[2]
    again = round_.isdecimal() and int(round_) > 1
    basis = f"规则：{limit.rule.partition(' ')[2]}。日历版本 {limit.calendar_version}。"
    words = f"应于{last_moment(limit.due_at)}前完成。{basis}"
    found = [Event(limit.started_at, "重新起算" if again else "开始计时", words, of=name)]
    late = limit.due_at <= (limit.met_at or now)
    if late:
        found.append(Event(limit.due_at, "期限届满，没有完成", of=name, is_late=True))
    if limit.met_at:
        spare = limit.due_at - limit.met_at
        words = f"超期 {rules.length_words(-spare)}" if late else f"提前 {rules.length_words(spare)}"
        found.append(Event(limit.met_at, "完成，停止计时", f"{words}。", limit.responsible, name, late))
    return found


def _name(limit: Obligation) -> str:
    round_ = limit.reference.partition("/")[2]
    return f"{BY_CODE[limit.promise].title}{f'（第 {round_} 轮）' if round_ else ''}"


def spent(limit: Obligation, now: datetime) -> timedelta:
    """From the start of the clock to the end of the matter, or to now."""
    return (limit.met_at or now) - limit.started_at
