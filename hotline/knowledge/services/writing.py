"""Writing: a new article, and changing one. What readers see does not change until it is put out again."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.errors import Refused, WrongState
from hotline.knowledge import permissions, workflow
from hotline.knowledge.enums import ArticleStatus
from hotline.knowledge.models import Article

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
SLUG_LENGTH = 8
_FIELDS = ["topic", "question", "answer", "laws", "words", "owner", "review_on"]


@dataclass(frozen=True)
class Writing:
    """What is written of an article. Without an owner it belongs to whoever writes."""

    topic: str
    question: str
    answer: str
    laws: tuple[str, ...]
    words: str
    owner: User | None
    review_on: date


@transaction.atomic
def draft(writing: Writing, *, by: User, at: datetime) -> Article:
    """Begin an article. Refused with a review date that is not in the future."""
    permissions.require_writer(by)
    _require_later(writing, at)
    slug = "".join(secrets.choice(LETTERS) for _ in range(SLUG_LENGTH))
    article = Article(slug=slug, edited_at=at)
    _write(article, writing, by)
    trail.save(article, by=by, because="起草", at=at)
    return article


@transaction.atomic
def edit(article_id: int, writing: Writing, *, by: User, at: datetime, seen_at: datetime) -> Article:
    """Change the working copy, which becomes a draft again.

    `seen_at` is the `edited_at` that the writer began with: refused when somebody else saved meanwhile.
    """
    permissions.require_writer(by)
    article = Article.objects.locked(article_id)
    require_unchanged(article, seen_at)
    _require_later(writing, at)
    _write(article, writing, by)
    back_to_draft(article, because="修改", by=by, at=at)
    return article


def back_to_draft(article: Article, *, because: str, by: User, at: datetime) -> None:
    """Save a locked, changed article as a draft that nobody has reviewed."""
    workflow.move(article, ArticleStatus.DRAFT)
    article.edited_at, article.reviewed_by = at, None
    trail.save(article, by=by, because=because, at=at, fields=[*_FIELDS, "status", "edited_at", "reviewed_by"])


def require_unchanged(article: Article, seen_at: datetime) -> None:
    """Raise WrongState when the article was changed after what the person saw."""
    if article.edited_at != seen_at:
        raise WrongState("这条知识刚被别人改过，您看到的不是最新内容。请打开最新内容核对后再办理。")


def _write(article: Article, writing: Writing, by: User) -> None:
    for name in _FIELDS:
        setattr(article, name, getattr(writing, name))
    article.laws, article.owner = list(writing.laws), writing.owner or by


def _require_later(writing: Writing, at: datetime) -> None:
    if writing.review_on <= court_date(at):
        raise Refused("复核日期应当在今天以后，请改一个日期。")
