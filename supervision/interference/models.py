"""三个规定: who asked about a case and how, met whom, and who said of a month that there was nothing.

Append-only, and sealed but for what the counts need: nothing that names a person, a case or a word stands in clear.
Relatives of staff are `core.accounts`' rows; this room keeps the page.
"""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from gangcheng_court.core.accounts.sealed import SealedTextField
from supervision.interference.enums import ASKED_ABOUT, Act, Counterpart, Form, Kind

USER = settings.AUTH_USER_MODEL


class EntryQuerySet(models.QuerySet):
    def standing(self) -> "EntryQuerySet":
        """Those that no later row corrects: each event once."""
        return self.filter(corrected_by=None)


class Entry(models.Model):
    """One record, written by whoever it happened to. A correction is a new row that names the one it corrects."""

    number = models.CharField("编号", max_length=20, unique=True)
    once = models.CharField(max_length=80, unique=True, null=True, editable=False)
    """Key of the form that brought it: the same again records nothing."""
    kind = models.CharField("类别", max_length=10, choices=Kind)
    happened_on = models.DateField("发生日期")
    recorder = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="记录人")
    recorded_at = models.DateTimeField("记录时间")
    first_recorded_at = models.DateTimeField("首次记录时间")
    """Of a correction, when the event was first recorded: by it the event counts, and is early or late."""
    due_at = models.DateTimeField("应当记录的期限")
    """As counted when it was recorded; a late record says so, and is never refused."""
    form = models.CharField("方式", max_length=20, choices=Form, blank=True)
    counterpart = models.CharField("接触对象", max_length=10, choices=Counterpart, blank=True)
    acts = ArrayField(models.CharField(max_length=20, choices=Act), default=list, blank=True, verbose_name="禁止行为")
    is_lawful = models.BooleanField("属于依法履职", default=False)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="corrected_by", verbose_name="更正的记录"
    )
    time = SealedTextField("时间", blank=True)
    place = SealedTextField("地点", blank=True)
    person_name = SealedTextField("姓名")
    person_unit = SealedTextField("单位", blank=True)
    person_post = SealedTextField("职务", blank=True)
    relation = SealedTextField("与当事人的关系", blank=True)
    case_number = SealedTextField("案号", blank=True)
    case_name = SealedTextField("案件名称", blank=True)
    reference = SealedTextField("相关编号", blank=True)
    content = SealedTextField("内容")
    present = SealedTextField("在场人员", blank=True)
    handling = SealedTextField("处理情况")
    correction = SealedTextField("更正原因", blank=True)
    named = ArrayField(models.CharField(max_length=64), default=list, editable=False)
    """Keyed hashes of the names of whom it names: no supervisor of such a name ever sees it."""

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "三个规定记录"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="contact", form="") & ~Q(counterpart="")
                | Q(kind__in=ASKED_ABOUT, counterpart="", acts=[]) & ~Q(form=""),
                name="an_entry_is_a_question_or_a_contact",
            ),
        ]
        indexes = [
            models.Index(fields=["recorder", "-id"], name="entry_by_recorder"),
            models.Index(fields=["kind", "-id"], name="entry_by_kind"),
            models.Index(fields=["first_recorded_at"], name="entry_by_recorded"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_late(self) -> bool:
        return self.first_recorded_at >= self.due_at

    @property
    def acts_words(self) -> list[str]:
        return [Act(act).label for act in self.acts]


class EntryFile(models.Model):
    """What proves a record: a picture of the message, the letter. Append-only, added by the recorder."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="files")
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "三个规定附件"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.pk}"


class Confirmation(models.Model):
    """What a member of staff said of a month: so many records, or none (本月无). Append-only."""

    staff = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="工作人员")
    month = models.DateField("月份")
    count = models.PositiveSmallIntegerField("记录数")
    confirmed_at = models.DateTimeField("确认时间")

    class Meta:
        verbose_name = verbose_name_plural = "三个规定月度确认"
        ordering = ["-month"]
        constraints = [
            models.UniqueConstraint(fields=["staff", "month"], name="one_confirmation_per_person_and_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="a_month_is_its_first_day"),
        ]
        indexes = [models.Index(fields=["month"], name="confirmation_by_month")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
