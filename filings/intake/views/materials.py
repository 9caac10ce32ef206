"""材料: files in slots. A bad file is answered beside its slot; everything else stays."""

from collections import defaultdict

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from filings.intake import links, permissions, rules, services
from filings.intake.forms.materials import UploadForm
from filings.intake.kinds import Slot, Task
from filings.intake.models import Filing, Material
from filings.intake.views import drafting
from gangcheng_court.core.documents.checks import PDF, PICTURES
from gangcheng_court.errors import Refused, WrongState

TURNS = {"left": 270, "right": 90}
MERGEABLE = PICTURES | {PDF}
MOVES = {"up": True, "down": False}


@require_GET
@drafting.own_draft
def materials(request: HttpRequest, filing: Filing) -> HttpResponse:
    """Every slot that concerns this filing, with its files; a kind without slots has no such page."""
    if Task.MATERIALS not in filing.kind_data.tasks:
        raise Http404
    return _page(request, filing)


@require_http_methods(["GET", "POST"])
@drafting.own_draft
def upload(request: HttpRequest, filing: Filing, slot: str) -> HttpResponse:
    """Put one or several files into a slot, or one in place of the material `replaces`."""
    place = _slot(filing, slot)
    if request.method == "GET":
        return redirect(_slot_url(request, filing, place))
    permissions.require_open(filing, f"slot:{slot}")
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, filing, slot, form.errors["files"])
    replaces = request.POST.get("replaces", "")
    old = _material(filing, int(replaces[:18])).pk if replaces.isdecimal() else None
    bad = []
    for file in form.cleaned_data["files"]:
        try:
            services.upload_material(
                filing.pk, slot=slot, upload=file, by=request.user, at=timezone.now(), replaces=old
            )
        except WrongState:
            raise
        except Refused as refusal:
            bad.append(f"“{file.name}”没有上传：{refusal}")
        old = None
    return _page(request, filing, slot, bad) if bad else redirect(_slot_url(request, filing, place))


@require_POST
@drafting.own_draft
def arrange(request: HttpRequest, filing: Filing, material_id: int) -> HttpResponse:
    """Turn a file (`turn=left|right`) or move it in its slot (`move=up|down`)."""
    material = _material(filing, material_id)
    now = timezone.now()
    try:
        if degrees := TURNS.get(request.POST.get("turn", "")):
            services.rotate_material(filing.pk, material_id=material.pk, degrees=degrees, by=request.user, at=now)
        elif (up := MOVES.get(request.POST.get("move", ""))) is not None:
            services.move_material(filing.pk, material_id=material.pk, up=up, by=request.user, at=now)
    except WrongState:
        raise
    except Refused as refusal:
        return _page(request, filing, material.slot, [str(refusal)])
    return redirect(_slot_url(request, filing, _slot(filing, material.slot)))


@require_POST
@drafting.own_draft
def merge(request: HttpRequest, filing: Filing, slot: str) -> HttpResponse:
    """Make one PDF of the slot's files, in the order shown."""
    place = _slot(filing, slot)
    try:
        services.merge_slot(filing.pk, slot=slot, by=request.user, at=timezone.now())
    except WrongState:
        raise
    except Refused as refusal:
        return _page(request, filing, slot, [str(refusal)])
    messages.success(request, f"{place.title}已合并成一个 PDF。")
    return redirect(_slot_url(request, filing, place))


@require_http_methods(["GET", "POST"])
@drafting.own_draft
def remove(request: HttpRequest, filing: Filing, material_id: int) -> HttpResponse:
    """Ask once, then take the file out of its slot."""
    material = _material(filing, material_id)
    permissions.require_open(filing, f"slot:{material.slot}")
    place = _slot(filing, material.slot)
    if request.method == "POST":
        services.remove_material(filing.pk, material_id=material.pk, by=request.user, at=timezone.now())
        return redirect(_slot_url(request, filing, place))
    context = {"material": material, "slot": place, "slot_url": _slot_url(request, filing, place)}
    return drafting.page(request, filing, "filings/intake/remove_material.html", context)


def _slot(filing: Filing, code: str) -> Slot:
    slot = filing.kind_data.slot(code)
    if slot is None:
        raise Refused("没有这一项材料，请返回材料页重新选择。")
    return slot


def _slot_url(request: HttpRequest, filing: Filing, slot: Slot) -> str:
    return drafting.with_back(request, links.task_url(filing, Task.MATERIALS), f"slot-{slot.code}")


def _material(filing: Filing, material_id: int) -> Material:
    """One of the filing's, also when it has left its slot: the services say so."""
    return get_object_or_404(Material.objects.select_related("file"), pk=material_id, filing=filing)


def _page(request: HttpRequest, filing: Filing, slot: str = "", errors: list[str] | None = None) -> HttpResponse:
    """The page of all slots; with `errors` beside `slot`: 422."""
    filed: dict[str, list[Material]] = defaultdict(list)
    for material in filing.materials.filter(left_at__isnull=True).select_related("file"):
        filed[material.slot].append(material)
    needed = {problem.field for problem in rules.errors(filing) if problem.task == Task.MATERIALS}
    slots = [
        {
            "slot": place,
            "materials": filed[place.code],
            "needed": place.code in needed and not filed[place.code],
            "open": permissions.is_open(filing, f"slot:{place.code}"),
            "errors": errors if place.code == slot else [],
            "mergeable": len(filed[place.code]) > 1
            and all(material.file.content_type in MERGEABLE for material in filed[place.code]),
        }
        for place in filing.kind_data.slots
        if place in rules.open_slots(filing) or filed[place.code] or place.code == slot
    ]
    context = {"slots": slots, "errors": errors or [], "error_slot": slot, "max_mb": settings.MAX_UPLOAD_MB}
    return drafting.page(request, filing, "filings/intake/materials.html", context, status=422 if errors else 200)
