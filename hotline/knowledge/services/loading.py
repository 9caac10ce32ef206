"""The articles that the portal ships: put out as they are, corrected by a newer file, left alone once staff edited."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines.clock import court_date
from hotline.knowledge import workflow
from hotline.knowledge.data import Starter
from hotline.knowledge.enums import ArticleStatus
from hotline.knowledge.models import Article
from hotline.knowledge.services.publishing import put_out

REVIEW_AFTER = timedelta(days=365)


def load(starters: Iterable[Starter], *, at: datetime) -> int:
    """Put out every starter that is new or has changed in its file; what staff touched is never overwritten.

    Returns how many were put out. Safe twice: the second run finds nothing changed.
    """
    return sum(_load(starter, at=at) for starter in starters)


@transaction.atomic
def _load(starter: Starter, *, at: datetime) -> bool:
    article = Article.objects.select_for_update(of=("self",)).filter(slug=starter.slug).first()
    if article is None:
        article = Article(slug=starter.slug)
    elif _same(article, starter) or article.history.filter(history_user__isnull=False).exists():
        return False
    article.topic, article.question, article.answer = starter.topic, starter.question, starter.answer
    article.laws, article.words = list(starter.laws), starter.words
    article.review_on, article.edited_at = court_date(at) + REVIEW_AFTER, at
    workflow.move(article, ArticleStatus.DRAFT)
    workflow.move(article, ArticleStatus.REVIEWED)
    trail.save(article, by=None, because="装载", at=at)
    put_out(article, by=None, because="装载", at=at)
    return True


def _same(article: Article, starter: Starter) -> bool:
    now = (article.topic, article.question, article.answer, tuple(article.laws), article.words)
    return now == (starter.topic, starter.question, starter.answer, starter.laws, starter.words)
