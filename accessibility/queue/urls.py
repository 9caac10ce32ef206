"""The addresses of the line: a window's acts, the live hall and its windows."""

from django.urls import path

from accessibility.queue.views import counter, hall

urlpatterns = [
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
]
