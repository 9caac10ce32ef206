"""Two at the same moment: a code is used once, a visit ends once, a draft opens to one."""

import pytest

from filings.intake.models import Assistance, Filing
from filings.intake.tests.builders import make_complete_draft, make_draft
from filings.review.tests.builders import make_chief, make_clerk
from filings.window import services
from filings.window.models import Visit
from filings.window.tests.builders import NOW, last_code, make_assistance
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.accounts.tests.together import together

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_code_used_twice_at_once_hands_in_once() -> None:
    operator = make_user(Role.OPERATOR)
    row = make_assistance(operator, filing=make_complete_draft())
    services.send_submission_code(row.pk, by=operator, at=NOW)
    code = last_code(row.citizen.phone)

    def act() -> Filing:
        return services.hand_in(row.pk, code=code, by=operator, at=NOW)

    done, refused = together(act, act)
    assert (len(done), len(refused)) == (1, 1)
    assert Filing.objects.get(pk=row.filing_id).rounds.count() == 1


def test_two_end_one_visit_at_once_and_it_ends_once() -> None:
    clerk, chief = make_clerk(), make_chief()
    visit = services.begin("张玥喆", by=clerk, at=NOW)
    done, refused = together(
        *(lambda by=by: services.end_visit(visit.pk, by=by, at=NOW, reason="咨询") for by in (clerk, chief))
    )
    assert (len(done), len(refused)) == (1, 1)
    assert Visit.history.filter(id=visit.pk).count() == 2


def test_two_helpers_take_one_draft_at_once_and_one_has_it() -> None:
    draft = make_draft()
    rows = [make_assistance(make_user(Role.OPERATOR), citizen=draft.filer) for _ in range(2)]
    done, refused = together(
        *(lambda row=row: services.choose(row.pk, draft_code=draft.draft_code, by=row.helper, at=NOW) for row in rows)
    )
    assert (len(done), len(refused)) == (1, 1)
    assert Assistance.objects.filter(filing=draft).count() == 1
