"""The window's book, as its own pages and supervision read it."""

from datetime import datetime, timedelta

from django.db.models import Count, F, Q, QuerySet

from filings.intake.models import Filing
from filings.window import rules
from filings.window.enums import NEEDS_REASON, VisitResult
from filings.window.models import OralRecord, Visit


def visits_without_decision(since: datetime, until: datetime) -> QuerySet[Visit]:
    """The visits ended in [since, until) with neither registration nor a complete notice; each has its reason."""
    return Visit.objects.filter(result__in=NEEDS_REASON, ended_at__gte=since, ended_at__lt=until)


def results_between(since: datetime, until: datetime) -> dict[str, int]:
    """How many visits ended in [since, until) with each result."""
    ended = Visit.objects.filter(ended_at__gte=since, ended_at__lt=until).order_by()
    return dict(ended.values_list("result").annotate(count=Count("pk")))


def entered_late(since: datetime, until: datetime, *, lag: timedelta) -> QuerySet[Filing]:
    """The filings submitted in [since, until) that were entered more than `lag` after their paper came."""
    return Filing.objects.filter(submitted_at__gte=since, submitted_at__lt=until, entry_lag__gt=lag)


def received_without_filing(since: datetime, until: datetime, *, within: timedelta) -> QuerySet[Visit]:
    """The visits of [since, until) that left papers here of which `within` later no filing had been handed in (抽屉案).

    One that ended less than `within` before `until` still has time.
    """
    left = Visit.objects.filter(result=VisitResult.RECEIVED, ended_at__gte=since, ended_at__lt=until - within)
    submitted = Q(assistance__filing__submitted_at__lte=F("ended_at") + within)
    return left.exclude(submitted)


def sent_away(since: datetime, until: datetime) -> QuerySet[Visit]:
    """The visits ended in [since, until) in which nothing was received (劝退)."""
    return Visit.objects.filter(result=VisitResult.NOTHING, ended_at__gte=since, ended_at__lt=until)


def confirmed_record(filing: Filing) -> OralRecord | None:
    """The confirmed oral record that covers the filing as it stands; `filing` comes from `whole()`."""
    return (
        OralRecord.objects.filter(filing=filing, confirmed_at__isnull=False, fingerprint=rules.fingerprint(filing))
        .order_by("-pk")
        .first()
    )
