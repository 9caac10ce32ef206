"""Lending at the window: who has what, overdue first; lent, brought back, lost. The chief keeps the list of things."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accessibility.amenities import permissions, queries, services
from accessibility.amenities.forms import ItemForm, LendForm
from accessibility.amenities.views.tabs import tabs
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.web.access import staff_only
from gangcheng_court.errors import NotYours, Refused

keepers = staff_only(*permissions.KEEPERS)
heads = staff_only(Role.CHIEF)


@never_cache
@require_http_methods(["GET", "POST"])
@staff_only(*permissions.READERS)
def loans(request: HttpRequest) -> HttpResponse:
    """What is out, and the form that lends; a thing that somebody else has just taken is told beside its field."""
    now, may_keep = timezone.now(), permissions.is_keeper(request.user)
    if request.method == "POST" and not may_keep:
        raise NotYours
    form = LendForm(request.POST or None) if may_keep else None
    if form and form.is_bound and form.is_valid():
        told = form.cleaned_data
        try:
            loan = services.lend(
                told["item"].pk,
                ticket_label=told["ticket_label"],
                phone=told["phone"],
                by=request.user,
                at=now,
                once=form.key,
            )
        except Refused as refusal:
            form.add_error("item", str(refusal))
        else:
            messages.success(request, f"已借出：{loan.item}。")
            return redirect("accessibility:loans")
    seen = permissions.loans_visible_to(request.user)
    context = {
        "tabs": tabs("accessibility:loans"),
        "form": form,
        "now": now,
        "out": queries.out_first_due(seen),
        "returned": queries.returned_on(seen, court_date(now)),
        "stock": queries.stock(),
        "is_head": request.user.role == Role.CHIEF,
    }
    status = 422 if form and form.errors else 200
    return render(request, "accessibility/amenities/loans.html", context, status=status)


@require_POST
@keepers
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """It is back."""
    loan = get_object_or_404(permissions.loans_visible_to(request.user).select_related("item"), pk=pk)
    services.give_back(loan.pk, by=request.user, at=timezone.now())
    messages.success(request, f"已归还：{loan.item}。")
    return redirect("accessibility:loans")


@require_POST
@keepers
def mark_lost(request: HttpRequest, pk: int) -> HttpResponse:
    """Nobody brought it back."""
    loan = get_object_or_404(permissions.loans_visible_to(request.user).select_related("item"), pk=pk)
    services.mark_lost(loan.pk, by=request.user, at=timezone.now())
    messages.success(request, f"已登记遗失：{loan.item}。找到了，再按“归还”。")
    return redirect("accessibility:loans")


@never_cache
@require_http_methods(["GET", "POST"])
@heads
def items(request: HttpRequest) -> HttpResponse:
    """Everything there is to lend; the chief adds to it."""
    form = ItemForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            item = services.add_item(**form.cleaned_data, by=request.user)
        except Refused as refusal:
            form.add_error("label", str(refusal))
        else:
            messages.success(request, f"已添加：{item}。")
            return redirect("accessibility:items")
    context = {"form": form, "items": queries.items()}
    return render(request, "accessibility/amenities/items.html", context, status=422 if form.errors else 200)


@require_POST
@heads
def retire_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Out of use, or back into it: `keep` is 1 or empty."""
    item = get_object_or_404(permissions.items_visible_to(request.user), pk=pk)
    is_kept = bool(request.POST.get("keep"))
    services.retire_item(item.pk, by=request.user, is_kept=is_kept)
    messages.success(request, f"{'重新使用' if is_kept else '已停用'}：{item}。")
    return redirect("accessibility:items")
