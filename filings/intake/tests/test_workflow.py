import itertools

import pytest

from filings.intake.enums import CLOSED, Status
from filings.intake.models import Filing
from filings.intake.workflow import MOVES, move
from gangcheng_court.errors import WrongState


@pytest.mark.parametrize(("old", "new"), list(itertools.product(Status, Status)))
def test_every_pair_of_statuses_follows_the_table(old, new):
    filing = Filing(status=old)
    if new in MOVES[old]:
        move(filing, new)
        assert filing.status == new
    else:
        with pytest.raises(WrongState, match=old.label):
            move(filing, new)
        assert filing.status == old


def test_what_is_closed_stays_closed():
    assert all(not MOVES[status] for status in CLOSED)
