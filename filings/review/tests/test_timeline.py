"""The timeline, from the trail."""

from datetime import timedelta

import pytest

from filings.review import services
from filings.review.queries import timeline
from filings.review.tests.builders import NOW, judge_all, make_clerk, make_waiting

pytestmark = pytest.mark.django_db


def test_every_step_is_told_once_in_order_with_who_and_with_the_limits() -> None:
    clerk, filing = make_clerk(), make_waiting()
    services.take(filing.pk, by=clerk, at=NOW)
    services.give_back(filing.pk, reason="休假", by=clerk, at=NOW + timedelta(minutes=1))
    services.take(filing.pk, by=clerk, at=NOW + timedelta(minutes=2))
    judge_all(filing)
    services.accept(filing.pk, by=clerk, at=NOW + timedelta(minutes=3))

    filing.refresh_from_db()
    events = [event for event in timeline(filing) if event.at <= NOW + timedelta(minutes=3)]

    assert [(event.title, event.by) for event in events] == [
        ("审核期限起算", None),
        ("领取", clerk),
        ("退回待认领：休假", clerk),
        ("领取", clerk),
        ("准予立案", clerk),
        ("发出受理通知书", clerk),
    ]
    assert len(events[0].limits) == 2
    assert events[-1].letter.kind == "acceptance"
