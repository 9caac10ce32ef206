from django.urls import path

from gangcheng_court.core.deadlines import views

app_name = "deadlines"
urlpatterns = [path("deadlines/", views.calculator, name="calculator")]
