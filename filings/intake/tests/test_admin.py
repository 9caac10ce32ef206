import pytest
from django.test import Client
from django.urls import reverse

from filings.intake.tests.builders import make_cause
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user, sign_in

pytestmark = pytest.mark.django_db


def test_causes_can_be_looked_up_and_never_edited(client: Client) -> None:
    cause = make_cause()
    sign_in(client, make_user(Role.ADMINISTRATOR))
    assert "民间借贷纠纷" in client.get(reverse("admin:filings_cause_changelist"), {"q": "借贷"}).content.decode()
    page = reverse("admin:filings_cause_change", args=[cause.pk])
    assert client.get(page).status_code == 200
    assert client.post(page, {"name": "改名"}).status_code == 403
    assert client.get(reverse("admin:filings_cause_add")).status_code == 403
