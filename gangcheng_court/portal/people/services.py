"""What a person decides about the own account."""

from collections.abc import Sequence
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db import transaction

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.audit import trail


@transaction.atomic
def choose_care(
    user_id: int, *, access_needs: Sequence[str], wants_priority: bool, email: str, by: User, at: datetime
) -> User:
    """Keep which help the person asks for. Asking is free: no proof, no reason, and it can be taken back."""
    user = User.objects.select_for_update().get(pk=user_id)
    user.access_needs, user.wants_priority, user.email = list(access_needs), wants_priority, email
    trail.save(user, by=by, because="修改个人设置", at=at, fields=["access_needs", "wants_priority", "email"])
    return user


def end_other_sessions(user: User, *, keep: str) -> int:
    """Sign the person out everywhere but in the session `keep`; how many ended."""
    others = [session for session in UserSession.objects.purge_and_list(user) if session.session_key != keep]
    for session in others:
        session.end()
    return len(others)
