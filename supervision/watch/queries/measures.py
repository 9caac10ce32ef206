"""How each indicator is worked out: a few set-based statements over the desks' own events, then pure arithmetic."""

from collections.abc import Callable
from datetime import date, time, timedelta

from django.conf import settings
from django.db.models import Count, F, Q
from django.db.models.functions import Least

from filings.cross_region.queries import delivered_late
from filings.fees.queries import charged_too_early, refund_limits
from filings.mediation.queries import begun_between, begun_without_consent, extended_too_late, mediation_terms
from filings.review.queries import review_limits, watched
from filings.window.queries import entered_late, received_without_filing, results_between, sent_away
from gangcheng_court.core.deadlines import calendar, periods
from gangcheng_court.core.deadlines.clock import COURT_ZONE, court_date, last_day, midnight_after, start_of
from gangcheng_court.core.deadlines.models import ObligationQuerySet
from gangcheng_court.promises import DECISIONS, FEE_REFUND, MEDIATION_TERM, THREE_DAY_REVIEW
from hotline.calls.queries import answered_between, hung_up
from hotline.tickets.queries import closed_between, closed_without_reply, most_at_the_last_minute
from supervision.watch import rules
from supervision.watch.rules import Part, Side, Unit, Window

LAST_DAYS = 5
"""The working days at the end of a month that 月末停止立案 looks at."""
COMPARED_MONTHS = 3
DAY = timedelta(days=1)
LAST_MINUTES = time(23, 50)
LEGAL = [promise.code for promise in DECISIONS]


def year_end(window: Window) -> list[Part]:
    year = window.since.astimezone(COURT_ZONE).year
    counted = watched.submitted_and_filed(window.since, window.until)
    months = {month.day.month + 12 * (month.day.year - year): month for month in counted}
    days, elapsed = calendar.load(), {}
    for month in (rules.NOVEMBER, rules.DECEMBER, rules.NEXT_JANUARY):
        first = periods.months_later(date(year + 1, 1, 1), month - 13)
        if midnight_after(first) <= window.until:
            elapsed[month] = rules.elapsed_share(_workdays(first, days), window.until)
    parts = rules.year_end(
        {month: row.submitted for month, row in months.items()},
        {month: row.filed for month, row in months.items()},
        limits=settings.WATCH_THRESHOLDS,
        elapsed=elapsed,
    )
    if rules.NEXT_JANUARY in elapsed:
        n, later = watched.carried_over(start_of(date(year, 12, 1)), start_of(date(year + 1, 1, 1)))
        share = _share(later, n)
        parts.append(Part("carried", "十二月收件留到年后的比例", share, n, Unit.SHARE, threshold=None))
    return parts


def month_end(window: Window) -> list[Part]:
    first = court_date(window.since)
    begin = start_of(_workdays(first, calendar.load())[-LAST_DAYS])
    before = start_of(periods.months_later(first, -COMPARED_MONTHS))
    pairs = [
        (sum(month.submitted for month in counted), sum(month.filed for month in counted))
        for counted in (
            watched.submitted_and_filed(begin, window.until),
            watched.submitted_and_filed(before, window.since),
        )
    ]
    return [rules.month_end(*pairs, limits=settings.WATCH_THRESHOLDS)]


def daily_caps(window: Window) -> list[Part]:
    daily = watched.submitted_and_filed(window.since, window.until, by="day")
    groups = watched.refusals(window.since, window.until)
    kinds = [group for group in groups if group.group.startswith("原告")]
    total = sum(group.decided for group in kinds), sum(group.refused for group in kinds)
    rows = [(group.group, group.decided, group.refused) for group in groups]
    odd = rules.outliers(rows, total, limits=settings.WATCH_THRESHOLDS)
    return [
        rules.capped((day.filed for day in daily if day.filed), limits=settings.WATCH_THRESHOLDS),
        Part("causes", "不予登记比例异常的案由和原告类别", len(odd), total[0], Unit.GROUPS, note="、".join(odd)),
    ]


