"""The public's pages: bring a matter to the court, follow it without an account, say what one thinks of the answer."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gangcheng_court.core.web import responses
from gangcheng_court.core.web.access import signed_in
from gangcheng_court.errors import Refused
from hotline.tickets import permissions, services
from hotline.tickets.enums import TOLD, Source, Status, TicketType
from hotline.tickets.forms import ASKED_OF_CITIZENS, FollowForm, RatingForm, TicketForm
from hotline.tickets.models import Ticket
from hotline.tickets.views.page import chain, limits, slot_form

FOLLOWED = "hotline_followed"
"""Key of the session: {number: until} of the tickets that code and phone have opened here."""


@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """What one may bring, and what happens then, by when."""
    return render(request, "hotline/tickets/contact.html", {"kinds": ASKED_OF_CITIZENS})


@never_cache
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, type: str) -> HttpResponse:
    """One matter, with or without an account; sent twice it is one ticket, and the receipt is the same."""
    if type not in ASKED_OF_CITIZENS:
        raise Http404
    kind, person = TicketType(type), request.user if request.user.is_authenticated else None
    if request.method == "GET":
        known = {"name": person.name, "phone": person.phone, "needs": person.access_needs} if person else {}
        return render(request, "hotline/tickets/new.html", {"kind": kind, "form": TicketForm(type=kind, initial=known)})
    form = TicketForm(request.POST, type=kind)
    if not form.is_valid():
        return responses.invalid(request, "hotline/tickets/new.html", {"kind": kind, "form": form})
    new_ticket = form.new_ticket(source=Source.WEB, person=person)
    receipt = services.receive(new_ticket, by=None, at=timezone.now(), once=form.key)
    return render(request, "hotline/tickets/receipt.html", {"ticket": receipt.ticket, "code": receipt.code})


@never_cache
@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """Code and phone open one ticket in this browser for half an hour; every failure is told in the same words."""
    if request.method == "GET":
        return render(request, "hotline/tickets/follow.html", {"form": FollowForm(initial=request.GET.dict())})
    form, now = FollowForm(request.POST), timezone.now()
    if form.is_valid():
        try:
            ticket = services.find_followed(**form.cleaned_data, at=now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            until = (now + permissions.FOLLOWED_FOR).isoformat()
            request.session[FOLLOWED] = request.session.get(FOLLOWED, {}) | {ticket.number: until}
            return redirect("hotline:follow-ticket", number=ticket.number)
    return responses.invalid(request, "hotline/tickets/follow.html", {"form": form})


@never_cache
@require_safe
def followed(request: HttpRequest, number: str) -> HttpResponse:
    """Where one's ticket stands, what was answered, and what one may still say."""
    return _show(request, _followed(request, number))


@require_POST
def rate(request: HttpRequest, number: str) -> HttpResponse:
    """Satisfied or not; a dissatisfied word, or one that says something is missing, begins the work anew."""
    ticket = _followed(request, number)
    form = RatingForm(request.POST)
    if not form.is_valid():
        return _show(request, ticket, rating_form=form, status=422)
    row = services.rate(ticket.pk, **form.asked(), at=timezone.now())
    again = row.status in (Status.HANDED_OVER, Status.RECEIVED)
    messages.success(request, "谢谢，已经安排另外的人重新办理。" if again else "谢谢您的评价。")
    return redirect("hotline:follow-ticket", number=number)


@require_POST
def add(request: HttpRequest, number: str) -> HttpResponse:
    """One more word of the person, as long as the ticket is open."""
    ticket = _followed(request, number)
    words = request.POST.get("words", "").replace("\0", "").strip()
    if not words or len(words) > 2000:
        error = "请写要补充的内容。" if not words else f"最多 2000 个字，现在有 {len(words)} 个，请删短一些。"
        return _show(request, ticket, add_error=error, typed=words, status=422)
    services.add_word(ticket.pk, words=words, at=timezone.now())
    messages.success(request, "已经转给办理的人。")
    return redirect("hotline:follow-ticket", number=number)


@require_POST
def book(request: HttpRequest, number: str) -> HttpResponse:
    """Ask to be called back in one of the free hours."""
    ticket, now = _followed(request, number), timezone.now()
    form = slot_form(now, request.POST)
    if not form.is_valid():
        return _show(request, ticket, slot_form=form, status=422)
    services.book_callback(ticket.pk, by=None, at=now, planned_at=form.cleaned_data["planned_at"])
    messages.success(request, "已约好回拨，请保持电话畅通。")
    return redirect("hotline:follow-ticket", number=number)


@require_safe
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """The tickets of whoever is signed in, newest first."""
    rows = permissions.own(request.user).order_by("-pk")[:50]
    return render(request, "hotline/tickets/mine.html", {"rows": rows, "now": timezone.now()})


def _followed(request: HttpRequest, number: str) -> Ticket:
    """One's own ticket: by the account, or by code and phone given in this browser not long ago."""
    if request.user.is_authenticated:
        own = permissions.own(request.user).filter(number=number).select_related("department").first()
        if own:
            return own
    until = request.session.get(FOLLOWED, {}).get(number)
    if not until or datetime.fromisoformat(until) <= timezone.now():
        raise Http404
    return get_object_or_404(Ticket.objects.select_related("department"), number=number)


def _show(request: HttpRequest, ticket: Ticket, *, status: int = 200, **extra: object) -> HttpResponse:
    now = timezone.now()
    steps = list(ticket.steps.select_related("department"))
    waiting = ticket.callbacks.filter(ended_at__isnull=True).first()
    may_book = ticket.status != Status.CLOSED and not ticket.no_call_back and waiting is None
    context = {
        "ticket": ticket,
        "now": now,
        "chain": chain(steps, ticket),
        "steps": [step for step in steps if step.kind in TOLD],
        "limits": [row for row in limits(ticket) if row["limit"].met_at is None],
        "questions": ticket.questions.all(),
        "waiting": waiting,
        "rating_form": RatingForm() if services.may_be_rated(ticket, now) else None,
        "slot_form": slot_form(now) if may_book else None,
        **extra,
    }
    return render(request, "hotline/tickets/followed.html", context, status=status)
