"""My account; a number opened with a reason; the answer kept when a session ended."""

from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gangcheng_court.core.accounts import rules
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.audit import reads, reveal
from gangcheng_court.core.web import responses
from gangcheng_court.core.web.access import signed_in, staff_only
from gangcheng_court.portal.people import services
from gangcheng_court.portal.people.forms import CareForm, ReasonForm
from gangcheng_court.portal.sign_in import idle


@never_cache
@signed_in
def profile(request: HttpRequest) -> HttpResponse:
    """The person's own data, in full, and what they may change."""
    user = request.user
    chosen = {"wants_priority": user.wants_priority, "access_needs": user.access_needs, "email": user.email}
    form = CareForm(request.POST if request.method == "POST" else None, initial=chosen)
    if request.method == "POST" and form.is_valid():
        services.choose_care(user.pk, **form.cleaned_data, by=user, at=timezone.now())
        messages.success(request, "已保存。")
        return redirect("people:profile")
    context = {
        "form": form,
        "is_aged": rules.is_aged(user.birth_on, timezone.localdate()),
        "sessions": UserSession.objects.purge_and_list(user),
        "has_second_factor": is_mfa_enabled(user),
    }
    if request.method == "POST":
        return responses.invalid(request, "people/profile.html", context)
    return render(request, "people/profile.html", context)


@require_POST
@signed_in
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    ended = services.end_other_sessions(request.user, keep=request.session.session_key)
    messages.success(request, f"已退出其他 {ended} 处登录。" if ended else "没有其他登录。")
    return redirect("people:profile")


@never_cache
@require_GET
@signed_in
def kept_answer(request: HttpRequest) -> HttpResponse:
    """What this person was sending when the session ended, ready to be sent again; nobody else sees it."""
    kept = idle.kept_answer(request.session, request.user)
    if kept is None:
        return redirect("portal:home")
    return render(request, "people/kept_answer.html", {"kept": kept})


@never_cache
@staff_only(*reveal.MAY_OPEN)
def number(request: HttpRequest, user_id: int) -> HttpResponse:
    """An account's identity number in clear, once, for who gives a reason."""
    holder = get_object_or_404(User, pk=user_id)
    if not holder.id_number and not holder.license_number:
        raise Http404
    form = ReasonForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "holder": holder}
    if request.method != "POST":
        return render(request, "people/number.html", context)
    if not form.is_valid():
        return responses.invalid(request, "people/number.html", context)
    field = "id_number" if holder.id_number else "license_number"
    context["number"] = reveal.identity_number(
        holder.pk,
        field=field,
        by=request.user,
        at=timezone.now(),
        reason=form.cleaned_data["reason"],
        address=reads.address_of(request),
    )
    return render(request, "people/number.html", context)
