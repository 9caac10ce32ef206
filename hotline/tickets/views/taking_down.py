"""Writing down what somebody said: at the telephone, at the window, out of a letter."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.web import responses
from gangcheng_court.core.web.access import staff_only
from hotline.tickets import services
from hotline.tickets.enums import Source, TicketType
from hotline.tickets.forms import TakeDownForm

AT_WINDOWS = (Role.CLERK, Role.CHIEF)


@require_http_methods(["GET", "POST"])
@staff_only(Role.OPERATOR, *AT_WINDOWS)
def take_down(request: HttpRequest, type: str) -> HttpResponse:
    """A new ticket by hand, at the telephone or at a window; then its number and the code to read out, once."""
    if type not in TicketType.values:
        raise Http404
    kind = TicketType(type)
    at_window = request.user.role in AT_WINDOWS
    back, back_words = ("portal:counter", "返回窗口台") if at_window else ("hotline:desk", "返回工单")
    context = {"kind": kind, "kinds": TicketType, "back": back, "back_words": back_words}
    if request.method == "GET":
        form = TakeDownForm(type=kind, initial={"source": Source.WINDOW} if at_window else {})
        return render(request, "hotline/tickets/take_down.html", context | {"form": form})
    form = TakeDownForm(request.POST, type=kind)
    if not form.is_valid():
        return responses.invalid(request, "hotline/tickets/take_down.html", context | {"form": form})
    new = form.new_ticket(source=Source(form.cleaned_data["source"]))
    receipt = services.receive(new, by=request.user, at=timezone.now(), once=form.key)
    shown = {"ticket": receipt.ticket, "code": receipt.code, "onward": reverse(back), "onward_words": back_words}
    return render(request, "hotline/tickets/receipt.html", shown)
