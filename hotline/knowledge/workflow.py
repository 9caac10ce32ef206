"""The one table of an article's moves, and the only assigner of its status."""

from gangcheng_court.errors import WrongState
from hotline.knowledge.enums import ArticleStatus
from hotline.knowledge.models import Article

MOVES = {
    ArticleStatus.DRAFT: frozenset({ArticleStatus.DRAFT, ArticleStatus.REVIEWED, ArticleStatus.WITHDRAWN}),
    ArticleStatus.REVIEWED: frozenset({ArticleStatus.DRAFT, ArticleStatus.PUBLISHED, ArticleStatus.WITHDRAWN}),
    ArticleStatus.PUBLISHED: frozenset({ArticleStatus.DRAFT, ArticleStatus.WITHDRAWN}),
    ArticleStatus.WITHDRAWN: frozenset({ArticleStatus.DRAFT}),
}


def move(article: Article, status: ArticleStatus) -> None:
    """Set the status of a locked article; the caller saves it. Raises WrongState when the table has no such move."""
    if status not in MOVES[ArticleStatus(article.status)]:
        raise WrongState(f"这条知识目前为“{article.get_status_display()}”，不能这样办理。请刷新页面查看最新状态。")
    article.status = status
