"""The opening of an identity: the custodian decides and sees it once; whoever asked looks at it for a while."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gangcheng_court.core.audit import reads
from supervision.complaints.forms.desk import DecideForm
from supervision.complaints.models import Complaint
from supervision.complaints.services import identity as identities
from supervision.complaints.views.desk.access import found
from supervision.complaints.views.desk.page import show


@require_http_methods(["GET", "HEAD", "POST"])
@found
def identity(request: HttpRequest, row: Complaint, pk: int) -> HttpResponse:
    """POST: the custodian's decision. GET: what was opened, for whoever asked. Each showing is logged."""
    asked, now = get_object_or_404(row.identity_requests, pk=pk), timezone.now()
    said = {"by": request.user, "at": now, "address": reads.address_of(request)}
    if request.method != "POST":
        return _shown(request, row, identities.show(asked.pk, **said), identities.open_until(asked))
    form = DecideForm(request.POST)
    if not form.is_valid():
        return show(request, row, status=422, deciding=asked.pk, decide_form=form)
    granted = form.cleaned_data["granted"] == "yes"
    who = identities.decide(asked.pk, granted=granted, words=form.cleaned_data["words"].strip(), **said)
    return _shown(request, row, who, None) if who else redirect("supervision:complaint", number=row.number)


def _shown(request: HttpRequest, row: Complaint, who: object, until: object) -> HttpResponse:
    context = {"row": row, "who": who, "until": until}
    return render(request, "supervision/complaints/desk/identity.html", context)
