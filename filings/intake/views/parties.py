"""当事人: the parties of a filing and who acts for them."""

from datetime import datetime
from typing import Any

from django.db.models import Manager
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from filings.intake import links, permissions, rules, services
from filings.intake.enums import AgentKind, PartyKind
from filings.intake.forms.parties import AgentForm, NewAgentForm, NewPartyForm, party_form
from filings.intake.kinds import Task
from filings.intake.models import Filing, Party
from filings.intake.views import drafting
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.errors import WrongState

ALL = f"task:{Task.PARTIES}"


@require_GET
@drafting.own_draft
def parties(request: HttpRequest, filing: Filing) -> HttpResponse:
    """Everybody named so far as cards, by side, with what is left to fill in."""
    left = rules.problems(filing)
    sides = [
        {
            "side": side,
            "seat": seat,
            "problems": [problem for problem in left if problem.field == side and not problem.party_id],
            "parties": [
                {
                    "party": party,
                    "open": permissions.is_open(filing, f"party:{party.pk}"),
                    "problems": [problem for problem in left if problem.party_id == party.pk],
                }
                for party in filing.parties.all()
                if party.side == side
            ],
        }
        for side, seat in filing.kind_data.seats.items()
    ]
    context = {"sides": sides, "may_add": permissions.is_open(filing, ALL)}
    return drafting.page(request, filing, "filings/intake/parties.html", context)


@require_http_methods(["GET", "POST"])
@drafting.own_draft
def add_party(request: HttpRequest, filing: Filing) -> HttpResponse:
    """Choose side and kind; “我就是原告” (or what it is called here) fills in what the filer's account knows."""
    permissions.require_open(filing, ALL)
    myself, own_side = "myself" in request.POST, filing.kind_data.own_side
    asked = {"side": own_side, "kind": PartyKind.NATURAL} if myself else drafting.typed(request)
    form = NewPartyForm(asked, filing=filing, initial={"side": request.GET.get("side")})
    if request.method == "POST" and form.is_valid():
        known = _as_party(filing.filer) if myself else {}
        party = services.save_party(filing.pk, by=request.user, at=timezone.now(), **form.cleaned_data, **known)
        return redirect(drafting.with_back(request, links.party_url(filing, party.pk)))
    context = {
        "form": form,
        "may_be_self": not any(party.is_filer for party in filing.parties.all()),
        "own_side": filing.kind_data.side_title(own_side),
    }
    status = 422 if request.method == "POST" else 200
    return drafting.page(request, filing, "filings/intake/add_party.html", context, status=status)


@require_http_methods(["GET", "POST"])
@drafting.own_draft
def party(request: HttpRequest, filing: Filing, party_id: int) -> HttpResponse:
    """One party's particulars, with its agents below."""
    permissions.require_open(filing, f"party:{party_id}")
    row = _still_there(request, filing.parties, party_id, gone=services.PARTY_GONE)
    form = party_form(row)(drafting.typed(request), row=row, lenient=drafting.is_half_done(request))

    def keep(at: datetime) -> None:
        services.save_party(filing.pk, party_id=row.pk, by=request.user, at=at, **form.kept())

    def show(status: int) -> HttpResponse:
        context = {"form": form, "party": row, "may_remove": permissions.is_open(filing, ALL)}
        return drafting.page(request, filing, "filings/intake/party.html", context, status=status)

    def go() -> HttpResponse:
        if drafting.back(request):
            return redirect(drafting.onward_url(request, filing))
        return redirect("filings:draft-parties", code=filing.draft_code)

    if request.method == "POST":
        return drafting.answer(request, filing, [form], keep=keep, show=show, go=go)
    return show(200)


@require_http_methods(["GET", "POST"])
@drafting.own_draft
def remove_party(request: HttpRequest, filing: Filing, party_id: int) -> HttpResponse:
    """Ask once, then take the party and its agents out."""
    permissions.require_open(filing, ALL)
    row = get_object_or_404(filing.parties, pk=party_id)
    if request.method == "POST":
        services.remove_party(filing.pk, party_id=row.pk, by=request.user, at=timezone.now())
        return redirect(drafting.with_back(request, links.task_url(filing, Task.PARTIES)))
    return drafting.page(request, filing, "filings/intake/remove_party.html", {"party": row})


