from django.urls import path

from accessibility.queue.views import (
    appointments,
    appointments_desk,
    counter,
    devices,
    figures,
    hall,
    kiosk,
    phone,
    screen,
)

urlpatterns = [
    path("kiosk/<str:key>/", kiosk.home, name="kiosk"),
    path("kiosk/<str:key>/set-up/", kiosk.set_up, name="kiosk-set-up"),
    path("kiosk/<str:key>/matters/", kiosk.others, name="kiosk-others"),
    path("kiosk/<str:key>/matters/<slug:code>/", kiosk.matter, name="kiosk-matter"),
    path("kiosk/<str:key>/matters/<slug:code>/priority/", kiosk.priority, name="kiosk-priority"),
    path("kiosk/<str:key>/tickets/<str:ticket_key>/", kiosk.ticket, name="kiosk-ticket"),
    path("kiosk/<str:key>/tickets/<str:ticket_key>/remind/", kiosk.remind, name="kiosk-remind"),
    path("kiosk/<str:key>/check-in/", kiosk.check_in, name="kiosk-check-in"),
    path("kiosk/<str:key>/help/", kiosk.ask_for_help, name="kiosk-help"),
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
    path("appointments/", appointments.matters, name="appointments"),
    path("appointments/find/", appointments.find, name="appointment-find"),
    path("appointments/desk/", appointments_desk.desk, name="appointments-desk"),
    path("appointments/desk/<slug:code>/check-in/", appointments_desk.desk_check_in, name="appointments-desk-check-in"),
    path("appointments/desk/<slug:code>/cancel/", appointments_desk.desk_cancel, name="appointments-desk-cancel"),
    path("appointments/plans/", appointments_desk.plans, name="appointment-plans"),
    path("appointments/plans/<int:plan_id>/", appointments_desk.plan, name="appointment-plan"),
    path("appointments/plans/<int:plan_id>/remove/", appointments_desk.plan_remove, name="appointment-plan-remove"),
    path("appointments/for/<slug:matter>/", appointments.days, name="appointment-days"),
    path("appointments/for/<slug:matter>/<slug:day>/", appointments.book, name="appointment-book"),
    path("appointments/<slug:code>/", appointments.appointment, name="appointment"),
    path("appointments/<slug:code>/move/", appointments.move, name="appointment-move"),
    path("appointments/<slug:code>/cancel/", appointments.cancel, name="appointment-cancel"),
    path("appointments/<slug:code>/calendar/", appointments.calendar_file, name="appointment-calendar"),
    *(
        path(f"counter/windows/<int:window_id>/{code}/", counter.on_window, {"code": code}, name=code)
        for code in counter.WINDOW_ACTS
    ),
    *(
        path(f"counter/tickets/<int:ticket_id>/{code}/", counter.on_ticket, {"code": code}, name=code)
        for code in counter.TICKET_ACTS
    ),
    path("counter/take-for/", counter.take_for, name="take-for"),
    path("overview/", hall.hall, name="hall"),
    path("overview/windows/", hall.windows, name="windows"),
    path("overview/windows/<int:window_id>/", hall.window, name="window"),
    path("overview/windows/matters/", hall.matters, name="matters"),
    path("screen/<str:key>/", screen.screen, name="screen"),
    path("screen/<str:key>/board/", screen.board, name="screen-board"),
    path("figures/", figures.figures, name="figures"),
    path("figures.xlsx", figures.figures_xlsx, name="figures-xlsx"),
]
