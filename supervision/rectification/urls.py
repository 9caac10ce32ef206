"""The addresses of 整改."""

from django.urls import path

from supervision.rectification import views

urlpatterns = [
    path("rectifications/", views.orders, name="rectifications"),
    path("rectifications/new/", views.new, name="rectification-new"),
    path("rectifications/<slug:number>/", views.order, name="rectification"),
    path("rectifications/<slug:number>/report/", views.report, name="rectification-report"),
    path("rectifications/<slug:number>/recheck/", views.recheck, name="rectification-recheck"),
    path("rectifications/<slug:number>/files/<uuid:file_id>/", views.file, name="rectification-file"),
]
