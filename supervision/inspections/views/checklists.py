"""The checklists: the newest edition of each, and a new edition."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.web import responses
from gangcheng_court.core.web.access import staff_only
from supervision.inspections import queries, services
from supervision.inspections.forms import ITEMS, EditionForm
from supervision.inspections.models import Checklist

supervisors = staff_only(Role.SUPERVISOR)


@require_safe
@supervisors
def checklists(request: HttpRequest) -> HttpResponse:
    """The newest edition of each."""
    return render(request, "supervision/inspections/checklists.html", {"checklists": queries.checklists()})


@require_http_methods(["GET", "HEAD", "POST"])
@supervisors
def new(request: HttpRequest) -> HttpResponse:
    """A checklist that there was not."""
    return _edit(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@supervisors
def checklist(request: HttpRequest, code: str) -> HttpResponse:
    """The newest edition of a checklist, to be written anew."""
    return _edit(request, get_object_or_404(queries.checklists(), code=code))


def _edit(request: HttpRequest, known: Checklist | None) -> HttpResponse:
    items = list(known.items.values("code", "group", "words")) if known else []
    groups = list(dict.fromkeys(item["group"] for item in items))
    typed = request.POST if request.method == "POST" else None
    initial = {"title": known.title, "read": known.edition} if known else {"read": 0}
    form = EditionForm(typed, initial=initial)
    lines = ITEMS(typed, initial=items, prefix="items", form_kwargs={"groups": groups})
    context = {"checklist": known, "form": form, "lines": lines}
    if typed is None:
        return render(request, "supervision/inspections/checklist.html", context)
    if form.is_valid() and lines.is_valid() and not lines.items:
        form.add_error(None, "检查表至少要有一项，请填写检查内容。")
    if not (form.is_valid() and lines.is_valid()):
        return responses.invalid(request, "supervision/inspections/checklist.html", context)
    written = services.write_edition(
        known.code if known else "", items=lines.items, by=request.user, at=timezone.now(), **form.cleaned_data
    )
    messages.success(request, f"{written}已保存。已经开始的检查仍用原来的一版。")
    return redirect("supervision:checklist", code=written.code)
