"""The telephone exchange tells of calls over HTTP (docs/telephone-exchange.md)."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, ValidationError
from rest_framework.parsers import FormParser
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from gangcheng_court.core.web.api import BoundedJSONParser
from hotline.calls import services
from hotline.calls.enums import EventKind, EventSource
from hotline.calls.rules.reduction import EXCHANGE_ID_CHARS, Told, caller_number

SCHEME = "Bearer"
MOST_AT_ONCE = 1000
LONGEST = 4000
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
CLOCKS_DIFFER_BY = timedelta(minutes=5)
NOT_OURS = "交换机的密钥不对，或者平台还没有设置 HOTLINE_EXCHANGE_TOKEN。"


class ExchangeAuthentication(BaseAuthentication):
    """`Authorization: Bearer <HOTLINE_EXCHANGE_TOKEN>`; `request.auth` becomes the scheme's name."""

    def authenticate(self, request: Request) -> tuple[AnonymousUser, str] | None:
        scheme, _, token = get_authorization_header(request).partition(b" ")
        if scheme.lower() != SCHEME.lower().encode():
            return None
        secret = settings.HOTLINE_EXCHANGE_TOKEN
        if not secret or not constant_time_compare(token.strip(), secret.encode()):
            raise AuthenticationFailed(NOT_OURS)
        return AnonymousUser(), SCHEME

    def authenticate_header(self, request: Request) -> str:
        return SCHEME


class ExchangeAuthenticationScheme(OpenApiAuthenticationExtension):
    target_class = ExchangeAuthentication
    name = "telephoneExchange"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}


class IsExchange(BasePermission):
    def has_permission(self, request: Request, view: APIView) -> bool:
        return request.auth == SCHEME


@extend_schema_field(OpenApiTypes.DATETIME)
class MomentField(serializers.Field):
    """ISO 8601 with its zone, or seconds since 1970 as a dialplan's EPOCH gives them."""

    default_error_messages = {
        "invalid": "应当是带时区的 ISO 8601 时间（2026-11-23T10:00:00+08:00）或者 1970 年以来的秒数。",
        "unlikely": "离现在太远，请核对交换机的时钟。",
    }

    def to_internal_value(self, data: Any) -> datetime:
        try:
            moment = _moment(str(data))
        except (ValueError, OverflowError, OSError):
            self.fail("invalid")
        if moment.tzinfo is None:
            self.fail("invalid")
        if not EARLIEST <= moment <= self.context["at"] + CLOCKS_DIFFER_BY:
            self.fail("unlikely")
        return moment

    def to_representation(self, value: datetime) -> str:
        return value.isoformat()


def _moment(text: str) -> datetime:
    try:
        return datetime.fromtimestamp(float(text), UTC)
    except ValueError:
        return datetime.fromisoformat(text)


class EventSerializer(serializers.Serializer):
    """One event. `abandoned`: the caller gave up before anybody answered; `rated`: a key pressed after the call."""

    call = serializers.CharField(max_length=EXCHANGE_ID_CHARS, help_text="the exchange's unique id of the call")
    event = serializers.ChoiceField(choices=EventKind.choices)
    at = MomentField()
    caller = serializers.CharField(max_length=80, required=False, allow_blank=True, default="")
    extension = serializers.RegexField(r"^[\w.-]{0,20}$", required=False, allow_blank=True, default="")
    digit = serializers.RegexField(r"^[0-9*#]?$", required=False, allow_blank=True, default="")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["event"] == EventKind.RATED and not attrs["digit"]:
            raise ValidationError({"digit": "按键评价要写明按了哪个键。"})
        return attrs


class ReceivedSerializer(serializers.Serializer):
    """How many events of the request are kept, and how many of these were not known before."""

    kept = serializers.IntegerField()
    new = serializers.IntegerField()


class BadEventSerializer(serializers.Serializer):
    """`attr` is the event's place in the list, from 0, and its field: “3.at”."""

    code = serializers.CharField()
    detail = serializers.CharField()
    attr = serializers.CharField()


class PartlyReceivedSerializer(ReceivedSerializer):
    """400: the named events are refused, however often they are sent; every other one of the request is kept."""

    type = serializers.CharField()
    errors = BadEventSerializer(many=True)


class CallEventsView(APIView):
    """Events of calls."""

    authentication_classes = [ExchangeAuthentication]
    permission_classes = [IsExchange]
    parser_classes = [BoundedJSONParser, FormParser]
    throttle_classes: list[Any] = []

    @extend_schema(
        operation_id="call_events",
        summary="Tell of one event (an object or a form) or of up to 1,000 (a list), in any order, as often as needed",
        request={
            "application/json": EventSerializer(many=True),
            "application/x-www-form-urlencoded": EventSerializer,
        },
        responses={200: ReceivedSerializer, 400: PartlyReceivedSerializer},
    )
    def post(self, request: Request) -> Response:
        at = timezone.now()
        items = request.data if isinstance(request.data, list) else [request.data]
        if len(items) > MOST_AT_ONCE:
            raise ValidationError(f"一次最多发送 {MOST_AT_ONCE} 个事件，请分几次发送。")
        good, errors = [], []
        for number, item in enumerate(items):
            try:
                good.append(_told(item, at))
            except ValidationError as error:
                errors += _named(number, error.detail)
        answer = {"kept": len(good), "new": services.receive(good, at=at)}
        if errors:
            answer |= {"type": "validation_error", "errors": errors}
        return Response(answer, status=status.HTTP_400_BAD_REQUEST if errors else status.HTTP_200_OK)


def _told(item: Any, at: datetime) -> Told:
    serializer = EventSerializer(data=item, context={"at": at})
    serializer.is_valid(raise_exception=True)
    event = serializer.validated_data
    raw = item.dict() if hasattr(item, "dict") else item
    try:
        text = json.dumps(raw, allow_nan=False)
    except ValueError as error:
        raise ValidationError("含有不能保存的数字。") from error
    if len(text) > LONGEST or r"\u0000" in text:
        raise ValidationError(f"含有不能保存的字符，或者超过 {LONGEST} 个字符。")
    return Told(
        exchange_id=event["call"],
        kind=event["event"],
        at=event["at"],
        source=EventSource.API,
        caller=caller_number(event["caller"]),
        extension=event["extension"],
        digit=event["digit"],
        raw=raw,
    )


def _named(number: int, detail: Any) -> list[dict[str, str]]:
    """Each error with the place of its event and, where it has one, its field."""
    fields = detail.items() if isinstance(detail, dict) else [("", detail)]
    return [
        {
            "code": error.code,
            "detail": f"第 {number + 1} 个事件：{error}",
            "attr": f"{number}.{name}" if name not in ("", "non_field_errors") else str(number),
        }
        for name, found in fields
        for error in found
    ]
