"""The exchange's door: who gets in, what is kept of a list, how garbage is answered."""

import pytest

from gangcheng_court.core.accounts.tests.builders import make_department, make_user
from hotline.calls.models import Call, CallEvent
from hotline.calls.tests.builders import moment

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/calls/events/"
TOKEN = "exchange-secret"
RINGING = {"call": "c-1", "event": "ringing", "at": "2026-11-23T10:00:00+08:00", "caller": "+8613800000001"}


@pytest.fixture
def tell(client, settings):
    settings.HOTLINE_EXCHANGE_TOKEN = TOKEN
    make_department("hotline", "12368 诉讼服务热线")

    def tell(body, **more):
        given = {"content_type": "application/json", "headers": {"authorization": f"Bearer {TOKEN}"}}
        return client.post(ADDRESS, body, **given | more)

    return tell


def test_one_event_or_a_list_is_kept_and_told_again_is_known(tell):
    one = tell(RINGING)
    both = tell([RINGING, RINGING | {"event": "answered", "at": "2026-11-23T10:00:08+08:00"}])

    assert (one.status_code, one.json()) == (200, {"kept": 1, "new": 1})
    assert (both.status_code, both.json()) == (200, {"kept": 2, "new": 1})
    call = Call.objects.get()
    assert (call.caller, call.answered_at) == ("13800000001", moment("10:00:08"))
    assert CallEvent.objects.get(kind="ringing").told == RINGING


@pytest.mark.parametrize("at", [1795399200, 1795399200.0, "1795399200", "2026-11-23T02:00:00Z"])
def test_a_moment_is_iso_8601_or_the_seconds_of_a_dialplan(tell, at):
    assert tell(RINGING | {"at": at}).status_code == 200
    assert CallEvent.objects.get().at == moment("10:00")


def test_a_dialplan_may_send_one_event_as_a_form(tell):
    body = "call=c-1&event=ringing&at=1795399200&caller=13800000001"

    assert tell(body, content_type="application/x-www-form-urlencoded").json() == {"kept": 1, "new": 1}
    assert CallEvent.objects.get().told["caller"] == "13800000001"


@pytest.mark.parametrize(
    ("bad", "attr"),
    [
        ({}, "1.call"),
        ({"call": ""}, "1.call"),
        ({"call": "x" * 65}, "1.call"),
        ({"event": "hangup"}, "1.event"),
        ({"at": "yesterday"}, "1.at"),
        ({"at": "2026-11-23T10:00:00"}, "1.at"),  # without a zone
        ({"at": "2999-01-01T00:00:00+08:00"}, "1.at"),
        ({"at": "1999-12-31T00:00:00+08:00"}, "1.at"),
        ({"at": "1e30"}, "1.at"),
        ({"at": "nan"}, "1.at"),
        ({"at": None}, "1.at"),
        ({"at": []}, "1.at"),
        ({"caller": "1" * 81}, "1.caller"),
        ({"caller": "a\0b"}, "1.caller"),
        ({"caller": {}}, "1.caller"),
        ({"extension": "8001 or 1=1"}, "1.extension"),
        ({"event": "rated"}, "1.digit"),
        ({"event": "rated", "digit": "12"}, "1.digit"),
        ({"more": "长" * 4000}, "1"),
        ({"more": "a\0b"}, "1"),
        *((item, "1") for item in ("ringing", 1, None, [], [RINGING])),
    ],
)
def test_garbage_is_refused_by_name_and_the_good_events_of_the_list_are_kept(tell, bad, attr):
    item = RINGING | bad if isinstance(bad, dict) and bad else bad
    answer = tell([RINGING, item, RINGING | {"call": "c-2"}])

    said = answer.json()
    assert (answer.status_code, said["kept"], said["new"], said["type"]) == (400, 2, 2, "validation_error")
    assert said["errors"][0]["attr"] == attr
    assert said["errors"][0]["detail"].startswith("第 2 个事件：")
    assert set(Call.objects.values_list("exchange_id", flat=True)) == {"c-1", "c-2"}


@pytest.mark.parametrize("body", ["{", "[1e400", '{"at": NaN}', "[" * 10_000])
def test_what_is_no_json_is_400_and_keeps_nothing(tell, body):
    assert tell(body).status_code == 400
    assert not CallEvent.objects.exists()


def test_a_number_that_no_database_keeps_is_400(tell):
    assert tell('[{"call": "c-1", "event": "ringing", "at": 1795399200, "more": 1e400}]').status_code == 400


def test_more_than_a_thousand_at_once_are_refused_whole(tell):
    answer = tell([RINGING] * 1001)

    assert (answer.status_code, CallEvent.objects.count()) == (400, 0)
    assert "1000" in answer.json()["errors"][0]["detail"]


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer wrong", f"Token {TOKEN}", TOKEN, "Bearer 密"])
def test_without_the_secret_nothing_is_taken(tell, header):
    assert tell(RINGING, headers={"authorization": header.encode().decode("latin-1")}).status_code == 401
    assert not CallEvent.objects.exists()


def test_without_a_secret_set_nobody_gets_in_and_an_account_does_not_help(tell, client, settings):
    client.force_login(make_user())
    assert tell(RINGING, headers={}).status_code == 401
    settings.HOTLINE_EXCHANGE_TOKEN = ""

    for header in ("Bearer ", "Bearer", f"Bearer {TOKEN}"):
        assert tell(RINGING, headers={"authorization": header}).status_code == 401


def test_a_known_list_costs_three_statements_however_long(tell, django_assert_max_num_queries):
    events = [RINGING | {"call": f"c-{number}"} for number in range(50)]
    tell(events)

    with django_assert_max_num_queries(3):
        tell(events)
