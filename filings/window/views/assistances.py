"""肩并肩: the helper's pages, at the window and on the telephone."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filings.intake.models import Assistance
from filings.intake.permissions import HELPERS
from filings.reception.services import Incomplete
from filings.window import links, permissions, services
from filings.window.forms import CodeForm, InvitationForm, KindForm, PhoneForm, RegistrationForm
from filings.window.views.page import missing, show
from gangcheng_court.core.notices.codes import TooOften, WrongCode
from gangcheng_court.core.web.access import signed_in, staff_only

View = Callable[..., HttpResponse]
RECENT = 10


def helpers_only(view: View) -> View:
    """For staff who help; to everybody else the page does not exist."""
    return staff_only(*HELPERS)(view)


def own_assistance(view: View) -> View:
    """`view(request, assistance)` with one that this person gives."""

    @wraps(view)
    def found(request: HttpRequest, assistance_id: int) -> HttpResponse:
        rows = permissions.assistances_of(request.user).select_related("citizen", "filing__filer", "helper")
        return view(request, get_object_or_404(rows, pk=assistance_id))

    return helpers_only(found)


@require_http_methods(["GET", "POST"])
@helpers_only
def start(request: HttpRequest) -> HttpResponse:
    """Whom to help: by the phone, to which the code goes; without an account, name and document are asked for."""
    if request.method == "GET":
        return _start(request)
    registering = "id_number" in request.POST
    form = RegistrationForm(request.POST) if registering else PhoneForm(request.POST)
    if not form.is_valid():
        return _start(request, status=422, **{"registration_form" if registering else "phone_form": form})
    person = form.person() if registering else None
    try:
        row = services.ask(form.cleaned_data["phone"], person=person, by=request.user, at=timezone.now())
    except services.UnknownPerson as unknown:
        asked = RegistrationForm(initial={"phone": form.cleaned_data["phone"]})
        return _start(request, status=422, registration_form=asked, unknown=str(unknown))
    except TooOften as refusal:
        form.add_error("phone", str(refusal))
        return _start(request, status=422, **{"registration_form" if registering else "phone_form": form})
    return redirect("filings:assistance", assistance_id=row.pk)


@require_POST
@helpers_only
def invited(request: HttpRequest) -> HttpResponse:
    """Open the draft whose filer reads out its number and the code on the page."""
    form = InvitationForm(request.POST)
    if form.is_valid():
        try:
            row = services.accept_invitation(**form.cleaned_data, by=request.user, at=timezone.now())
        except WrongCode as wrong:
            form.add_error("code", str(wrong))
        else:
            return redirect("filings:assistance", assistance_id=row.pk)
    return _start(request, status=422, invitation_form=form)


@require_safe
@own_assistance
def assistance(request: HttpRequest, row: Assistance) -> HttpResponse:
    """Where it stands, and the next step; one that belongs to a visit leads there."""
    if hasattr(row, "visit"):
        return redirect(links.place(row))
    return show(request, row)


@require_safe
@helpers_only
def of_draft(request: HttpRequest, code: str) -> HttpResponse:
    """From a draft's pages back to the page on which it is helped with."""
    row = permissions.assistances_of(request.user).filter(filing__draft_code=code).order_by("-pk").first()
    if row is None:
        raise Http404
    return redirect(links.place(row))


@require_POST
@own_assistance
def send_code(request: HttpRequest, row: Assistance) -> HttpResponse:
    """Send the code for opening once more."""
    try:
        services.ask_again(row.pk, by=request.user, at=timezone.now())
    except TooOften as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "验证码已经重新发送。")
    return redirect(links.place(row))


@require_POST
@own_assistance
def open_(request: HttpRequest, row: Assistance) -> HttpResponse:
    """The person has read the code out."""
    return with_code(
        request, row, lambda code: services.open_with_code(row.pk, code=code, by=request.user, at=timezone.now())
    )


@require_POST
@own_assistance
def choose(request: HttpRequest, row: Assistance) -> HttpResponse:
    """A draft of the person's own, or a new one."""
    now = timezone.now()
    if code := request.POST.get("draft_code", "")[:20]:
        services.choose(row.pk, draft_code=code, by=request.user, at=now)
    else:
        form = KindForm(request.POST)
        if not form.is_valid():
            return show(request, row, {"kind_form": form}, status=422)
        services.choose(row.pk, kind=form.cleaned_data["kind"], by=request.user, at=now)
    return redirect(links.place(row))


@require_POST
@own_assistance
def send_submission_code(request: HttpRequest, row: Assistance) -> HttpResponse:
    """Send the code that says yes to the draft as it stands."""
    try:
        services.send_submission_code(row.pk, by=request.user, at=timezone.now())
    except Incomplete as refusal:
        return show(request, row, missing(row, refusal), status=422)
    except TooOften as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "确认提交的验证码已经发到本人手机。内容改动以后要重新发送。")
    return redirect(links.place(row))


@require_POST
@own_assistance
def hand_in(request: HttpRequest, row: Assistance) -> HttpResponse:
    """Hand in on the code that the person has read out."""
    return with_code(
        request,
        row,
        lambda code: services.hand_in(row.pk, code=code, by=request.user, at=timezone.now()),
        form_name="submit_form",
    )


@require_POST
@signed_in
def end(request: HttpRequest, assistance_id: int) -> HttpResponse:
    """Either side ends it."""
    row = get_object_or_404(permissions.assistances_known_to(request.user), pk=assistance_id)
    services.end_assistance(row.pk, by=request.user, at=timezone.now())
    messages.success(request, "协助已经结束，工作人员不能再打开这份草稿。")
    if row.citizen_id == request.user.pk:
        return redirect("filings:draft", code=row.filing.draft_code) if row.filing else redirect("filings:mine")
    return redirect(links.place(row))


def with_code(
    request: HttpRequest, row: Assistance, act: Callable[[str], Any], *, form_name: str = "code_form"
) -> HttpResponse:
    """Do `act` with the typed code; a wrong one is answered at its field."""
    form = CodeForm(request.POST)
    if form.is_valid():
        try:
            act(form.cleaned_data["code"])
        except WrongCode as wrong:
            form.add_error("code", str(wrong))
        except Incomplete as refusal:
            return show(request, row, missing(row, refusal), status=422)
        else:
            return redirect(links.place(row))
    return show(request, row, {form_name: form}, status=422)


def _start(request: HttpRequest, *, status: int = 200, **extra: Any) -> HttpResponse:
    recent = permissions.assistances_of(request.user).filter(visit__isnull=True).select_related("citizen", "filing")
    context = {
        "phone_form": PhoneForm(),
        "invitation_form": InvitationForm(),
        "recent": recent.order_by("-pk")[:RECENT],
        "now": timezone.now(),
    }
    return render(request, "filings/window/assistances.html", context | extra, status=status)
