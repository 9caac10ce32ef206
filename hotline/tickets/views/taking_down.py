"""Writing down what somebody said: at the telephone, at the window, out of a letter."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gangcheng_court.core.web import responses
from hotline.tickets import services
from hotline.tickets.enums import Source, TicketType
from hotline.tickets.forms import TakeDownForm
from hotline.tickets.views.access import operators_only


@require_http_methods(["GET", "POST"])
@operators_only
def take_down(request: HttpRequest, type: str) -> HttpResponse:
    """A new ticket by hand; then its number and the code to read out, once."""
    if type not in TicketType.values:
        raise Http404
    kind = TicketType(type)
    if request.method == "GET":
        return render(request, "hotline/tickets/take_down.html", _context(kind, TakeDownForm(type=kind)))
    form = TakeDownForm(request.POST, type=kind)
    if not form.is_valid():
        return responses.invalid(request, "hotline/tickets/take_down.html", _context(kind, form))
    new = form.new_ticket(source=Source(form.cleaned_data["source"]))
    receipt = services.receive(new, by=request.user, at=timezone.now(), once=form.key)
    return render(request, "hotline/tickets/receipt.html", {"ticket": receipt.ticket, "code": receipt.code})


def _context(kind: TicketType, form: TakeDownForm) -> dict[str, object]:
    return {"kind": kind, "form": form, "kinds": TicketType}
