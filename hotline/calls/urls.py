"""The operators' addresses: the console, the book of calls, the figures."""

from django.urls import path

from hotline.calls.views import console, figures

urlpatterns = [
    path("console/", console.console, name="console"),
    path("console/incoming/", console.incoming, name="console-incoming"),
    path("console/start/", console.start, name="console-start"),
    path("calls/", figures.calls, name="calls"),
    path("calls/<int:call_id>/", console.call, name="call"),
    path("calls/<int:call_id>/end/", console.end, name="call-end"),
    path("calls/<int:call_id>/outcome/", console.outcome, name="call-outcome"),
    path("calls/<int:call_id>/answer/", console.answer, name="call-answer"),
    path("calls/<int:call_id>/tickets/<slug:type>/", console.ticket, name="call-ticket"),
    path("figures/", figures.figures, name="figures"),
    path("figures.xlsx", figures.figures_xlsx, name="figures-xlsx"),
]
