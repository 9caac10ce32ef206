"""Everybody reads what is put out; operators, clerks, chiefs and supervisors write; a chief or supervisor reviews."""

from django.db.models import QuerySet

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.permissions import has_role, require_role
from gangcheng_court.errors import Refused
from hotline.knowledge.models import Article

WRITERS = (Role.OPERATOR, Role.CLERK, Role.CHIEF, Role.SUPERVISOR)
REVIEWERS = (Role.CHIEF, Role.SUPERVISOR)
WRITTEN = ("起草", "修改", "添加多媒体", "移除多媒体")
"""What the trail calls the acts of whoever writes."""


def visible_to(user: User) -> QuerySet[Article]:
    """The articles this person may read; whoever writes also reads what is not put out."""
    return Article.objects.all() if has_role(user, *WRITERS) else Article.objects.filter(published__isnull=False)


def wrote(user: User, article: Article) -> bool:
    """Whether this person changed anything since the last version was put out."""
    acts = article.history.filter(history_user=user, history_change_reason__in=WRITTEN)
    last = article.versions.first()
    return (acts.filter(history_date__gt=last.published_at) if last else acts).exists()


def may_review(user: User, article: Article) -> bool:
    return has_role(user, *REVIEWERS) and not wrote(user, article)


def require_writer(user: User) -> None:
    """Raise NotYours for everybody but those who write."""
    require_role(user, *WRITERS)


def require_reviewer_role(user: User) -> None:
    """Raise NotYours for everybody but those who review."""
    require_role(user, *REVIEWERS)


def require_reviewer(user: User, article: Article) -> None:
    """Raise NotYours for who never reviews, Refused for who wrote what is to be reviewed."""
    require_reviewer_role(user)
    if wrote(user, article):
        raise Refused("这条知识您参与了起草或修改，请由另一位负责人或督察人员审核、发布。")
