"""The inbox of a person, and the staff page of what could not be delivered."""

import re
from datetime import timedelta

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user, sign_in
from gangcheng_court.core.notices import inbox
from gangcheng_court.core.notices.models import DeliveryState, Notice
from gangcheng_court.core.notices.tests.builders import NOW, make_delivery, make_notice

pytestmark = pytest.mark.django_db


def titles(page: inbox.Page) -> list[str]:
    return [notice.title for notice in page.notices]


def test_unread_come_first_and_newest_first_within_each() -> None:
    person = make_user()
    for title, read in [("一", NOW), ("二", None), ("三", NOW), ("四", None)]:
        make_notice(person, title=title, read_at=read)
    make_notice(title="别人的")

    assert titles(inbox.page(person)) == ["四", "二", "三", "一"]
    assert inbox.unread_count(person) == 2


@pytest.mark.parametrize("unread", [0, 5, 20, 25, 45])
def test_paging_shows_each_notice_exactly_once(unread: int) -> None:
    person = make_user()
    for number in range(45):
        make_notice(person, title=str(number), read_at=None if number % 45 < unread else NOW)

    seen, after = [], ""
    for _ in range(3):
        page = inbox.page(person, after=after)
        seen += titles(page)
        after = page.older

    assert after == ""
    assert len(seen) == len(set(seen)) == 45


def test_a_notice_read_between_two_pages_is_not_lost_from_the_rest() -> None:
    person = make_user()
    for number in range(25):
        make_notice(person, title=str(number))
    first = inbox.page(person)
    inbox.mark_read(Notice.objects.filter(title="24"), at=NOW)

    rest = inbox.page(person, after=first.older)

    assert set(titles(rest)) >= {str(number) for number in range(5)}


@pytest.mark.parametrize("after", ["x", "unread.", "read.-1", "read.²", "unread.999999999999999999999", "'; --"])
def test_a_garbled_page_key_begins_at_the_top(after: str) -> None:
    person = make_user()
    make_notice(person, title="一")

    assert titles(inbox.page(person, after=after)) == ["一"]


def test_the_list_takes_as_many_queries_for_thirty_as_for_one(client, django_assert_max_num_queries) -> None:
    person = make_user()
    sign_in(client, person)
    for _ in range(30):
        make_notice(person)

    with django_assert_max_num_queries(9):
        response = client.get(reverse("notices:inbox"))

    assert response.status_code == 200
    assert "30 条未读" in response.text


def test_an_empty_inbox_says_what_will_come(client) -> None:
    sign_in(client, make_user())

    assert "还没有消息" in client.get(reverse("notices:inbox")).text


def test_opening_a_notice_shows_it_and_marks_it_read_once(client) -> None:
    person = make_user()
    notice = make_notice(person, body="第一行\n<script>alert(1)</script>", url="/filings/WS1/")
    sign_in(client, person)

    page = client.get(reverse("notices:notice", args=[notice.pk])).text

    assert "第一行<br>&lt;script&gt;" in page
    assert 'href="/filings/WS1/"' in page
    notice.refresh_from_db()
    first_read = notice.read_at
    assert first_read is not None
    client.get(reverse("notices:notice", args=[notice.pk]))
    notice.refresh_from_db()
    assert notice.read_at == first_read


def test_all_can_be_marked_read_and_only_by_a_post(client) -> None:
    person, other = make_user(), make_notice()
    make_notice(person)
    sign_in(client, person)

    assert client.get(reverse("notices:read-all")).status_code == 405
    assert inbox.unread_count(person) == 1
    assert client.post(reverse("notices:read-all")).status_code == 302

    assert inbox.unread_count(person) == 0
    assert inbox.unread_count(other.recipient) == 1


@pytest.mark.parametrize("name", ["inbox", "read-all", "failed"])
def test_without_an_account_one_is_sent_to_sign_in(client, name: str) -> None:
    response = client.post(reverse(f"notices:{name}"))

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


def test_a_strangers_notice_does_not_exist_and_stays_unread(client) -> None:
    notice = make_notice()
    sign_in(client, make_user(Role.ADMINISTRATOR))

    assert client.get(reverse("notices:notice", args=[notice.pk])).status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


@pytest.mark.parametrize(("count", "shown"), [(0, ""), (3, "3"), (120, "99+")])
def test_the_header_can_show_how_many_are_unread(count: int, shown: str, django_assert_num_queries) -> None:
    request = RequestFactory().get("/")
    request.user = make_user()
    for _ in range(count):
        make_notice(request.user)

    with django_assert_num_queries(1):
        text = Template("{% load notices %}{% unread_notices as unread %}{{ unread }}").render(
            Context({"request": request})
        )

    assert text == shown


def test_staff_see_what_failed_with_the_number_masked_and_send_it_again(client) -> None:
    notice = make_notice(title="请补正立案材料", at=NOW - timedelta(days=1))
    failed = make_delivery(notice, state=DeliveryState.FAILED, last_error="停机", address="13812345678")
    make_delivery(state=DeliveryState.SENT)
    sign_in(client, make_user(Role.CLERK))

    page = client.get(reverse("notices:failed")).text

    assert "请补正立案材料" in page
    assert "停机" in page
    assert "138****5678" in page
    assert "13812345678" not in page
    assert len(re.findall(r'action="/staff/notices/\d+/resend/"', page)) == 1
    response = client.post(reverse("notices:resend", args=[failed.pk]), follow=True)
    assert "已经重新排队发送" in response.text
    assert "现在没有发送失败的消息" in response.text
    assert client.post(reverse("notices:resend", args=[failed.pk])).status_code == 409


@pytest.mark.parametrize("role", [Role.CITIZEN, Role.LAWYER, Role.JUDGE, Role.SUPERVISOR])
def test_for_others_the_staff_page_does_not_exist(client, role: str) -> None:
    failed = make_delivery(state=DeliveryState.FAILED)
    sign_in(client, make_user(role))

    assert client.get(reverse("notices:failed")).status_code == 404
    assert client.post(reverse("notices:resend", args=[failed.pk])).status_code == 404
    failed.refresh_from_db()
    assert failed.state == DeliveryState.FAILED


def test_the_administrator_can_look_deliveries_up_without_their_text(client) -> None:
    delivery = make_delivery(text="【济南市钢城区人民法院】内容")
    sign_in(client, make_user(Role.ADMINISTRATOR))

    assert client.get(reverse("admin:notices_delivery_changelist")).status_code == 200
    page = client.get(reverse("admin:notices_delivery_change", args=[delivery.pk]))
    assert page.status_code == 200
    assert "13812345678" not in page.text
    assert client.get(reverse("admin:notices_delivery_add")).status_code == 403
