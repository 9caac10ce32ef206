"""Tokens with which a person's own programs may act for that person."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from knox.models import AuthToken
from rest_framework import serializers, status
from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from gangcheng_court.errors import Refused

MOST_TOKENS = 10


class TokenSerializer(serializers.ModelSerializer):
    """One token as its owner sees it: never the token itself."""

    id = serializers.CharField(source="token_key", help_text="令牌的前几位，用于辨认和停用")

    class Meta:
        model = AuthToken
        fields = ["id", "created", "expiry"]


class NewTokenSerializer(TokenSerializer):
    token = serializers.CharField(help_text="令牌，只显示这一次")

    class Meta(TokenSerializer.Meta):
        fields = [*TokenSerializer.Meta.fields, "token"]


class TokensView(APIView):
    """A person's tokens. Made and ended only in a signed-in session, which asked for every factor; never by a token."""

    authentication_classes = [SessionAuthentication]
    throttle_scope = "tokens"

    @extend_schema(operation_id="tokens_list", responses=TokenSerializer(many=True), tags=["tokens"])
    def get(self, request: Request) -> Response:
        return Response(TokenSerializer(request.user.auth_token_set.order_by("created"), many=True).data)

    @extend_schema(operation_id="tokens_create", request=None, responses={201: NewTokenSerializer}, tags=["tokens"])
    def post(self, request: Request) -> Response:
        if request.user.auth_token_set.count() >= MOST_TOKENS:
            raise Refused(f"每人最多{MOST_TOKENS}个令牌。请先停用不再使用的令牌。")
        row, token = AuthToken.objects.create(user=request.user)
        data: dict[str, Any] = TokenSerializer(row).data | {"token": token}
        return Response(data, status=status.HTTP_201_CREATED)


class TokenView(APIView):
    """One of a person's own tokens."""

    authentication_classes = [SessionAuthentication]

    @extend_schema(operation_id="tokens_end", responses={204: None}, tags=["tokens"])
    def delete(self, request: Request, token_id: str) -> Response:
        get_object_or_404(request.user.auth_token_set, token_key=token_id).delete()
        return Response(status=status.HTTP_204_NO_CONTENT)
