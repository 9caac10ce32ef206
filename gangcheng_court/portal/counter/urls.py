from django.urls import path

from gangcheng_court.portal.counter import views

urlpatterns = [
    path("", views.counter, name="counter"),
    path("line/", views.line_now, name="counter-line"),
]
