"""What every API answer shares: refusals by the services, in the standard error shape."""

from typing import Any

from drf_standardized_errors.handler import ExceptionHandler
from rest_framework import status
from rest_framework.exceptions import APIException, NotFound

from gangcheng_court.errors import NotYours, Refused


class Conflict(APIException):
    """409 with the service's own sentence."""

    status_code = status.HTTP_409_CONFLICT
    default_code = "refused"


class CourtExceptionHandler(ExceptionHandler):
    """A refusal is 409, another's matter is 404, as on the pages."""

    def convert_known_exceptions(self, exc: Exception) -> Exception:
        if isinstance(exc, NotYours):
            return NotFound()
        if isinstance(exc, Refused):
            return Conflict(str(exc))
        return super().convert_known_exceptions(exc)


STANDARDIZED_ERRORS: dict[str, Any] = {
    "EXCEPTION_HANDLER_CLASS": "gangcheng_court.core.web.api.CourtExceptionHandler",
    "ALLOWED_ERROR_STATUS_CODES": ["400", "401", "403", "404", "409", "429"],
}
