"""A random questioning: drawn so that it can be drawn again, asked once, counted honestly."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse

from filings.review.tests.builders import make_waiting
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user, sign_in
from gangcheng_court.core.audit.models import ReadLog
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.notices.models import Delivery
from gangcheng_court.core.notices.outbox import SMS_LENGTH
from gangcheng_court.errors import NotYours, Refused, WrongState
from hotline.tickets.enums import TicketType
from hotline.tickets.tests.builders import make_supervisor, make_ticket
from supervision.questioning import permissions, queries, services
from supervision.questioning.enums import Outcome, ReplyKind, Stratum
from supervision.questioning.models import Answer, CallAttempt, Member, Questioning, Reply
from supervision.questioning.tests.builders import NOW, SERVED, SINCE, TOKEN, UNTIL, make_draw, make_invited, serve

pytestmark = pytest.mark.django_db
LIST = reverse("supervision:questionings")
ALL = {"attitude": 0, "one_time_notice": 0, "receipt": 0, "integrity": 0, "waiting": 0, "overall": 0}
DRAW = {"since": SINCE, "until": UNTIL, "wanted": 5}


@pytest.fixture
def inspector():
    return make_user(Role.SUPERVISOR)


def page_of(answer):
    return answer.content.decode()


# Forty of four hundred


def test_forty_of_four_hundred_from_the_draw_to_the_shares(client, inspector, time_machine):
    time_machine.move_to(NOW, tick=False)
    serve(callers=300, visitors=99, helped=1)
    sign_in(client, inspector)
    for since, until in (("2026-06-01", "2026-06-17"), ("2026-06-02", "2026-06-01"), ("0001-01-01", "0001-01-01")):
        assert client.post(LIST, {"since": since, "until": until, "wanted": "40"}).status_code == 422
    page = client.post(LIST, {"since": "2026-06-01", "until": "2026-06-16", "wanted": "40"}).url
    row = Questioning.objects.get()
    assert (row.served, row.members.filter(place__isnull=False).count()) == (400, 40)
    by_stratum = {line.stratum: line.drawn for line in queries.responses(row)}
    assert by_stratum == {Stratum.HOTLINE: 30, Stratum.HALL: 9, Stratum.ASSISTANCE: 1, None: 40}
    assert queries.check(row).holds
    assert "核对一致" in page_of(client.get(f"{page}?check=1"))

    client.post(reverse("supervision:questioning-start", args=[row.number]))
    texts = list(Delivery.objects.filter(notice__about=row.number).values_list("text", flat=True))
    assert len(texts) == 40
    assert max(map(len, texts)) <= SMS_LENGTH
    links = [re.search(r"http\S+", text)[0].removeprefix(settings.SITE_URL) for text in texts]
    client.logout()
    for number, link in enumerate(links[:31]):
        assert "总的来说满意吗" in page_of(client.get(link))
        given = dict.fromkeys(ALL, "0") | {
            "overall": "0" if number < 24 else "2",
            "words": "谢谢" if not number else "",
        }
        assert "已经收到" in page_of(client.post(link, given))
    assert "不再打扰" in page_of(client.post(links[31], {"refuse": "1"}))

    sign_in(client, inspector)
    shown = page_of(client.get(page))
    found = queries.results(row)
    assert (found.total.answered, found.total.refused, found.total.silent) == (31, 1, 8)
    assert found.total.rate == pytest.approx(31 / 40)
    overall = found.questions[-1]
    assert [choice.count for choice in overall.choices] == [24, 0, 7]
    share = overall.choices[0].share
    assert 0.55 < share.low < share.value < share.high < 0.95
    assert f"{share.value:.0%}（{share.low:.0%} 到 {share.high:.0%} 之间）" in shown
    assert ">78%<" in shown
    assert "谢谢" in shown
    answer = client.get(reverse("supervision:questioning-xlsx", args=[row.number]))
    book = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content)))
    assert book["抽取名单"].max_row == 401
    cells = {str(cell) for sheet in book for line in sheet.values for cell in line}
    assert not cells & {member.phone for member in row.members.all()}
    assert row.seed in cells
    assert ReadLog.objects.filter(what="随机询问 Excel", reference=row.number).exists()
    (ended,) = queries.published_results(row.ends_at, row.ends_at + timedelta(days=1))
    assert ended.questioning == row
    assert queries.published_results(NOW, NOW + timedelta(days=1)) == []


# The list


def test_each_person_is_on_the_list_once_and_staff_and_who_wants_no_call_are_not(inspector):
    make_ticket(at=SERVED, phone="13900000001")
    make_ticket(at=SERVED + timedelta(hours=1), phone="13900000001")
    make_ticket(at=SERVED, phone="13900000002", no_call_back=True)
    make_ticket(at=court_time("2026-05-31 23:59"), phone="13900000003")
    make_ticket(at=court_time("2026-06-17 00:00"), phone="13900000004")
    make_ticket(at=court_time("2026-06-16 23:59"), phone="13900000005")
    make_ticket(at=SERVED, phone="13900000006", type=TicketType.COMPLAINT)
    make_ticket(at=SERVED, phone="")
    make_ticket(at=SERVED, phone=inspector.phone)
    make_ticket(at=SERVED, phone="13900000007", person=make_user(Role.CLERK))
    serve(visitors=1, helped=1)
    filing = make_waiting(at=SERVED)

    people = queries.people_served(SINCE, UNTIL)

    assert [person.phone for person in people if person.stratum == Stratum.HOTLINE] == ["13900000001", "13900000005"]
    assert {person.stratum for person in people} == {*Stratum}
    assert (filing.number, filing.filer.phone) in {(person.reference, person.phone) for person in people}
    assert next(person.at for person in people if person.phone == "13900000001") == SERVED + timedelta(hours=1)


def test_more_than_there_are_asks_everybody_and_says_so(client, inspector, time_machine):
    time_machine.move_to(NOW, tick=False)
    serve(callers=3)
    row = make_draw(inspector, wanted=100)
    assert set(row.members.values_list("place", flat=True)) == {1, 2, 3}
    sign_in(client, inspector)
    assert "全部询问" in page_of(client.get(reverse("supervision:questioning", args=[row.number])))


def test_a_list_that_was_tampered_with_shows(inspector):
    serve(callers=20)
    row = make_draw(inspector, wanted=5)
    for statement in ("UPDATE supervision_member SET place = NULL", "DELETE FROM supervision_questioning"):
        with pytest.raises(ProgrammingError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    Member.objects.create(questioning=row, stratum="hall", reference="X", served_at=NOW, phone="13900000000", place=99)
    check = queries.check(row)
    assert (check.holds, check.is_same_list, check.is_same_sample) == (False, False, False)
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(supervision_member::text, '') FROM supervision_member")
        assert "13900000000" not in cursor.fetchone()[0]


def test_drawing_again_needs_a_reason_and_stands_beside_the_first(inspector):
    serve(callers=20)
    row = make_draw(inspector, wanted=5)
    again = {"by": inspector, "at": NOW, "redraws": row.pk}
    with pytest.raises(Refused, match="写明理由"):
        services.draw(**DRAW, **again, reason=" ")
    new = services.draw(**DRAW, **again, reason="少算了一天")
    assert (new.redraws, new.reason) == (row, "少算了一天")
    assert new.seed != row.seed
    for refused in (
        lambda: services.draw(**DRAW, **again, reason="再来"),
        lambda: services.start(row.pk, by=inspector, at=NOW),
    ):
        with pytest.raises(WrongState):
            refused()
    services.start(new.pk, by=inspector, at=NOW)
    with pytest.raises(WrongState, match="已经开始"):
        services.draw(**DRAW, by=inspector, at=NOW, redraws=new.pk, reason="不满意")
    with pytest.raises(WrongState, match="已经开始"):
        services.start(new.pk, by=inspector, at=NOW)


def test_who_may_not_draws_nothing_and_nobody_served_is_said(inspector):
    with pytest.raises(Refused, match="没有留下电话"):
        make_draw(inspector)
    with pytest.raises(Refused, match="昨天"):
        services.draw(since=SINCE, until=date(2026, 6, 17), wanted=1, by=inspector, at=NOW)
    for role in (Role.CHIEF, Role.ADMINISTRATOR, Role.CITIZEN):
        with pytest.raises(NotYours):
            make_draw(make_user(role))


# The link


def test_texts_wait_for_the_morning_and_who_has_no_mobile_is_called(inspector):
    make_ticket(at=SERVED, phone="053176881643")
    make_ticket(at=SERVED, phone="13900000001")
    row = make_draw(inspector, wanted=2)
    started = services.start(row.pk, by=inspector, at=court_time("2026-06-17 22:00"))
    assert started.texts == 1
    assert Delivery.objects.get().next_attempt_at == court_time("2026-06-18 08:00")
    assert permissions.to_call(inspector, row).count() == 2


def test_a_link_answers_once_in_time_and_only_whom_it_was_sent_to(client, inspector, time_machine):
    time_machine.move_to(NOW, tick=False)
    member = make_invited(inspector)
    link = reverse("supervision:answer", args=[TOKEN])
    for hostile in ("ABCDEFGH24", "0" * 32, "' OR 1=1", "..%2f", "长" * 300):
        assert client.get(reverse("supervision:answer", args=[hostile])).status_code == 404
        assert client.post(reverse("supervision:answer", args=[hostile]), {"overall": "0"}).status_code == 404
    missing = client.post(link, {"words": "等了很久"})
    assert missing.status_code == 422
    assert "等了很久" in page_of(missing)
    assert client.post(link, {"overall": "7"}).status_code == 422
    time_machine.move_to(member.questioning.ends_at, tick=False)
    assert client.get(link).status_code == 410
    assert client.post(link, {"overall": "0"}).status_code == 409
    time_machine.move_to(member.questioning.ends_at - timedelta(seconds=1), tick=False)
    assert client.post(reverse("supervision:answer", args=[TOKEN.lower()]), {"overall": "1"}).status_code == 200
    assert client.post(link, {"overall": "0"}).status_code == 409
    assert client.post(link, {"refuse": "1"}).status_code == 409
    assert client.get(link).status_code == 410
    assert Answer.objects.get().choice == 1


def test_an_answer_that_was_not_offered_is_refused_by_the_service_too(inspector):
    make_invited(inspector)
    for given in ({}, {"overall": 2}, {"overall": -1}, {"overall": 0, "else": 0}):
        with pytest.raises(Refused, match="每个问题"):
            services.answer(TOKEN, given, at=NOW)
    assert not Reply.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_answers_at_once_leave_one():
    make_invited(make_user(Role.SUPERVISOR))

    def say(choice):
        try:
            services.answer(TOKEN, {"overall": choice}, at=NOW)
        except WrongState:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(say, [0, 1])) == [False, True]
    assert Answer.objects.count() == 1


# The call


def test_an_inspector_sees_a_number_only_on_a_click_that_is_logged_and_writes_down_the_answers(
    client, inspector, time_machine
):
    time_machine.move_to(NOW, tick=False)
    member = make_invited(inspector)
    row = member.questioning
    sign_in(client, inspector)
    page, shown = (reverse(f"supervision:questioning-{name}", args=[row.number, 1]) for name in ("call", "phone"))
    assert member.phone not in page_of(client.get(page))
    assert not ReadLog.objects.exists()
    assert member.phone in page_of(client.post(shown))
    assert ReadLog.objects.get().what == "随机询问电话"
    assert client.post(page, {"outcome": "reached"}).status_code == 422
    client.post(page, {"outcome": "no_answer"})
    assert "1 次" in page_of(client.get(reverse("supervision:questioning-calls", args=[row.number])))
    client.post(page, {"outcome": "reached", "overall": "1", "words": "窗口人少"})
    reply = Reply.objects.get()
    assert (reply.by, reply.answers.get().choice, reply.words) == (inspector, 1, "窗口人少")
    for gone in (page, shown):
        assert client.post(gone, {"outcome": "refused"}).status_code == 404
    results = page_of(client.get(reverse("supervision:questioning", args=[row.number])))
    assert "只列人数" in results
    assert member.phone not in results


def test_who_refuses_or_is_not_reached_three_times_is_left_alone(inspector):
    member = make_invited(inspector)
    for _ in range(3):
        services.called(member.pk, Outcome.NO_ANSWER, by=inspector, at=NOW)
    with pytest.raises(WrongState, match="不再打扰"):
        services.called(member.pk, Outcome.NO_ANSWER, by=inspector, at=NOW)
    with pytest.raises(NotYours):
        services.called(member.pk, Outcome.REFUSED, by=make_user(Role.CHIEF), at=NOW)
    services.refuse(TOKEN, at=NOW)
    with pytest.raises(WrongState):
        services.answer(TOKEN, {"overall": 0}, at=NOW)
    assert Reply.objects.get().kind == ReplyKind.REFUSED
    assert CallAttempt.objects.count() == 3


def test_a_remark_that_names_the_reader_stays_away_from_him(inspector):
    member = make_invited(inspector)
    other = make_supervisor(name="周某某")
    services.answer(TOKEN, {"overall": 1}, words="督察周 某某不接电话", at=NOW)
    assert queries.results(member.questioning, reader=other).words == []
    assert len(queries.results(member.questioning, reader=inspector).words) == 1


# The questions


def test_questions_are_versions_and_a_draw_keeps_its_own(client, inspector, time_machine):
    time_machine.move_to(NOW, tick=False)
    serve(callers=2)
    row = make_draw(inspector)
    sign_in(client, inspector)
    address = reverse("supervision:questions")
    given = {"text_attitude": "态度好不好？", "choices_attitude": "好\n不好"}
    assert client.post(address, given | {"choices_attitude": "好"}).status_code == 422
    assert client.post(address, {}).status_code == 422
    assert client.post(address, given).status_code == 302
    assert [question["text"] for question in queries.questions_now()] == ["态度好不好？"]
    assert queries.current_questions().version == 2
    assert len(row.questions.questions) == 6
