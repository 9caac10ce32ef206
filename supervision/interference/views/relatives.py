"""近亲属申报: my own, kept by myself; those of staff before the supervisors alone, each reading logged."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gangcheng_court.core.accounts.permissions import has_role
from gangcheng_court.core.audit import reads
from gangcheng_court.core.web import responses
from gangcheng_court.core.web.access import staff_only
from gangcheng_court.core.web.paging import page
from supervision.interference import permissions, queries, services
from supervision.interference.forms import RelativeForm

PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only()
def relatives(request: HttpRequest) -> HttpResponse:
    """Mine, and one more."""
    form = RelativeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        services.declare(by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, "已申报。")
        return redirect("supervision:relatives")
    context = {
        "form": form,
        "rows": queries.declared_by(request.user),
        "is_supervisor": has_role(request.user, permissions.SUPERVISOR),
    }
    if form.is_bound:
        return responses.invalid(request, "supervision/interference/relatives.html", context)
    return render(request, "supervision/interference/relatives.html", context)


@require_POST
@staff_only()
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """It no longer holds."""
    row = get_object_or_404(queries.declared_by(request.user), pk=pk)
    services.withdraw(row.pk, by=request.user, at=timezone.now())
    messages.success(request, "已撤回。记录保留，督察能看到。")
    return redirect("supervision:relatives")


@require_safe
@staff_only(permissions.SUPERVISOR)
def of_staff(request: HttpRequest) -> HttpResponse:
    """Everybody's, newest first."""
    shown, pager = page(request, permissions.relatives_of_staff(request.user), newest_first=True, size=PAGE)
    reads.log(
        reader=request.user,
        what="工作人员近亲属",
        reference="申报名册",
        at=timezone.now(),
        address=reads.address_of(request),
    )
    return render(request, "supervision/interference/relatives_of_staff.html", {"rows": shown} | pager)
