"""A letter, a visit, or a call to the supervision telephone, taken down by the desk."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from supervision.complaints import permissions
from supervision.complaints.forms.desk import EnterForm
from supervision.complaints.services import entering
from supervision.complaints.views.desk.access import desk_only


@require_http_methods(["GET", "HEAD", "POST"])
@desk_only
def enter(request: HttpRequest) -> HttpResponse:
    """The form; a right one opens the complaint, once however often it is sent."""
    now = timezone.now()
    form = EnterForm(request.POST if request.method == "POST" else None, now=now)
    if not form.is_valid():
        context, status = {"form": form}, 422 if form.is_bound else 200
        return render(request, "supervision/complaints/desk/enter.html", context, status=status)
    row = entering.enter(
        form.new_complaint(), by=request.user, at=now, received_on=form.cleaned_data["received_on"], once=form.key
    )
    messages.success(request, f"已登记，编号 {row.number}。")
    if not permissions.visible_to(request.user).filter(pk=row.pk).exists():
        return redirect("supervision:complaints")
    return redirect("supervision:complaint", number=row.number)
