from django.urls import path

from gangcheng_court.core.web import views

app_name = "web"
urlpatterns = [
    path("care-mode/", views.care_mode, name="care-mode"),
    path("session/extend/", views.extend_session, name="extend-session"),
]