@require_http_methods(["GET", "POST"])
@drafting.own_draft
def add_agent(request: HttpRequest, filing: Filing, party_id: int) -> HttpResponse:
    """Choose what kind of agent; “我就是代理律师” fills in what the filer's account knows."""
    permissions.require_open(filing, f"party:{party_id}")
    row = _still_there(request, filing.parties, party_id, gone=services.PARTY_GONE)
    myself = "myself" in request.POST
    form = NewAgentForm({"kind": AgentKind.LAWYER} if myself else drafting.typed(request))
    if request.method == "POST" and form.is_valid():
        known = _as_agent(filing.filer) if myself else {}
        agent = services.save_agent(
            filing.pk, party_id=row.pk, by=request.user, at=timezone.now(), **form.cleaned_data, **known
        )
        return redirect(drafting.with_back(request, links.agent_url(filing, row.pk, agent.pk)))
    context = {"form": form, "party": row, "may_be_self": _may_be_agent(filing.filer, row)}
    status = 422 if request.method == "POST" else 200
    return drafting.page(request, filing, "filings/intake/add_agent.html", context, status=status)


@require_http_methods(["GET", "POST"])
@drafting.own_draft
def agent(request: HttpRequest, filing: Filing, party_id: int, agent_id: int) -> HttpResponse:
    """One agent: who, and with what authority until when."""
    permissions.require_open(filing, f"party:{party_id}")
    principal = _still_there(request, filing.parties, party_id, gone=services.PARTY_GONE)
    row = _still_there(request, principal.agents, agent_id, gone=services.AGENT_GONE)
    party_url = drafting.with_back(request, links.party_url(filing, principal.pk), "agents")
    form = AgentForm(drafting.typed(request), row=row, lenient=drafting.is_half_done(request))

    def keep(at: datetime) -> None:
        services.save_agent(filing.pk, party_id=principal.pk, agent_id=row.pk, by=request.user, at=at, **form.kept())

    def show(status: int) -> HttpResponse:
        context = {"form": form, "party": principal, "agent": row, "party_url": party_url}
        return drafting.page(request, filing, "filings/intake/agent.html", context, status=status)

    if request.method == "POST":
        return drafting.answer(request, filing, [form], keep=keep, show=show, go=lambda: redirect(party_url))
    return show(200)


@require_http_methods(["GET", "POST"])
@drafting.own_draft
def remove_agent(request: HttpRequest, filing: Filing, party_id: int, agent_id: int) -> HttpResponse:
    """Ask once, then take the agent out."""
    permissions.require_open(filing, f"party:{party_id}")
    principal = get_object_or_404(filing.parties, pk=party_id)
    row = get_object_or_404(principal.agents, pk=agent_id)
    if request.method == "POST":
        services.remove_agent(filing.pk, party_id=principal.pk, agent_id=row.pk, by=request.user, at=timezone.now())
        return redirect(drafting.with_back(request, links.party_url(filing, principal.pk), "agents"))
    return drafting.page(request, filing, "filings/intake/remove_agent.html", {"party": principal, "agent": row})


def _still_there(request: HttpRequest, rows: Manager[Any], pk: int, *, gone: str) -> Any:
    """The row, or 404; who posts a form of one that another page took out meanwhile is told so (409)."""
    row = rows.filter(pk=pk).first()
    if row is None and request.method == "POST":
        raise WrongState(gone)
    return row or get_object_or_404(rows, pk=pk)


def _may_be_agent(user: User, party: Party) -> bool:
    return user.role == Role.LAWYER and not any(agent.is_filer for agent in party.agents.all())


def _as_party(user: User) -> dict[str, Any]:
    return {
        "is_filer": True,
        "name": user.name,
        "sex": user.sex,
        "birth_on": user.birth_on,
        "phone": user.phone,
        "id_kind": user.id_kind,
        "id_number": user.id_number,
    }


def _as_agent(user: User) -> dict[str, Any]:
    return {
        "is_filer": True,
        "name": user.name,
        "organisation": user.law_firm,
        "phone": user.phone,
        "license_number": user.license_number,
    }
