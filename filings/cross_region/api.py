"""管辖法院 over HTTP: other courts hand packages in, ask how they stand, and fetch our letters (docs/cross-region.md).

A court proves itself by its key (`signatures.py`), never by an account.
"""

import hashlib
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import APIException, AuthenticationFailed, ValidationError
from rest_framework.parsers import BaseParser
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView

from filings.cross_region import queries, services, signatures
from filings.cross_region.enums import Direction
from filings.cross_region.models import CourtKey, Transfer
from filings.cross_region.package import BadPackage
from filings.intake.models import Filing
from gangcheng_court.core.audit import reads
from gangcheng_court.core.documents.serving import guarded

NOT_GENUINE = "请求的签名不对，或者已经过期。请核对法院代字、密钥和服务器时间。"
USED_ALREADY = "这个请求已经收到过一次（X-Court-Nonce 重复），请换一个重新签名发送。"


class CourtAuthentication(BaseAuthentication):
    """`request.auth` becomes the CourtKey; the same nonce is taken once (for as long as its signature lives)."""

    def authenticate(self, request: Request) -> tuple[AnonymousUser, CourtKey] | None:
        signed = signatures.read(request.headers)
        if signed is None:
            return None
        code = signatures.sender(request.headers)
        key = CourtKey.objects.select_related("court").filter(court__code=code, active=True).first()
        asked = {"method": request.method, "path": request.path, "at": timezone.now()}
        if key is None or not signatures.is_genuine(signed, secret=key.secret, **asked):
            raise AuthenticationFailed(NOT_GENUINE)
        alive = 2 * signatures.TOLERANCE.total_seconds() + 1
        if not cache.add(f"cross-region-nonce:{key.pk}:{signed.nonce}", 1, timeout=int(alive)):
            raise AuthenticationFailed(USED_ALREADY)
        request.signed = signed
        return AnonymousUser(), key

    def authenticate_header(self, request: Request) -> str:
        return "Court-HMAC-SHA256"


class CourtAuthenticationScheme(OpenApiAuthenticationExtension):
    target_class = CourtAuthentication
    name = "courtSignature"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "apiKey", "in": "header", "name": signatures.SIGNATURE, "description": signatures.__doc__ or ""}


class IsCourt(BasePermission):
    def has_permission(self, request: Request, view: APIView) -> bool:
        return isinstance(request.auth, CourtKey)


class CourtThrottle(SimpleRateThrottle):
    """Each court is counted by itself."""

    scope = "cross-region"

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        key = request.auth
        return self.cache_format % {"scope": self.scope, "ident": key.pk} if isinstance(key, CourtKey) else None


class Unfit(ValidationError):
    """422: the package cannot be taken; the error's `attr` is the file at fault."""

    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY


class TooLarge(APIException):
    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_code = "too_large"


class PackageParser(BaseParser):
    """A ZIP as the whole body; the view reads it, within its bounds."""

    media_type = "application/zip"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        return stream


class LetterSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    title = serializers.CharField()
    sha256 = serializers.CharField()
    issued_at = serializers.DateTimeField()


class ItemSerializer(serializers.Serializer):
    target = serializers.CharField()
    text = serializers.CharField()
    basis = serializers.CharField()


class CorrectionSerializer(serializers.Serializer):
    """What is to be corrected now, each item with the part that it opens (docs/cross-region.md)."""

    notice = serializers.CharField()
    issued_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField()
    items = ItemSerializer(many=True)


class PackageSerializer(serializers.Serializer):
    """How a filing of the asking court stands here."""

    package_id = serializers.UUIDField()
    number = serializers.CharField()
    received_at = serializers.DateTimeField()
    status = serializers.CharField()
    status_words = serializers.CharField()
    case_number = serializers.CharField(allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)
    correction = CorrectionSerializer(allow_null=True)
    letters = LetterSerializer(many=True)


class CourtView(APIView):
    authentication_classes = [CourtAuthentication]
    permission_classes = [IsCourt]
    throttle_classes = [CourtThrottle]
    parser_classes = [PackageParser]

    def filing(self, request: Request, package_id: UUID) -> Filing:
        """The filing that the asking court has sent under this number; another court's does not exist for it."""
        own = Transfer.objects.filter(direction=Direction.IN, court=request.auth.court, filing__isnull=False)
        return get_object_or_404(own.select_related("filing"), package_id=package_id).filing


class PackagesView(CourtView):
    """Taking packages in."""

    @extend_schema(
        operation_id="cross_region_hand_in",
        summary="Hand in a filing, or the corrected answer to a notice; the same package again is answered alike (200)",
        request={"application/zip": OpenApiTypes.BINARY},
        responses={201: PackageSerializer, 200: PackageSerializer},
    )
    def post(self, request: Request) -> Response:
        content = _body(request)
        try:
            transfer, is_new = services.receive(content, key=request.auth, at=timezone.now())
        except BadPackage as error:
            raise Unfit({error.file: [str(error)]}) from error
        code = status.HTTP_201_CREATED if is_new else status.HTTP_200_OK
        return Response(_standing(transfer.package_id, transfer.filing), status=code)


class PackageView(CourtView):
    """How a filing stands."""

    @extend_schema(operation_id="cross_region_status", responses=PackageSerializer)
    def get(self, request: Request, package_id: UUID) -> Response:
        return Response(_standing(package_id, self.filing(request, package_id)))


class PackageLetterView(CourtView):
    """One letter of ours, for the court that serves it."""

    @extend_schema(operation_id="cross_region_letter", responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    def get(self, request: Request, package_id: UUID, letter_id: int) -> HttpResponse:
        filing = self.filing(request, package_id)
        letter = get_object_or_404(filing.letters.select_related("file"), pk=letter_id)
        reads.log(
            reader=None,
            what=letter.title,
            reference=filing.number,
            at=timezone.now(),
            reason=f"{request.auth.court}代为送达",
            address=reads.address_of(request._request),
        )
        with letter.file.file.open("rb") as content:
            response = HttpResponse(content.read())
        return guarded(response, name=letter.file.name, content_type=letter.file.content_type, inline=False)


def _body(request: Request) -> bytes:
    most = settings.MAX_PACKAGE_MB * 1024 * 1024
    too_large = TooLarge(f"材料包超过 {settings.MAX_PACKAGE_MB} MB 的上限。")
    if int(request.META.get("CONTENT_LENGTH") or 0) > most:
        raise too_large
    content = request._request.read(most + 1)
    if len(content) > most:
        raise too_large
    if hashlib.sha256(content).hexdigest() != request.signed.content_sha256:
        raise AuthenticationFailed(NOT_GENUINE)
    return content


def _standing(package_id: UUID, filing: Filing) -> dict[str, Any]:
    letters = [
        {
            "id": letter.pk,
            "title": letter.title,
            "sha256": letter.file.sha256,
            "issued_at": letter.issued_at,
        }
        for letter in filing.letters.select_related("file")
    ]
    return PackageSerializer(
        {
            "package_id": package_id,
            "number": filing.number,
            "received_at": filing.submitted_at,
            "status": filing.status,
            "status_words": filing.get_status_display(),
            "case_number": filing.case_number,
            "decided_at": filing.decided_at,
            "correction": queries.asked_of(filing),
            "letters": letters,
        }
    ).data
