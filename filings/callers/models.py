"""That a caller was checked before a word was said about a case: by whom, about which, passed or not."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from filings.intake.models import Filing


class IdentityCheck(models.Model):
    """One check of a caller (公开流程规定 5). Append-only.

    The numbers that the caller said are not kept, nor which of them did not fit.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="核对人")
    at = models.DateTimeField("时间")
    filing = models.ForeignKey(Filing, models.PROTECT, null=True, related_name="+", verbose_name="立案申请")
    """What the number belongs to; empty when there is no such number."""
    passed = models.BooleanField("通过")

    class Meta:
        verbose_name = verbose_name_plural = "来电身份核对"
        constraints = [
            models.CheckConstraint(
                condition=Q(passed=False) | Q(filing__isnull=False), name="a_passed_check_has_its_filing"
            )
        ]
        indexes = [
            models.Index(fields=["filing", "at"], condition=Q(passed=False), name="identity_check_failed"),
            models.Index(fields=["by", "at"], name="identity_check_by_operator"),
        ]

    def __str__(self) -> str:
        return f"{self.filing} {'通过' if self.passed else '不通过'}"
