"""The portal with three more pages to measure against: base.html alone, an empty view, and one bare INSERT."""

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

django.setup()
settings.ROOT_URLCONF = "served"

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


urlpatterns = [
    path("bench/base/", base),
    path("bench/empty/", empty),
    path("bench/insert/", insert),
    *urls.urlpatterns,
]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500
application = WSGIHandler()
