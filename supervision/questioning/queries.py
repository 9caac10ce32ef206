"""Who was served, who was drawn, and what they said in sums."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count

from accessibility.assistance import queries as assistance
from accessibility.queue import queries as hall
from filings.reception import queries as filings
from gangcheng_court.core.accounts.enums import STAFF_ROLES
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.clock import midnight_after, start_of
from hotline.tickets import queries as hotline
from supervision.questioning.data import FIRST_QUESTIONS
from supervision.questioning.enums import ReplyKind, Stratum
from supervision.questioning.models import Answer, Member, Questioning, QuestionList, Reply
from supervision.questioning.rules import intervals, sampling
from supervision.questioning.rules.intervals import FEWEST, Share
from supervision.questioning.rules.sampling import Person

SERVED = {
    Stratum.FILING: filings.served_between,
    Stratum.HOTLINE: hotline.served_between,
    Stratum.HALL: hall.served_between,
    Stratum.ASSISTANCE: assistance.served_between,
}


@dataclass(frozen=True)
class Served:
    """One person whom the court served, by the last of their matters in the period."""

    stratum: Stratum
    reference: str
    phone: str
    at: datetime


@dataclass(frozen=True)
class Response:
    """How many of a stratum (None: of all) were on the list, drawn, and what became of them."""

    stratum: Stratum | None
    served: int
    drawn: int
    answered: int
    refused: int

    @property
    def silent(self) -> int:
        return self.drawn - self.answered - self.refused

    @property
    def rate(self) -> float | None:
        """Share of those drawn who answered."""
        return self.answered / self.drawn if self.drawn else None


@dataclass(frozen=True)
class Choice:
    """One possible answer: how many gave it, and what that says of everybody (None with too few answers)."""

    text: str
    count: int
    share: Share | None


@dataclass(frozen=True)
class QuestionResult:
    text: str
    n: int
    choices: list[Choice]


@dataclass(frozen=True)
class Results:
    """What came of one questioning, without a name and without who said what."""

    questioning: Questioning
    total: Response
    strata: list[Response]
    questions: list[QuestionResult]
    words: list[str]

    @property
    def has_shares(self) -> bool:
        return self.total.answered >= FEWEST


@dataclass(frozen=True)
class Check:
    """The draw repeated from the kept list and seed."""

    list_hash: str
    is_same_list: bool
    is_same_sample: bool

    @property
    def holds(self) -> bool:
        return self.is_same_list and self.is_same_sample


def people_served(since: date, until: date) -> list[Served]:
    """Each person with a telephone once, by the last matter; not staff, not who asked not to be called.

    A person is told by the telephone: two accounts of one number are one person.
    """
    begins, ends = start_of(since), midnight_after(until)
    staff = dict(User.objects.filter(role__in=STAFF_ROLES).values_list("pk", "phone"))
    last: dict[str, Served] = {}
    for stratum, served_between in SERVED.items():
        for reference, person, phone, at in served_between(begins, ends):
            if not phone or person in staff:
                continue
            known = last.get(phone)
            if known is None or (known.at, known.reference) < (at, reference):
                last[phone] = Served(stratum, reference, phone, at)
    left_alone = hotline.do_not_call(last) | set(staff.values())
    people = [person for phone, person in last.items() if phone not in left_alone]
    return sorted(people, key=lambda person: (person.stratum, person.reference))


def current_questions() -> QuestionList | None:
    """The version that the next draw asks; None before anybody wrote one: then FIRST_QUESTIONS."""
    return QuestionList.objects.order_by("-version").first()


def questions_now() -> list[dict]:
    """The questions that the next draw will ask."""
    current = current_questions()
    return current.questions if current else FIRST_QUESTIONS


def as_people(members: Iterable[Member]) -> list[Person]:
    """Lines of a frozen list as the draw takes them."""
    return [Person(member.stratum, member.reference) for member in members]


def check(questioning: Questioning) -> Check:
    """Draw again from the frozen list with the kept seed, and compare."""
    members = list(questioning.members.only("stratum", "reference", "place", "questioning"))
    people = as_people(members)
    again = sampling.draw(people, questioning.seed, questioning.wanted)
    drawn = sorted((member for member in members if member.place is not None), key=lambda member: member.place)
    found = sampling.list_hash(people)
    return Check(found, found == questioning.list_hash, again == as_people(drawn))


def responses(questioning: Questioning) -> list[Response]:
    """One line a stratum that has anybody, then all of them together (the last)."""
    listed = questioning.members.order_by().values_list("stratum")
    rows = dict(listed.annotate(Count("pk")))
    drawn = dict(listed.filter(place__isnull=False).annotate(Count("pk")))
    replies = Reply.objects.filter(member__questioning=questioning)
    kinds = Counter(replies.values_list("member__stratum", "kind"))
    lines = [
        Response(
            stratum,
            rows[stratum],
            drawn.get(stratum, 0),
            kinds[stratum, ReplyKind.ANSWERED],
            kinds[stratum, ReplyKind.REFUSED],
        )
        for stratum in Stratum
        if stratum in rows
    ]
    sums = (sum(getattr(line, name) for line in lines) for name in ("served", "drawn", "answered", "refused"))
    return [*lines, Response(None, *sums)]


def results(questioning: Questioning, *, reader: User | None = None) -> Results:
    """The questioning in sums. A free remark that names `reader` stays away from him."""
    *strata, total = responses(questioning)
    counted: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    told = Answer.objects.filter(reply__member__questioning=questioning)
    for stratum, code, choice in told.values_list("reply__member__stratum", "code", "choice"):
        counted[stratum, code][choice] += 1
    questions = [
        _question(question, strata, {line.stratum: counted[line.stratum, question["code"]] for line in strata})
        for question in questioning.questions.questions
    ]
    replies = Reply.objects.filter(member__questioning=questioning, kind=ReplyKind.ANSWERED)
    words = sorted(filter(None, (reply.words for reply in replies.only("words"))))
    if reader and reader.name:
        name = "".join(reader.name.split())
        words = [said for said in words if name not in "".join(said.split())]
    return Results(questioning, total, strata, questions, words)


def published_results(since: datetime, until: datetime) -> list[Results]:
    """For the bulletins: what came of the questionings whose time to answer ended within [since, until)."""
    ended = Questioning.objects.filter(ends_at__gte=since, ends_at__lt=until, start__isnull=False)
    return [results(questioning) for questioning in ended.select_related("questions").order_by("pk")]


def _question(question: dict, strata: list[Response], given: dict[Stratum, Counter[int]]) -> QuestionResult:
    answered = {stratum: sum(counts.values()) for stratum, counts in given.items()}
    choices = []
    for place, text in enumerate(question["choices"]):
        parts = {
            line.stratum: intervals.Stratum(line.served, answered[line.stratum], given[line.stratum][place])
            for line in strata
        }
        count = sum(part.hits for part in parts.values())
        choices.append(Choice(text, count, intervals.weighted(parts)))
    return QuestionResult(question["text"], sum(answered.values()), choices)
