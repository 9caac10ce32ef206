"""送达与调解意愿."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from filings.intake import permissions, services
from filings.intake.forms.delivery import CONSENT_WORDS, ServiceForm
from filings.intake.kinds import Task
from filings.intake.models import Filing
from filings.intake.views import drafting


@require_http_methods(["GET", "POST"])
@drafting.own_draft
def delivery(request: HttpRequest, filing: Filing) -> HttpResponse:
    """Where letters reach the filer, the neutral question about mediation, and one consent for each step.

    A consent is recorded only when the person saves the page, never by the autosave.
    """
    permissions.require_open(filing, f"task:{Task.SERVICE}")
    half_done = drafting.is_half_done(request)
    given = {consent.step: consent.given for consent in filing.consents.all()}
    form = ServiceForm(drafting.typed(request), row=filing, given=given, lenient=half_done)

    def keep(at: datetime) -> None:
        services.save_answers(filing.pk, task=Task.SERVICE, by=request.user, at=at, **form.answers())
        if not drafting.is_autosave(request):
            for step, given in form.consents().items():
                words = CONSENT_WORDS[step]
                services.give_consent(filing.pk, step=step, given=given, words=words, by=request.user, at=at)

    def show(status: int) -> HttpResponse:
        context = {"form": form, "title": filing.kind_data.task_title(Task.SERVICE)}
        return drafting.page(request, filing, "filings/intake/delivery.html", context, status=status)

    if request.method == "POST":
        return drafting.answer(request, filing, [form], keep=keep, show=show)
    return show(200)
