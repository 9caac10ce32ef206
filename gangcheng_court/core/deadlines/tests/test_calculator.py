import json

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def ask(client, **question):
    return client.get(reverse("deadlines:calculator"), question)


def test_the_page_opens_without_log_in_and_without_a_question(client):
    response = ask(client)
    assert response.status_code == 200
    assert "怎么算的" not in response.content.decode()


def test_the_page_answers_with_the_last_day_and_the_arithmetic(client):
    response = ask(client, start="2026-09-30", length="3", unit="d")

    page = response.content.decode()
    assert response.status_code == 200
    assert "2026年10月8日（周四）24:00前" in page
    assert "10月3日（周六，国庆节放假）" in page


def test_a_date_past_the_published_calendar_is_marked_provisional(client):
    assert "这个日期是暂定的" in ask(client, start="2026-12-30", length="3", unit="d").content.decode()


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ({"start": "2026-02-30", "length": "3", "unit": "d"}, "请输入真实的日期"),
        ({"start": "1999-01-01", "length": "3", "unit": "d"}, "请输入2004-01-01到2050-12-31之间的日期。"),
        ({"start": "2026-01-05", "length": "0", "unit": "d"}, "请输入1到3650日。"),
        ({"start": "2026-01-05", "length": "99999", "unit": "y"}, "请输入1到20年。"),
        ({"start": "2026-01-05", "length": "三", "unit": "d"}, "请输入整数"),
        ({"start": "2026-01-05", "length": "3", "unit": "x"}, "unit"),
        ({"start": "2026-01-05", "length": "48", "unit": "h"}, "请填写起算时间"),
        ({"start": "\x00", "length": "1" * 400, "unit": "h"}, "请输入"),
        ({"start": "", "length": "", "unit": ""}, "请填写起算日期。"),
    ],
)
def test_a_question_that_cannot_be_answered_is_422_beside_its_field(client, question, words):
    response = ask(client, **question)

    assert response.status_code == 422
    assert words in response.content.decode()


def test_the_last_possible_question_is_answered(client):
    assert ask(client, start="2050-12-31", length="20", unit="y").status_code == 200


def test_the_api_gives_date_moment_and_arithmetic(client):
    response = client.get("/api/v1/deadlines/?start=2026-09-30&days=3")

    answer = response.json()
    assert response.status_code == 200
    assert answer["due_on"] == "2026-10-08"
    assert answer["due_at"] == "2026-10-09T00:00:00+08:00"
    assert answer["provisional"] is False
    assert any("国庆节放假" in line for line in answer["explanation"])


@pytest.mark.parametrize(
    ("query", "due_on", "due_at"),
    [
        ("start=2025-08-31&months=6", "2026-02-28", "2026-03-01T00:00:00+08:00"),
        ("start=2024-02-29&years=2", "2026-02-28", "2026-03-01T00:00:00+08:00"),
        ("start=2026-02-13&workdays=3", "2026-02-25", "2026-02-26T00:00:00+08:00"),
        ("start=2026-02-14&time=10:20&hours=48", "2026-02-16", "2026-02-16T11:00:00+08:00"),
    ],
)
def test_the_api_counts_every_unit(client, query, due_on, due_at):
    answer = client.get(f"/api/v1/deadlines/?{query}").json()
    assert (answer["due_on"], answer["due_at"]) == (due_on, due_at)


@pytest.mark.parametrize(
    ("query", "attr"),
    [
        ("days=3", "start"),
        ("start=2026-13-01&days=3", "start"),
        ("start=1990-01-01&days=3", "start"),
        ("start=2026-01-05", "non_field_errors"),
        ("start=2026-01-05&days=3&months=1", "non_field_errors"),
        ("start=2026-01-05&days=-1", "days"),
        ("start=2026-01-05&hours=48", "time"),
    ],
)
def test_the_api_says_which_part_of_a_question_is_wrong(client, query, attr):
    response = client.get(f"/api/v1/deadlines/?{query}")

    assert response.status_code == 400
    assert response.json()["type"] == "validation_error"
    assert [error["attr"] for error in response.json()["errors"]] == [attr]


def test_the_schema_is_public_and_names_the_calculator(client):
    response = client.get("/api/schema/", headers={"accept": "application/json"})

    assert response.status_code == 200
    assert "/api/v1/deadlines/" in json.loads(response.content)["paths"]
