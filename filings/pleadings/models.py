"""The form that a filer fills in, question by question, and the paper made from it."""

from django.db import models
from simple_history.models import HistoricalRecords

from filings.intake.models import Filing
from filings.pleadings import data
from filings.pleadings.data.shape import FormKind
from filings.pleadings.enums import PrintState, Style
from filings.pleadings.rules.paper import claims_title, document_title


class Pleading(models.Model):
    """One for each filing. Edition and form are fixed at the start: a newer edition leaves it as it is."""

    filing = models.OneToOneField(Filing, models.CASCADE, related_name="pleading")
    edition = models.CharField("版本", max_length=10, editable=False)
    form_code = models.CharField("表格", max_length=40, editable=False)
    answers = models.JSONField("回答", default=dict, blank=True)
    """By field code, as `rules.answers.store` keeps them."""
    proposed = models.JSONField("上次生成的文字", default=dict, blank=True)
    """{part: text}: what the answers last proposed and the person took or declined; other text is the person's own."""
    own_paper = models.BooleanField("使用自己的诉状", default=False)
    style = models.CharField("样式", max_length=10, choices=Style, default=Style.ELEMENT)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    print_state = models.CharField("文书", max_length=10, choices=PrintState, default=PrintState.NONE, editable=False)
    print_asked_at = models.DateTimeField(null=True, editable=False)
    print_attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    printed_at = models.DateTimeField(null=True, editable=False)
    printed_content = models.CharField(max_length=64, blank=True, editable=False)
    """Fingerprint of what was printed: another one now means that something was changed since."""
    pdf = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True, related_name="+", editable=False)
    docx = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True, related_name="+", editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "诉状"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(print_state="ready") | models.Q(pdf__isnull=False, docx__isnull=False),
                name="a_printed_pleading_has_its_files",
            )
        ]
        indexes = [
            models.Index(fields=["print_asked_at"], condition=models.Q(print_state="queued"), name="pleading_to_print")
        ]

    def __str__(self) -> str:
        return f"{self.form_code} {self.edition}"

    @property
    def form(self) -> FormKind:
        return data.form_of(self.edition, self.form_code)

    @property
    def document(self) -> str:
        """What the paper is called."""
        return document_title(self.form, self.filing.kind_data)

    @property
    def claims_title(self) -> str:
        """What its claims are called."""
        return claims_title(self.form, self.filing.kind_data)
