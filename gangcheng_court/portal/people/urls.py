from django.urls import path

from gangcheng_court.portal.people import views

app_name = "people"
urlpatterns = [
    path("me/", views.profile, name="profile"),
    path("me/sessions/end/", views.end_other_sessions, name="end-sessions"),
    path("session/kept/", views.kept_answer, name="kept-answer"),
    path("people/<int:user_id>/number/", views.number, name="number"),
]
