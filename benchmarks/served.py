"""The portal with a few more pages: base.html alone, an empty view and one bare INSERT to measure against, and the
hall's two acts with nothing around them."""

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

django.setup()
settings.ROOT_URLCONF = "served"

from accessibility.queue import services  # noqa: E402
from accessibility.queue.enums import Channel  # noqa: E402
from gangcheng_court import urls  # noqa: E402


def base(request: HttpRequest) -> HttpResponse:
    return render(request, "base.html")


def empty(request: HttpRequest) -> HttpResponse:
    """Reads who is signed in, as every page does, and answers."""
    return HttpResponse(request.user.name)


def insert(request: HttpRequest) -> HttpResponse:
    """The same and one row."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_row (words) VALUES (%s)", [request.user.name])
    return HttpResponse(request.user.name)


def take(request: HttpRequest) -> HttpResponse:
    """One number, as a kiosk takes it."""
    ticket = services.take(int(request.POST["matter"]), channel=Channel.KIOSK, at=timezone.now())
    return HttpResponse(ticket.label)


def call(request: HttpRequest) -> HttpResponse:
    """The next number, called to the window of whoever is signed in."""
    ticket = services.call_next(int(request.POST["window"]), by=request.user, at=timezone.now())
    return HttpResponse(ticket.label if ticket else "")


urlpatterns = [
    path("bench/base/", base),
    path("bench/empty/", empty),
    path("bench/insert/", insert),
    path("bench/take/", take),
    path("bench/call/", call),
    *urls.urlpatterns,
]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500
application = WSGIHandler()
