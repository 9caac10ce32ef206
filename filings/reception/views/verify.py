"""核验: what a receipt's code confirms, to anybody who holds it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from filings.reception.queries import verification


@require_safe
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Number, time and hashes of a filing that was taken in, or number, time and sum of a fee; nothing else."""
    found = verification(code)
    context = {"asked": code, "found": found}
    return render(request, "filings/reception/verify.html", context, status=200 if found else 404)
