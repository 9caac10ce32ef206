"""The pages of assistance: the public's, the desk's, and the remembered needs."""

import uuid
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accessibility.assistance import services
from accessibility.assistance.enums import Help, Source, State
from accessibility.assistance.models import Assistance, RememberedNeed
from accessibility.assistance.queries import lists, on_time_counts, open_for, remembered_for
from accessibility.assistance.queries.lists import Tab
from accessibility.assistance.tests.builders import (
    NOW,
    PHONE,
    VISIT,
    make_assistance,
    make_chief,
    make_clerk,
)
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user, sign_in
from gangcheng_court.core.audit.models import ReadLog

pytestmark = pytest.mark.django_db
ASK, HALL = reverse("accessibility:assistance"), reverse("accessibility:assistance-hall")


@pytest.fixture(autouse=True)
def tuesday_morning(time_machine):
    cache.clear()
    time_machine.move_to(NOW, tick=False)


def said(**changed):
    given = {"kinds": ["wheelchair"], "day": "2026-06-18", "hour": "10:00", "name": "张玥喆", "phone": PHONE}
    return given | {"once": str(uuid.uuid4())} | changed


def page_of(answer):
    return answer.content.decode()


def test_anybody_asks_ahead_and_follows_it_by_number_and_phone(client):
    answer = client.post(ASK, said(about="ws20260616-000001"))
    row = Assistance.objects.get()
    assert row.number in page_of(answer)
    assert (row.about, row.arrives_at, row.source) == ("WS20260616-000001", VISIT, Source.ONLINE)

    followed = reverse("accessibility:assistance-followed", args=[row.number])
    assert client.get(followed).status_code == 404
    given = {"number": row.number.lower(), "phone": "139 0000 2222"}
    assert client.post(reverse("accessibility:assistance-follow"), given).url == followed
    assert "待安排" in page_of(client.get(followed))

    act = reverse("accessibility:assistance-own-act", args=[row.number, "move"])
    client.post(act, {"move-day": "2026-06-18", "move-hour": "15:00"})
    row.refresh_from_db()
    assert row.arrives_at == VISIT + timedelta(hours=5)
    client.post(reverse("accessibility:assistance-own-act", args=[row.number, "cancel"]))
    row.refresh_from_db()
    assert row.state == State.CANCELLED


