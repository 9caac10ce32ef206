"""How an answer serves: how often it is used, and “没答清楚”."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.notices import outbox
from gangcheng_court.errors import Refused
from hotline.knowledge import links, permissions
from hotline.knowledge.models import Article, Feedback

MOST_OPEN = 50
"""Open notes one article takes: nobody fills the desk by pressing the button for ever."""


@transaction.atomic
def count_use(article_id: int, *, by: User, at: datetime) -> None:
    """An operator answered with this article."""
    permissions.require_writer(by)
    Article.objects.filter(pk=article_id, published__isnull=False).update(used=F("used") + 1)


@transaction.atomic
def give_feedback(article_id: int, *, words: str, by: User | None, at: datetime) -> Feedback:
    """Note what the version now in force leaves unclear, and tell the owner once a day; the same words again are one
    note. Refused when nothing is put out, and while very many notes wait.
    """
    article = Article.objects.locked(article_id)
    words = words.strip()
    if article.published is None:
        raise Refused("这条知识已经下架，请拨打 12368 咨询。")
    if not words:
        raise Refused("请写明哪里没答清楚。")
    open_notes = Feedback.objects.open().filter(version__article=article)
    if same := open_notes.filter(words=words).first():
        return same
    if open_notes.count() >= MOST_OPEN:
        raise Refused("这条知识已经收到很多意见，正在修改。急需答复的，请拨打 12368。")
    note = Feedback.objects.create(version=article.published, words=words, by=by, at=at)
    if article.owner:
        outbox.queue(
            "hotline/article_unclear",
            to=article.owner,
            about=article.slug,
            once=f"article-unclear:{article.pk}:{court_date(at)}",
            at=at,
            context={"article": article, "words": words},
            url=links.desk(article),
        )
    return note


@transaction.atomic
def settle(feedback_id: int, *, by: User, at: datetime) -> Feedback:
    """The answer was made clearer, or was clear: the note is done. A second time changes nothing."""
    permissions.require_writer(by)
    note = Feedback.objects.select_for_update(of=("self",)).select_related("version__article").get(pk=feedback_id)
    if note.settled_at is None:
        note.settled_at, note.settled_by = at, by
        note.save(update_fields=["settled_at", "settled_by"])
    return note
