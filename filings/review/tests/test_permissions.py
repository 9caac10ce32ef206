"""Nobody decides one's own or a relative's matter (民事诉讼法 47)."""

import pytest

from filings.intake.enums import Side
from filings.intake.models import Agent, Filing
from filings.review import permissions
from filings.review.tests.builders import make_clerk, make_waiting
from gangcheng_court.core.accounts.enums import IdentityKind, Role
from gangcheng_court.core.accounts.models import StaffRelative, User
from gangcheng_court.core.accounts.sealed import blind_index
from gangcheng_court.core.accounts.tests.builders import make_resident_number, make_user
from gangcheng_court.errors import NotYours, Refused

pytestmark = pytest.mark.django_db
NUMBER = make_resident_number("19700101", serial=991)
OTHER = make_resident_number("19700101", serial=993)


def hash_of(number: str) -> str:
    return blind_index(IdentityKind.RESIDENT, number)


def one_side(filing: Filing, side: Side, **fields: str) -> None:
    filing.parties.filter(side=side).update(**fields)


def with_agent(filing: Filing, **fields: str) -> None:
    Agent.objects.create(party=filing.parties.first(), kind="lawyer", **fields)


@pytest.mark.parametrize("role", [role for role in Role if role not in permissions.REVIEWERS])
def test_only_the_filing_desk_reviews(role: Role) -> None:
    filing, person = make_waiting(), make_user(role)

    with pytest.raises(NotYours):
        permissions.require_reviewer(person, filing)
    assert not permissions.reviewable_by(person).exists()


def test_ones_own_filing_is_refused() -> None:
    clerk = make_clerk()
    filing = make_waiting(filer=clerk)

    with pytest.raises(Refused, match="应当回避"):
        permissions.require_reviewer(clerk, filing)


@pytest.mark.parametrize("side", [Side.PLAINTIFF, Side.DEFENDANT])
def test_a_party_is_recognised_by_number(side: Side) -> None:
    filing = make_waiting()
    one_side(filing, side, id_number_hash=hash_of(NUMBER))
    clerk = make_clerk()
    clerk.set_identity(IdentityKind.RESIDENT, NUMBER)

    assert "您是本件的当事人" in permissions.conflict(clerk, filing)


@pytest.mark.parametrize(
    ("relative", "party", "stays_away"),
    [
        ({"name": "李建国", "id_number_hash": hash_of(NUMBER)}, {"id_number": NUMBER}, True),
        ({"name": "旧姓名", "id_number_hash": hash_of(NUMBER)}, {"id_number": NUMBER}, True),
        ({"name": "李建国"}, {}, True),
        ({"name": "李建国", "id_number_hash": hash_of(NUMBER)}, {}, True),
        ({"name": "李建国", "id_number_hash": hash_of(NUMBER)}, {"id_number": OTHER}, False),
        ({"name": "王五"}, {}, False),
    ],
)
def test_a_relative_is_recognised_by_number_or_else_by_name(relative: dict, party: dict, stays_away: bool) -> None:
    filing, clerk = make_waiting(), make_clerk()
    one_side(filing, Side.DEFENDANT, name="李建国", **party)
    StaffRelative.objects.create(staff=clerk, relation="配偶", **relative)

    assert bool(permissions.conflict(clerk, filing)) is stays_away


def test_a_relative_among_the_agents_counts() -> None:
    filing, clerk = make_waiting(), make_clerk()
    with_agent(filing, name="赵律师")
    StaffRelative.objects.create(staff=clerk, name="赵律师", relation="兄弟")

    with pytest.raises(Refused, match="近亲属"):
        permissions.require_reviewer(clerk, filing)


def test_drafts_are_not_at_the_desk() -> None:
    filing = make_waiting()
    Filing.objects.filter(pk=filing.pk).update(status="draft", number=None)

    assert not permissions.reviewable_by(make_clerk()).exists()
    assert User.objects.exists()