def slow_decisions(window: Window) -> list[Part]:
    settled = (
        review_limits()
        .annotate(settled_at=Least("met_at", "due_at"))
        .filter(promise=THREE_DAY_REVIEW.code, settled_at__gte=window.since, settled_at__lt=window.until)
    )
    promised = settled.aggregate(n=Count("pk"), kept=Count("pk", filter=Q(met_at__lt=F("due_at"))))
    times = watched.decision_times(window.since, window.until)
    limit = settings.WATCH_THRESHOLDS
    read_only = {"n": times.n, "unit": Unit.DAYS, "threshold": None}
    return [
        Part("legal", "超过法定期限", late_decisions(window).count(), times.n),
        Part(
            "promise",
            "超过三天承诺的比例",
            _share(promised["n"] - promised["kept"], promised["n"]),
            promised["n"],
            Unit.SHARE,
            limit["slow_share"],
            least=int(limit["least"]),
        ),
        Part("median", "一半不超过", _days(times.median), **read_only),
        Part("ninth", "九成不超过", _days(times.ninth), **read_only),
        Part("longest", "最长", _days(times.longest), **read_only),
    ]


def entry_lag(window: Window) -> list[Part]:
    visits = sum(results_between(window.since, window.until).values())
    return [
        Part("lag", "录入滞后超过界限", late_entries(window).count(), visits),
        Part("drawer", "收下材料没有录入", drawer(window).count(), visits),
        Part("charged", "先收费、后立案", charged_too_early(window.since, window.until).count(), visits),
    ]


def second_corrections(window: Window) -> list[Part]:
    decided, twice = watched.correction_counts(window.since, window.until)
    visible = watched.notices_of_the_visible(window.since, window.until).count()
    limit = settings.WATCH_THRESHOLDS
    share = _share(twice, decided)
    return [
        Part("visible", "第一次就能发现的再次补正", visible, decided),
        Part("twice", "再次补正比例", share, decided, Unit.SHARE, limit["second_share"], least=int(limit["least"])),
    ]


def silent_withdrawals(window: Window) -> list[Part]:
    decided = watched.decided_count(window.since, window.until)
    visits = sum(results_between(window.since, window.until).values())
    limit = settings.WATCH_THRESHOLDS
    least = int(limit["least"])
    withdrawn = _share(soon_withdrawn(window).count(), decided)
    away = _share(sent_away(window.since, window.until).count(), visits)
    letterless = watched.refused_without_letter(window.since, window.until).count()
    return [
        Part("withdrawn", "很快撤回的比例", withdrawn, decided, Unit.SHARE, limit["silent_share"], least=least),
        Part("letterless", "退回、不予立案没有文书", letterless, decided),
        Part("away", "窗口没有收件的比例", away, visits, Unit.SHARE, limit["silent_share"], least=least),
    ]


def overdue_mediations(window: Window) -> list[Part]:
    begun = begun_between(window.since, window.until).count()
    return [
        Part("overdue", "超期", late_terms(window).count(), begun),
        Part("extended", "期满后才延长", extended_too_late(window.since, window.until).count(), begun),
        Part("consent", "缺少同意记录", begun_without_consent(window.since, window.until).count(), begun),
    ]


def forbidden_demands(window: Window) -> list[Part]:
    asked = watched.demands(window.since, window.until).count()
    return [Part("words", "含有禁止词语的补正事项", demanding(window).count(), asked)]


def selective_delay(window: Window) -> list[Part]:
    found = watched.ranked_decisions(window.since, window.until)
    limit = settings.WATCH_THRESHOLDS
    parts = []
    for code, title, first, second in (
        ("person", "原告有自然人、原告都是单位", "有自然人", "都是单位"),
        ("lawyer", "有律师、没有律师", "有律师", "没有律师"),
    ):
        ranks = found.get(code, watched.Ranks(0, 0, 0, 0, None, None))
        chance = rules.rank_test(ranks.first, ranks.second, ranks.rank_sum, ranks.ties)
        parts.append(
            Part(
                code,
                f"{title}用时没有差别的概率",
                chance,
                min(ranks.first, ranks.second),
                Unit.CHANCE,
                limit["selective_chance"],
                Side.BELOW,
                int(limit["least"]),
                note=f"{first} {ranks.first} 件，一半不超过 {_day_words(ranks.first_median)}；"
                f"{second} {ranks.second} 件，一半不超过 {_day_words(ranks.second_median)}",
            )
        )
    return parts


def slow_allocation(window: Window) -> list[Part]:
    opened = watched.opened_between(court_date(window.since), last_day(window.until)).count()
    return [
        Part("taken", "分派超期", untaken(window).count(), opened),
        Part("sent", "移送超期", slow_transfers(window).count(), opened),
    ]


