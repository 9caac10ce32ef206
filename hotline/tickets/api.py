"""Tickets over HTTP: the same form, permissions and services as the public's pages."""

import re

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle

from gangcheng_court.core.web.api import BoundedJSONParser, NewestFirst
from hotline.tickets import permissions, services
from hotline.tickets.enums import TOLD, Source, TicketType
from hotline.tickets.forms import ASKED_OF_CITIZENS, TicketForm
from hotline.tickets.models import Step, Ticket

KEY = re.compile(r"[!-~]{1,60}")
KEY_HEADER = "Idempotency-Key"


class TicketRow(serializers.ModelSerializer):
    class Meta:
        model = Ticket
        fields = ["number", "type", "title", "status", "received_at", "due_at"]


class TicketStep(serializers.ModelSerializer):
    department = serializers.CharField(allow_null=True, help_text="to which it was handed")

    class Meta:
        model = Step
        fields = ["kind", "at", "department", "automatic"]


class TicketDetail(TicketRow):
    department = serializers.CharField(help_text="that has it now")
    steps = TicketStep(many=True)

    class Meta(TicketRow.Meta):
        fields = [
            *TicketRow.Meta.fields,
            *("text", "case_number", "department", "answer", "answered_at", "closed_at", "steps"),
        ]


class NewTicketAnswers(serializers.Serializer):
    """The answers of the form on the page. What is required depends on the type, as it does there."""

    type = serializers.ChoiceField([(kind.value, kind.label) for kind in ASKED_OF_CITIZENS])
    text = serializers.CharField(required=False, allow_blank=True)
    complained_name = serializers.CharField(required=False, allow_blank=True)
    subject = serializers.CharField(required=False, allow_blank=True)
    case_number = serializers.CharField(required=False, allow_blank=True)
    name = serializers.CharField(required=False, allow_blank=True)
    phone = serializers.CharField(required=False, allow_blank=True)
    needs = serializers.ListField(child=serializers.CharField(), required=False)
    no_call_back = serializers.BooleanField(required=False)


class TicketReceipt(serializers.Serializer):
    """`code` follows the ticket without the account; it is told only here and in the notice."""

    number = serializers.CharField(source="ticket.number")
    code = serializers.CharField()
    due_at = serializers.DateTimeField(source="ticket.due_at", allow_null=True)


@extend_schema_view(
    list=extend_schema(summary="The tickets of this account, newest first"),
    retrieve=extend_schema(summary="One ticket with the answer and what happened to it"),
)
class TicketViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """Bringing a matter to the court and following it; every look-up starts from the account's own."""

    lookup_field = "number"
    pagination_class = NewestFirst
    parser_classes = [BoundedJSONParser]
    throttle_scope: str | None = None

    def get_queryset(self) -> QuerySet[Ticket]:
        tickets = permissions.own(self.request.user)
        if self.action == "list":
            return tickets
        told = Step.objects.filter(kind__in=TOLD).select_related("department")
        return tickets.select_related("department").prefetch_related(Prefetch("steps", told))

    def get_serializer_class(self) -> type[serializers.BaseSerializer]:
        return TicketRow if self.action == "list" else TicketDetail

    def get_throttles(self) -> list[BaseThrottle]:
        self.throttle_scope = "submit" if self.action == "create" else None
        return super().get_throttles()

    @extend_schema(
        summary="Bring a matter to the court; the same key again opens nothing and gets the same answer",
        parameters=[OpenApiParameter(KEY_HEADER, str, OpenApiParameter.HEADER, description="one for each matter")],
        request=NewTicketAnswers,
        responses={201: TicketReceipt},
    )
    def create(self, request: Request) -> Response:
        """One matter of whoever is signed in."""
        asked = NewTicketAnswers(data=request.data)
        asked.is_valid(raise_exception=True)
        form = TicketForm(asked.validated_data, type=TicketType(asked.validated_data["type"]))
        if not form.is_valid():
            raise ValidationError({field: list(messages) for field, messages in form.errors.items()})
        new = form.new_ticket(source=Source.WEB, person=request.user)
        receipt = services.receive(new, by=None, at=timezone.now(), once=_once(request))
        return Response(TicketReceipt(receipt).data, status=status.HTTP_201_CREATED)


def _once(request: Request) -> str | None:
    """The request's key, which is the account's own: nobody is answered with another's ticket."""
    key = request.headers.get(KEY_HEADER)
    if key is None:
        return None
    if not KEY.fullmatch(key):
        raise ValidationError({KEY_HEADER: ["应当是 1 到 60 个字母、数字或者符号，不含空格。"]})
    return f"api:{request.user.pk}:{key}"
