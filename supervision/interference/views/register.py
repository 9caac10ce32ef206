"""The register in sums and as a workbook, for supervisors; every export is logged."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import BadRequest
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gangcheng_court.core.audit import reads
from gangcheng_court.core.web.access import staff_only
from supervision.interference import permissions, queries, workbook

QUARTERS = 8


@dataclass(frozen=True)
class Quarter:
    year: int
    quarter: int

    @property
    def key(self) -> str:
        return f"{self.year}-{self.quarter}"

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        return queries.quarter_bounds(self.year, self.quarter)

    def __str__(self) -> str:
        return f"{self.year}年第{self.quarter}季度"


@require_safe
@staff_only(permissions.SUPERVISOR)
def figures(request: HttpRequest) -> HttpResponse:
    """A quarter in numbers: no names, no numbers of records."""
    chosen, choices = _chosen(request)
    context = {"quarter": chosen, "choices": choices, "figures": queries.figures(request.user, *chosen.bounds)}
    return render(request, "supervision/interference/figures.html", context)


@require_safe
@staff_only(permissions.SUPERVISOR)
def export(request: HttpRequest) -> HttpResponseBase:
    """A quarter's records as a workbook."""
    now = timezone.now()
    chosen, _ = _chosen(request)
    book = workbook.write(queries.recorded_between(request.user, *chosen.bounds))
    reads.log(
        reader=request.user,
        what="三个规定 Excel",
        reference=str(chosen),
        at=now,
        address=reads.address_of(request),
    )
    name = workbook.file_name(request.user.name, chosen.year, chosen.quarter, now)
    return FileResponse(book, as_attachment=True, filename=name)


def _chosen(request: HttpRequest) -> tuple[Quarter, list[Quarter]]:
    year, quarter = queries.quarter_of(timezone.now())
    count = 4 * year + quarter - 1
    choices = [Quarter((count - back) // 4, (count - back) % 4 + 1) for back in range(QUARTERS)]
    asked = request.GET.get("quarter", "")
    chosen = next((each for each in choices if each.key == asked), None) if asked else choices[0]
    if chosen is None:
        raise BadRequest("quarter")
    return chosen, choices
