"""Filings over HTTP: the same permissions, forms and services as the pages."""

from collections import defaultdict
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from filings.intake import permissions, queries, rules
from filings.intake import services as intake
from filings.intake.enums import PartyKind, Side
from filings.intake.forms.delivery import clean_postcode
from filings.intake.forms.details import DetailsForm
from filings.intake.forms.facts import LONGEST_FACTS
from filings.intake.forms.parties import party_form
from filings.intake.kinds import KINDS, Task
from filings.intake.models import Cause, Filing, Material, Party
from filings.reception import services
from filings.review.permissions import require_reader
from gangcheng_court.core.accounts import identity
from gangcheng_court.core.accounts.masking import mask_number
from gangcheng_court.core.audit import reads
from gangcheng_court.core.web.api import BoundedJSONParser, NewestFirst


class PartySerializer(serializers.ModelSerializer):
    id_number = serializers.SerializerMethodField(help_text="masked")

    class Meta:
        model = Party
        fields = ["id", "side", "kind", "name", "domicile", "phone", "id_number"]

    def get_id_number(self, party: Party) -> str:
        return mask_number(party.id_number)


class MaterialSerializer(serializers.ModelSerializer):
    name = serializers.CharField(source="file.name")
    sha256 = serializers.CharField(source="file.handed_in.sha256")
    pages = serializers.IntegerField(source="file.page_count", allow_null=True)

    class Meta:
        model = Material
        fields = ["id", "slot", "name", "sha256", "pages", "added_at"]


class ProblemSerializer(serializers.Serializer):
    level = serializers.CharField()
    task = serializers.CharField()
    field = serializers.CharField()
    message = serializers.CharField()


class FilingRow(serializers.ModelSerializer):
    class Meta:
        model = Filing
        fields = ["draft_code", "number", "kind", "status", "submitted_at", "case_number", "saved_at"]


class FilingDetail(FilingRow):
    parties = PartySerializer(many=True)
    materials = MaterialSerializer(many=True)
    problems = serializers.SerializerMethodField()

    class Meta(FilingRow.Meta):
        fields = [
            *FilingRow.Meta.fields,
            "cause",
            "cause_name",
            "claims",
            "amount",
            "details",
            "facts",
            "evidence",
            "mediation_wish",
            "parties",
            "materials",
            "problems",
        ]

    @extend_schema_field(ProblemSerializer(many=True))
    def get_problems(self, filing: Filing) -> list[dict[str, Any]]:
        return ProblemSerializer(rules.problems(filing), many=True).data


class NewFiling(serializers.Serializer):
    kind = serializers.ChoiceField([(kind.code, kind.title) for kind in KINDS.values()])


class EvidenceRow(serializers.Serializer):
    name = serializers.CharField(max_length=100)
    source = serializers.CharField(max_length=100, allow_blank=True, default="")
    purpose = serializers.CharField(max_length=300, allow_blank=True, default="")


class CauseAnswers(serializers.ModelSerializer):
    cause = serializers.PrimaryKeyRelatedField(queryset=Cause.objects.all(), allow_null=True, default=None)
    claims = serializers.ListField(child=serializers.CharField(max_length=2000), max_length=50)

    class Meta:
        model = Filing
        fields = ["cause", "cause_left_to_court", "claims", "amount"]
        extra_kwargs = {"amount": {"min_value": 0}}

    def validate_cause(self, cause: Cause | None) -> Cause | None:
        if cause and cause.edition != self.instance.kind_data.cause_edition:
            raise ValidationError("这类申请没有这个案由，请在列出的案由中选择。")
        return cause


class FactsAnswers(serializers.ModelSerializer):
    facts = serializers.CharField(max_length=LONGEST_FACTS)
    evidence = EvidenceRow(many=True, default=list)

    class Meta:
        model = Filing
        fields = ["facts", "evidence"]


class ServiceAnswers(serializers.ModelSerializer):
    class Meta:
        model = Filing
        fields = [
            "service_recipient",
            "service_address",
            "service_postcode",
            "service_phone",
            "service_email",
            "mediation_wish",
        ]

    def validate_service_postcode(self, postcode: str) -> str:
        return clean_postcode(postcode) if postcode else ""

    def validate_service_phone(self, phone: str) -> str:
        return identity.clean_phone(phone)


class NewParty(serializers.Serializer):
    """Further fields are those of the party form of its kind (name, domicile, phone, id_number, …)."""

    side = serializers.ChoiceField(Side.choices)
    kind = serializers.ChoiceField(PartyKind.choices)
    name = serializers.CharField(max_length=100)


class DetailAnswers(serializers.DictField):
    child = serializers.CharField(allow_blank=True)


class PartyAnswers(serializers.DictField):
    child = serializers.CharField(allow_blank=True, allow_null=True)


class NewMaterial(serializers.Serializer):
    slot = serializers.CharField(max_length=30)
    file = serializers.FileField()


class Submission(serializers.Serializer):
    statement_of_truth = serializers.BooleanField(help_text="must be true: 所填内容和提交的材料真实")

    def validate_statement_of_truth(self, stated: bool) -> bool:
        if not stated:
            raise ValidationError("提交前须作出诚信诉讼承诺。")
        return stated


ANSWERS = {Task.CAUSE: CauseAnswers, Task.FACTS: FactsAnswers, Task.SERVICE: ServiceAnswers}


