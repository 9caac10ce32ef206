"""Where the court's SMS gateway reports what became of a message."""

import json

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from gangcheng_court.core.notices import delivery, signatures
from gangcheng_court.core.notices.models import Delivery, DeliveryState


@csrf_exempt
@require_POST
def receipt(request: HttpRequest) -> JsonResponse:
    """POST `{"key", "state": "delivered" | "failed", "reason"}`, signed: 200 noted (now or before), 400 not readable,
    403 not genuine, 404 no such message."""
    at = timezone.now()
    if not signatures.is_genuine(request.body, request.headers, at):
        return JsonResponse({"detail": "签名无效或者已过期。"}, status=403)
    try:
        report = json.loads(request.body)
        key, state, reason = str(report["key"]), report["state"], str(report.get("reason", ""))
        number, _, generation = key.partition("-")
        if state not in (DeliveryState.DELIVERED, DeliveryState.FAILED) or not (number + generation).isdecimal():
            raise ValueError(key)
    except (ValueError, KeyError, TypeError, AttributeError):
        return JsonResponse({"detail": "回执格式不对，请按接口说明发送 key 和 state。"}, status=400)
    try:
        changed = delivery.record_receipt(key, state, at=at, reason=reason)
    except Delivery.DoesNotExist:
        return JsonResponse({"detail": "没有这条消息。"}, status=404)
    return JsonResponse({"changed": changed})
