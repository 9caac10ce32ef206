"""What the court promised, and what became of it: this month, month by month, and as open data, for everybody."""

import csv
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accessibility.queue import reports as hall
from gangcheng_court.core.web.kept import kept
from gangcheng_court.portal.articles import ARTICLES
from hotline.calls import reports as calls
from supervision.breaches import reports

CHARTED = 12
"""Months on a chart; the tables and the data have `reports.PUBLIC_MONTHS`."""
COLUMNS = (
    ("月份", "事项到期或者办完的那个月（北京时间）。"),
    ("代码", "期限的代码，以后不变。"),
    ("期限", "期限的名称。"),
    ("出处", "承诺或者法律的条文。"),
    ("到期（件）", "这个月有结果的期限：按时完成的计入完成的那一天，超期的计入到期的那一刻。每个期限只计一次。"),
    ("按时（件）", "在期限届满之前完成的。"),
    ("超期（件）", "到期没有完成的，或者晚于期限完成的。"),
    ("按时率", "按时÷到期，0 至 1；没有到期事项的月份为空。"),
    ("用时中位数（小时）", "从起算到办完，一半的事项不超过这个时间；还没有办完的算到统计的时候。"),
    ("最长用时（小时）", "其中最长的。"),
)


@require_safe
def promises(request: HttpRequest) -> HttpResponse:
    """Each article with its words, where it can be seen kept, and this month's figures with their definitions."""
    counted_at, found = kept("promises", timezone.now(), _month)
    by_promise = {figure.promise: figure for figure in found["figures"]}
    articles = []
    for article in ARTICLES:
        limits = [by_promise[promise] for promise in article.promises]
        articles.append((article, [row for row in limits if row.n], [row for row in limits if not row.n]))
    return render(request, "portal/promises.html", found | {"articles": articles, "counted_at": counted_at})


@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """Each limit month by month: a chart with its table."""
    counted_at, months = kept("history", timezone.now(), reports.public_history)
    charts = [(promise, lines[-CHARTED:]) for promise, lines in months if any(line.n for line in lines[-CHARTED:])]
    context = {"charts": charts, "counted_at": counted_at, "months": CHARTED}
    return render(request, "portal/promise_history.html", context)


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """The same months as CSV, for Excel and for programs."""
    _, months = kept("history", timezone.now(), reports.public_history)
    rows = [
        (
            f"{line.month:%Y-%m}",
            promise.code,
            promise.title,
            promise.article,
            line.n,
            line.kept,
            line.broken,
            "" if line.rate is None else f"{line.rate:.4f}",
            *("" if took is None else f"{took.total_seconds() / 3600:.1f}" for took in (line.median, line.worst)),
        )
        for promise, lines in months
        for line in lines
    ]
    return _csv("promises.csv", [tuple(name for name, _ in COLUMNS), *rows])


@require_safe
def definitions(request: HttpRequest) -> HttpResponse:
    """What each column of the open data means."""
    return _csv("definitions.csv", [("栏目", "说明"), *COLUMNS])


def figures(now: datetime) -> dict[str, Any]:
    """This month's figures: of every limit, and how many calls to 12368 somebody answered (承诺三)."""
    return kept("promises", now, _month)[1]


def _month(now: datetime) -> dict[str, Any]:
    return {
        "figures": reports.public_figures(now),
        "second_corrections": reports.second_corrections(reports.Scope(*reports.month_of(now))),
        "calls": calls.public_figures(now),
        "definition": calls.DEFINITION,
        "waits": hall.public_figures(now),
        "wait_definition": hall.DEFINITION,
    }


def _csv(name: str, rows: list[tuple[Any, ...]]) -> HttpResponse:
    """A file that Excel opens with its Chinese right (a mark at the beginning says that it is UTF-8)."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8", headers=headers)
    csv.writer(response).writerows(rows)
    return response
