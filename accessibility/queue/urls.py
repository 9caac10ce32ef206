from django.urls import path

from accessibility.queue.views import devices, kiosk, phone

urlpatterns = [
    path("kiosk/<str:key>/", kiosk.home, name="kiosk"),
    path("kiosk/<str:key>/set-up/", kiosk.set_up, name="kiosk-set-up"),
    path("kiosk/<str:key>/matters/", kiosk.others, name="kiosk-others"),
    path("kiosk/<str:key>/matters/<slug:code>/", kiosk.matter, name="kiosk-matter"),
    path("kiosk/<str:key>/matters/<slug:code>/priority/", kiosk.priority, name="kiosk-priority"),
    path("kiosk/<str:key>/tickets/<str:ticket_key>/", kiosk.ticket, name="kiosk-ticket"),
    path("kiosk/<str:key>/tickets/<str:ticket_key>/remind/", kiosk.remind, name="kiosk-remind"),
    path("door/<str:key>/", phone.door, name="door"),
    path("door/<str:key>/<slug:code>/", phone.take, name="door-take"),
    path("t/<str:key>/", phone.ticket, name="ticket"),
    path("t/<str:key>/state/", phone.state, name="ticket-state"),
    path("t/<str:key>/slip/", phone.slip, name="slip"),
    path("t/<str:key>/leave/", phone.leave, name="ticket-leave"),
    path("t/<str:key>/come-back/", phone.come_back, name="ticket-come-back"),
    path("t/<str:key>/remind/", phone.remind, name="ticket-remind"),
    path("devices/", devices.list_, name="devices"),
    path("devices/<int:device_id>/", devices.device, name="device"),
    path("devices/<int:device_id>/reset/", devices.reset, name="device-reset"),
    path("devices/<int:device_id>/revoke/", devices.revoke, name="device-revoke"),
]
