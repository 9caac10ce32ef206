"""The page of the questions that only this kind asks."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from filings.intake import permissions, services
from filings.intake.forms.details import DetailsForm
from filings.intake.kinds import Task
from filings.intake.models import Filing
from filings.intake.views import drafting


@require_http_methods(["GET", "POST"])
@drafting.own_draft
def details(request: HttpRequest, filing: Filing) -> HttpResponse:
    """Answer them, complete or not; a kind without such questions has no such page."""
    if Task.DETAILS not in filing.kind_data.tasks:
        raise Http404
    permissions.require_open(filing, f"task:{Task.DETAILS}")
    form = DetailsForm(drafting.typed(request), row=filing, lenient=drafting.is_half_done(request))

    def keep(at: datetime) -> None:
        services.save_answers(filing.pk, task=Task.DETAILS, by=request.user, at=at, **form.answers())

    def show(status: int) -> HttpResponse:
        context = {"form": form, "title": filing.kind_data.task_title(Task.DETAILS)}
        return drafting.page(request, filing, "filings/intake/details.html", context, status=status)

    if request.method == "POST":
        return drafting.answer(request, filing, [form], keep=keep, show=show)
    return show(200)
