"""The clerk's pages: what is in mediation, and one mediation from the offer to its end."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from filings.intake.models import Filing
from filings.mediation import links, queries, services
from filings.mediation.enums import Stage
from filings.mediation.forms import AgreementForm, FailureForm, MediatorForm, RecordForm
from filings.mediation.models import Mediation
from filings.review.permissions import reviewable_by
from filings.review.views.access import at_desk, desk
from gangcheng_court.core.audit import reads
from gangcheng_court.core.deadlines import obligations

MOST_LISTED = 100
Act = Callable[[Mediation, dict[str, Any], Any, Any], Any]


@dataclass(frozen=True)
class Action:
    """One thing the clerk may do now: the form it asks for, the service it calls, at which stages it is open."""

    code: str
    title: str
    stages: tuple[Stage, ...]
    act: Act
    form: type[forms.Form] = forms.Form


def _record(row: Mediation, form: Any, by: Any, at: Any) -> Any:
    return services.record(row.pk, **form.answer(), by=by, at=at)


ACTIONS = {
    action.code: action
    for action in (
        Action("record", "记录一方的意见", (Stage.OFFERED, Stage.RUNNING), _record, RecordForm),
        Action(
            "assign",
            "指派调解员",
            (Stage.OFFERED, Stage.ASSIGNED),
            lambda row, form, by, at: services.assign(
                row.pk, mediator_id=form.cleaned_data["mediator"].pk, by=by, at=at
            ),
            MediatorForm,
        ),
        Action(
            "begin",
            "调解员已接受，开始计时",
            (Stage.ASSIGNED,),
            lambda row, form, by, at: services.begin(row.pk, by=by, at=at),
        ),
        Action(
            "agree",
            "达成协议",
            (Stage.RUNNING,),
            lambda row, form, by, at: services.agree(row.pk, **form.cleaned_data, by=by, at=at),
            AgreementForm,
        ),
        Action(
            "fail",
            "调解不成，转立案",
            (Stage.OFFERED, Stage.ASSIGNED, Stage.RUNNING),
            lambda row, form, by, at: services.fail(row.pk, **form.cleaned_data, by=by, at=at),
            FailureForm,
        ),
    )
}


@require_GET
@desk
def mediations(request: HttpRequest) -> HttpResponse:
    """Everything in mediation, soonest end first."""
    rows = queries.under_way().filter(filing__in=reviewable_by(request.user))[:MOST_LISTED]
    context = {"rows": rows, "now": timezone.now(), "most": MOST_LISTED}
    return render(request, "filings/mediation/list.html", context)


@require_GET
@at_desk
def mediation(request: HttpRequest, filing: Filing) -> HttpResponse:
    """One filing's mediation, or the button that offers it. The reading is logged."""
    return _show(request, filing)


@require_POST
@at_desk
def offer(request: HttpRequest, filing: Filing) -> HttpResponse:
    """Ask the parties."""
    services.offer(filing.pk, by=request.user, at=timezone.now())
    messages.success(request, "已征求调解意见，审核期限照常计算。")
    return redirect(links.desk(filing))


@require_POST
@at_desk
def act(request: HttpRequest, filing: Filing, code: str) -> HttpResponse:
    """Do one of `ACTIONS`."""
    action = ACTIONS.get(code)
    if action is None:
        raise Http404
    row = get_object_or_404(Mediation, filing=filing)
    form = _form(action, filing, request.POST)
    if not form.is_valid():
        return _show(request, filing, {code: form}, status=422)
    action.act(row, form, request.user, timezone.now())
    messages.success(request, f"已办理：{action.title}。")
    return redirect(links.desk(filing))


def _form(action: Action, filing: Filing, data: Any = None) -> forms.Form:
    return action.form(data, filing=filing) if action.form is RecordForm else action.form(data)


def _show(
    request: HttpRequest, filing: Filing, tried: dict[str, forms.Form] | None = None, *, status: int = 200
) -> HttpResponse:
    now, address = timezone.now(), reads.address_of(request)
    reads.log(reader=request.user, what="诉前调解", reference=filing.number, at=now, address=address)
    row = Mediation.objects.select_related("mediator", "offered_by").filter(filing=filing).first()
    term = row.terms.open().first() if row else None
    open_to = [action for action in ACTIONS.values() if row and row.status in action.stages]
    context = {
        "filing": filing,
        "mediation": row,
        "words": row.words.select_related("party", "by") if row else [],
        "parties": filing.parties.all(),
        "term": term,
        "term_steps": obligations.explain(term) if term else [],
        "actions": [(action, (tried or {}).get(action.code) or _form(action, filing)) for action in open_to],
        "tried": next(iter((tried or {}).values()), None),
        "now": now,
    }
    return render(request, "filings/mediation/desk.html", context, status=status)
