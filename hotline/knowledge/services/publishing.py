"""From a draft to what everybody reads: reviewed and put out by another person than who wrote it; withdrawn."""

from datetime import datetime

from django.db import connection, transaction

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.notices import outbox
from gangcheng_court.errors import Refused
from hotline.knowledge import links, permissions, workflow
from hotline.knowledge.enums import ArticleStatus
from hotline.knowledge.models import Article, ArticleVersion
from hotline.knowledge.rules import words
from hotline.knowledge.services.writing import require_unchanged


@transaction.atomic
def review(article_id: int, *, by: User, at: datetime, seen_at: datetime) -> Article:
    """Say that the draft is right. Refused to who wrote it, and when it changed after `seen_at`."""
    article = Article.objects.locked(article_id)
    permissions.require_reviewer(by, article)
    require_unchanged(article, seen_at)
    workflow.move(article, ArticleStatus.REVIEWED)
    article.reviewed_by = by
    trail.save(article, by=by, because="审核通过", at=at, fields=["status", "reviewed_by"])
    return article


@transaction.atomic
def send_back(article_id: int, *, by: User, at: datetime, reason: str) -> Article:
    """Give a draft back to its owner with what is to be changed."""
    article = Article.objects.locked(article_id)
    permissions.require_reviewer(by, article)
    if not reason.strip():
        raise Refused("请写明要改什么。")
    workflow.move(article, ArticleStatus.DRAFT)
    article.reviewed_by = None
    trail.save(article, by=by, because=f"退回修改：{reason}", at=at, fields=["status", "reviewed_by"])
    if article.owner:
        outbox.queue(
            "hotline/article_sent_back",
            to=article.owner,
            about=article.slug,
            once=f"article-back:{article.pk}:{at.isoformat()}",
            at=at,
            context={"article": article, "reason": reason},
            url=links.desk(article),
        )
    return article


@transaction.atomic
def publish(article_id: int, *, by: User, at: datetime) -> Article:
    """Put the reviewed text out as a new version. Refused to who wrote it, and past its own review date."""
    article = Article.objects.locked(article_id)
    permissions.require_reviewer(by, article)
    if article.review_on <= court_date(at):
        raise Refused("复核日期已经过了，请先改复核日期再发布。")
    put_out(article, by=by, because="发布", at=at)
    return article


@transaction.atomic
def withdraw(article_id: int, *, by: User, at: datetime, reason: str) -> Article:
    """Take an article away from its readers at once; its versions stay on file."""
    article = Article.objects.locked(article_id)
    permissions.require_reviewer_role(by)
    if not reason.strip():
        raise Refused("请写明下架的原因。")
    workflow.move(article, ArticleStatus.WITHDRAWN)
    article.published, article.search = None, None
    trail.save(article, by=by, because=f"下架：{reason}", at=at, fields=["status", "published", "search"])
    return article


def put_out(article: Article, *, by: User | None, because: str, at: datetime) -> None:
    """The locked, reviewed article as its next version, found by its words."""
    workflow.move(article, ArticleStatus.PUBLISHED)
    last = article.versions.first()
    article.published = ArticleVersion.objects.create(
        article=article,
        number=last.number + 1 if last else 1,
        topic=article.topic,
        question=article.question,
        answer=article.answer,
        laws=article.laws,
        review_on=article.review_on,
        media=list(article.media.filter(removed_at__isnull=True).values_list("pk", flat=True)),
        reviewed_by=article.reviewed_by,
        published_by=by,
        published_at=at,
    )
    trail.save(article, by=by, because=because, at=at, fields=["status", "published"])
    index(article)


def index(article: Article) -> None:
    """Let the article be found by the words of its question and answer."""
    found = words.vector(question=article.question, words=article.words, answer=article.answer, laws=article.laws)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE hotline_article SET search = array_to_tsvector(%s) WHERE id = %s", [found, article.pk])
