"""Each decision about a request: done, told, refused in the wrong state and to the wrong person, once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from accessibility.assistance import services
from accessibility.assistance.enums import Answer, Help, Source, State, StepKind
from accessibility.assistance.models import Assistance, RememberedNeed
from accessibility.assistance.tests.builders import (
    NOW,
    PHONE,
    VISIT,
    make_assistance,
    make_chief,
    make_clerk,
    new_assistance,
)
from accessibility.assistance.workflow import MOVES
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.deadlines.models import DueDateChange
from gangcheng_court.core.deadlines.obligations import count, explain
from gangcheng_court.core.notices.models import Notice
from gangcheng_court.errors import NotYours, Refused, WrongState
from gangcheng_court.promises import ASSISTANCE_FOLLOW_UP, ASSISTANCE_ON_TIME

pytestmark = pytest.mark.django_db


def told(template: str) -> list[Notice]:
    return list(Notice.objects.filter(template=f"accessibility/{template}").order_by("pk"))


def on_time(row: Assistance):
    return row.limits.get(promise=ASSISTANCE_ON_TIME.code)


def test_whoever_asks_gets_a_number_a_limit_at_the_minute_agreed_and_a_text() -> None:
    chief = make_chief()

    row = services.ask(new_assistance(), by=None, at=NOW)

    assert row.number.startswith("XZ20260616-")
    assert (row.state, row.arrives_at) == (State.ASKED, VISIT)
    assert on_time(row).due_at == VISIT
    assert on_time(row).started_at == NOW
    assert told("assistance_asked")[0].deliveries.get().address == PHONE
    assert [notice.recipient for notice in told("assistance_to_arrange")] == [chief]


def test_the_limit_can_be_worked_out_again_and_explained(django_assert_max_num_queries) -> None:
    limit = on_time(services.ask(new_assistance(), by=None, at=NOW))

    assert limit.rule.startswith("202606181000t ")
    assert "约好的时间是2026年6月18日（周四）10:00" in "".join(explain(limit))
    from gangcheng_court.core.deadlines import calendar

    assert count(limit.started_at, limit.rule, calendar.load()).due_at == VISIT


def test_the_same_form_sent_twice_is_one_request() -> None:
    first = services.ask(new_assistance(), by=None, at=NOW, once="form:1")
    second = services.ask(new_assistance(words="再来一次"), by=None, at=NOW, once="form:1")

    assert first == second
    assert Assistance.objects.count() == 1
    assert len(told("assistance_asked")) == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_at_the_same_time_is_one_request() -> None:
    def send(_number: int) -> int:
        try:
            return services.ask(new_assistance(), by=None, at=NOW, once="form:race").pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(send, range(4)))) == 1
    assert Assistance.objects.count() == 1


@pytest.mark.parametrize(
    ("arrives", "words"),
    [
        ("2026-06-16 09:14", "太近"),
        ("2026-06-15 10:00", "太近"),
        ("2026-06-19 10:00", "不上班"),
        ("2026-06-17 12:00", "不上班"),
        ("2026-06-17 03:00", "不上班"),
        ("2026-08-17 10:00", "60 天"),
    ],
)
def test_a_time_when_nobody_can_help_is_refused(arrives: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        services.ask(new_assistance(arrives_at=court_time(arrives)), by=None, at=NOW)
    assert not Assistance.objects.exists()


def test_the_soonest_minute_is_the_fifteenth() -> None:
    arrives_at = NOW + timedelta(minutes=15)

    assert services.ask(new_assistance(arrives_at=arrives_at), by=None, at=NOW).arrives_at == arrives_at


def test_in_the_hall_help_comes_within_fifteen_minutes_and_everybody_who_serves_hears_of_it() -> None:
    clerk, chief = make_clerk(), make_chief()
    make_user(Role.OPERATOR)

    row = services.ask(new_assistance(source=Source.KIOSK, arrives_at=None, phone="", name=""), by=None, at=NOW)

    assert row.arrives_at == NOW + timedelta(minutes=15)
    assert {notice.recipient for notice in told("assistance_to_arrange")} == {clerk, chief}
    assert not told("assistance_asked")


def test_nobody_is_helped_in_a_closed_hall_and_no_visit_begins_there() -> None:
    with pytest.raises(Refused, match="不上班"):
        services.ask(new_assistance(arrives_at=None), by=None, at=court_time("2026-06-16 12:30"))
    with pytest.raises(Refused, match="另约时间"):
        services.ask(new_assistance(Help.HOME_VISIT, arrives_at=None, address="某村 1 号"), by=None, at=NOW)


def test_one_phone_has_at_most_five_open_requests() -> None:
    for _ in range(5):
        services.ask(new_assistance(), by=None, at=NOW)

    with pytest.raises(Refused, match="已经很多"):
        services.ask(new_assistance(), by=None, at=NOW)
    services.ask(new_assistance(phone="13900003333"), by=None, at=NOW)


def test_the_address_of_a_home_visit_is_sealed_and_gone_with_the_end() -> None:
    row = services.ask(new_assistance(Help.HOME_VISIT, address="钢城区某村 1 号"), by=None, at=NOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT address FROM accessibility_assistance WHERE id = %s", [row.pk])
        assert "某村" not in cursor.fetchone()[0]
    row.refresh_from_db()
    assert row.address == "钢城区某村 1 号"

    services.cancel(row.pk, by=None, at=NOW)

    row.refresh_from_db()
    assert row.address == ""


def test_an_address_or_language_nobody_needs_is_not_kept() -> None:
    row = services.ask(new_assistance(address="钢城区某村 1 号", language="维吾尔语"), by=None, at=NOW)

    assert (row.address, row.language) == ("", "")


def test_help_is_arranged_stands_ready_is_given_and_asked_about() -> None:
    clerk, row = make_clerk(), make_assistance()

    services.arrange(row.pk, by=clerk, at=NOW, owner=clerk)
    assert on_time(row).responsible == clerk
    services.ready(row.pk, by=clerk, at=VISIT - timedelta(seconds=1))
    assert on_time(row).met_at == VISIT - timedelta(seconds=1)
    services.done(row.pk, by=clerk, at=VISIT)
    limit = row.limits.get(promise=ASSISTANCE_FOLLOW_UP.code)
    assert limit.due_at == court_time("2026-06-25 00:00")  # three working days after a Thursday before three days off
    services.follow_up(row.pk, by=make_user(Role.OPERATOR), at=VISIT, answer=Answer.CONTENT)

    row.refresh_from_db()
    limit.refresh_from_db()
    assert (row.state, row.ended_at, limit.met_at) == (State.DONE, VISIT, VISIT)
    assert [step.kind for step in row.steps.all()] == [
        StepKind.ASKED,
        StepKind.ARRANGED,
        StepKind.READY,
        StepKind.DONE,
        StepKind.FOLLOWED_UP,
    ]
    assert [notice.template for notice in Notice.objects.order_by("pk")] == [
        "accessibility/assistance_arranged",
        "accessibility/assistance_ready",
    ]


def test_a_new_owner_answers_for_it_and_hears_of_it() -> None:
    chief, clerk = make_chief(), make_clerk()
    row = make_assistance(state=State.ARRANGED)

    services.arrange(row.pk, by=chief, at=NOW, owner=clerk)

    assert on_time(row).responsible == clerk
    assert [notice.recipient for notice in told("assistance_yours")] == [clerk]
    with pytest.raises(Refused, match="已经由"):
        services.arrange(row.pk, by=chief, at=NOW, owner=clerk)


@pytest.mark.parametrize("role", [Role.CITIZEN, Role.OPERATOR, Role.JUDGE])
def test_only_people_of_the_hall_are_owners(role: Role) -> None:
    with pytest.raises(Refused, match="立案庭"):
        services.arrange(make_assistance().pk, by=make_clerk(), at=NOW, owner=make_user(role))


def test_whoever_no_longer_works_here_is_no_owner() -> None:
    with pytest.raises(Refused):
        services.arrange(make_assistance().pk, by=make_clerk(), at=NOW, owner=make_clerk(is_active=False))


CALLS = {
    "arrange": lambda row, by: services.arrange(row.pk, by=by, at=NOW, owner=make_clerk()),
    "ready": lambda row, by: services.ready(row.pk, by=by, at=NOW),
    "done": lambda row, by: services.done(row.pk, by=by, at=NOW),
    "decline": lambda row, by: services.decline(row.pk, by=by, at=NOW, reason="没有", alternative="改用"),
    "cancel": lambda row, by: services.cancel(row.pk, by=by, at=NOW, reason="来电取消"),
    "move": lambda row, by: services.reschedule(row.pk, by=by, at=NOW, arrives_at=VISIT + timedelta(hours=1)),
    "follow_up": lambda row, by: services.follow_up(row.pk, by=by, at=NOW, answer=Answer.CONTENT),
}
ALLOWED = {
    "arrange": {State.ASKED, State.ARRANGED, State.READY},
    "ready": {State.ARRANGED},
    "done": {State.READY},
    "decline": {State.ASKED, State.ARRANGED},
    "cancel": {State.ASKED, State.ARRANGED, State.READY},
    "move": {State.ASKED, State.ARRANGED, State.READY},
    "follow_up": {State.DONE},
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("name", CALLS)
def test_each_act_has_its_states_and_every_other_refuses(name: str, state: State) -> None:
    row = make_assistance(state=state)
    if state in ALLOWED[name]:
        CALLS[name](row, make_chief())
        return
    with pytest.raises(WrongState):
        CALLS[name](row, make_chief())
    assert Assistance.objects.get(pk=row.pk).state == state


@pytest.mark.parametrize("role", [Role.CITIZEN, Role.LAWYER, Role.JUDGE, Role.SUPERVISOR, Role.ADMINISTRATOR])
@pytest.mark.parametrize("name", CALLS)
def test_no_act_is_open_to_anybody_else(name: str, role: Role) -> None:
    state = next(state for state in State if state in ALLOWED[name])
    with pytest.raises(NotYours):
        CALLS[name](make_assistance(state=state), make_user(role))


@pytest.mark.parametrize("name", ["ready", "done", "decline"])
def test_only_the_owner_or_the_chief_says_what_became_of_it(name: str) -> None:
    state = next(state for state in State if state in ALLOWED[name])
    row = make_assistance(state=state)
    for other in (make_clerk(), make_user(Role.OPERATOR)):
        with pytest.raises(NotYours):
            CALLS[name](row, other)


def test_every_state_has_its_moves_and_what_ended_has_none() -> None:
    assert set(MOVES) == set(State)
    assert {state for state, ahead in MOVES.items() if not ahead} == {State.DONE, State.DECLINED, State.CANCELLED}


def test_the_person_moves_and_cancels_the_own_request_and_no_other() -> None:
    person, stranger = make_user(), make_user()
    row = make_assistance(state=State.ARRANGED, person=person)

    with pytest.raises(NotYours):
        services.cancel(row.pk, by=stranger, at=NOW)
    with pytest.raises(NotYours):
        services.reschedule(row.pk, by=stranger, at=NOW, arrives_at=VISIT + timedelta(hours=1))
    services.reschedule(row.pk, by=person, at=NOW, arrives_at=VISIT + timedelta(hours=1))
    services.cancel(row.pk, by=person, at=NOW)

    assert [notice.recipient for notice in told("assistance_moved")] == [row.owner, person]
    assert [notice.recipient for notice in told("assistance_cancelled")] == [row.owner, person]


def test_staff_cancel_only_with_the_reason() -> None:
    row = make_assistance()
    with pytest.raises(Refused, match="为什么"):
        services.cancel(row.pk, by=make_user(Role.OPERATOR), at=NOW)


def test_another_time_moves_the_limit_and_says_so_once() -> None:
    row = make_assistance(state=State.ARRANGED)
    later = VISIT + timedelta(hours=1)

    services.reschedule(row.pk, by=None, at=NOW, arrives_at=later)

    limit = on_time(row)
    assert (limit.due_at, limit.reference) == (later, f"{row.number}/1")
    change = DueDateChange.objects.get(reference=limit.reference)
    assert (change.old_due_at, change.new_due_at) == (VISIT, later)
    assert len(explain(limit)) == 4


def test_what_stood_ready_and_is_moved_has_a_limit_of_its_own() -> None:
    row = make_assistance(state=State.READY)

    services.reschedule(row.pk, by=None, at=VISIT + timedelta(minutes=5), arrives_at=VISIT + timedelta(hours=1))

    row.refresh_from_db()
    assert row.state == State.ARRANGED
    assert [limit.reference for limit in row.limits.order_by("pk")] == [f"{row.number}/1", f"{row.number}/2"]


@pytest.mark.parametrize(("seconds", "refused"), [(-1, False), (0, True), (1, True)])
def test_late_stays_late(seconds: int, refused: bool) -> None:
    row, at = make_assistance(state=State.ARRANGED), VISIT + timedelta(seconds=seconds)
    if not refused:
        services.reschedule(row.pk, by=None, at=at, arrives_at=VISIT + timedelta(hours=1))
        return
    with pytest.raises(Refused, match="已经过了"):
        services.reschedule(row.pk, by=None, at=at, arrives_at=VISIT + timedelta(hours=1))


@pytest.mark.parametrize(("reason", "alternative"), [("", "改用字幕"), ("没有译员", ""), ("", "")])
def test_nothing_is_declined_without_a_reason_and_an_alternative(reason: str, alternative: str) -> None:
    row = make_assistance()
    with pytest.raises(Refused, match="替代"):
        services.decline(row.pk, by=make_chief(), at=NOW, reason=reason, alternative=alternative)


def test_whoever_is_declined_is_told_why_and_what_instead() -> None:
    row = make_assistance(person=make_user())

    services.decline(
        row.pk, by=make_chief(), at=NOW, reason="当天没有手语翻译。", alternative="改到周四，或者用文字交流。"
    )

    body = told("assistance_declined")[0].body
    assert "当天没有手语翻译。" in body
    assert "改到周四" in body


def test_who_is_not_reached_is_tried_three_times() -> None:
    row, operator = make_assistance(state=State.DONE), make_user(Role.OPERATOR)
    limit = row.limits.get(promise=ASSISTANCE_FOLLOW_UP.code)

    for met in (False, False, True):
        services.follow_up(row.pk, by=operator, at=VISIT, answer=Answer.NOT_REACHED)
        limit.refresh_from_db()
        assert bool(limit.met_at) is met

    with pytest.raises(WrongState):
        services.follow_up(row.pk, by=operator, at=VISIT, answer=Answer.CONTENT)


def test_who_is_not_content_says_what_was_missing_and_the_chief_hears_of_it() -> None:
    chief, row = make_chief(), make_assistance(state=State.DONE)
    operator = make_user(Role.OPERATOR)
    with pytest.raises(Refused, match="什么意见"):
        services.follow_up(row.pk, by=operator, at=VISIT, answer=Answer.UNHAPPY)

    services.follow_up(row.pk, by=operator, at=VISIT, answer=Answer.UNHAPPY, words="等了很久")

    assert [notice.recipient for notice in told("assistance_unhappy")] == [chief]


def test_nobody_can_be_asked_afterwards_who_left_no_phone() -> None:
    row = make_assistance(state=State.READY, phone="")

    services.done(row.pk, by=row.owner, at=VISIT, words="当场问过，满意。")

    assert not row.limits.filter(promise=ASSISTANCE_FOLLOW_UP.code).exists()


def test_number_and_phone_open_a_request_and_five_wrong_guesses_close_the_door() -> None:
    row = make_assistance()
    assert services.find_followed(number=row.number, phone=PHONE) == row

    for _ in range(5):
        with pytest.raises(Refused, match="没有对上"):
            services.find_followed(number=row.number, phone="13900009999")
    with pytest.raises(Refused, match="太多"):
        services.find_followed(number=row.number, phone=PHONE)


def test_no_number_opens_without_a_phone() -> None:
    row = make_assistance(phone="")
    with pytest.raises(Refused, match="没有对上"):
        services.find_followed(number=row.number, phone="")


def test_needs_are_remembered_only_with_consent_and_forgotten_at_once() -> None:
    person = make_user()
    with pytest.raises(Refused, match="没有勾选同意"):
        services.remember(person, [Help.WHEELCHAIR], consents=False, at=NOW)
    with pytest.raises(Refused, match="先勾选"):
        services.remember(person, [Help.HOME_VISIT], consents=True, at=NOW)

    services.remember(person, [Help.WHEELCHAIR, Help.READING], consents=True, at=NOW)
    row = services.remember(person, [Help.READING], consents=True, at=NOW)

    assert RememberedNeed.objects.get() == row
    assert (row.kinds, row.consent_words) == ([Help.READING], services.CONSENT)
    assert services.forget(person)
    assert not services.forget(person)
    assert not RememberedNeed.objects.exists()
