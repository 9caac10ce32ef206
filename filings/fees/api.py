"""The calculator of fees for programs."""

from typing import Any

from django.core.exceptions import ValidationError
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from filings.fees.forms import SumsField
from filings.fees.kinds import CASES
from filings.fees.queries.figures import Quote, quote


class FeeQuestion(serializers.Serializer):
    """A case and its sums."""

    case = serializers.ChoiceField([(case.code, case.title) for case in CASES.values()], help_text="案件或者申请")
    amount = serializers.CharField(
        required=False, allow_blank=True, help_text="金额（元），几项用加号连起来，如 30000+45000（网址中加号写作 %2B）"
    )
    mixed = serializers.BooleanField(required=False, default=False, help_text="同时有不涉及钱的请求")

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        case = CASES[data["case"]]
        needed = f"请填写{case.label.removesuffix('（元）')}。"
        try:
            field = SumsField(many=case.many, required=False)
            amounts = field.clean(data.get("amount", "")) if case.amount != "none" else ()
        except ValidationError as error:
            raise serializers.ValidationError({"amount": error.messages}) from error
        if case.amount == "required" and not amounts:
            raise serializers.ValidationError({"amount": needed})
        return data | {"amounts": amounts}

    def quote(self) -> Quote:
        data = self.validated_data
        return quote(data["case"], data["amounts"], mixed=data["mixed"] and CASES[data["case"]].mixed)


class FeeLine(serializers.Serializer):
    """One step of the arithmetic."""

    words = serializers.CharField()
    amount = serializers.CharField(help_text="这一步加上或者减去的金额（元），未取整")
    basis = serializers.CharField(help_text="条文")


class FeeAnswer(serializers.Serializer):
    """What it costs and why; sums in 元."""

    case = serializers.CharField(source="case.code")
    charge = serializers.CharField(source="fee.charge.label", help_text="案件受理费或者申请费")
    due = serializers.DecimalField(max_digits=16, decimal_places=2)
    half = serializers.DecimalField(max_digits=16, decimal_places=2, allow_null=True, help_text="减半后的金额")
    at_filing = serializers.DecimalField(max_digits=16, decimal_places=2, help_text="立案时预交的金额")
    lines = FeeLine(source="fee.lines", many=True)
    range = serializers.CharField(source="open_range.words", allow_null=True, default=None, help_text="法定幅度")
    explanation = serializers.ListField(source="sentences", child=serializers.CharField(), help_text="怎么算的")


class FeesView(APIView):
    """诉讼费计算：某类案件或者申请交多少，怎么算的，依据哪一条。公开，无需登录。"""

    permission_classes = [AllowAny]
    throttle_scope = "calculator"

    @extend_schema(parameters=[FeeQuestion], responses=FeeAnswer, tags=["fees"])
    def get(self, request: Request) -> Response:
        question = FeeQuestion(data=request.query_params)
        question.is_valid(raise_exception=True)
        return Response(FeeAnswer(question.quote()).data)
