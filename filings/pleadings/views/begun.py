"""What the pages of a pleading share: finding it, and the parts of it that are open."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from filings.intake.models import Filing
from filings.intake.views import drafting
from filings.pleadings import permissions, queries

View = Callable[..., HttpResponse]


def own_pleading(view: View) -> View:
    """`view(request, filing, pleading, …)` with one's own draft; before a pleading was begun, to where it begins."""

    @wraps(view)
    def guarded(request: HttpRequest, filing: Filing, **kwargs: Any) -> HttpResponse:
        permissions.require_open(filing)
        pleading = queries.of(filing)
        if pleading is None:
            return redirect("filings:pleading", code=filing.draft_code)
        return view(request, filing, pleading, **kwargs)

    return drafting.own_draft(guarded)
