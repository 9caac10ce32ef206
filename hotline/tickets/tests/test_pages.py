"""The pages of tickets: the public's, the desk's, the departments'."""

import re
import uuid
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user, sign_in
from gangcheng_court.core.audit.models import ReadLog
from hotline.tickets import services
from hotline.tickets.enums import Status, TicketType
from hotline.tickets.models import Ticket
from hotline.tickets.queries import lists
from hotline.tickets.queries.lists import DeskTab
from hotline.tickets.tests.builders import (
    NOW,
    PHONE,
    make_callback,
    make_member,
    make_operator,
    make_rule,
    make_supervisor,
    make_ticket,
    new_ticket,
)

pytestmark = pytest.mark.django_db


def said(**changed):
    given = {"text": "大厅里没有饮水机。", "name": "张玥喆", "phone": PHONE, "once": str(uuid.uuid4())}
    return given | changed


def page_of(answer):
    return answer.content.decode()


@pytest.fixture
def operator(client):
    user = make_operator()
    sign_in(client, user)
    return user


# The public


def test_the_first_page_leads_to_each_kind(client):
    page = page_of(client.get(reverse("hotline:contact")))

    for kind in ("consultation", "contact_judge", "complaint", "suggestion", "petition", "assistance"):
        assert reverse("hotline:new", args=[kind]) in page


def test_without_an_account_one_gets_a_number_and_a_code_and_follows_with_them(client):
    cache.clear()
    answer = client.post(reverse("hotline:new", args=["suggestion"]), said())
    ticket = Ticket.objects.get()
    code = re.search(r"查询码</dt><dd[^>]*><strong[^>]*>(\w{8})<", page_of(answer))[1]

    followed = client.post(reverse("hotline:follow"), {"code": f" {code.lower()} ", "phone": PHONE}, follow=True)

    assert followed.redirect_chain == [(reverse("hotline:follow-ticket", args=[ticket.number]), 302)]
    assert "大厅里没有饮水机" in page_of(followed)


def test_a_form_sent_twice_is_one_ticket_and_the_same_receipt(client):
    form, url = said(), reverse("hotline:new", args=["suggestion"])
    first, second = client.post(url, form), client.post(url, form)

    assert Ticket.objects.count() == 1
    codes = {re.search(r"<strong[^>]*>(\w{8})</strong>", page_of(answer))[1] for answer in (first, second)}
    assert len(codes) == 1


@pytest.mark.parametrize(
    ("kind", "wrong", "words"),
    [
        ("suggestion", {"text": ""}, "请填写请说明您的事情"),
        ("suggestion", {"text": "长" * 3001}, "最多 3000 个字"),
        ("suggestion", {"text": "看不见\0的"}, "看不见的特殊字符"),
        ("suggestion", {"name": ""}, "请填写您的姓名"),
        ("suggestion", {"phone": "12"}, "电话号码格式不对"),
        ("complaint", {}, "请选择投诉的是哪方面"),
        ("suggestion", {"needs": ["飞"]}, "请在列出的选项里选择"),
    ],
)
def test_bad_input_is_named_and_nothing_typed_is_lost(client, kind, wrong, words):
    answer = client.post(reverse("hotline:new", args=[kind]), said(**wrong))

    assert answer.status_code == 422
    assert words.replace("请填写请说明您的事情", "请说明您的事情") in page_of(answer)
    assert "张玥喆" in page_of(answer) or wrong.get("name") == ""
    assert not Ticket.objects.exists()


def test_a_kind_that_citizens_do_not_bring_does_not_exist(client):
    assert client.get(reverse("hotline:new", args=["inquiry"])).status_code == 404
    assert client.get(reverse("hotline:new", args=["nonsense"])).status_code == 404


def test_somebody_complained_of_is_found_by_the_name_that_was_typed(client):
    clerk = make_member(name="刘芳")
    client.post(reverse("hotline:new", args=["complaint"]), said(subject="conduct", complained_name="立案窗口 刘 芳"))

    ticket = Ticket.objects.get()
    assert ticket.complained_of == clerk
    assert ticket.complained_name == "立案窗口 刘 芳"


@pytest.mark.parametrize("wrong", [{"code": "AAAAAAAA"}, {"phone": "13900009999"}, {"code": "!!"}])
def test_every_failure_to_follow_sounds_alike(client, wrong):
    cache.clear()
    receipt = services.receive(new_ticket(), by=None, at=timezone.now())
    answer = client.post(reverse("hotline:follow"), {"code": receipt.code, "phone": PHONE} | wrong)

    assert answer.status_code == 422
    assert "没有对上" in page_of(answer)


