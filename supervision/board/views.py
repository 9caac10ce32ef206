"""督察台 and what a member of staff owes supervision."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.web.access import staff_only
from gangcheng_court.promises import BY_CODE
from supervision.board import queries
from supervision.breaches.permissions import REPORT_READERS

SHOWN = 20


@require_safe
@staff_only(*REPORT_READERS)
def board(request: HttpRequest) -> HttpResponse:
    """How each promise is kept, what is about to be broken, and what waits for the reader."""
    return render(request, "supervision/board/board.html", {"now": timezone.now()})


@require_safe
@staff_only(Role.CLERK, Role.OPERATOR, Role.JUDGE, Role.CHIEF)
def owed(request: HttpRequest) -> HttpResponse:
    """What the reader owes supervision: breaches to explain, things to put right, the record of 三个规定."""
    context = {
        "breaches": [(row, BY_CODE[row.promise]) for row in queries.unexplained(request.user)[:SHOWN]],
        "orders": queries.to_put_right(request.user)[:SHOWN],
        "now": timezone.now(),
    }
    return render(request, "supervision/board/owed.html", context)
