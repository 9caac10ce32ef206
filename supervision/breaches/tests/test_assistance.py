"""Help that was late or never asked about is a breach, to the second and once."""

from datetime import timedelta

import pytest

from accessibility.assistance import services
from accessibility.assistance.enums import State
from accessibility.assistance.queries import limit_events
from accessibility.assistance.tests.builders import VISIT, make_assistance, make_clerk
from gangcheng_court.promises import ASSISTANCE_FOLLOW_UP, ASSISTANCE_ON_TIME
from supervision.breaches import enforcement, links
from supervision.breaches.models import Breach

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def watch(promise):
    return [each for each in enforcement.WATCHES if each.promise == promise]


@pytest.mark.parametrize(("late", "broken"), [(-SECOND, 0), (timedelta(), 1), (SECOND, 1)])
def test_help_that_does_not_stand_ready_at_the_minute_is_a_breach(late, broken) -> None:
    clerk = make_clerk()
    row = make_assistance(state=State.ARRANGED, owner=clerk)

    services.ready(row.pk, by=clerk, at=VISIT + late)
    for _ in range(2):
        enforcement.record_breaches(
            until=VISIT + timedelta(hours=1), at=VISIT + timedelta(hours=1), watches=watch(ASSISTANCE_ON_TIME)
        )

    assert Breach.objects.count() == broken
    if broken:
        breach = Breach.objects.get()
        assert (breach.reference, breach.responsible) == (f"{row.number}/1", clerk)
        assert row.number in links.matter(breach.promise, breach.reference)
        assert [event.title for event in limit_events(row.limits.get())] == ["提出", "到位"]


@pytest.mark.parametrize(("late", "broken"), [(-SECOND, 0), (timedelta(), 1)])
def test_whoever_is_not_asked_afterwards_is_a_breach(late, broken) -> None:
    row = make_assistance(state=State.DONE)
    due_at = row.limits.get(promise=ASSISTANCE_FOLLOW_UP.code).due_at

    enforcement.record_breaches(until=due_at + late, at=due_at + late, watches=watch(ASSISTANCE_FOLLOW_UP))

    assert Breach.objects.count() == broken