def test_a_strangers_ticket_is_not_there(client):
    ticket = make_ticket()

    assert client.get(reverse("hotline:follow-ticket", args=[ticket.number])).status_code == 404
    sign_in(client, make_user())
    assert client.get(reverse("hotline:follow-ticket", args=[ticket.number])).status_code == 404
    assert client.post(reverse("hotline:rate", args=[ticket.number]), {"score": "satisfied"}).status_code == 404


@pytest.fixture
def answered(client):
    person = make_user()
    sign_in(client, person)
    clerk = make_member()
    return make_ticket(
        status=Status.ANSWERED, department=clerk.department, handler=clerk, person=person, at=timezone.now()
    )


def test_with_an_account_one_sees_the_own_tickets_and_rates_the_answer(client, answered):
    assert answered.number in page_of(client.get(reverse("hotline:mine")))
    assert "已经增设" in page_of(client.get(reverse("hotline:follow-ticket", args=[answered.number])))

    client.post(
        reverse("hotline:rate", args=[answered.number]),
        {"score": "dissatisfied", "complete": "yes", "words": "没有说清"},
    )

    answered.refresh_from_db()
    assert (answered.status, answered.reopened) == (Status.HANDED_OVER, 1)


def test_a_dissatisfied_word_says_why(client, answered):
    answer = client.post(reverse("hotline:rate", args=[answered.number]), {"score": "dissatisfied", "complete": "yes"})

    assert answer.status_code == 422
    assert "请写明哪里不满意" in page_of(answer)


def test_what_is_noted_inside_is_not_told_outside(client):
    person = make_user()
    sign_in(client, person)
    clerk = make_member()
    ticket = make_ticket(
        status=Status.IN_HAND, department=clerk.department, handler=clerk, person=person, at=timezone.now()
    )
    services.note(ticket.pk, by=clerk, at=timezone.now(), words="内部记录一句")

    assert "内部记录一句" not in page_of(client.get(reverse("hotline:follow-ticket", args=[ticket.number])))


@pytest.mark.parametrize(("words", "status"), [("", 422), ("长" * 2001, 422), ("还有一件事", 302)])
def test_one_adds_a_word(client, words, status):
    person = make_user()
    sign_in(client, person)
    ticket = make_ticket(person=person, at=timezone.now())

    answer = client.post(reverse("hotline:follow-add", args=[ticket.number]), {"words": words})

    assert answer.status_code == status
    assert ticket.steps.filter(words=words).exists() == (status == 302)


def test_one_books_a_call_back_and_a_full_hour_says_so(client, settings):
    settings.CALLBACKS_PER_HOUR = 1
    person = make_user()
    sign_in(client, person)
    first, second = (make_ticket(person=person, at=timezone.now()) for _ in range(2))
    slot = services.free_slots(timezone.now(), 3)[0].isoformat()

    done = client.post(reverse("hotline:follow-callback", args=[first.number]), {"slot-planned_at": slot})
    full = client.post(reverse("hotline:follow-callback", args=[second.number]), {"slot-planned_at": slot})

    assert done.status_code == 302
    assert first.callbacks.count() == 1
    assert full.status_code == 422
    assert "约满了" in page_of(full)


# The desk


def test_the_desk_finds_by_number_phone_and_name_and_says_when_there_is_none(client, operator):
    ticket = make_ticket()
    url = reverse("hotline:desk")

    for words in (ticket.number, PHONE, "张玥"):
        assert ticket.number in page_of(client.get(url, {"q": words}))
    assert "没有找到" in page_of(client.get(url, {"q": "没有这个人"}))
    assert client.get(url, {"after": "x"}).status_code == 400


def test_pages_of_a_list_go_on_by_key(client, operator):
    tickets = [make_ticket() for _ in range(25)]
    url = reverse("hotline:desk")
    first = page_of(client.get(url))
    older = re.search(r'href="([^"]+)" rel="next"', first)[1].replace("&amp;", "&")
    second = page_of(client.get(older))

    assert [ticket.number in first for ticket in tickets] == [True] * 20 + [False] * 5
    assert [ticket.number in second for ticket in tickets] == [False] * 20 + [True] * 5


