import pytest
from django.test import Client
from django.urls import reverse

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user, sign_in
from hotline.calls.models import Extension
from hotline.calls.tests.builders import make_operator

pytestmark = pytest.mark.django_db


def test_the_administrator_says_which_operator_sits_at_which_telephone(client: Client) -> None:
    operator, clerk = make_operator(), make_user(Role.CLERK)
    sign_in(client, make_user(Role.ADMINISTRATOR))
    page = reverse("admin:hotline_extension_add")

    refused = client.post(page, {"number": "8001", "operator": clerk.pk})
    assert refused.status_code == 200
    assert not Extension.objects.exists()

    assert client.post(page, {"number": "8001", "operator": operator.pk}).status_code == 302
    assert Extension.objects.get().operator == operator
    assert "8001" in client.get(reverse("admin:hotline_extension_changelist"), {"q": operator.name}).content.decode()


def test_nobody_else_gets_in(client: Client) -> None:
    sign_in(client, make_operator())
    assert client.get(reverse("admin:hotline_extension_changelist")).status_code != 200
