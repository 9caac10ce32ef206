"""How long a signed-in session may rest, and what a person was sending when it ended."""

import json
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.sealed import seal, unseal

SEEN = "seen_at"
KEPT = "kept_answer"
STAMP_SECONDS = 10
LEAST_REST = 20 * 60
"""Nobody who reads or writes slowly is signed out sooner, not even without JavaScript, where nothing warns."""


def hasty_settings() -> list[str]:
    """Names of the settings that let a session end sooner than that."""
    names = ("CITIZEN_IDLE_SECONDS", "STAFF_IDLE_SECONDS")
    return [name for name in names if getattr(settings, name) < LEAST_REST]


def allowance(user: User) -> int:
    """Seconds of rest after which a session of this person ends."""
    return settings.STAFF_IDLE_SECONDS if user.is_court_staff else settings.CITIZEN_IDLE_SECONDS


def seconds_left(session: SessionBase, user: User, *, at: datetime) -> int:
    """Seconds until the session ends by rest; a fresh session has all of them, 0 or less is over."""
    now = at.timestamp()
    return int(session.get(SEEN, now) + allowance(user) - now)


def stamp(session: SessionBase, *, at: datetime) -> None:
    """Note that the person is here; not twice in ten seconds, so that parallel requests rarely both save."""
    if at.timestamp() - session.get(SEEN, 0) >= STAMP_SECONDS:
        session[SEEN] = at.timestamp()


def keep_answer(session: SessionBase, answer: dict[str, Any]) -> None:
    """Put an answer into a session, sealed: it may name people and their numbers."""
    session[KEPT] = seal(json.dumps(answer), KEPT)


def kept_answer(session: SessionBase, user: User) -> dict[str, Any] | None:
    """The answer of this person in the session; somebody else's is thrown away."""
    if KEPT not in session:
        return None
    answer = json.loads(unseal(session[KEPT], KEPT))
    if answer["user"] == user.pk:
        return answer
    del session[KEPT]
    return None


def answer_of(request: HttpRequest) -> dict[str, Any]:
    """What this POST carries in text, to be handed back to the same person; passwords never."""
    fields = [
        [name, value]
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken" and "password" not in name
        for value in values
    ]
    return {"user": request.user.pk, "path": request.get_full_path(), "fields": fields, "files": bool(request.FILES)}
