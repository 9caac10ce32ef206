"""The public pages of the promises: every article with its evidence, the months, the data, and how long they keep."""

import csv
import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import resolve, reverse
from redis import RedisError

from filings.review.models import ReviewLimit
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.web.kept import kept
from gangcheng_court.portal.articles import ARTICLES
from gangcheng_court.promises import PROMISES, THREE_DAY_REVIEW
from supervision.breaches.tests.builders import make_limit

NOW = court_time("2026-11-26 10:00")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(time_machine) -> None:
    time_machine.move_to(NOW, tick=False)


def make_kept(day: str) -> ReviewLimit:
    due = court_time(f"{day} 00:00")
    return make_limit(due, met_at=due - timedelta(hours=5))


def test_all_ten_articles_and_supervision_are_there_and_every_limit_stands_under_one() -> None:
    assert [article.number for article in ARTICLES] == [*(f"一（{n}）" for n in "一二三四五六七八九十"), "二"]
    standing = [promise for article in ARTICLES for promise in article.promises]
    assert len(standing) == len(set(standing))
    assert set(standing) == set(PROMISES)


def test_the_page_shows_each_article_in_the_courts_words_with_pages_that_exist(client: Client) -> None:
    make_kept("2026-11-05")

    page = client.get(reverse("portal:promises")).content.decode()

    for article in ARTICLES:
        assert f'id="{article.code}"' in page
    assert "监督电话" in page
    assert "更新于 2026-11-26 10:00" in page
    assert "1 件，超期 0 件" in page
    within = page.partition("<main")[2].partition("</main>")[0]
    for address in set(re.findall(r'href="(/[^"#?]*)', within)):
        assert resolve(address)


def test_the_months_are_on_the_page_in_the_data_and_in_the_interface(client: Client) -> None:
    make_kept("2026-11-05")
    make_limit(court_time("2026-10-20 00:00"), met_at=court_time("2026-10-21 00:00"))

    page = client.get(reverse("portal:promise-history")).content.decode()
    data = client.get(reverse("portal:promise-data"))
    months = client.get("/api/v1/promises/").json()[0]["months"]

    assert "2026年10月按时率 0%（1 件），2026年11月按时率 100%（1 件）" in page
    assert data.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(StringIO(data.content.decode("utf-8-sig"))))
    assert len(rows) == 24 * len(PROMISES)
    october = next(row for row in rows if row["月份"] == "2026-10" and row["代码"] == THREE_DAY_REVIEW.code)
    assert (october["到期（件）"], october["超期（件）"], october["按时率"]) == ("1", "1", "0.0000")
    assert [(month["month"], month["due"], month["kept"]) for month in months[-2:]] == [
        ("2026-10", 1, 0),
        ("2026-11", 1, 1),
    ]
    said = client.get(reverse("portal:promise-definitions")).content.decode("utf-8-sig")
    assert [row["栏目"] for row in csv.DictReader(StringIO(said))] == list(rows[0])


def test_figures_are_counted_once_in_some_minutes_and_say_when(client: Client, settings, time_machine) -> None:
    settings.PROMISE_FIGURES_SECONDS = 300
    cache.clear()
    page = client.get(reverse("portal:promises")).content.decode()
    make_kept("2026-11-05")
    time_machine.move_to(NOW + timedelta(minutes=4), tick=False)

    assert "1 件，超期 0 件" not in page
    again = client.get(reverse("portal:promises")).content.decode()
    assert "更新于 2026-11-26 10:00" in again
    assert "1 件，超期 0 件" not in again
    cache.clear()  # what the cache itself does after the five minutes
    assert "1 件，超期 0 件" in client.get(reverse("portal:promises")).content.decode()


def test_without_the_cache_figures_are_counted_each_time(settings, monkeypatch) -> None:
    settings.PROMISE_FIGURES_SECONDS = 300

    def gone(*arguments: object) -> None:
        raise RedisError

    monkeypatch.setattr(cache, "get", gone)

    assert kept("x", NOW, lambda now: now.year) == (NOW, 2026)
