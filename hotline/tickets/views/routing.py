"""Where the rules would send a ticket, and why: nothing is changed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.web import responses
from gangcheng_court.core.web.access import staff_only
from hotline.tickets import services
from hotline.tickets.forms import DryRunForm, staff_called


@require_GET
@staff_only(Role.CHIEF, Role.SUPERVISOR, Role.ADMINISTRATOR)
def dry_run(request: HttpRequest) -> HttpResponse:
    """The rules in their order, and for a made-up ticket the one that fits, with each that does not and why."""
    template, context = "hotline/tickets/routing.html", {"rules": services.rules_in_order()}
    if "type" not in request.GET:
        return render(request, template, context | {"form": DryRunForm()})
    form = DryRunForm(request.GET)
    if not form.is_valid():
        return responses.invalid(request, template, context | {"form": form})
    data = form.cleaned_data
    result = services.dry_run(
        type=data["type"],
        subject=data["subject"],
        text=data["text"],
        case_number=data["case_number"],
        complained_of=staff_called(data["complained_name"]),
    )
    return render(request, template, context | {"form": form, "result": result})
