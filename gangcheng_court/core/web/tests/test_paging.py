"""Lists that page by key: every row once, in order, whatever came in between; keys that no page wrote are refused."""

import pytest
from django.core.exceptions import BadRequest
from django.test import RequestFactory

from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.web.paging import page, with_query

AT = court_time("2026-06-17 09:00")


def walk(rows, **order):
    """The ids of every page, one list a page."""
    pages, address = [], "/list/?tab=late"
    while address:
        shown, pager = page(RequestFactory().get(address), rows, size=2, **order)
        pages.append([row.pk for row in shown])
        address = pager["older"]
    return pages


@pytest.mark.django_db
def test_every_row_stands_on_one_page_in_either_order_also_rows_of_one_moment():
    rows = [make_user(date_joined=AT) for _ in range(5)]
    first, second, third, fourth, fifth = (row.pk for row in rows)
    kept = User.objects.all()
    assert walk(kept) == walk(kept, by="date_joined") == [[first, second], [third, fourth], [fifth]]
    assert walk(kept, newest_first=True) == [[fifth, fourth], [third, second], [first]]
    assert walk(kept, by="date_joined", newest_first=True) == [[fifth, fourth], [third, second], [first]]


@pytest.mark.django_db
def test_the_pager_keeps_the_conditions_and_leads_back_to_the_first_page():
    request = RequestFactory().get("/list/?tab=late&after=9")
    assert page(request, User.objects.all(), size=2) == ([], {"older": "", "newer": "/list/?tab=late"})
    assert with_query(request, tab="", after="") == "/list/"


@pytest.mark.parametrize("after", ["x", "²", "9" * 19, "2026_", "_3", "0001-01-01T00:00:00+08:00_3"])
def test_a_key_that_no_page_wrote_is_refused(after):
    request = RequestFactory().get("/list/", {"after": after})
    with pytest.raises(BadRequest):
        page(request, User.objects.all(), by="date_joined", size=2)
