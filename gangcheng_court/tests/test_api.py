"""The API's own doors: tokens, throttles, the schema."""

import pytest

from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.portal.sign_in import services

pytestmark = pytest.mark.django_db


def test_a_token_made_in_a_session_opens_the_api_and_ends_when_deleted(client):
    user = make_user()
    client.force_login(user)
    made = client.post("/api/v1/tokens/")
    assert made.status_code == 201
    token, token_id = made.json()["token"], made.json()["id"]
    client.logout()
    headers = {"authorization": f"Token {token}"}

    assert client.get("/api/v1/filings/", headers=headers).status_code == 200
    assert client.post("/api/v1/tokens/", headers=headers).status_code in (401, 403)

    client.force_login(user)
    listed = client.get("/api/v1/tokens/").json()
    assert [row["id"] for row in listed] == [token_id]
    assert "token" not in listed[0]
    assert client.delete(f"/api/v1/tokens/{token_id}/").status_code == 204
    client.logout()
    assert client.get("/api/v1/filings/", headers=headers).status_code == 401


def test_every_token_ends_with_the_old_password(client):
    user = make_user()
    client.force_login(user)
    headers = {"authorization": f"Token {client.post('/api/v1/tokens/').json()['token']}"}
    client.logout()

    services.set_password(user, "Court-Test-2027", at=court_time("2026-11-23 10:00"))

    assert client.get("/api/v1/filings/", headers=headers).status_code == 401


def test_anothers_token_does_not_exist_for_me(client):
    client.force_login(make_user())
    token_id = client.post("/api/v1/tokens/").json()["id"]
    client.force_login(make_user())

    assert client.get("/api/v1/tokens/").json() == []
    assert client.delete(f"/api/v1/tokens/{token_id}/").status_code == 404


def test_a_person_has_at_most_ten_tokens(client):
    client.force_login(make_user())
    answers = [client.post("/api/v1/tokens/") for _ in range(11)]

    assert [answer.status_code for answer in answers] == [201] * 10 + [409]
    assert "最多10个" in answers[-1].json()["errors"][0]["detail"]


def test_a_signed_in_account_is_throttled_by_itself_and_not_by_its_address(client):
    first, second = make_user(), make_user()
    client.force_login(first)
    answers = [client.delete("/api/v1/tokens/none/").status_code for _ in range(301)]
    assert answers[-1] == 429

    client.force_login(second)
    assert client.delete("/api/v1/tokens/none/").status_code == 404
