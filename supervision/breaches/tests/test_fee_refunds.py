"""A refund that is late is a breach, and the breach leads to the money."""

import pytest

from filings.fees import links
from filings.fees.tests.builders import make_refund
from gangcheng_court.core.deadlines.clock import court_time
from supervision.breaches import links as breach_links
from supervision.breaches.enforcement import WATCHES, record_breaches
from supervision.breaches.models import Breach

pytestmark = pytest.mark.django_db


@pytest.mark.promise("诉讼费用交纳办法53")
@pytest.mark.parametrize(("at", "breaches"), [(0, 1), (-1, 0)])
def test_a_refund_that_is_not_there_in_time_is_a_breach_on_record(at, breaches):
    refund = make_refund()
    due_at = refund.limit.due_at
    until = due_at if at == 0 else due_at - (court_time("2026-01-01 00:00:01") - court_time("2026-01-01"))

    record_breaches(until=until, at=due_at, watches=[watch for watch in WATCHES if watch.promise.code == "fee_refund"])

    assert Breach.objects.filter(reference=refund.limit.reference).count() == breaches


def test_a_breach_of_a_refund_leads_to_its_page(client):
    refund = make_refund()
    assert breach_links.matter("fee_refund", refund.limit.reference) == links.desk(refund.charge.filing)
