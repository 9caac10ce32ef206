"""The calculator for programs."""

from datetime import datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from gangcheng_court.core.deadlines import asked, periods
from gangcheng_court.core.deadlines import calendar as legal_calendar
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.clock import COURT_ZONE
from gangcheng_court.core.deadlines.periods import Period, Unit


class Question(serializers.Serializer):
    """A start and exactly one length."""

    start = serializers.DateField(validators=[asked.check_start], help_text="起算日期，当日不计算在内，如 2026-09-30")
    time = serializers.TimeField(required=False, help_text="起算时间（北京时间），只用于 hours，如 10:20")
    days = serializers.IntegerField(required=False, help_text="自然日数")
    months = serializers.IntegerField(required=False, help_text="月数")
    years = serializers.IntegerField(required=False, help_text="年数")
    workdays = serializers.IntegerField(required=False, help_text="工作日数（只用于写明“工作日”的规定）")
    hours = serializers.IntegerField(required=False, help_text="小时数")

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        given = [unit for unit in Unit if unit.name.lower() in data]
        if len(given) != 1:
            raise serializers.ValidationError("请在 days、months、years、workdays、hours 中给出且只给出一个。")
        unit, name = given[0], given[0].name.lower()
        if unit == Unit.HOURS and "time" not in data:
            raise serializers.ValidationError({"time": "按小时计算的，请给出起算时间，例如 10:20。"})
        try:
            asked.check_length(data[name], unit)
        except ValidationError as error:
            raise serializers.ValidationError({name: error.messages}) from error
        return data

    def period(self, calendar: Calendar) -> Period:
        data = self.validated_data
        unit = next(unit for unit in Unit if unit.name.lower() in data)
        moment = datetime.combine(data["start"], data.get("time", time()), COURT_ZONE)
        return periods.count(data[unit.name.lower()], unit, moment, calendar)


class Answer(serializers.Serializer):
    """When the period ends and why."""

    due_on = serializers.DateField(source="last_day", help_text="期限的最后一日")
    due_at = serializers.DateTimeField(help_text="超期的第一个时刻（最后一日24:00即次日0:00）")
    provisional = serializers.BooleanField(help_text="放假安排尚未公布，日期为暂定")
    explanation = serializers.ListField(source="explain", child=serializers.CharField(), help_text="怎么算的，逐句说明")


class DeadlineView(APIView):
    """期限计算：从哪一天起、多长，到哪一天为止，怎么算的。公开，无需登录。"""

    permission_classes = [AllowAny]
    throttle_scope = "calculator"

    @extend_schema(parameters=[Question], responses=Answer, tags=["deadlines"])
    def get(self, request: Request) -> Response:
        question = Question(data=request.query_params)
        question.is_valid(raise_exception=True)
        return Response(Answer(question.period(legal_calendar.load())).data)
