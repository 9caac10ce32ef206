"""The addresses of 督察台."""

from django.urls import path

from supervision.board import views

urlpatterns = [
    path("", views.board, name="board"),
    path("items/", views.items, name="items"),
    path("timeline/<slug:promise>/<path:reference>/", views.limit_timeline, name="timeline"),
    path("owed/", views.owed, name="owed"),
    path("reports/", views.report_ask, name="report-ask"),
    path("reports/<int:pk>/", views.report_job, name="report-job"),
    path("reports/<int:pk>/file/", views.report_file, name="report-file"),
    path("daily/", views.daily, name="daily"),
    path("daily/<int:pk>/", views.daily_file, name="daily-file"),
    path("monthly/", views.monthly_reports, name="monthly-reports"),
    path("monthly/<int:pk>/<slug:kind>/", views.monthly_file, name="monthly-file"),
]
