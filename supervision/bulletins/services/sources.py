"""What a draft is written from: each source reads one room's figures of a period and says them in sentences.

Nothing that comes of a complaint is read: not its limits, their breaches, nor orders that are kept from anybody. So the
text is the same with and without the complaint, and nobody learns of one from it. No source names a person.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Q

from gangcheng_court.core.deadlines.clock import midnight_after, start_of
from gangcheng_court.core.web.figures import percent
from gangcheng_court.promises import COMPLAINTS, RECTIFICATION
from hotline.tickets.queries import references_about_staff
from supervision.breaches import reports
from supervision.breaches.enforcement import WATCHES
from supervision.breaches.models import JUDGED, Breach, Cause, Explanation, ExplanationLimit, Round
from supervision.breaches.rules import length_words
from supervision.inspections.enums import Kind
from supervision.inspections.queries import published_findings, visits
from supervision.questioning.queries import QuestionResult, published_results
from supervision.questioning.rules.intervals import Share
from supervision.rectification.enums import Status
from supervision.rectification.queries import orders_between

LEFT_OUT = (*COMPLAINTS, RECTIFICATION)
"""Limits of complaints, and 限期整改, which has a section of its own."""
COUNTED = tuple(watch for watch in WATCHES if watch.promise not in LEFT_OUT)
NOTHING = "本期没有数据。"


@dataclass(frozen=True)
class Span:
    """Days inclusive, and the moment at which the figures are read."""

    since: date
    until: date
    read_at: datetime

    @property
    def start(self) -> datetime:
        return start_of(self.since)

    @property
    def end(self) -> datetime:
        return midnight_after(self.until)


def figures(span: Span) -> list[dict[str, Any]]:
    """One row for each promise that had a limit in the period, ready to be kept and printed."""
    return [
        {
            "title": one.promise.title,
            "n": one.n,
            "kept": one.kept,
            "broken": one.broken,
            "rate": percent(one.rate),
            "median": length_words(one.median),
        }
        for one in _totals(span)
        if one.n
    ]


def _totals(span: Span) -> list[reports.PromiseFigures]:
    scope = reports.Scope(span.since, span.until, ~Q(reference__in=references_about_staff()))
    return reports.totals(scope, span.read_at, COUNTED)


def kept_promises(span: Span) -> list[str]:
    """How many limits came to their end, and how many were kept."""
    found = _totals(span)
    n, kept = sum(one.n for one in found), sum(one.kept for one in found)
    if not n:
        return []
    return [
        f"本期到期事项 {n} 件，按时完成 {kept} 件，超期 {n - kept} 件，按时率 {percent(kept / n)}。各项承诺见附表。"
    ]


def breaches(span: Span) -> list[str]:
    """What was recorded, explained and judged."""
    recorded = Breach.objects.filter(
        recorded_at__gte=span.start,
        recorded_at__lt=span.end,
        promise__in=[watch.promise.code for watch in COUNTED],
    ).exclude(reference__in=references_about_staff())
    total = recorded.count()
    if not total:
        return []
    rounds = ExplanationLimit.objects.filter(breach__in=recorded)
    late = rounds.filter(Q(met_at__gte=F("due_at")) | Q(met_at__isnull=True, due_at__lte=span.read_at)).count()
    told = rounds.aggregate(
        judged=Count("pk", filter=Q(status__in=JUDGED)),
        accepted=Count("pk", filter=Q(status=Round.ACCEPTED)),
        waiting=Count("pk", filter=Q(status=Round.ASKED)),
        to_judge=Count("pk", filter=Q(status=Round.EXPLAINED)),
    )
    last = Explanation.objects.filter(breach__in=recorded).order_by("breach", "-id").distinct("breach")
    causes = dict(Explanation.objects.filter(pk__in=last.values("pk")).values_list("cause").annotate(n=Count("pk")))
    lines = [
        f"本期记录超期 {total} 件：待说明 {told['waiting']} 件，待认定 {told['to_judge']} 件，"
        f"已认定 {told['judged']} 件，其中理由成立 {told['accepted']} 件。没有在一个工作日内说明的 {late} 件。"
    ]
    if causes:
        named = "、".join(f"{Cause(value).label} {causes[value]} 件" for value in Cause.values if value in causes)
        lines.append(f"说明的原因：{named}。")
    return lines


def rectifications(span: Span) -> list[str]:
    """The orders given, and how far they have come."""
    orders = orders_between(span.start, span.end).filter(kept_from=[]).exclude(source="complaint").order_by()
    by_department = orders.values("department__name").annotate(
        n=Count("pk"),
        closed=Count("pk", filter=Q(status=Status.CLOSED)),
        again=Count("pk", filter=Q(repeats__isnull=False)),
        late=Count("pk", filter=Q(status=Status.ORDERED, due_at__lte=span.read_at)),
    )
    return [
        f"{row['department__name']}：下达 {row['n']} 件，已销号 {row['closed']} 件，超期未报告 {row['late']} 件，"
        f"重复发生 {row['again']} 件。"
        for row in by_department.order_by("department__name")
    ]


def inspections(span: Span) -> list[str]:
    """The visits published in the period, and how often each thing was found in which department."""
    visited = visits(span.start, span.end)
    n = sum(visited[kind.value] for kind in Kind)
    if not n:
        return []
    found = published_findings(span.start, span.end).order_by()
    by_item = found.values("department__name", "item__words").annotate(n=Count("pk"), again=Count("repeats"))
    return [
        f"本期公布检查 {n} 次，发现问题 {visited['findings']} 个，其中重复发生 {visited['repeated']} 个。",
        *(
            f"{row['department__name'] or '公共区域'}：“{row['item__words']}”不合格 {row['n']} 处，"
            f"其中重复发生 {row['again']} 处。"
            for row in by_item.order_by("department__name", "item__words")
        ),
    ]


def questionings(span: Span) -> list[str]:
    """What came of the questionings that ended in the period: shares only with enough answers, and their interval."""
    lines = []
    for result in published_results(span.start, span.end):
        total = result.total
        lines.append(
            f"抽取 {total.drawn} 人，回答 {total.answered} 人，拒绝 {total.refused} 人，回答率 {percent(total.rate)}。"
        )
        lines += [f"{question.text}{_choices(question)}" for question in result.questions]
    return lines


def _choices(question: QuestionResult) -> str:
    told = [f"{choice.text} {choice.count} 人{_share(choice.share)}" for choice in question.choices]
    return f"（{question.n} 人回答）{'，'.join(told)}。"


def _share(share: Share | None) -> str:
    if share is None:
        return ""
    return f"（{percent(share.value)}，95% 置信区间 {percent(share.low)}–{percent(share.high)}）"


SOURCES: tuple[tuple[str, Callable[[Span], list[str]]], ...] = (
    ("承诺兑现情况", kept_promises),
    ("超期事项的说明和认定", breaches),
    ("明察暗访发现的问题", inspections),
    ("随机询问当事人的结果", questionings),
    ("限期整改情况", rectifications),
)
"""The sections of a draft in order: a heading, and what reads the room."""


def sections(span: Span) -> list[dict[str, str]]:
    """Every section with its sentences; one without data says so."""
    written = [{"heading": heading, "text": "\n".join(read(span)) or NOTHING} for heading, read in SOURCES]
    return [*written, {"heading": "工作要求", "text": ""}]
