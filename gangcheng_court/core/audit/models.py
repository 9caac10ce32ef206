"""The read log: who looked at whose papers, when and why. Append-only in the database."""

from django.conf import settings
from django.db import models


class ReadLog(models.Model):
    """One reading of something confidential."""

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    read_at = models.DateTimeField()
    what = models.CharField(max_length=60)
    reference = models.CharField(max_length=120)
    reason = models.CharField(max_length=200, blank=True)
    address = models.GenericIPAddressField(null=True)

    class Meta:
        verbose_name = verbose_name_plural = "查阅记录"
        indexes = [models.Index(fields=["reference", "read_at"], name="readlog_by_reference")]

    def __str__(self) -> str:
        return f"{self.what} {self.reference}"
