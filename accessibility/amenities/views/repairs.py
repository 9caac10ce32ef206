"""报修: what is broken and by when it is put right; one repair with everything found of it; photos."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accessibility.amenities import links, permissions, queries, services
from accessibility.amenities.forms import LookAgainForm
from accessibility.amenities.models import Repair
from accessibility.amenities.views.photos import photo_of
from accessibility.amenities.views.tabs import tabs
from gangcheng_court.core.deadlines import obligations
from gangcheng_court.core.documents.serving import serve
from gangcheng_court.core.web.access import staff_only

MOST_MENDED = 50
keepers = staff_only(*permissions.KEEPERS)
readers = staff_only(*permissions.READERS)


@never_cache
@require_safe
@readers
def repairs(request: HttpRequest) -> HttpResponse:
    """What is to be put right, the nearest limit first, and what was."""
    seen = permissions.visible_to(request.user)
    context = {
        "tabs": tabs("accessibility:repairs"),
        "now": timezone.now(),
        "open": queries.open_first(seen),
        "mended": queries.mended(seen)[:MOST_MENDED],
    }
    return render(request, "accessibility/amenities/repairs.html", context)


@never_cache
@require_safe
@readers
def repair(request: HttpRequest, number: str) -> HttpResponse:
    """One repair: what was found, by whom, by when it is to be put right, and what may be done."""
    return _show(request, _repair(request, number))


@require_POST
@keepers
def take(request: HttpRequest, number: str) -> HttpResponse:
    """“我来办”."""
    row = services.take(_repair(request, number).pk, by=request.user, at=timezone.now())
    messages.success(request, "这件报修由您负责，修好后请写明结果。")
    return redirect(links.repair(row))


@require_POST
@keepers
def look_again(request: HttpRequest, number: str) -> HttpResponse:
    """A new check with its result; a bad photo is told beside its field, and what was typed stays."""
    row, now = _repair(request, number), timezone.now()
    form = LookAgainForm(request.POST, request.FILES)
    form.full_clean()
    photo = photo_of(request, form, at=now)
    if not form.is_valid():
        return _show(request, row, form=form, status=422)
    told = form.cleaned_data
    row = services.look_again(
        row.pk, state=told["state"], result=told["result"].strip(), photo=photo, by=request.user, at=now, once=form.key
    )
    messages.success(request, "已办结，群众看到的状态是“可用”。" if row.met_at else "已记下进展，期限照常计算。")
    return redirect(links.repair(row))


@require_safe
@readers
def photo(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The photo of one check; the reading is logged."""
    check = get_object_or_404(permissions.checks_visible_to(request.user).select_related("facility", "photo"), pk=pk)
    if check.photo is None:
        raise Http404
    return serve(request, check.photo, what="设施照片", reference=f"{check.facility.code} {check.at:%Y-%m-%d}")


def _repair(request: HttpRequest, number: str) -> Repair:
    rows = permissions.visible_to(request.user).select_related("facility", "found__by", "responsible", "mended__by")
    return get_object_or_404(rows, reference=number)


def _show(request: HttpRequest, row: Repair, *, form: LookAgainForm | None = None, status: int = 200) -> HttpResponse:
    may_keep = permissions.is_keeper(request.user) and row.met_at is None
    context = {
        "repair": row,
        "now": timezone.now(),
        "checks": queries.checks_of(row),
        "how": obligations.explain(row),
        "form": (form or LookAgainForm()) if may_keep else None,
    }
    return render(request, "accessibility/amenities/repair.html", context, status=status)