def test_page_after_page_shows_each_once_those_without_a_limit_last():
    operator = make_operator()
    dues = [NOW, NOW, NOW + timedelta(hours=1), None] * 11  # the first page ends among equals, the second among none
    tickets = [make_ticket(status=Status.ANSWERED) for _ in dues]
    for ticket, due in zip(tickets, dues, strict=True):
        Ticket.objects.filter(pk=ticket.pk).update(due_at=due)

    seen, key = [], ""
    while key or not seen:
        page = lists.page(lists.at_desk(DeskTab.ANSWERED, operator), after=key)
        seen, key = seen + page.rows, page.next_key

    assert [row.pk for row in seen] == [
        ticket.pk for ticket in Ticket.objects.order_by(F("due_at").asc(nulls_last=True), "pk")
    ]
    assert len(seen) == len(tickets)


@pytest.mark.parametrize("route", ["hotline:desk", "hotline:inbox"])
def test_a_list_asks_as_often_for_many_as_for_one(client, route):
    user = make_operator() if route == "hotline:desk" else make_member()
    sign_in(client, user)
    status = Status.RECEIVED if route == "hotline:desk" else Status.HANDED_OVER

    def asked():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(reverse(route)).status_code == 200
        ignored = ("SAVEPOINT", "django_session")
        return len([query for query in captured if not any(word in query["sql"] for word in ignored)])

    make_ticket(status=status, department=user.department)
    asked()
    one = asked()
    for _ in range(15):
        make_ticket(status=status, department=user.department)
    assert asked() == one
    assert one <= 12


def test_what_was_ticked_is_handed_over_each_by_itself(client, operator):
    clerk = make_member()
    make_rule(clerk.department)
    first, second, gone = make_ticket(), make_ticket(), make_ticket(status=Status.HANDED_OVER)
    secret = make_ticket(type=TicketType.COMPLAINT, complained_of=operator)

    answer = client.post(
        reverse("hotline:desk-hand-over"),
        {"number": [ticket.number for ticket in (first, second, gone, secret)]},
        follow=True,
    )

    page = page_of(answer)
    assert "已按规则转办 2 件" in page
    assert f"{gone.number} 目前为“待签收”" in page
    assert secret.number not in page
    secret.refresh_from_db()
    assert secret.status == Status.RECEIVED


def test_nothing_ticked_says_so(client, operator):
    assert "请先勾选" in page_of(client.post(reverse("hotline:desk-hand-over"), follow=True))


def test_the_desk_takes_down_what_somebody_says_without_a_name(client, operator):
    answer = client.post(
        reverse("hotline:take-down", args=["complaint"]),
        said(name="", phone="", source="window", subject="other", complained_name="3号窗口"),
    )

    ticket = Ticket.objects.get()
    assert ticket.number in page_of(answer)
    assert (ticket.received_by, ticket.source) == (operator, "window")


def test_a_window_takes_down_what_its_visitor_says_and_goes_back_to_the_counter(client):
    clerk = make_user(Role.CLERK)
    sign_in(client, clerk)
    address = reverse("hotline:take-down", args=["consultation"])
    assert client.get(address).context["form"]["source"].value() == "window"

    page = page_of(client.post(address, said(source="window")))

    ticket = Ticket.objects.get()
    assert (ticket.received_by, ticket.source) == (clerk, "window")
    assert reverse("portal:counter") in page
    assert "返回窗口台" in page


def test_reading_a_ticket_is_logged(client, operator):
    ticket = make_ticket()
    client.get(reverse("hotline:ticket", args=[ticket.number]))

    assert ReadLog.objects.get(reader=operator).reference == ticket.number


def test_who_reads_a_complaint_is_logged_where_whoever_keeps_the_system_does_not_find_it(client, operator):
    complaint, other = make_ticket(type=TicketType.COMPLAINT), make_ticket()
    for ticket in (complaint, other):
        client.get(reverse("hotline:ticket", args=[ticket.number]))
    assert ReadLog.objects.filter(reader=operator).count() == 2

    sign_in(client, make_user(Role.ADMINISTRATOR))
    page = client.get(reverse("admin:audit_readlog_changelist")).content.decode()
    assert other.number in page
    assert complaint.number not in page


