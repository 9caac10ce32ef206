"""The addresses of assistance: the public's, the desk's, and the remembered needs."""

from django.urls import path

from accessibility.assistance.views import asking, desk, following, needs

urlpatterns = [
    path("assistance/", asking.ask, name="assistance"),
    path("assistance/now/", asking.ask_in_hall, name="assistance-hall"),
    path("assistance/follow/", following.follow, name="assistance-follow"),
    path("assistance/follow/<slug:number>/", following.followed, name="assistance-followed"),
    path("assistance/follow/<slug:number>/<slug:code>/", following.act, name="assistance-own-act"),
    path("assistance/mine/", following.mine, name="assistance-mine"),
    path("assistance/needs/", needs.needs, name="needs"),
    path("assistance/needs/delete/", needs.delete, name="needs-delete"),
    path("assistance/desk/", desk.desk, name="assistance-desk"),
    path("assistance/requests/<slug:number>/", desk.request_page, name="assistance-request"),
    path("assistance/requests/<slug:number>/<slug:code>/", desk.act, name="assistance-act"),
]
