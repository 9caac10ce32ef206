from django.urls import path

from gangcheng_court.core.notices import api, views

app_name = "notices"
urlpatterns = [
    path("my/notices/", views.inbox, name="inbox"),
    path("my/notices/<int:notice_id>/", views.notice, name="notice"),
    path("my/notices/read/", views.read_all, name="read-all"),
    path("staff/notices/failed/", views.failed, name="failed"),
    path("staff/notices/<int:delivery_id>/resend/", views.resend, name="resend"),
    path("api/v1/notices/receipts/", api.receipt, name="receipts"),
]
