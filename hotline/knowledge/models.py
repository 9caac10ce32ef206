"""One question, one complete answer, its law: what operators read out and what the public guides show."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from gangcheng_court.core.audit.tracking import HistoryManager
from hotline.knowledge.enums import ArticleStatus, MediumKind, Topic

USER = settings.AUTH_USER_MODEL


class ArticleQuerySet(models.QuerySet):
    def locked(self, article_id: int) -> "Article":
        """The row, locked until the transaction ends. Raises Article.DoesNotExist."""
        return self.select_for_update(of=("self",)).get(pk=article_id)


class Article(models.Model):
    """The working copy; readers see `published`, the version that was reviewed and put out."""

    slug = models.SlugField("代码", max_length=60, unique=True)
    topic = models.CharField("主题", max_length=20, choices=Topic)
    question = models.CharField("问题", max_length=120)
    answer = models.TextField("完整的答复")
    """Paragraphs divided by an empty line; a line that begins with “- ” is an item, with “1. ” a step."""
    laws = ArrayField(models.CharField(max_length=120), verbose_name="法律依据", default=list, blank=True)
    words = models.CharField("别的说法", max_length=200, blank=True)
    """Further words by which people ask for it, divided by spaces; searched, never shown."""
    owner = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="负责人")
    review_on = models.DateField("复核日期")
    """From that day on the answer wants a second look: laws change."""
    reviewed_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="审核人", editable=False
    )
    status = models.CharField("状态", max_length=10, choices=ArticleStatus, default=ArticleStatus.DRAFT)
    published = models.ForeignKey(
        "hotline.ArticleVersion", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    """What readers see; none while the article was never put out or is withdrawn."""
    used = models.PositiveIntegerField("引用次数", default=0, editable=False)
    edited_at = models.DateTimeField("修改时间")
    search = SearchVectorField(null=True, editable=False)
    """Of the published version, as `rules.words` cuts Chinese text into pairs."""
    history = HistoricalRecords(history_manager=HistoryManager, excluded_fields=["search", "used"])

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "知识"
        ordering = ["topic", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=ArticleStatus.PUBLISHED) | Q(published__isnull=False),
                name="a_published_article_has_its_version",
            )
        ]
        indexes = [
            GinIndex(fields=["search"], name="article_by_words", fastupdate=False),
            models.Index(fields=["-edited_at", "-id"], name="article_last_edited"),
            models.Index(fields=["review_on"], condition=Q(status="published"), name="article_to_review"),
        ]

    def __str__(self) -> str:
        return self.question


class ArticleVersion(models.Model):
    """What was published, word for word. Append-only."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("版本")
    topic = models.CharField(max_length=20, choices=Topic)
    question = models.CharField(max_length=120)
    answer = models.TextField()
    laws = ArrayField(models.CharField(max_length=120), default=list)
    review_on = models.DateField("复核日期")
    media = ArrayField(models.BigIntegerField(), default=list)
    """The media that were put out with it, in order."""
    reviewed_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+", verbose_name="审核人")
    published_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+", verbose_name="发布人")
    published_at = models.DateTimeField("发布时间")

    class Meta:
        verbose_name = verbose_name_plural = "知识版本"
        ordering = ["article_id", "-number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="one_version_per_article_and_number")]

    def __str__(self) -> str:
        return f"{self.article_id} v{self.number}"


class Medium(models.Model):
    """A picture, film or recording that belongs to an answer; never without words that say the same."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="media")
    kind = models.CharField("类型", max_length=10, choices=MediumKind)
    title = models.CharField("标题", max_length=60)
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")
    captions = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    """WebVTT, for a film."""
    words = models.TextField("文字说明")
    """Of a picture what it shows; of a film or recording its transcript."""
    removed_at = models.DateTimeField(null=True, blank=True)
    """Taken out of the working copy; a version that had it keeps it."""

    class Meta:
        verbose_name = verbose_name_plural = "多媒体"
        ordering = ["article_id", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(kind="video") | Q(captions__isnull=False), name="a_film_has_captions"),
            models.CheckConstraint(condition=~Q(words=""), name="a_medium_is_told_in_words"),
        ]

    def __str__(self) -> str:
        return self.title


class FeedbackQuerySet(models.QuerySet):
    def open(self) -> "FeedbackQuerySet":
        """What nobody has settled yet."""
        return self.filter(settled_at__isnull=True)


class Feedback(models.Model):
    """“没答清楚”: what a reader or an operator missed in an answer."""

    version = models.ForeignKey(ArticleVersion, models.PROTECT, related_name="feedback")
    words = models.CharField("没答清楚的地方", max_length=500)
    by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    settled_at = models.DateTimeField("处理时间", null=True, blank=True)
    settled_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "没答清楚"
        ordering = ["-id"]
        indexes = [models.Index(fields=["id"], condition=Q(settled_at__isnull=True), name="feedback_open")]

    def __str__(self) -> str:
        return self.words[:20]
