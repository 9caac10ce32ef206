"""管辖法院: what another court sends becomes a filing under our own clock, once, or nothing at all."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from filings.cross_region import services
from filings.cross_region.enums import Direction
from filings.cross_region.models import Transfer
from filings.cross_region.package import APPLICATION, MANIFEST, BadPackage, Part
from filings.cross_region.services import receiving
from filings.cross_region.tests.builders import THEM, make_court, make_key, their_filing, their_package
from filings.intake.enums import AgentKind, Channel, Side, Status
from filings.intake.models import Filing, Party
from filings.review import services as review
from filings.review.models import ReviewLimit
from filings.review.tests.builders import NOW, judge_all, make_clerk
from gangcheng_court.core.accounts.models import User
from gangcheng_court.core.accounts.tests.together import together
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.documents.models import StoredFile
from gangcheng_court.core.documents.tests.builders import make_pdf
from gangcheng_court.core.notices.models import Delivery
from gangcheng_court.errors import Refused
from gangcheng_court.promises import THREE_DAY_REVIEW

pytestmark = pytest.mark.django_db


@pytest.fixture
def key(db):
    return make_key()


def fault(key, **changed: Any) -> BadPackage:
    with pytest.raises(BadPackage) as caught:
        services.receive(their_package(filing=their_filing(**changed)), key=key, at=NOW)
    assert nothing_is_left()
    return caught.value


def nothing_is_left() -> bool:
    return not (Filing.objects.exists() or Transfer.objects.exists() or StoredFile.objects.exists())


@pytest.mark.promise("4")
def test_a_package_becomes_a_filing_with_our_number_and_our_clock_from_its_arrival(key):
    transfer, is_new = services.receive(their_package(), key=key, at=NOW)

    filing = transfer.filing
    assert is_new
    assert (filing.status, filing.channel, filing.submitted_at) == (Status.SUBMITTED, Channel.CROSS_REGION, NOW)
    assert (filing.cause_name, str(filing.amount), filing.claims) == (
        "民间借贷纠纷",
        "50000.00",
        ["判令被告偿还借款本金50000元"],
    )
    assert transfer.received_there_at == court_time("2026-06-16 15:00")
    assert transfer.their_number == "WS20260617-000009"
    limit = ReviewLimit.objects.get(round__filing=filing, promise=THREE_DAY_REVIEW.code)
    assert limit.started_at == NOW


def test_parties_agents_and_materials_come_as_they_were_handed_in(key):
    filing = services.receive(their_package(), key=key, at=NOW)[0].filing

    plaintiff, defendant = filing.parties.all()
    assert (plaintiff.side, plaintiff.id_number, defendant.name) == (Side.PLAINTIFF, "370117199001010022", "李建国")
    assert plaintiff.id_number_hash
    assert plaintiff.agents.get().kind == AgentKind.LAWYER
    slots = dict(filing.materials.values_list("slot", "file__name"))
    assert slots == {"complaint": "民事起诉.pdf", "identity": "身份证.pdf"}


def test_the_filer_is_an_account_of_the_sending_court_that_nobody_can_use(key):
    first = services.receive(their_package(), key=key, at=NOW)[0].filing.filer
    other = their_package(package_id=UUID(int=10))
    second = services.receive(other, key=key, at=NOW)[0].filing.filer

    assert first == second
    assert (first.name, first.is_active, first.has_usable_password()) == ("济南市莱芜区人民法院", False, False)
    assert User.objects.filter(phone__startswith="跨域").count() == 1


def test_our_decision_sends_no_text_message_to_the_sending_courts_account(key):
    clerk = make_clerk()
    filing = services.receive(their_package(), key=key, at=NOW)[0].filing
    review.take(filing.pk, by=clerk, at=NOW)
    judge_all(filing, by=clerk)

    review.accept(filing.pk, by=clerk, at=NOW)

    assert set(Delivery.objects.values_list("channel", flat=True)) == {"inbox"}


def test_the_same_package_again_is_the_same_filing(key):
    content = their_package()
    first, _ = services.receive(content, key=key, at=NOW)
    second, is_new = services.receive(content, key=key, at=NOW + timedelta(days=1))

    assert (second, is_new, Filing.objects.count()) == (first, False, 1)


def test_its_number_with_another_content_is_refused(key):
    services.receive(their_package(), key=key, at=NOW)
    with pytest.raises(Refused, match="已经用过"):
        services.receive(their_package(filing=their_filing(facts="改过的事实")), key=key, at=NOW)


def test_two_courts_may_use_one_number(key):
    services.receive(their_package(), key=key, at=NOW)
    other = make_key("鲁0124")
    services.receive(their_package(sender="鲁0124"), key=other, at=NOW)

    assert Filing.objects.count() == 2


def test_an_incomplete_filing_is_taken_in_and_left_to_the_review(key):
    filing = services.receive(their_package(filing=their_filing(facts="", claims=[])), key=key, at=NOW)[0].filing
    assert (filing.status, filing.facts) == (Status.SUBMITTED, "")


def test_an_unknown_cause_and_slot_are_left_to_the_court(key):
    parts = (Part(APPLICATION, make_pdf(), "起诉状.pdf"), Part("materials/001.pdf", make_pdf(), "x.pdf", "没有的项"))
    content = their_package(filing=their_filing(cause={"edition": "2020", "code": "9999"}), parts=parts)

    filing = services.receive(content, key=key, at=NOW)[0].filing

    assert (filing.cause, filing.cause_left_to_court, filing.cause_name) == (None, True, "由法院确定")
    assert "other" in filing.materials.values_list("slot", flat=True)


def test_an_application_for_enforcement_comes_with_its_own_answers(key):
    details = {"basis_number": "（2026）鲁0116民初5号", "no_such_question": "x"}
    content = their_package(filing=their_filing(kind="enforcement", cause=None, details=details))

    filing = services.receive(content, key=key, at=NOW)[0].filing

    assert (filing.kind, filing.details) == ("enforcement", {"basis_number": "（2026）鲁0116民初5号"})
    assert (filing.cause_name, filing.cause_left_to_court) == ("申请执行", False)


def test_a_kind_that_is_switched_off_is_refused_with_the_courts_reason(key, settings):
    settings.KINDS_OFF = {"enforcement": "执行案件由莱芜区法院集中办理。"}
    assert "集中办理" in str(fault(key, kind="enforcement"))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"kind": "no_such_kind"}, "不办理"),
        ({"details": "判决书"}, "details"),
        ({"kind": "enforcement", "details": {"basis_number": 5}}, "文字"),
        ({"amount": "1e30"}, "amount"),
        ({"amount": "-1"}, "负数"),
        ({"amount": "NaN"}, "负数"),
        ({"amount": "很多"}, "金额"),
        ({"amount": 5}, "文字"),
        ({"claims": "一项"}, "claims"),
        ({"claims": [1]}, "文字"),
        ({"claims": ["x"] * 101}, "claims"),
        ({"facts": "\0"}, "文字"),
        ({"cause": "民间借贷"}, "案由"),
        ({"parties": [7]}, "parties[0]"),
        ({"parties": [{"side": "judge", "kind": "natural"}]}, "parties[0].side"),
        ({"parties": [{"side": "plaintiff", "kind": "natural", "name": "长" * 101}]}, "parties[0].name"),
        ({"parties": [{"side": "plaintiff", "kind": "natural", "birth_on": "1990-13-01"}]}, "日期"),
        ({"evidence": ["借条"]}, "evidence"),
        ({"service_email": "不是邮箱"}, "service_email"),
        ({"mediation_wish": "perhaps"}, "mediation_wish"),
    ],
)
def test_data_that_cannot_be_kept_is_named_and_nothing_is_left(key, changed, words):
    error = fault(key, **changed)

    assert error.file == MANIFEST
    assert words in str(error)


def test_a_material_that_is_no_document_is_named_and_nothing_is_left(key):
    parts = (Part(APPLICATION, make_pdf(), "起诉状.pdf"), Part("materials/001.pdf", b"not a pdf", "x.pdf", "identity"))
    with pytest.raises(BadPackage) as caught:
        services.receive(their_package(parts=parts), key=key, at=NOW)

    assert caught.value.file == "materials/001.pdf"
    assert nothing_is_left()


def test_taking_in_that_fails_late_leaves_neither_rows_nor_files(key, monkeypatch):
    written: list[str] = []
    real = receiving.documents.store

    def store(*args: Any, **kwargs: Any) -> StoredFile:
        file = real(*args, **kwargs)
        written.append(file.file.name)
        return file

    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the calendar is gone")

    monkeypatch.setattr("filings.cross_region.services.receiving.documents.store", store)
    monkeypatch.setattr("filings.cross_region.services.receiving.rounds.open_round", broken)
    with pytest.raises(RuntimeError):
        services.receive(their_package(), key=key, at=NOW)

    storage = StoredFile._meta.get_field("file").storage
    assert len(written) == 2
    assert nothing_is_left()
    assert not any(storage.exists(name) for name in written)


@pytest.mark.django_db(transaction=True)
def test_one_package_delivered_twice_at_once_is_one_filing():
    key = make_key()
    content = their_package()

    done, refused = together(*[lambda: services.receive(content, key=key, at=NOW)] * 4)

    assert refused == []
    assert sorted(is_new for _, is_new in done) == [False, False, False, True]
    assert Filing.objects.count() == Transfer.objects.filter(direction=Direction.IN).count() == 1
    assert Party.objects.count() == 2
    assert len({transfer.filing_id for transfer, _ in done}) == 1


def test_a_package_of_a_court_under_another_key_is_refused(key):
    make_court()
    with pytest.raises(BadPackage) as caught:
        services.receive(their_package(key=b"z" * 32), key=key, at=NOW)
    assert caught.value.file == "manifest.sig"
    assert key.court.code == THEM
