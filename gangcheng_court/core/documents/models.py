"""Files that people hand in and letters the court writes: private, hashed, never changed."""

import uuid

from django.conf import settings
from django.db import models


class ScanState(models.TextChoices):
    NOT_SCANNED = "not_scanned", "未查毒"
    CLEAN = "clean", "安全"
    INFECTED = "infected", "含病毒"


class StoredFile(models.Model):
    """One immutable file. Rotating or merging makes a new row that names its `source`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.FileField(max_length=200)
    name = models.CharField("文件名", max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField("大小（字节）")
    sha256 = models.CharField(max_length=64)
    page_count = models.PositiveIntegerField("页数", null=True)
    scan_state = models.CharField(max_length=20, choices=ScanState, default=ScanState.NOT_SCANNED)
    source = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="derived")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "文件"

    def __str__(self) -> str:
        return self.name

    @property
    def handed_in(self) -> "StoredFile":
        """The file as the person handed it in: what this upright or rotated copy was made from, in the end."""
        return self.source.handed_in if self.source else self
