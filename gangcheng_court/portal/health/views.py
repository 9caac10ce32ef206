from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gangcheng_court.portal.health import queries


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 while every vital part is alive, 503 otherwise; each part with a sentence, for people and for monitors."""
    parts = queries.parts(timezone.now())
    ok = all(part.ok for part in parts.values() if part.vital)
    return JsonResponse(
        {"ok": ok, "parts": {name: asdict(part) for name, part in parts.items()}},
        status=200 if ok else 503,
        json_dumps_params={"ensure_ascii": False},
    )


@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """200 while this process answers, whatever else is missing."""
    return HttpResponse("ok", content_type="text/plain")