def test_number_and_phone_open_the_page_for_half_an_hour(client, time_machine):
    row = make_assistance()
    client.post(reverse("accessibility:assistance-follow"), {"number": row.number, "phone": PHONE})
    followed = reverse("accessibility:assistance-followed", args=[row.number])

    time_machine.move_to(NOW + timedelta(minutes=30), tick=False)

    assert client.get(followed).status_code == 404


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"kinds": []}, "kinds", "请选择"),
        ({"kinds": ["interpreter"]}, "language", "哪种语言"),
        ({"kinds": ["home_visit"]}, "address", "上门的地址"),
        ({"day": "2026-06-19"}, "day", "不上班"),
        ({"day": "2026-06-16", "hour": "09:00"}, "hour", "太近"),
        ({"phone": "12"}, "phone", "电话"),
        ({"name": "\0"}, "name", "特殊字符"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(client, changed, field, words):
    answer = client.post(ASK, said(words="从东门进") | changed)

    assert answer.status_code == 422
    assert words in str(answer.context["form"].errors[field])
    assert "从东门进" in page_of(answer)
    assert not Assistance.objects.exists()


def test_the_form_sent_twice_is_one_request(client):
    once = said()
    client.post(ASK, once)
    client.post(ASK, once)

    assert Assistance.objects.count() == 1


def test_whoever_is_signed_in_finds_name_phone_and_remembered_needs_filled_in(client):
    person = make_user()
    services.remember(person, [Help.READING], consents=True, at=NOW)
    sign_in(client, person)

    form = client.get(ASK, {"about": "WS20260616-000001"}).context["form"]
    client.post(ASK, said())

    assert form.initial == {
        "about": "WS20260616-000001",
        "name": person.name,
        "phone": person.phone,
        "kinds": [Help.READING],
    }
    assert Assistance.objects.get().person == person
    assert Assistance.objects.get().number in page_of(client.get(reverse("accessibility:assistance-mine")))


def test_an_operator_asks_for_the_caller(client):
    sign_in(client, make_user(Role.OPERATOR))

    client.post(ASK, said(about="RX20260616-000009"))

    row = Assistance.objects.get()
    assert (row.source, row.person, row.about) == (Source.HOTLINE, None, "RX20260616-000009")
    assert row.steps.get().by.role == Role.OPERATOR


def test_in_the_hall_neither_name_nor_phone_is_needed(client):
    answer = client.post(HALL, {"kinds": ["guide"], "once": str(uuid.uuid4())})

    row = Assistance.objects.get()
    assert (row.source, row.arrives_at) == (Source.KIOSK, NOW + timedelta(minutes=15))
    assert "马上过来" in page_of(answer)


def test_a_closed_hall_is_a_refusal_in_words(client, time_machine):
    time_machine.move_to(NOW.replace(hour=12, minute=30), tick=False)

    answer = client.post(HALL, {"kinds": ["guide"]})

    assert answer.status_code == 409
    assert "不上班" in page_of(answer)


def test_the_desk_arranges_readies_finishes_and_asks_afterwards(client):
    clerk, row = make_clerk(), make_assistance()
    sign_in(client, clerk)
    here = reverse("accessibility:assistance-request", args=[row.number])

    def act(code, **given):
        fields = {f"{code}-{name}": value for name, value in given.items()}
        return client.post(reverse("accessibility:assistance-act", args=[row.number, code]), fields)

    assert act("arrange", owner=clerk.pk).url == here
    assert act("ready").url == here
    assert act("done").url == here
    assert act("follow-up", answer="unhappy").status_code == 422
    assert act("follow-up", answer="content").url == here
    assert act("follow-up", answer="content").status_code == 409
    assert act("no-such").status_code == 404
    assert "满意" in page_of(client.get(here))
    assert ReadLog.objects.filter(reference=row.number).exists()


def test_nothing_is_declined_on_the_page_without_an_alternative(client):
    row = make_assistance()
    sign_in(client, make_chief())
    act = reverse("accessibility:assistance-act", args=[row.number, "decline"])

    answer = client.post(act, {"decline-reason": "没有译员"})

    assert answer.status_code == 422
    assert "没有译员" in page_of(answer)


def test_only_whoever_goes_there_and_the_chief_see_the_address(client):
    owner, other = make_clerk(), make_clerk()
    row = make_assistance(state=State.ARRANGED, owner=owner, kinds=[Help.HOME_VISIT], address="钢城区某村 1 号")
    here = reverse("accessibility:assistance-request", args=[row.number])

    seen = {
        user.pk: "某村" in page_of(sign_in(client, user).get(here))
        for user in (owner, make_chief(), other, make_user(Role.OPERATOR))
    }

    assert list(seen.values()) == [True, True, False, False]


def test_remembered_needs_are_shown_to_whoever_serves_and_to_nobody_else(client):
    person, clerk, operator = make_user(), make_clerk(), make_user(Role.OPERATOR)
    services.remember(person, [Help.READING], consents=True, at=NOW)
    row = make_assistance(person=person)
    here = reverse("accessibility:assistance-request", args=[row.number])

    assert "记住的需要" in page_of(sign_in(client, clerk).get(here))
    assert "记住的需要" not in page_of(sign_in(client, operator).get(here))
    assert remembered_for(clerk, person.pk)
    for user in (operator, person, make_user(Role.JUDGE)):
        assert remembered_for(user, person.pk) is None
    assert remembered_for(clerk, None) is None


def test_needs_are_remembered_with_consent_and_deleted_with_one_press(client):
    person = make_user()
    sign_in(client, person)
    here = reverse("accessibility:needs")

    refused = client.post(here, {"kinds": ["reading"]})
    assert refused.status_code == 422
    assert not RememberedNeed.objects.exists()
    client.post(here, {"kinds": ["reading"], "consents": "on"})
    assert "代读代写" in page_of(client.get(here))
    client.post(reverse("accessibility:needs-delete"))
    assert not RememberedNeed.objects.exists()


def test_the_lists_of_the_desk_hold_what_their_names_say():
    clerk = make_clerk()
    yesterday = make_assistance(arrives_at=NOW - timedelta(days=1), at=NOW - timedelta(days=2))
    mine = make_assistance(state=State.ARRANGED, owner=clerk)
    done = make_assistance(state=State.DONE)
    make_assistance(state=State.CANCELLED)

    def listed(tab):
        return set(lists.at_desk(tab, clerk, NOW))

    assert listed(Tab.TODAY) == {yesterday}
    assert listed(Tab.TO_ARRANGE) == {yesterday}
    assert listed(Tab.OPEN) == {yesterday, mine}
    assert listed(Tab.MINE) == {mine}
    assert listed(Tab.FOLLOW_UP) == {done}
    assert len(listed(Tab.ENDED)) == 2
    assert not lists.at_desk(Tab.OPEN, make_user(Role.JUDGE), NOW).exists()


def test_pages_follow_one_another_without_a_gap(client):
    for number in range(45):
        make_assistance(arrives_at=VISIT + timedelta(minutes=number // 10))
    clerk, seen, after = make_clerk(), [], ""
    while True:
        page = lists.page(lists.at_desk(Tab.OPEN, clerk, NOW), after=after)
        seen += page.rows
        after = page.next_key
        if not after:
            break
    assert [row.pk for row in seen] == list(
        Assistance.objects.order_by("arrives_at", "pk").values_list("pk", flat=True)
    )
    sign_in(client, clerk)
    desk = reverse("accessibility:assistance-desk")
    assert client.get(desk, {"tab": "open", "after": "nonsense"}).status_code == 400
    assert "XZ" in page_of(client.get(desk, {"q": Assistance.objects.first().number}))


def test_a_longer_list_costs_no_more_queries(client):
    sign_in(client, make_clerk())
    desk = reverse("accessibility:assistance-desk") + "?tab=open"
    make_assistance(state=State.ARRANGED)
    client.get(desk)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(desk)
    for _ in range(10):
        make_assistance(state=State.ARRANGED)
    with CaptureQueriesContext(connection) as many:
        client.get(desk)

    assert len(many) == len(few)


def test_open_for_finds_by_matter_or_phone():
    row = make_assistance(about="WS20260616-000001")
    make_assistance(phone="13900005555")
    make_assistance(state=State.CANCELLED)

    assert list(open_for(about="WS20260616-000001")) == [row]
    assert list(open_for(phone=PHONE)) == [row]
    assert not open_for().exists()


def test_on_time_counts_leave_out_what_was_cancelled_or_declined():
    make_assistance(state=State.DONE)
    make_assistance(state=State.ARRANGED)
    make_assistance(state=State.CANCELLED)
    make_assistance(state=State.DECLINED)

    counts = on_time_counts(VISIT, VISIT + timedelta(seconds=1))

    assert (counts.all, counts.on_time) == (2, 1)
    assert on_time_counts(VISIT + timedelta(seconds=1), timezone.now() + timedelta(days=9)).all == 0
