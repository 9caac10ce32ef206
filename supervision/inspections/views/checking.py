"""On the spot, on a phone: each answer saved as it is given; without scripts the whole list as one form."""

import uuid
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from gangcheng_court.core.documents.checks import BadFile
from gangcheng_court.core.web import responses
from gangcheng_court.errors import Refused, WrongState
from supervision.inspections import links, queries, services
from supervision.inspections.enums import Status
from supervision.inspections.forms import FinishForm, ItemForm, Offered
from supervision.inspections.models import ChecklistItem, Inspection, ItemAnswer
from supervision.inspections.views import own

PAGE = "supervision/inspections/check.html"


@require_http_methods(["GET", "HEAD", "POST"])
@own
def check(request: HttpRequest, row: Inspection) -> HttpResponse:
    """The whole checklist. POST keeps what is new in it; with the button `finish` the visit is over."""
    now, typed = timezone.now(), request.method == "POST"
    if row.status != Status.UNDER_WAY and not typed:
        return redirect(links.inspection(row))
    data = (request.POST, request.FILES) if typed else (None, None)
    holding, offered = queries.holding_answers(row), Offered.now()
    forms = [
        ItemForm(*data, row=row, item=item, offered=offered, holding=holding.get(item.pk))
        for item in row.checklist.items.all()
    ]
    ending = FinishForm(data[0])
    if not typed:
        return _show(request, row, forms, ending)
    if not all([ending.is_valid(), *(form.is_valid() for form in forms)]):
        return _show(request, row, forms, ending, status=422)
    shown = {answer.key: answer for answer in row.answers.select_related("department", "person")}
    new = {form.item.pk: form.said(now) for form in forms if form.says_more_than(_known(form, shown), now)}
    services.answer_all(row.pk, new, by=request.user, at=now)
    for form in forms:
        _keep_photos(request, row, form, at=now)
    if any(form.errors for form in forms):
        return _show(request, row, forms, ending, status=422)
    if "finish" not in request.POST:
        messages.success(request, "已保存。")
        return redirect(links.check(row))
    try:
        services.finish(row.pk, by=request.user, at=now, summary=ending.cleaned_data["summary"].strip())
    except WrongState:
        raise
    except Refused as refusal:
        ending.add_error(None, str(refusal))
        return _show(request, row, forms, ending, status=422)
    messages.success(request, "检查已完成。")
    return redirect(links.inspection(row))


@require_POST
@own
def answer(request: HttpRequest, row: Inspection, item: int) -> HttpResponse:
    """One item, sent by the page as soon as it is answered: 204, or 422 with what is wrong in plain text."""
    form = ItemForm(request.POST, row=row, item=_item(row, item), offered=Offered.now())
    if not form.is_valid() or not form.cleaned_data["verdict"]:
        words = [words for errors in form.errors.values() for words in errors] or ["请先选择结论。"]
        return HttpResponse("".join(words), status=422, content_type="text/plain; charset=utf-8")
    now = timezone.now()
    services.answer(row.pk, item, form.said(now), by=request.user, at=now)
    return HttpResponse(status=204)


@require_POST
@own
def add_photo(request: HttpRequest, row: Inspection, item: int) -> HttpResponse:
    """One photo, sent by the page: the photos of its item, or 422 with what is wrong in plain text."""
    asked, upload = _item(row, item), request.FILES.get("photo")
    try:
        key = uuid.UUID(request.POST.get("key", ""))
        if upload is None:
            raise BadFile("这张照片没有传上来，请重新拍一张。")
        services.add_photo(row.pk, item, upload, key=key, by=request.user, at=timezone.now())
    except (BadFile, ValueError) as bad:
        words = str(bad) if isinstance(bad, BadFile) else "这张照片没有传上来，请重新拍一张。"
        return HttpResponse(words, status=422, content_type="text/plain; charset=utf-8")
    context = {"row": row, "photos": queries.photos_of(row).get(asked.pk, []), "may_drop": True}
    return render(request, "supervision/inspections/_photos.html", context)


@require_POST
@own
def drop_photo(request: HttpRequest, row: Inspection, file_id: uuid.UUID) -> HttpResponse:
    """“去掉”: a photo that should not have been taken."""
    photo = get_object_or_404(row.photos, file=file_id)
    services.drop_photo(row.pk, file_id, by=request.user, at=timezone.now())
    messages.success(request, "照片已去掉。")
    return redirect(f"{links.check(row)}#item-{photo.item_id}")


def _item(row: Inspection, pk: int) -> ChecklistItem:
    return get_object_or_404(row.checklist.items, pk=pk)


def _known(form: ItemForm, shown: dict[uuid.UUID, ItemAnswer]) -> ItemAnswer | None:
    """The answer that the page showed at this item: what was changed since, elsewhere, is no change of this page."""
    return shown.get(form.cleaned_data["seen"])


def _keep_photos(request: HttpRequest, row: Inspection, form: ItemForm, *, at: datetime) -> None:
    """Keep the photos that came with the form; what is wrong with one is told beside its field."""
    for position, upload in enumerate(form.cleaned_data["photos"]):
        key = uuid.uuid5(form.cleaned_data["key"], str(position))
        try:
            services.add_photo(row.pk, form.item.pk, upload, key=key, by=request.user, at=at)
        except BadFile as bad:
            form.add_error("photos", str(bad))


def _show(
    request: HttpRequest, row: Inspection, forms: list[ItemForm], ending: FinishForm, *, status: int = 200
) -> HttpResponse:
    photos = queries.photos_of(row)
    groups: dict[str, list[tuple[ItemForm, list]]] = {}
    for form in forms:
        groups.setdefault(form.item.group, []).append((form, photos.get(form.item.pk, [])))
    context = {"row": row, "groups": groups, "item_forms": forms, "form": ending, "wrong": status == 422}
    if status == 422:
        return responses.invalid(request, PAGE, context)
    return render(request, PAGE, context)
