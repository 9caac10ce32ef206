"""The desk's lists."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from filings.intake.enums import Status
from filings.intake.tests.builders import make_draft
from filings.review.queries import queue
from filings.review.queries.queue import Tab
from filings.review.tests.builders import (
    RECEIVED,
    make_chief,
    make_clerk,
    make_correction,
    make_proposal,
    make_taken,
    make_waiting,
    put_in,
)
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_user, sign_in
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.notices.models import Notice

pytestmark = pytest.mark.django_db
URL = "/review/"


def numbers(tab: Tab, user: User, *, now: datetime = RECEIVED, words: str = "") -> list[str]:
    return [row.number for row in queue.page(tab, user=user, now=now, words=words).rows]


def test_each_tab_holds_what_its_name_says_and_counts_it() -> None:
    clerk, other = make_clerk(), make_clerk()
    waiting, mine, theirs = make_waiting(), make_taken(clerk), make_taken(other)
    correcting, proposed = make_correction(other), make_proposal(make_taken(other)).round.filing
    put_in(Status.ACCEPTED, make_waiting())

    shown = {tab: set(numbers(tab, clerk)) for tab in Tab}

    assert shown[Tab.UNCLAIMED] == {waiting.number}
    assert shown[Tab.MINE] == {mine.number}
    assert shown[Tab.CORRECTION] == {correcting.number}
    assert shown[Tab.APPROVAL] == {proposed.number}
    assert shown[Tab.TODAY] == shown[Tab.LATE] == set()
    assert len(shown[Tab.ALL]) == 6
    assert theirs.number in shown[Tab.ALL]
    counted = queue.counts(user=clerk, now=RECEIVED)
    assert all(counted[tab] == len(shown[tab]) for tab in Tab if tab != Tab.ALL)


@pytest.mark.promise("6")
@pytest.mark.parametrize(
    ("now", "today", "late", "before_the_chief"),
    [
        ("2026-06-21 23:59:59", 0, 0, 0),  # Sunday of the holiday; the promise ends on Monday 22 June
        ("2026-06-22 00:00", 1, 0, 0),
        ("2026-06-22 23:59:59", 1, 0, 0),
        ("2026-06-23 00:00", 0, 1, 0),  # Tuesday
        ("2026-06-24 00:00", 0, 1, 1),  # Wednesday: the legal last day
    ],
)
def test_today_late_and_the_chiefs_list_turn_at_midnight(
    now: str, today: int, late: int, before_the_chief: int
) -> None:
    clerk = make_clerk()
    make_waiting()

    counted = queue.counts(user=clerk, now=court_time(now))

    assert (counted[Tab.TODAY], counted[Tab.LATE], counted[Tab.APPROVAL]) == (today, late, before_the_chief)


def test_the_least_time_left_comes_first_and_pages_follow_by_key() -> None:
    clerk = make_clerk()
    days = [RECEIVED + timedelta(days=7 * number) for number in range(3)]
    made = [make_waiting(at=at).number for at in reversed(days) for _ in range(12)]

    first = queue.page(Tab.UNCLAIMED, user=clerk, now=RECEIVED)
    second = queue.page(Tab.UNCLAIMED, user=clerk, now=RECEIVED, after=first.next_key)

    shown = first.rows + second.rows
    assert [row.due_at for row in shown] == sorted(row.due_at for row in shown)
    assert {row.number for row in shown} == set(made)
    assert (len(first.rows), len(second.rows), second.next_key) == (queue.PAGE, 36 - queue.PAGE, "")


def test_a_round_carries_what_its_running_limits_say_and_nothing_once_they_are_met() -> None:
    filing = make_waiting()
    round_ = filing.rounds.get()
    promised, legal = round_.limits.order_by("due_at").values_list("due_at", flat=True)
    assert (round_.due_at, round_.legal_due_at) == (promised, legal)

    for limit in round_.limits.all():  # as a corrected calendar does
        limit.due_at += timedelta(days=1)
        limit.save(update_fields=["due_at"])
    round_.refresh_from_db()
    assert (round_.due_at, round_.legal_due_at) == (promised + timedelta(days=1), legal + timedelta(days=1))

    put_in(Status.ACCEPTED, filing)
    round_.refresh_from_db()
    assert (round_.due_at, round_.legal_due_at) == (None, None)


def test_the_whole_list_is_newest_first_and_pages_follow_by_key() -> None:
    clerk = make_clerk()
    made = [make_waiting().number for _ in range(33)]

    first = queue.page(Tab.ALL, user=clerk, now=RECEIVED)
    second = queue.page(Tab.ALL, user=clerk, now=RECEIVED, after=first.next_key)

    assert [row.number for row in first.rows + second.rows] == made[::-1]


def test_a_search_finds_by_number_its_beginning_a_name_or_a_case_number() -> None:
    clerk = make_clerk()
    found = put_in(Status.ACCEPTED, make_waiting(), case_number="（2026）鲁0117民初5号")
    found.parties.filter(side="defendant").update(name="钢城建材有限公司")
    make_waiting()

    for words in (found.number, found.number.lower(), "(2026)鲁0117民初5号", "钢城建材", " 钢城 建材 "):
        assert numbers(Tab.ALL, clerk, words=words) == [found.number], words
    assert len(numbers(Tab.ALL, clerk, words=found.number[:8])) == 2
    assert numbers(Tab.ALL, clerk, words="建材") == []  # names are found by how they begin
    assert numbers(Tab.UNCLAIMED, clerk, words="钢城") == []


def test_drafts_are_in_no_list() -> None:
    make_draft()

    assert numbers(Tab.ALL, make_clerk()) == []


def test_a_page_takes_as_many_queries_for_thirty_rows_as_for_one(client: Client) -> None:
    clerk = make_clerk()
    sign_in(client, clerk)

    def fill(count: int) -> None:
        for _ in range(count):
            make_waiting()
            make_taken(clerk)
            make_correction(clerk)
            make_proposal(make_taken(clerk))

    def queries() -> dict[Tab, int]:
        taken = {}
        for tab in Tab:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(URL, {"tab": tab}).status_code == 200
            # Every ten seconds the session notes that the person is still there, whatever the page.
            own = [row for row in captured if "django_session" not in row["sql"] and "SAVEPOINT" not in row["sql"]]
            taken[tab] = len(own)
        return taken

    fill(1)
    few = queries()
    fill(29)

    assert queries() == few


def test_the_page_shows_time_left_in_words_and_keeps_filters_in_the_address(client: Client) -> None:
    sign_in(client, make_clerk())
    filing = make_waiting()

    page = client.get(URL, {"tab": "all", "q": filing.number}).content.decode()

    assert "已超期" in page  # received long ago
    assert f"tab=late&amp;q={filing.number}" in page
    assert reverse("filings:review", args=[filing.number]) in page


def test_the_list_says_when_the_paper_came_where_there_was_paper() -> None:
    clerk, came = make_clerk(), RECEIVED - timedelta(hours=26)
    online, on_site = make_waiting(), make_waiting(paper_received_at=came, entry_lag=timedelta(hours=26))

    rows = {row.number: row.received_at for row in queue.page(Tab.ALL, user=clerk, now=RECEIVED).rows}

    assert rows == {on_site.number: came, online.number: RECEIVED}


def test_what_is_in_mediation_is_not_called_closed(client: Client) -> None:
    clerk = make_clerk()
    sign_in(client, clerk)
    filing = put_in(Status.MEDIATION, make_taken(clerk))

    page = client.get(URL, {"tab": "all", "q": filing.number}).content.decode()

    assert reverse("filings:mediation-desk", args=[filing.number]) in page
    assert "已办结" not in page


@pytest.mark.parametrize(
    "after", ["x", "2026-01-01_", "_5", "2026-13-01T00:00:00+08:00_1", "9999-12-31T23:59:59-23:59_1"]
)
def test_a_broken_page_key_is_a_bad_request(client: Client, after: str) -> None:
    sign_in(client, make_clerk())

    assert client.get(URL, {"tab": "late", "after": after}).status_code == 400


@pytest.mark.parametrize("query", [{"tab": "nothing"}, {"q": "\0'\""}, {"q": "字" * 300}, {"tab": "all", "after": "x"}])
def test_odd_addresses_are_answered(client: Client, query: dict[str, str]) -> None:
    sign_in(client, make_chief())

    assert client.get(URL, query).status_code == 200


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.CLERK, Role.CHIEF)])
def test_to_others_the_desk_does_not_exist(client: Client, role: Role) -> None:
    filing = make_waiting()
    sign_in(client, make_user(role))

    assert client.get(URL).status_code == 404
    assert client.get(reverse("filings:review", args=[filing.number])).status_code == 404
    assert client.post(reverse("filings:review-take", args=[filing.number])).status_code == 404


def test_without_signing_in_one_is_asked_to(client: Client) -> None:
    assert client.get(URL).status_code == 302


def test_taking_from_the_list_opens_the_filing(client: Client) -> None:
    clerk, filing = make_clerk(), make_waiting()
    sign_in(client, clerk)

    answer = client.post(reverse("filings:review-take", args=[filing.number]))

    assert answer.headers["Location"] == reverse("filings:review", args=[filing.number])
    assert filing.rounds.get().reviewer == clerk


def test_taking_what_another_has_is_a_polite_409(client: Client) -> None:
    sign_in(client, make_clerk())
    filing = make_taken(make_clerk(name="王某"))

    answer = client.post(reverse("filings:review-take", args=[filing.number]))

    assert answer.status_code == 409
    assert "王某" in answer.content.decode()


def test_assigning_and_giving_back_ask_their_forms(client: Client) -> None:
    chief, clerk = make_chief(), make_clerk()
    filing = make_waiting()
    sign_in(client, chief)
    assign, back = (reverse(f"filings:review-{name}", args=[filing.number]) for name in ("assign", "give-back"))

    assert client.post(assign, {"to": ""}).status_code == 422
    assert client.post(assign, {"to": chief.pk}).status_code == 302
    assert client.post(back, {"reason": ""}).status_code == 422
    assert client.post(back, {"reason": "休假"}).status_code == 302
    assert client.post(assign, {"to": clerk.pk}).status_code == 302
    assert Notice.objects.filter(recipient=clerk, template="filings/assigned").exists()


def test_what_runs_on_hours_stands_on_top_whatever_else_is_late():
    clerk = make_clerk()
    late = make_waiting(at=RECEIVED - timedelta(days=30))
    urgent = make_waiting()
    urgent.rounds.update(urgent=True)

    first = queue.page(Tab.UNCLAIMED, user=clerk, now=RECEIVED)

    assert [row.number for row in first.rows] == [urgent.number, late.number]
    assert [row.urgent for row in first.rows] == [True, False]


def first_place(filing, **fields):
    filing.rounds.update(military=True, **fields)
    return filing.number


@pytest.mark.parametrize("tab", [Tab.UNCLAIMED, Tab.TODAY, Tab.LATE])
def test_soldiers_and_their_families_stand_below_what_runs_on_hours_and_above_all_else(tab):
    clerk, now = make_clerk(), RECEIVED + timedelta(days=40 if tab == Tab.LATE else 0)
    if tab == Tab.TODAY:
        now = court_time("2026-06-22 10:00")
    ordinary, military, urgent, both = (make_waiting() for _ in range(4))
    urgent.rounds.update(urgent=True)
    first_place(military)
    first_place(both, urgent=True)

    shown = numbers(tab, clerk, now=now)

    assert shown == [urgent.number, both.number, military.number, ordinary.number]


def test_the_first_place_holds_over_many_pages_and_nobody_is_listed_twice():
    clerk = make_clerk()
    for _ in range(25):
        make_waiting(at=RECEIVED - timedelta(days=30))
    first = [first_place(make_waiting(at=RECEIVED + timedelta(days=days))) for days in (14, 7)]

    page = queue.page(Tab.UNCLAIMED, user=clerk, now=RECEIVED)
    rest = queue.page(Tab.UNCLAIMED, user=clerk, now=RECEIVED, after=page.next_key)

    shown = [row.number for row in page.rows + rest.rows]
    assert shown[:2] == first[::-1]
    assert len(shown) == len(set(shown)) == 27


def test_the_first_place_is_read_from_its_own_index():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("ANALYZE filings_reviewround")
        rows = "due_at IS NOT NULL AND NOT urgent AND military ORDER BY due_at, id"
        cursor.execute(f"EXPLAIN SELECT filing_id, id, due_at FROM filings_reviewround WHERE {rows}")
        assert "round_military_by_due" in str(cursor.fetchall())
