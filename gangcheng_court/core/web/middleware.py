"""Solved once for every page: 关怀 mode, and the answers to Refused (409), NotYours (404) and a missing Redis (503)."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.functional import SimpleLazyObject
from redis.exceptions import RedisError

from gangcheng_court.core.web import responses
from gangcheng_court.core.web.preferences import wants_care
from gangcheng_court.errors import NotYours, Refused

logger = logging.getLogger(__name__)
Handler = Callable[[HttpRequest], HttpResponse]


class CareMode:
    """Puts `request.care_mode`: what the person chose on the account, or else on this browser."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.care_mode = SimpleLazyObject(lambda: wants_care(request))  # type: ignore[attr-defined]
        return self.get_response(request)


class PrivatePages:
    """What a signed-in person sees is kept by no browser: in the hall the next one sits at the same computer."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        signed_in = request.user.is_authenticated
        response = self.get_response(request)
        if signed_in or request.user.is_authenticated:
            response.setdefault("Cache-Control", "private, no-store")
        return response


class Refusals:
    """Turns what a service says no with into a page (a fragment for htmx), and an empty 405 into one with a way on.

    Without Redis nobody's attempts can be counted, so what is limited (signing in, codes) waits: 503.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_empty_refusal = isinstance(response, HttpResponseNotAllowed) and not response.content
        return responses.not_allowed(request, response) if is_empty_refusal else response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, NotYours):
            return responses.not_found(request)
        if isinstance(error, Refused):
            return responses.refused(request, str(error))
        if isinstance(error, RedisError):
            logger.error("%s needs Redis: %s", request.path, error)
            return responses.unavailable(request)
        return None
