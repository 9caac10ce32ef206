"""One visit: its plan, what was found, the orders; its report; its photos."""

from io import BytesIO
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gangcheng_court.core.audit import reads
from gangcheng_court.core.documents import pdf
from gangcheng_court.core.documents.serving import serve
from gangcheng_court.core.web import responses
from gangcheng_court.errors import Refused
from supervision.inspections import links, permissions, queries, services
from supervision.inspections.enums import Status, Verdict
from supervision.inspections.forms import CancelForm, OrderForm
from supervision.inspections.models import Inspection
from supervision.inspections.views import found
from supervision.rectification.forms import possible_owners

OVER = (Status.DONE, Status.PUBLISHED)


@require_safe
@found
def inspection(request: HttpRequest, row: Inspection) -> HttpResponse:
    """The visit as far as it has come, and what this person may do with it."""
    return _show(request, row)


@require_POST
@found
def act(request: HttpRequest, row: Inspection, code: str) -> HttpResponse:
    """开始, 公布 or 取消."""
    now = timezone.now()
    if code == "begin":
        services.begin(row.pk, by=request.user, at=now)
        return redirect(links.check(row))
    if code == "publish":
        services.publish(row.pk, by=request.user, at=now)
        messages.success(request, "检查结果已公布。")
        return redirect(links.inspection(row))
    if code != "cancel":
        raise Http404
    form = CancelForm(request.POST)
    if not form.is_valid():
        permissions.require_settler(request.user, row)
        return _show(request, row, form=form)
    services.cancel(row.pk, by=request.user, at=now, **form.cleaned_data)
    messages.success(request, "这次检查已取消。")
    return redirect(links.inspection(row))


@require_http_methods(["GET", "HEAD", "POST"])
@found
def orders(request: HttpRequest, row: Inspection) -> HttpResponse:
    """下达整改: the findings without an order that runs, several ordered at once."""
    if not permissions.may_order(request.user, row):
        raise Http404
    now, owners = timezone.now(), possible_owners()
    findings = list(queries.findings_of(row))
    ordered = queries.orders_of(findings, request.user)
    typed = request.POST if request.method == "POST" else None
    forms = [
        OrderForm(typed, finding=finding, owners=owners, now=now)
        for finding in findings
        if finding.number not in ordered
    ]
    context: dict[str, Any] = {"row": row, "forms": forms, "ordered": ordered.values()}
    if typed is None:
        return render(request, "supervision/inspections/orders.html", context)
    valid = [form.is_valid() for form in forms]
    is_valid = all(valid)
    wishes = [form.wish for form in forms if is_valid and form.cleaned_data["chosen"]]
    if is_valid and not wishes:
        context["nothing_chosen"] = "请至少勾选一个问题。"
    if not is_valid or not wishes:
        return responses.invalid(request, "supervision/inspections/orders.html", context)
    made = services.order_rectifications(row.pk, wishes, by=request.user, at=now)
    messages.success(request, f"已下达 {len(made)} 份整改通知：{'、'.join(order.number for order in made)}。")
    return redirect(links.inspection(row))


@require_safe
@found
def report(request: HttpRequest, row: Inspection) -> HttpResponseBase:
    """The result on paper, without anybody's name; of a covert visit once it is published. The export is logged."""
    if row.status not in OVER or row.is_secret:
        raise Refused("检查完成、暗访公布以后，才能导出结果。")
    now = timezone.now()
    context = _result(row, request) | {"row": row, "now": now, "exporter": request.user}
    content = pdf.render("pdf/supervision/inspection.html", context)
    reads.log(
        reader=request.user,
        what="检查结果 PDF",
        reference=row.number,
        at=now,
        address=reads.address_of(request),
    )
    return FileResponse(BytesIO(content), filename=f"检查结果 {row.number}.pdf")


@require_safe
@found
def photo(request: HttpRequest, row: Inspection, file_id: UUID) -> HttpResponseBase:
    """A photo; the reading is logged, of a covert visit where only its owner finds it (`reads.APART`)."""
    shown = get_object_or_404(permissions.photos_visible_to(request.user).filter(inspection=row), file=file_id)
    if row.is_secret:
        return serve(request, shown.file, what="暗访照片", reference=str(shown.file_id))
    return serve(request, shown.file, what="检查照片", reference=row.number)


def _show(request: HttpRequest, row: Inspection, *, form: CancelForm | None = None) -> HttpResponse:
    user = request.user
    is_owner, may_settle = user.pk == row.owner_id, permissions.may_settle(user, row)
    context = {
        "row": row,
        "form": form,
        "is_owner": is_owner,
        "may_begin": is_owner and row.status == Status.PLANNED,
        "may_check": is_owner and row.status == Status.UNDER_WAY,
        "may_publish": may_settle and row.status == Status.DONE,
        "may_order": permissions.may_order(user, row),
        "may_print": row.status in OVER and not row.is_secret,
        "cancel": (form or CancelForm()) if may_settle and row.status in (Status.PLANNED, Status.UNDER_WAY) else None,
        **(_result(row, request) if row.status in OVER else {}),
    }
    return render(request, "supervision/inspections/inspection.html", context, status=422 if form else 200)


def _result(row: Inspection, request: HttpRequest) -> dict[str, Any]:
    user, findings = request.user, list(queries.findings_of(row))
    orders = queries.orders_of(findings, user)
    known = permissions.visible_to(user).filter(pk__in={one.repeats.inspection_id for one in findings if one.repeats})
    open_pages = set(known.values_list("pk", flat=True))
    photos = permissions.photos_visible_to(user).filter(inspection=row).order_by("pk")
    by_item: dict[int, list] = {}
    for shown in photos:
        by_item.setdefault(shown.item_id, []).append(shown)
    answers = queries.holding_answers(row)
    lines = [(item, answers.get(item.pk)) for item in row.checklist.items.all()]
    return {
        "findings": [
            {
                "finding": one,
                "order": orders.get(one.number),
                "person": one.person if permissions.sees_person(user, one) else None,
                "photos": by_item.get(one.item_id, []),
                "opens_earlier": one.repeats is not None and one.repeats.inspection_id in open_pages,
            }
            for one in findings
        ],
        "lines": lines,
        "passed": sum(answer is not None and answer.verdict == Verdict.PASSED for _, answer in lines),
        "looked_at": sum(answer is not None and answer.verdict != Verdict.NOT_APPLICABLE for _, answer in lines),
    }
