"""Answers every room gives in the same way: 422 for a form to correct, 409 for a refusal, 404 for what is not yours."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def invalid(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """The page (or fragment) again with its errors: 422. The summary is in the template, above the h1."""
    return render(request, template, context, status=422)


def refused(request: HttpRequest, message: str) -> HttpResponse:
    """A page that says why not and what to do: 409. For htmx a notice put above the page, which stays as it is."""
    if not request.htmx:  # type: ignore[attr-defined]
        return render(request, "409.html", {"message": message}, status=409)
    response = render(request, "_components/refused.html", {"message": message}, status=409)
    response["HX-Retarget"] = "#answer"
    response["HX-Reswap"] = "innerHTML show:window:top"
    return response


def not_found(request: HttpRequest) -> HttpResponse:
    """As if it did not exist: 404, the same page for a stranger's matter and for a wrong address."""
    return render(request, "404.html", status=404)


def not_allowed(request: HttpRequest, refusal: HttpResponse) -> HttpResponse:
    """The address of a button, opened like a page: 405, with the methods that `refusal` allows."""
    response = render(request, "405.html", status=405)
    response["Allow"] = refusal["Allow"]
    return response


def unavailable(request: HttpRequest) -> HttpResponse:
    """A part of the portal is gone for the moment: 503. What was received before is safe."""
    response = render(request, "503.html", status=503)
    response["Retry-After"] = "60"
    return response
