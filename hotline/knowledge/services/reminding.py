"""Laws change: when an article's review date is there, its owner is asked to look again."""

from datetime import datetime

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.core.notices import outbox
from hotline.knowledge import links, queries
from hotline.knowledge.models import Article


def remind(*, at: datetime) -> int:
    """Tell the owner (without one who still works here: every chief) of each article due for review, once for each
    date. Returns how many notices were queued. Safe twice and side by side: the notice's key decides.
    """
    chiefs = list(User.objects.filter(role=Role.CHIEF, is_active=True))
    due = queries.to_review(court_date(at)).select_related("owner").defer("search", "answer")
    told = (
        _tell(article, to, at)
        for article in due
        for to in ([article.owner] if article.owner and article.owner.is_active else chiefs)
    )
    return sum(told)


def _tell(article: Article, to: User, at: datetime) -> bool:
    notice = outbox.queue(
        "hotline/article_to_review",
        to=to,
        about=article.slug,
        once=f"article-review:{article.pk}:{article.review_on}:{to.pk}",
        at=at,
        context={"article": article},
        url=links.desk(article),
    )
    return notice is not None
