"""Something broken in the hall is watched like every promise (承诺五)."""

import pytest

from accessibility.amenities.tests.builders import make_repair
from gangcheng_court.core.deadlines.clock import court_time
from supervision.breaches import links
from supervision.breaches.enforcement import WATCHES, record_breaches
from supervision.breaches.models import Breach

pytestmark = [pytest.mark.django_db, pytest.mark.promise("5")]


@pytest.mark.parametrize(
    ("moment", "broken"),
    [("2026-06-23 23:59:59", 0), ("2026-06-24 00:00", 1), ("2026-06-24 00:00:01", 1)],
)
def test_a_repair_is_recorded_from_its_limit_on_and_once(moment, broken):
    repair, at = make_repair(), court_time(moment)

    assert record_breaches(until=at, at=at) == broken
    assert record_breaches(until=at, at=at) == 0
    assert list(Breach.objects.values_list("reference", flat=True)) == [repair.reference] * broken


def test_a_recorded_repair_leads_to_its_page_and_tells_what_was_found():
    repair = make_repair()
    watch = next(watch for watch in WATCHES if watch.promise.code == repair.promise)

    assert links.matter(repair.promise, repair.reference).endswith(f"/repairs/{repair.reference}/")
    assert [event.title for event in watch.events(repair)] == ["待修：不出热水"]
