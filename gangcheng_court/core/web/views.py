"""The 关怀版 switch, the session that lives on while somebody writes, and the error pages."""

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from gangcheng_court.core.web import preferences, responses
from gangcheng_court.core.web.tokens import by_token


@by_token
@require_POST
def care_mode(request: HttpRequest) -> HttpResponse:
    """Switch 关怀 mode on or off and go back to the page."""
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = "/"
    response = HttpResponseRedirect(target)
    preferences.remember(request, response, on=request.POST.get("on") == "1")
    return response


@never_cache
def extend_session(request: HttpRequest) -> HttpResponse:
    """How many seconds the session lasts (GET), from now on when kept alive (POST); 401 when it ended already."""
    if not request.user.is_authenticated:
        return JsonResponse({"seconds": 0}, status=401)
    return JsonResponse({"seconds": request.session_seconds})


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return responses.not_found(request)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without the request's context, so that it appears when the database is gone."""
    return render(None, "500.html", status=500)
