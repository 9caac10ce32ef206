"""窗口立案: one page leads a visit from the greeting to its end."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filings.reception.services import Incomplete
from filings.window import links, permissions, queries, services
from filings.window.enums import NEEDS_REASON, VisitResult
from filings.window.forms import DocumentForm, EndForm, NameForm, NoPhoneForm, PaperForm, PhoneForm, RegistrationForm
from filings.window.models import Visit
from filings.window.views.page import missing, show_visit
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.notices.codes import TooOften
from gangcheng_court.core.web.access import staff_only
from gangcheng_court.errors import Refused, WrongState

View = Callable[..., HttpResponse]
PAGE_SIZE = 30
MONTH = timedelta(days=30)
ALL, UNDECIDED = "all", "undecided"


def clerks_only(view: View) -> View:
    """For the clerks of the window; to everybody else the page does not exist."""
    return staff_only(*permissions.CLERKS)(view)


def own_visit(view: View) -> View:
    """`view(request, visit, …)` with one that this clerk conducts."""

    @wraps(view)
    def found(request: HttpRequest, visit_id: int, **kwargs: Any) -> HttpResponse:
        rows = permissions.visits_of(request.user).select_related(
            "assistance__citizen", "assistance__filing__filer", "assistance__helper"
        )
        return view(request, get_object_or_404(rows, pk=visit_id), **kwargs)

    return clerks_only(found)


@require_http_methods(["GET", "POST"])
@clerks_only
def window(request: HttpRequest) -> HttpResponse:
    """Greet the next person; the visits that are not ended yet."""
    form = NameForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        visit = services.begin(form.cleaned_data["name"], by=request.user, at=timezone.now())
        return redirect(links.visit_url(visit))
    mine = permissions.visits_of(request.user).select_related("assistance__filing")
    context = {"form": form, "going_on": mine.filter(ended_at__isnull=True), "ended": mine.exclude(ended_at=None)[:10]}
    return render(request, "filings/window/window.html", context, status=422 if form.is_bound else 200)


@require_safe
@staff_only(*permissions.READERS_OF_VISITS)
def book(request: HttpRequest) -> HttpResponse:
    """Every visit with its result, and the reason where nothing was decided; the month's figures."""
    now = timezone.now()
    rows = permissions.visits_visible_to(request.user).select_related("clerk", "assistance__filing")
    tab = UNDECIDED if request.GET.get("tab") == UNDECIDED else ALL
    if tab == UNDECIDED:
        rows = rows.filter(result__in=NEEDS_REASON)
    before = request.GET.get("before", "")
    if before.isdecimal() and len(before) < 15:
        rows = rows.filter(pk__lt=int(before))
    found = list(rows.order_by("-pk")[: PAGE_SIZE + 1])
    more, found = len(found) > PAGE_SIZE, found[:PAGE_SIZE]
    results = queries.results_between(now - MONTH, now)
    address = reverse("filings:window-book")
    context = {
        "rows": found,
        "tabs": [
            {"title": "全部接待", "url": address, "current": tab == ALL, "count": None},
            {
                "title": "没有当场决定的",
                "url": f"{address}?tab={UNDECIDED}",
                "current": tab == UNDECIDED,
                "count": None,
            },
        ],
        "tab": tab,
        "figures": [(result.label, results.get(result.value, 0)) for result in VisitResult],
        "older": f"{address}?tab={tab}&before={found[-1].pk}" if more else "",
        "newer": address if before else "",
        "sees_all": request.user.role != Role.CLERK,
    }
    return render(request, "filings/window/book.html", context)


@require_safe
@own_visit
def visit(request: HttpRequest, row: Visit) -> HttpResponse:
    """Where the visit stands, and the next step."""
    return show_visit(request, row)


@require_POST
@own_visit
def identify(request: HttpRequest, row: Visit) -> HttpResponse:
    """Whose phone it is; without an account, name and document are asked for."""
    registering = "id_number" in request.POST
    form = RegistrationForm(request.POST) if registering else PhoneForm(request.POST)
    name = "registration_form" if registering else "phone_form"
    if not form.is_valid():
        return show_visit(request, row, {name: form}, status=422)
    phone, person = form.cleaned_data["phone"], form.person() if registering else None
    try:
        services.identify(row.pk, phone=phone, person=person, by=request.user, at=timezone.now())
    except services.UnknownPerson as unknown:
        asked = RegistrationForm(initial={"phone": phone, "name": row.name})
        return show_visit(request, row, {"registration_form": asked, "unknown": str(unknown)}, status=422)
    except TooOften as refusal:
        form.add_error("phone", str(refusal))
        return show_visit(request, row, {name: form}, status=422)
    return redirect(links.visit_url(row))


@require_http_methods(["GET", "POST"])
@own_visit
def no_phone(request: HttpRequest, row: Visit) -> HttpResponse:
    """Who has no phone is known by the document alone."""
    form = NoPhoneForm(request.POST if request.method == "POST" else None, initial={"name": row.name})
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("because", "contact")}
        try:
            services.identify_by_document(row.pk, person=form.person(), **told, by=request.user, at=timezone.now())
        except WrongState:
            raise
        except Refused as refusal:
            form.add_error("id_number", str(refusal))
        else:
            return redirect(links.visit_url(row))
    return render(
        request, "filings/window/no_phone.html", {"visit": row, "form": form}, status=422 if form.is_bound else 200
    )


@require_POST
@own_visit
def document(request: HttpRequest, row: Visit) -> HttpResponse:
    """The document in hand tells who it is."""
    if row.assistance is None:
        raise WrongState("请先填写来访人的手机号码。")
    form = DocumentForm(request.POST)
    if form.is_valid():
        try:
            services.open_with_document(row.assistance_id, person=form.person(), by=request.user, at=timezone.now())
        except WrongState:
            raise
        except Refused as refusal:
            form.add_error("id_number", str(refusal))
        else:
            return redirect(links.visit_url(row))
    return show_visit(request, row, {"document_form": form}, status=422)


@require_POST
@own_visit
def hand_in(request: HttpRequest, row: Visit) -> HttpResponse:
    """Hand in with the person present."""
    form = PaperForm(request.POST)
    if not form.is_valid():
        return show_visit(request, row, {"paper_form": form}, status=422)
    now = timezone.now()
    try:
        services.hand_in_on_site(
            row.pk,
            by=request.user,
            at=now,
            paper_received_at=form.moment(now),
            paper_because=form.cleaned_data["because"],
        )
    except Incomplete as refusal:
        return show_visit(request, row, missing(row.assistance, refusal), status=422)
    except WrongState:
        raise
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return show_visit(request, row, {"paper_form": form}, status=422)
    messages.success(request, "已经收件。请打印收件凭证交给来访人。")
    return redirect(links.visit_url(row))


@require_POST
@clerks_only
def end(request: HttpRequest, visit_id: int) -> HttpResponse:
    """End it; a result that needs a reason asks for it."""
    row = get_object_or_404(permissions.visits_visible_to(request.user), pk=visit_id)
    own = row.clerk_id == request.user.pk
    form = EndForm(request.POST)
    if form.is_valid():
        try:
            ended = services.end_visit(row.pk, by=request.user, at=timezone.now(), **form.cleaned_data)
        except WrongState:
            raise
        except Refused as refusal:
            if not own:
                raise
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, f"接待已经结束：{ended.get_result_display()}。")
            return redirect("filings:window" if own else "filings:window-book")
    return show_visit(request, row, {"end_form": form}, status=422)
