"""The causes of action, by words."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from filings.intake.models import Cause
from filings.intake.queries import causes_matching


class CauseSerializer(serializers.ModelSerializer):
    class Meta:
        model = Cause
        fields = ["id", "edition", "code", "name", "group"]


class CausesView(APIView):
    """Public: the causes of the current edition that match every word, closest first, at most twenty."""

    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="causes_search",
        parameters=[OpenApiParameter("q", str, required=True, description="words, e.g. 民间借贷")],
        responses=CauseSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        words = request.query_params.get("q", "").replace("\x00", "")[:50]
        return Response(CauseSerializer(causes_matching(words), many=True).data)
