"""The read log, and the seals over everything that only grows. All of it is append-only in the database."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
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


class Seal(models.Model):
    """One batch of new rows of one append-only table. `digest` covers the batch and the seal before: a chain."""

    table = models.CharField(max_length=63)
    columns = ArrayField(models.CharField(max_length=63))
    """Of the table when it was sealed: a column added later changes no hash."""
    count = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    """SHA-256 over the batch's links in the order of their rows."""
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    sealed_at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "封存批次"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["previous"], name="seals_form_one_chain")]

    def __str__(self) -> str:
        return f"{self.table} {self.digest[:12]}"


class Link(models.Model):
    """The hash of one sealed row."""

    seal = models.ForeignKey(Seal, models.PROTECT, related_name="links")
    table = models.CharField(max_length=63)
    row = models.BigIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "封存记录"
        constraints = [models.UniqueConstraint(fields=["table", "row"], name="one_link_per_row")]

    def __str__(self) -> str:
        return f"{self.table} {self.row}"


class DailyDigest(models.Model):
    """Where the chain stood at the end of a day, signed and published: whoever kept it can prove a later change."""

    day = models.DateField(unique=True)
    seals = models.PositiveBigIntegerField()
    """How many there were in all."""
    head = models.CharField(max_length=64, blank=True)
    """`digest` of the last seal of the day; empty before the first."""
    signature = models.CharField(max_length=88, blank=True)
    signed_at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "每日摘要"
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {self.head[:12]}"

    @property
    def text(self) -> str:
        """What is signed."""
        return f"{self.day:%Y-%m-%d} {self.seals} {self.head}"
