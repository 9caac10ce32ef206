"""The addresses of promises and breaches."""

from django.urls import path

from supervision.breaches import views

urlpatterns = [
    path("promises/", views.promise_report, name="promise-report"),
    path("promises/report.xlsx", views.promise_report_xlsx, name="promise-report-xlsx"),
    path("breaches/", views.breaches, name="breaches"),
    path("breaches/<int:pk>/", views.breach, name="breach"),
    path("breaches/<int:pk>/judge/", views.judge, name="breach-judge"),
    path("breaches/<int:pk>/order/", views.order, name="breach-order"),
]
