"""诉讼费计算: what a case costs, with the arithmetic and its articles, for everybody."""

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from filings.fees.forms import CalculatorForm
from filings.fees.kinds import CASES
from filings.fees.queries.figures import quote


@require_safe
def calculator(request: HttpRequest) -> HttpResponse:
    """First the case (`?case=`), then its amounts: a plain GET form, so an answer can be kept as a link."""
    code = request.GET.get("case", "")
    if not code:
        groups = [(name, list(cases)) for name, cases in groupby(CASES.values(), key=lambda case: case.group)]
        return render(request, "filings/fees/calculator_cases.html", {"groups": groups})
    if code not in CASES:
        raise Http404
    case = CASES[code]
    asked = case.amount == "none" or "amount" in request.GET
    form = CalculatorForm(request.GET if asked else None, case=case)
    context = {"case": case, "form": form}
    if form.is_valid():
        context["quote"] = quote(code, **form.question())
    return render(request, "filings/fees/calculator.html", context, status=422 if form.errors else 200)
