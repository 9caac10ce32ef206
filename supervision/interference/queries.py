"""What pages, sheets and reminders read of the register. Counts carry no name."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, QuerySet

from gangcheng_court.core.accounts.models import StaffRelative, User
from gangcheng_court.core.deadlines.clock import court_date
from supervision.interference import deadlines, permissions
from supervision.interference.enums import Act, Form, Kind
from supervision.interference.models import Confirmation, Entry


@dataclass(frozen=True)
class Figures:
    """Records of a period, counted without a name; each event once, by its last version."""

    n: int
    late: int
    lawful: int
    kinds: list[tuple[str, int]]
    forms: list[tuple[str, int]]
    acts: list[tuple[str, int]]


@dataclass(frozen=True)
class Month:
    """Who has answered for a month, and who has not."""

    month: date
    confirmed: list[Confirmation]
    missing: list[User]

    @property
    def n(self) -> int:
        return len(self.confirmed) + len(self.missing)


def count_of(user: User, month: date) -> int:
    """How many events this person recorded in the month; a correction is no second one."""
    since, until = deadlines.bounds(month)
    return Entry.objects.filter(recorder=user, corrects=None, recorded_at__gte=since, recorded_at__lt=until).count()


def confirmation_of(user: User, month: date) -> Confirmation | None:
    """What the person said of the month; None when nothing yet."""
    return Confirmation.objects.filter(staff=user, month=month).first()


def month(month: date) -> Month:
    """The month's answers, by department and name; whoever joined later is not asked for it."""
    said = Confirmation.objects.filter(month=month).select_related("staff__department")
    return Month(month, list(said.order_by("staff__department__name", "staff__name", "pk")), list(missing(month)))


def missing(month: date) -> QuerySet[User]:
    """Who should have answered for the month and has not."""
    _, after = deadlines.bounds(month)
    people = permissions.who_confirm().filter(date_joined__lt=after)
    done = Confirmation.objects.filter(month=month).values("staff")
    return people.exclude(pk__in=done).select_related("department").order_by("department__name", "name", "pk")


def recorded_between(user: User, since: datetime, until: datetime) -> QuerySet[Entry]:
    """The register of a supervisor for a period, each event once, oldest first."""
    seen = permissions.register_of(user).standing()
    rows = seen.filter(first_recorded_at__gte=since, first_recorded_at__lt=until)
    return rows.select_related("recorder__department", "corrects").order_by("pk")


def figures(user: User, since: datetime, until: datetime) -> Figures:
    """What a supervisor may say of the register without saying who."""
    rows = recorded_between(user, since, until)
    told = list(rows.values_list("kind", "form", "acts", "is_lawful"))
    kinds, forms = Counter(row[0] for row in told), Counter(row[1] for row in told)
    acts = Counter(act for row in told for act in row[2])
    return Figures(
        n=len(told),
        late=rows.filter(first_recorded_at__gte=F("due_at")).count(),
        lawful=sum(row[3] for row in told),
        kinds=[(kind.label, kinds[kind]) for kind in Kind],
        forms=[(form.label, forms[form]) for form in Form],
        acts=[(act.label, acts[act]) for act in Act],
    )


def declared_by(user: User) -> QuerySet[StaffRelative]:
    """A person's own relatives, newest first."""
    return user.relatives.order_by("-pk")


def quarter_of(now: datetime) -> tuple[int, int]:
    """Year and quarter of a moment."""
    day = court_date(now)
    return day.year, (day.month + 2) // 3


def quarter_bounds(year: int, quarter: int) -> tuple[datetime, datetime]:
    """The first moment of the quarter, and the first after it."""
    first = date(year, 3 * quarter - 2, 1)
    return deadlines.bounds(first)[0], deadlines.bounds(first.replace(month=3 * quarter))[1]
