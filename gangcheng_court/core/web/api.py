"""What every API answer shares: pages, refusals by the services, in the standard error shape."""

import json
from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from drf_standardized_errors.handler import ExceptionHandler
from drf_standardized_errors.openapi_serializers import ClientErrorEnum
from redis.exceptions import RedisError
from rest_framework import serializers, status
from rest_framework.exceptions import APIException, NotFound, ParseError
from rest_framework.pagination import CursorPagination
from rest_framework.parsers import JSONParser

from gangcheng_court.errors import NotYours, Refused


class BoundedJSONParser(JSONParser):
    """JSON no larger than a form may be, and no stranger than the answer can be: else 400."""

    def parse(self, stream: IO[bytes], media_type: str, parser_context: Mapping[str, Any]) -> Any:
        if int(parser_context["request"].META.get("CONTENT_LENGTH") or 0) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise RequestDataTooBig
        try:
            data = super().parse(stream, media_type, parser_context)
            json.dumps(data, ensure_ascii=False).encode()
        except (RecursionError, UnicodeEncodeError) as error:
            raise ParseError("JSON 嵌套过深或者含有不成对的代理字符，请检查后重新发送。") from error
        return data


class NewestFirst(CursorPagination):
    """Pages of twenty, found by key."""

    ordering = "-id"
    page_size = 20


class Conflict(APIException):
    """409 with the service's own sentence."""

    status_code = status.HTTP_409_CONFLICT
    default_code = "refused"


class Unavailable(APIException):
    """503: requests cannot be counted without Redis."""

    status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    default_code = "unavailable"
    default_detail = "系统的一部分正在恢复，请过几分钟再试。"


class CourtExceptionHandler(ExceptionHandler):
    """A refusal is 409, another's matter is 404, a missing Redis 503, as on the pages; bytes that are no text 400."""

    def convert_known_exceptions(self, exc: Exception) -> Exception:
        if isinstance(exc, NotYours):
            return NotFound()
        if isinstance(exc, Refused):
            return Conflict(str(exc))
        if isinstance(exc, RequestDataTooBig):
            return ParseError("请求内容过大，请分几次发送；文件请用 multipart/form-data 上传。")
        if isinstance(exc, RedisError):
            return Unavailable()
        if isinstance(exc, UnicodeDecodeError):
            return ParseError("请求中有不是 UTF-8 的字符。")
        return super().convert_known_exceptions(exc)


class RefusalSerializer(serializers.Serializer):
    """One refusal: `detail` is a Chinese sentence that says why and what to do."""

    code = serializers.ChoiceField(choices=[Conflict.default_code])
    detail = serializers.CharField()
    attr = serializers.CharField(allow_null=True)


class RefusalResponseSerializer(serializers.Serializer):
    type = serializers.ChoiceField(choices=ClientErrorEnum.choices)
    errors = RefusalSerializer(many=True)