def hotline_tricks(window: Window) -> list[Part]:
    limit = settings.WATCH_THRESHOLDS
    answered = answered_between(window.since, window.until).count()
    closed = closed_between(window.since, window.until).count()
    batch = most_at_the_last_minute(window.since, window.until, after=LAST_MINUTES)
    return [
        Part("hung-up", "接通后秒挂", hang_ups(window).count(), answered),
        Part("unanswered", "没有答复就办结", closed_without_reply(window.since, window.until).count(), closed),
        Part("midnight", "末班转办最多的一天", batch, closed, threshold=limit["midnight_batch"], side=Side.FROM),
    ]


def late_refunds(window: Window) -> list[Part]:
    settled = (
        refund_limits()
        .annotate(settled_at=Least("met_at", "due_at"))
        .filter(promise=FEE_REFUND.code, settled_at__gte=window.since, settled_at__lt=window.until)
    )
    return [Part("late", "超期", overdue_refunds(window).count(), settled.count())]


MEASURES: dict[str, Callable[[Window], list[Part]]] = {
    "year-end": year_end,
    "month-end": month_end,
    "daily-caps": daily_caps,
    "slow-decisions": slow_decisions,
    "entry-lag": entry_lag,
    "second-corrections": second_corrections,
    "silent-withdrawals": silent_withdrawals,
    "overdue-mediations": overdue_mediations,
    "forbidden-demands": forbidden_demands,
    "selective-delay": selective_delay,
    "slow-allocation": slow_allocation,
    "hotline-tricks": hotline_tricks,
    "late-refunds": late_refunds,
}
"""By the slug of the indicator."""


def late_decisions(window: Window) -> ObligationQuerySet:
    """The legal limits of the window that passed without a decision."""
    return _late(review_limits().filter(promise__in=LEGAL), window)


def late_promises(window: Window) -> ObligationQuerySet:
    return _late(review_limits().filter(promise=THREE_DAY_REVIEW.code), window)


def late_terms(window: Window) -> ObligationQuerySet:
    return _late(mediation_terms().filter(promise=MEDIATION_TERM.code), window)


def overdue_refunds(window: Window) -> ObligationQuerySet:
    return _late(refund_limits().filter(promise=FEE_REFUND.code), window)


def late_entries(window: Window):
    lag = timedelta(hours=settings.WATCH_THRESHOLDS["entry_lag_hours"])
    return entered_late(window.since, window.until, lag=lag)


def drawer(window: Window):
    within = timedelta(hours=settings.WATCH_THRESHOLDS["entry_lag_hours"])
    return received_without_filing(window.since, window.until, within=within)


def soon_withdrawn(window: Window):
    within = timedelta(hours=settings.WATCH_THRESHOLDS["silent_hours"])
    return watched.withdrawn_after_contact(window.since, window.until, within=within)


def demanding(window: Window):
    return watched.demanding(window.since, window.until, words=settings.WATCH_WORDS)


def untaken(window: Window):
    days, legal = settings.WATCH_THRESHOLDS["taken_workdays"], calendar.load()
    first, last = court_date(window.since), last_day(window.until)
    opened = [first + DAY * ahead for ahead in range((last - first).days + 1)]
    dues = {day: periods.due_workdays(day, int(days), legal).due_at for day in opened}
    return watched.taken_late(dues, until=window.until)


def slow_transfers(window: Window):
    within = timedelta(days=settings.WATCH_THRESHOLDS["transfer_days"])
    return delivered_late(window.since, window.until, within=within)


def hang_ups(window: Window):
    within = timedelta(seconds=settings.WATCH_THRESHOLDS["hang_up_seconds"])
    return hung_up(window.since, window.until, within=within)


def _late(limits: ObligationQuerySet, window: Window) -> ObligationQuerySet:
    return limits.late(window.since, window.until)


def _workdays(first: date, days: calendar.Calendar) -> list[date]:
    """The working days of the month that begins on `first`."""
    month = [first + DAY * ahead for ahead in range(31)]
    return [day for day in month if day.month == first.month and days.is_workday(day)]


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _days(length: timedelta | None) -> float | None:
    return None if length is None else length / DAY


def _day_words(length: timedelta | None) -> str:
    return rules.number_words(_days(length), Unit.DAYS)