def test_the_board_shows_hours_and_whom_to_call(client, operator):
    ticket = make_ticket(type=TicketType.CONSULTATION)
    slot = services.free_slots(timezone.now(), 3)[0]
    callback = make_callback(ticket, at=slot)

    page = page_of(client.get(reverse("hotline:callbacks")))
    assert "1 个" in page
    assert ticket.number in page
    hour = page_of(client.get(reverse("hotline:callbacks"), {"hour": callback.planned_at.isoformat()}))
    assert ticket.number in hour
    assert client.get(reverse("hotline:callbacks"), {"hour": "x"}).status_code == 400


def test_a_try_is_written_down(client, operator):
    ticket = services.open_missed(phone=PHONE, at=timezone.now(), once="missed:page")
    url = reverse("hotline:ticket-attempt", args=[ticket.number])

    assert client.post(url, {}).status_code == 422
    assert client.post(url, {"attempt-result": "reached"}).status_code == 302
    assert client.post(url, {"attempt-result": "reached"}).status_code == 409


# The departments


def test_the_department_signs_answers_and_closes(client):
    clerk = make_member()
    sign_in(client, clerk)
    ticket = make_ticket(status=Status.HANDED_OVER, department=clerk.department, at=timezone.now())
    url = reverse("hotline:ticket", args=[ticket.number])

    assert ticket.number in page_of(client.get(reverse("hotline:inbox")))
    assert client.post(f"{url}sign/").status_code == 302
    assert client.post(f"{url}reply/", {}).status_code == 422
    assert client.post(f"{url}reply/", {"reply-words": "已经增设。"}).status_code == 302
    assert client.post(f"{url}close/").status_code == 302
    ticket.refresh_from_db()
    assert ticket.status == Status.CLOSED


def test_sending_back_leads_to_the_list_since_the_ticket_is_gone(client):
    clerk = make_member()
    sign_in(client, clerk)
    ticket = make_ticket(status=Status.HANDED_OVER, department=clerk.department, at=timezone.now())

    answer = client.post(
        reverse("hotline:ticket-act", args=[ticket.number, "send-back"]), {"send-back-reason": "不是本部门的"}
    )

    assert answer.url == reverse("hotline:inbox")
    assert client.get(reverse("hotline:ticket", args=[ticket.number])).status_code == 404


def test_an_act_that_does_not_exist_is_not_found(client, operator):
    assert client.post(reverse("hotline:ticket-act", args=[make_ticket().number, "burn"])).status_code == 404


def test_parts_of_a_question_are_answered_one_by_one(client, operator):
    ticket = make_ticket(type=TicketType.CONSULTATION)
    question = services.add_question(ticket.pk, by=operator, at=timezone.now(), text="诉讼费多少")
    url = reverse("hotline:ticket-question", args=[ticket.number, question.pk])

    assert client.post(url, {}).status_code == 422
    assert client.post(url, {f"q{question.pk}-words": "五十元"}).status_code == 302
    question.refresh_from_db()
    assert question.answer == "五十元"
    other = services.add_question(
        make_ticket(type=TicketType.CONSULTATION).pk, by=operator, at=timezone.now(), text="别的"
    )
    assert client.post(reverse("hotline:ticket-question", args=[ticket.number, other.pk])).status_code == 404


# Secrecy over HTTP


@pytest.mark.promise("3")
def test_whoever_a_complaint_is_about_finds_nothing_anywhere(client):
    clerk = make_member(Role.CHIEF)
    ticket = make_ticket(
        type=TicketType.COMPLAINT, status=Status.IN_HAND, department=make_supervisor().department, complained_of=clerk
    )
    sign_in(client, clerk)
    inbox = page_of(client.get(reverse("hotline:inbox"), {"q": ticket.number}))

    assert "没有找到" in inbox
    assert "tabs__count tabs__count--late" not in inbox
    for route in ("hotline:ticket", "hotline:follow-ticket"):
        assert client.get(reverse(route, args=[ticket.number])).status_code == 404
    assert client.get(reverse("hotline:desk")).status_code == 404
    for code in ("sign", "assign", "note", "reply", "pass-on"):
        assert client.post(reverse("hotline:ticket-act", args=[ticket.number, code])).status_code == 404
    assert ticket.number not in page_of(client.get(reverse("notices:inbox")))


# The rules


def test_the_dry_run_says_where_and_why(client):
    sign_in(client, make_supervisor())
    make_rule(make_member(code="enforcement", title="执行局").department, words=["失信"])

    page = page_of(client.get(reverse("hotline:routing"), {"type": "suggestion", "text": "被误列失信"}))

    assert "转给执行局" in page
    assert client.get(reverse("hotline:routing"), {"type": "x"}).status_code == 422
