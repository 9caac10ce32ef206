"""The report of a month, made once it has ended: sums only, the same for every reader."""

from dataclasses import dataclass
from datetime import datetime
from tempfile import TemporaryFile

from django.db import connection, transaction
from django.db.models import Q
from django.urls import reverse
from openpyxl import Workbook

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines import calendar
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.documents import pdf
from gangcheng_court.core.documents import services as documents
from gangcheng_court.core.documents.checks import PDF
from gangcheng_court.core.documents.models import StoredFile
from gangcheng_court.core.notices import outbox
from gangcheng_court.core.web.figures import percent
from gangcheng_court.core.web.workbook import fill_sheet
from supervision.board import reports, rules
from supervision.board.enums import Span
from supervision.board.models import MonthlyReport
from supervision.board.reports import Card
from supervision.breaches import permissions
from supervision.breaches import reports as figures
from supervision.breaches.reports import Line, Scope, watch_of
from supervision.breaches.rules import length_words


@dataclass(frozen=True)
class Chapter:
    """One promise of the report: its card, its departments, the causes of what was late."""

    card: Card
    departments: list[Line]
    causes: list[tuple[str, int]]


@transaction.atomic
def make_monthly_report(*, at: datetime) -> MonthlyReport | None:
    """The report of the month before that of `at`, and a notice to supervisors and heads.

    From the first working day of the month on; None before it, and when the report is there already. No matter and no
    person is named in it: who looks for them finds on the board what they may see. What is kept from anybody is not
    counted: set beside the reader's own board, one line of a department would tell him of it.
    """
    today = court_date(at)
    if today < rules.first_workday(today, calendar.load()):
        return None
    period = rules.period(Span.LAST_MONTH, today)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('supervision monthly report'))")
    if MonthlyReport.objects.filter(month=period.since).exists():
        return None
    scope = Scope(period.since, period.until, permissions.seen_by_all())
    chapters = [
        Chapter(card, figures.by_department(scope, watch, at), figures.by_cause(scope, watch, at))
        for card in reports.cards(scope, period, at)
        if card.figures.n
        for watch in [watch_of(card.promise.code)]
    ]
    month = f"{period.since.year}年{period.since.month}月"
    context = {"month": month, "chapters": chapters, "now": at, "second": figures.second_corrections(scope)}
    content = pdf.render("pdf/supervision/monthly_report.html", context)
    name = f"承诺兑现月报_{period.since:%Y%m}"
    report = MonthlyReport.objects.create(
        month=period.since,
        pdf=documents.store_bytes(content, name=f"{name}.pdf", content_type=PDF, by=None, at=at),
        xlsx=_workbook(chapters, f"{name}.xlsx", at),
        made_at=at,
    )
    for person in User.objects.filter(Q(role=Role.SUPERVISOR) | Q(role=Role.CHIEF), is_active=True):
        outbox.queue(
            "supervision/monthly_report",
            to=person,
            about=f"月度报告 {period.since:%Y-%m}",
            once=f"monthly:{period.since}:{person.pk}",
            at=at,
            context={"month": month, "count": len(chapters)},
            url=reverse("supervision:monthly-reports"),
        )
    return report


def _workbook(chapters: list[Chapter], name: str, at: datetime) -> StoredFile:
    book = Workbook()
    measured = ("到期（件）", "按时（件）", "超期（件）", "按时率", "用时中位数", "最长用时")
    promises = [(c.card.promise.title, *_row(c.card.figures), percent(c.card.before.rate)) for c in chapters]
    book.active.title = "各项承诺"
    fill_sheet(book.active, ("承诺", *measured, "上月按时率"), promises)
    departments = [(c.card.promise.title, line.name, *_row(line)) for c in chapters for line in c.departments]
    fill_sheet(book.create_sheet("各部门"), ("承诺", "部门", *measured), departments)
    months = [
        (c.card.promise.title, line.name, line.n, line.kept, line.broken, percent(line.rate))
        for c in chapters
        for line in c.card.months
    ]
    fill_sheet(book.create_sheet("近十二个月"), ("承诺", "月份", *measured[:4]), months)
    causes = [(c.card.promise.title, cause, count) for c in chapters for cause, count in c.causes]
    fill_sheet(book.create_sheet("超期原因"), ("承诺", "原因", "超期（件）"), causes)
    with TemporaryFile() as file:
        book.save(file)
        return documents.store_workbook(file, name=name, by=None, at=at)


def _row(line: figures.Figures) -> tuple[int | str, ...]:
    return line.n, line.kept, line.broken, percent(line.rate), length_words(line.median), length_words(line.worst)
