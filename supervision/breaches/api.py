"""The promises with their figures, this month's and month by month, for programs: those of the public pages."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from gangcheng_court.core.web.kept import kept
from supervision.breaches import reports


class Seconds(serializers.FloatField):
    """A length of time as seconds."""

    def to_representation(self, value: timedelta) -> float:
        return value.total_seconds()


class MonthSerializer(serializers.Serializer):
    """One month of one promise."""

    month = serializers.DateField(format="%Y-%m", help_text="月份")
    due = serializers.IntegerField(source="n", help_text="到期的事项（件）")
    kept = serializers.IntegerField(help_text="其中按时完成（件）")
    broken = serializers.IntegerField(help_text="其中超期（件）")
    rate = serializers.FloatField(allow_null=True, help_text="按时率，0 至 1；没有到期事项时为空")
    median_seconds = Seconds(source="median", allow_null=True, help_text="用时中位数（秒）")
    worst_seconds = Seconds(source="worst", allow_null=True, help_text="最长用时（秒）")


class PromiseSerializer(serializers.Serializer):
    """One promise with this month's figures; times are null while nothing was due."""

    code = serializers.CharField(source="promise.code", help_text="代码")
    title = serializers.CharField(source="promise.title", help_text="名称")
    article = serializers.CharField(source="promise.article", help_text="出处")
    words = serializers.CharField(source="promise.words", help_text="原文")
    limit = serializers.CharField(source="promise.limit", help_text="期限")
    due = serializers.IntegerField(source="n", help_text="本月到期的事项（件）")
    kept = serializers.IntegerField(help_text="其中按时完成（件）")
    broken = serializers.IntegerField(help_text="其中超期（件）")
    rate = serializers.FloatField(allow_null=True, help_text="按时率，0 至 1；没有到期事项时为空")
    median_seconds = Seconds(source="median", allow_null=True, help_text="用时中位数（秒）")
    worst_seconds = Seconds(source="worst", allow_null=True, help_text="最长用时（秒）")
    months = MonthSerializer(many=True, help_text="近二十四个月，由早到晚")


class PromisesView(APIView):
    """我们的承诺，本月和近二十四个月的兑现情况。公开，无需登录；数字几分钟更新一次。"""

    permission_classes = [AllowAny]

    @extend_schema(responses=PromiseSerializer(many=True), tags=["promises"])
    def get(self, request: Request) -> Response:
        _, promises = kept("promises-api", timezone.now(), _counted)
        return Response(PromiseSerializer(promises, many=True).data)


def _counted(now: datetime) -> list[dict[str, Any]]:
    months = dict(reports.public_history(now))
    return [
        {name: getattr(figures, name) for name in ("promise", "n", "kept", "broken", "rate", "median", "worst")}
        | {"months": months[figures.promise]}
        for figures in reports.public_figures(now)
    ]
