from django.urls import path

from gangcheng_court.portal.health import views

urlpatterns = [
    path("", views.health, name="health"),
    path("live/", views.live, name="health-live"),
]
