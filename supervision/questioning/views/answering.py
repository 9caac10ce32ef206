"""The page of one link: no account, no name, once."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gangcheng_court.core.web import responses
from supervision.questioning import numbers, services
from supervision.questioning.forms import AnswerForm
from supervision.questioning.models import Invitation


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The questions; afterwards, and after the last day, a word that it is over (410)."""
    now = timezone.now()
    rows = Invitation.objects.select_related("member__reply", "member__questioning__questions")
    member = get_object_or_404(rows, token_hash=numbers.token_hash(token)).member
    has_replied = hasattr(member, "reply")
    if request.method != "POST" and (has_replied or now >= member.questioning.ends_at):
        return render(request, "supervision/questioning/over.html", {"has_replied": has_replied}, status=410)
    if request.method == "POST" and "refuse" in request.POST:
        services.refuse(token, at=now)
        return render(request, "supervision/questioning/thanks.html", {"is_refusal": True})
    bound = request.POST if request.method == "POST" else None
    form = AnswerForm(bound, questions=member.questioning.questions.questions)
    context = {"form": form, "member": member}
    if not form.is_bound:
        return render(request, "supervision/questioning/answer.html", context)
    if not form.is_valid():
        return responses.invalid(request, "supervision/questioning/answer.html", context)
    services.answer(token, form.answers, words=form.cleaned_data["words"].strip(), at=now)
    return render(request, "supervision/questioning/thanks.html")
