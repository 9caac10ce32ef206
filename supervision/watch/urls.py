"""The addresses of 监测."""

from django.urls import path

from supervision.watch import views

urlpatterns = [
    path("watch/", views.indicators, name="indicators"),
    path("watch/compute/", views.compute_all, name="indicators-compute"),
    path("watch/alarms/", views.alarms, name="alarms"),
    path("watch/alarms/<str:number>/", views.alarm, name="alarm"),
    path("watch/alarms/<str:number>/<slug:code>/", views.alarm_act, name="alarm-act"),
    path("watch/<slug:slug>/", views.indicator, name="indicator"),
    path("watch/<slug:slug>/compute/", views.compute, name="indicator-compute"),
    path("watch/<slug:slug>/list.xlsx", views.indicator_xlsx, name="indicator-xlsx"),
]
