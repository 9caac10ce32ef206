"""The hall's devices, for whoever keeps them: made, shown with their code, freed from a browser, taken out of use."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accessibility.queue.enums import DeviceKind
from accessibility.queue.forms.kiosk import DeviceForm
from accessibility.queue.models import Device
from accessibility.queue.services import devices
from gangcheng_court.core.documents import qr
from gangcheng_court.core.web import responses
from gangcheng_court.core.web.access import staff_only

ROUTES = {
    DeviceKind.KIOSK: "accessibility:kiosk",
    DeviceKind.SCREEN: "accessibility:screen",
    DeviceKind.DOOR: "accessibility:door",
}


@require_http_methods(["GET", "POST"])
@staff_only(*devices.KEEPERS)
def list_(request: HttpRequest) -> HttpResponse:
    """Every device, those in use first; a new one."""
    rows = Device.objects.order_by("revoked_at", "kind", "pk")
    context = {"rows": sorted(rows, key=lambda device: device.revoked_at is not None)}
    if request.method == "GET":
        return render(request, "accessibility/queue/devices/list.html", context | {"form": DeviceForm()})
    form = DeviceForm(request.POST)
    if not form.is_valid():
        return responses.invalid(request, "accessibility/queue/devices/list.html", context | {"form": form})
    device = devices.make(**form.cleaned_data, by=request.user)
    messages.success(request, f"已经新增“{device.name}”。请在那台设备上打开下面的地址。")
    return redirect("accessibility:device", device_id=device.pk)


@require_safe
@staff_only(*devices.KEEPERS)
def device(request: HttpRequest, device_id: int) -> HttpResponse:
    """One device: its address, as a code to be scanned or printed, and what may be done with it."""
    row = get_object_or_404(Device, pk=device_id)
    address = request.build_absolute_uri(reverse(ROUTES[DeviceKind(row.kind)], args=[row.key]))
    context = {"device": row, "address": address, "qr": qr.svg(address)}
    return render(request, "accessibility/queue/devices/device.html", context)


@require_POST
@staff_only(*devices.KEEPERS)
def reset(request: HttpRequest, device_id: int) -> HttpResponse:
    """Free a kiosk from its browser."""
    row = devices.reset(get_object_or_404(Device, pk=device_id).pk, by=request.user)
    messages.success(request, f"“{row.name}”已经解除绑定。请到新的机器上打开它的地址，点“启用”。")
    return redirect("accessibility:device", device_id=device_id)


@require_POST
@staff_only(*devices.KEEPERS)
def revoke(request: HttpRequest, device_id: int) -> HttpResponse:
    """Take a device out of use for good."""
    row = devices.revoke(get_object_or_404(Device, pk=device_id).pk, by=request.user, at=timezone.now())
    messages.success(request, f"“{row.name}”已经停用，它的地址再也打不开。")
    return redirect("accessibility:devices")
