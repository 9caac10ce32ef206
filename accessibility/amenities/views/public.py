"""For everybody: what the hall has, whether it works, and “坏了”."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accessibility.amenities import permissions, queries, services
from accessibility.amenities.forms import ReportForm
from accessibility.amenities.views.tabs import tabs
from gangcheng_court.core.accounts.permissions import has_role
from gangcheng_court.core.web import responses
from gangcheng_court.errors import Refused


@require_safe
def facilities(request: HttpRequest) -> HttpResponse:
    """Every facility with its state and last check, and what can be borrowed now."""
    reads = has_role(request.user, *permissions.READERS)
    context = {
        "facilities": queries.facilities(),
        "stock": queries.stock(),
        "tabs": tabs("accessibility:facilities") if reads else None,
    }
    return render(request, "accessibility/amenities/facilities.html", context)


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, code: str) -> HttpResponse:
    """Say that something is broken or empty, without a name; sent twice it is one report."""
    facility = get_object_or_404(queries.facilities(), code=code)
    form = ReportForm(request.POST or None)
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        by = request.user if permissions.is_keeper(request.user) else None
        try:
            services.report(
                facility.pk, state=told["state"], note=told["note"].strip(), by=by, at=timezone.now(), once=form.key
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"谢谢，已经告诉工作人员：{facility.name}。")
            return redirect("accessibility:facilities")
    context = {"facility": facility, "form": form}
    if form.errors:
        return responses.invalid(request, "accessibility/amenities/report.html", context)
    return render(request, "accessibility/amenities/report.html", context)