@extend_schema_view(
    list=extend_schema(summary="The filings this person may read, newest first"),
    retrieve=extend_schema(summary="One filing with its parties, materials and what is still missing"),
)
class FilingViewSet(mixins.ListModelMixin, viewsets.GenericViewSet):
    """Drafting and handing in a filing; every look-up starts from what this person may see."""

    lookup_field = "draft_code"
    pagination_class = NewestFirst
    serializer_class = FilingRow
    parser_classes = [BoundedJSONParser]
    throttle_scope: str | None = None

    def get_queryset(self) -> QuerySet[Filing]:
        filings = permissions.visible_to(self.request.user)
        return filings if self.action == "list" else queries.whole(filings)

    def get_serializer_class(self) -> type[serializers.BaseSerializer]:
        return FilingRow if self.action == "list" else FilingDetail

    def get_object(self) -> Filing:
        filing = super().get_object()
        require_reader(self.request.user, filing)
        return filing

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One filing, whole. What is not the reader's own is logged."""
        filing = self.get_object()
        if filing.filer_id != request.user.pk:
            reads.log(
                reader=request.user,
                what="立案申请",
                reference=filing.number,
                at=timezone.now(),
                address=reads.address_of(request),
            )
        return Response(FilingDetail(filing).data)

    @extend_schema(summary="Open an empty draft", request=NewFiling, responses={201: FilingRow})
    def create(self, request: Request) -> Response:
        asked = _valid(NewFiling(data=request.data))
        filing = intake.start(kind=asked["kind"], by=request.user, at=timezone.now())
        return Response(FilingRow(filing).data, status=status.HTTP_201_CREATED)

    @extend_schema(summary="Save the answers of 案由与请求", request=CauseAnswers, responses=FilingRow)
    @action(detail=True, methods=["put"])
    def cause(self, request: Request, draft_code: str) -> Response:
        return self._save(request, Task.CAUSE)

    @extend_schema(
        summary="Save the answers that only this kind asks for, by code",
        request=OpenApiTypes.OBJECT,
        responses=FilingRow,
    )
    @action(detail=True, methods=["put"])
    def details(self, request: Request, draft_code: str) -> Response:
        filing = self.get_object()
        form = DetailsForm(data=DetailAnswers().run_validation(request.data), row=filing)
        _valid_form(form)
        filing = intake.save_answers(filing.pk, task=Task.DETAILS, by=request.user, at=timezone.now(), **form.answers())
        return Response(FilingRow(filing).data)

    @extend_schema(summary="Save the answers of 事实与理由", request=FactsAnswers, responses=FilingRow)
    @action(detail=True, methods=["put"])
    def facts(self, request: Request, draft_code: str) -> Response:
        return self._save(request, Task.FACTS)

    @extend_schema(summary="Save the answers of 送达与调解意愿", request=ServiceAnswers, responses=FilingRow)
    @action(detail=True, methods=["put"])
    def service(self, request: Request, draft_code: str) -> Response:
        return self._save(request, Task.SERVICE)

    @extend_schema(summary="Add a party", request=NewParty, responses={201: PartySerializer})
    @action(detail=True, methods=["post"])
    def parties(self, request: Request, draft_code: str) -> Response:
        filing = self.get_object()
        asked = _valid(NewParty(data=request.data))
        row = Party(filing=filing, side=asked["side"], kind=asked["kind"])
        if Side(row.side) not in filing.kind_data.seats:
            raise ValidationError({"side": [f"{filing.kind_data.title}没有这种诉讼地位。"]})
        form = party_form(row)
        given = {field: answer for field, answer in request.data.items() if field in form.base_fields}
        answers = _valid_form(form(data=PartyAnswers().run_validation(given), row=row))
        party = intake.save_party(
            filing.pk, side=row.side, kind=row.kind, by=request.user, at=timezone.now(), **answers
        )
        return Response(PartySerializer(party).data, status=status.HTTP_201_CREATED)

    @extend_schema(
        summary="Upload one file into a slot",
        request={"multipart/form-data": NewMaterial},
        responses={201: MaterialSerializer},
    )
    @action(detail=True, methods=["post"], parser_classes=[MultiPartParser], throttle_scope="upload")
    def materials(self, request: Request, draft_code: str) -> Response:
        filing = self.get_object()
        asked = _valid(NewMaterial(data=request.data))
        material = intake.upload_material(
            filing.pk, slot=asked["slot"], upload=asked["file"], by=request.user, at=timezone.now()
        )
        return Response(MaterialSerializer(material).data, status=status.HTTP_201_CREATED)

    @extend_schema(summary="Hand the draft in; safe to repeat", request=Submission, responses=FilingRow)
    @action(detail=True, methods=["post"], throttle_scope="submit")
    def submit(self, request: Request, draft_code: str) -> Response:
        filing = self.get_object()
        _valid(Submission(data=request.data))
        try:
            filing = services.submit(filing.pk, by=request.user, at=timezone.now())
        except services.Incomplete as refusal:
            missing = defaultdict(list)
            for problem in refusal.problems:
                missing[problem.field].append(problem.message)
            raise ValidationError(missing) from refusal
        return Response(FilingRow(filing).data)

    def _save(self, request: Request, task: Task) -> Response:
        filing = self.get_object()
        answers = _valid(ANSWERS[task](filing, data=request.data))
        filing = intake.save_answers(filing.pk, task=task, by=request.user, at=timezone.now(), **answers)
        return Response(FilingRow(filing).data)


def _valid(serializer: serializers.BaseSerializer) -> dict[str, Any]:
    serializer.is_valid(raise_exception=True)
    return serializer.validated_data


def _valid_form(form: forms.Form) -> dict[str, Any]:
    if not form.is_valid():
        raise ValidationError({field: list(messages) for field, messages in form.errors.items()})
    return form.cleaned_data
