from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from knox.models import AuthToken

from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.notices import codes
from gangcheng_court.core.notices.models import PhoneCode
from gangcheng_court.portal import tasks


@pytest.mark.django_db
def test_ended_sessions_and_tokens_are_forgotten_and_living_ones_stay():
    now, user = timezone.now(), make_user()
    for key, moment in (("over", now - timedelta(hours=1)), ("alive", now + timedelta(hours=1))):
        Session.objects.create(session_key=key, session_data="", expire_date=moment)
    over, _ = AuthToken.objects.create(user)
    alive, _ = AuthToken.objects.create(user)
    AuthToken.objects.filter(pk=over.pk).update(expiry=now - timedelta(days=1))

    tasks.forget_what_ended()
    tasks.forget_what_ended()

    assert [session.session_key for session in Session.objects.all()] == ["alive"]
    assert [token.pk for token in AuthToken.objects.all()] == [alive.pk]


@pytest.mark.django_db
def test_a_spoken_code_is_forgotten_after_a_day_and_counts_until_then():
    now, user = timezone.now(), make_user()
    for hours in (25, 23):
        codes.issue(user.phone, purpose="invitation", about=str(hours), by=user, at=now - timedelta(hours=hours))

    tasks.forget_what_ended()

    assert PhoneCode.objects.get().about == "23"
