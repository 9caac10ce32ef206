from django.urls import path

from accessibility.queue.views import appointments, appointments_desk

urlpatterns = [
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
    path("check-in/<str:key>/", appointments.check_in, name="check-in"),
]
