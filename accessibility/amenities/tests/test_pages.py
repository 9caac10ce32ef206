"""The pages: the public's list and “坏了”, the round with its photo, loans, repairs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accessibility.amenities.enums import FacilityState, ItemKind
from accessibility.amenities.models import Facility, FacilityCheck, Item, Loan, Repair, Round
from accessibility.amenities.tests.builders import (
    NOW,
    PHONE,
    make_check,
    make_chief,
    make_clerk,
    make_facility,
    make_item,
    make_loan,
    make_repair,
)
from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user, sign_in
from gangcheng_court.core.audit.models import ReadLog
from gangcheng_court.core.documents.models import StoredFile
from gangcheng_court.core.documents.tests.builders import make_pdf, make_picture, upload

pytestmark = [pytest.mark.django_db, pytest.mark.promise("5")]
FACILITIES, LOANS = reverse("accessibility:facilities"), reverse("accessibility:loans")
ROUND, REPAIRS = reverse("accessibility:round"), reverse("accessibility:repairs")


@pytest.fixture(autouse=True)
def wednesday(monkeypatch):
    """The clock of the views stands at NOW."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def clerk(client):
    clerk = make_clerk()
    sign_in(client, clerk)
    return clerk


def round_of(facility):
    return reverse("accessibility:round-facility", args=[facility.code])


def report_of(facility):
    return reverse("accessibility:facility-report", args=[facility.code])


def photo(name="photo.jpg"):
    return upload(make_picture(), name)


# For everybody


def test_everybody_reads_what_there_is_and_whether_it_works(client):
    make_facility("饮水机", state=FacilityState.EMPTY, checked_at=NOW)
    make_facility("母婴室", reported_at=NOW)
    make_loan(make_item(ItemKind.UMBRELLA))

    page = client.get(FACILITIES).content.decode()

    assert "待补充" in page
    assert "2026-06-17 10:00 检查过" in page
    assert "有人报告" in page
    assert "都借出去了" in page
    assert REPAIRS not in page


def test_a_report_needs_no_name_and_its_words_are_not_for_the_public(client):
    facility = make_facility()

    answer = client.post(report_of(facility), {"state": "broken", "note": "张某弄坏的"}, follow=True)

    assert "谢谢" in answer.content.decode()
    assert "张某" not in answer.content.decode()
    assert facility.checks.get().by is None


def test_a_report_of_staff_is_a_check(client, clerk):
    facility = make_facility()

    client.post(report_of(facility), {"state": "empty", "note": "没有水"})

    assert facility.checks.get().by == clerk


def test_a_report_without_an_answer_keeps_what_was_typed(client):
    answer = client.post(report_of(make_facility()), {"note": "漏水"})

    assert answer.status_code == 422
    assert "请选择怎么了？" in answer.content.decode()
    assert "漏水" in answer.content.decode()
    assert not FacilityCheck.objects.exists()


def test_nobody_says_by_hand_that_all_is_well(client):
    assert client.post(report_of(make_facility()), {"state": "fine"}).status_code == 422


def test_too_many_reports_are_told_so(client, settings):
    settings.FACILITY_REPORTS_AN_HOUR = 0

    answer = client.post(report_of(make_facility()), {"state": "broken"})

    assert answer.status_code == 422
    assert "导诉台" in answer.content.decode()


# The round


def test_the_round_leads_from_one_facility_to_the_next_and_ends(client, clerk):
    first, second = make_facility("饮水机"), make_facility("母婴室")
    assert f"开始巡查：{first}" in client.get(ROUND).content.decode()

    answer = client.post(round_of(first), {"state": "fine", "note": ""})
    assert answer.url == round_of(second)
    assert f"接着巡查：{second}" in client.get(ROUND).content.decode()

    answer = client.post(round_of(second), {"state": "broken", "note": "门锁坏了"}, follow=True)
    assert "今天的巡查做完了" in answer.content.decode()
    assert Repair.objects.get().found.note == "门锁坏了"


def test_what_was_passed_over_comes_again(client, clerk):
    first, second = make_facility(), make_facility()

    assert round_of(second) in client.get(round_of(first)).content.decode()
    assert client.post(round_of(second), {"state": "fine"}).url == round_of(first)


def test_a_photo_is_kept_with_the_check_and_reading_it_is_logged(client, clerk):
    facility = make_facility()

    client.post(round_of(facility), {"state": "broken", "note": "漏水", "photo": photo()})
    address = reverse("accessibility:facility-photo", args=[facility.checks.get().pk])

    assert address in client.get(ROUND).content.decode()
    assert client.get(address)["Content-Type"] == "image/jpeg"
    assert ReadLog.objects.get().what == "设施照片"


def test_a_photo_survives_a_form_to_correct(client, clerk):
    facility = make_facility()

    answer = client.post(round_of(facility), {"state": "broken", "note": "", "photo": photo()})
    form = answer.context["form"]
    assert answer.status_code == 422
    assert "照片已经收到：photo.jpg" in answer.content.decode()

    told = {"state": "broken", "note": "漏水", "once": "1", "kept_photo": form["kept_photo"].value()}
    client.post(round_of(facility), told)
    assert facility.checks.get().photo == StoredFile.objects.get()


def test_a_kept_photo_can_be_dropped(client, clerk):
    facility = make_facility()
    form = client.post(round_of(facility), {"state": "broken", "photo": photo()}).context["form"]

    told = {"state": "broken", "note": "漏水", "kept_photo": form["kept_photo"].value(), "drop_photo": "on"}
    client.post(round_of(facility), told)

    assert facility.checks.get().photo is None


def test_a_made_up_photo_is_no_photo(client, clerk):
    facility, other = make_facility(), StoredFile.objects.create(name="别人的", size=1, uploaded_at=NOW)

    client.post(round_of(facility), {"state": "fine", "kept_photo": str(other.pk)})

    assert facility.checks.get().photo is None


@pytest.mark.parametrize(("content", "words"), [(make_pdf(), "只放照片"), (b"", "空的"), (b"GIF89a", "。")])
def test_a_bad_photo_is_told_beside_its_field_and_what_was_typed_stays(content, words, client, clerk):
    answer = client.post(
        round_of(make_facility()), {"state": "broken", "note": "漏水", "photo": upload(content, "photo.jpg")}
    )
    page = answer.content.decode()

    assert answer.status_code == 422
    assert words in page
    assert 'id="id_photo_error"' in page
    assert "漏水" in page
    assert not FacilityCheck.objects.exists()


def test_a_colleague_who_was_quicker_is_named_and_the_round_goes_on(client, clerk):
    facility, following = make_facility(), make_facility()
    daily = Round.objects.create(day=NOW.date(), by=clerk, began_at=NOW)
    make_check(facility, round=daily, by=clerk)

    answer = client.post(round_of(facility), {"state": "broken", "note": "坏了"}, follow=True)

    assert answer.redirect_chain[-1][0] == round_of(following)
    assert f"{clerk}检查过" in answer.content.decode()


def test_a_look_sent_twice_goes_on_without_a_word(client, clerk):
    facility = make_facility()
    make_facility()
    once = client.get(round_of(facility)).context["form"]["once"].value()

    for _ in range(2):
        answer = client.post(round_of(facility), {"state": "fine", "once": once}, follow=True)
        assert "检查过" not in answer.content.decode().split("<form")[0]
    assert facility.checks.count() == 1


def test_supervision_reads_the_round_and_begins_none(client):
    facility = make_facility()
    sign_in(client, make_user(Role.SUPERVISOR))

    assert round_of(facility) not in client.get(ROUND).content.decode()
    assert client.post(round_of(facility), {"state": "fine"}).status_code == 404


# Loans


def test_a_thing_is_lent_by_the_number_of_the_queue(client, clerk):
    item = make_item()

    answer = client.post(LOANS, {"item": item.pk, "ticket_label": " ａ００７ ", "phone": ""}, follow=True)

    assert Loan.objects.get().ticket_label == "A007"
    assert "A007 号" in answer.content.decode()


def test_the_phone_is_masked_in_the_list(client, clerk):
    make_loan()

    page = client.get(LOANS).content.decode()

    assert PHONE not in page
    assert "1111" in page


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({}, "至少一项"),
        ({"ticket_label": "A-007"}, "照号票写"),
        ({"phone": "12345"}, "11 位数字"),
        ({"item": "", "ticket_label": "A007"}, "请选择物品"),
    ],
)
def test_a_loan_to_correct_is_told_beside_its_field(told, words, client, clerk):
    answer = client.post(LOANS, {"item": make_item().pk} | told)

    assert (answer.status_code, Loan.objects.count()) == (422, 0)
    assert words in answer.content.decode()


def test_what_somebody_has_just_taken_is_told_beside_the_thing(client, clerk):
    loan = make_loan()

    answer = client.post(LOANS, {"item": loan.item.pk, "ticket_label": "A008"})

    assert answer.status_code == 422
    assert "已经借出去了" in answer.content.decode()
    assert "A008" in answer.content.decode()


def test_what_comes_back_and_what_is_lost(client, clerk):
    back, lost = make_loan(), make_loan(at=NOW - timedelta(days=1))

    client.post(reverse("accessibility:loan-return", args=[back.pk]))
    client.post(reverse("accessibility:loan-lost", args=[lost.pk]))
    page = client.get(LOANS).content.decode()

    assert f"{clerk}收" in page
    assert "遗失" in page


def test_the_chief_adds_and_retires_things(client):
    sign_in(client, make_chief())
    address = reverse("accessibility:items")

    client.post(address, {"kind": "umbrella", "label": "s09", "hint": ""})
    item = Item.objects.get(label="S09")
    assert client.post(address, {"kind": "umbrella", "label": "S09"}).status_code == 422
    client.post(reverse("accessibility:item-retire", args=[item.pk]))

    assert "停用" in client.get(address).content.decode()
    assert not Item.objects.get().is_kept


# Repairs


def test_a_repair_is_taken_noted_and_ended(client, clerk):
    repair = make_repair()
    address = reverse("accessibility:repair", args=[repair.reference])
    look = reverse("accessibility:repair-look", args=[repair.reference])

    client.post(reverse("accessibility:repair-take", args=[repair.reference]))
    assert client.post(look, {"state": "broken", "result": "配件后天到"}, follow=True).status_code == 200
    assert "配件后天到" in client.get(address).content.decode()
    answer = client.post(look, {"state": "fine", "result": "换了加热管", "photo": photo()}, follow=True)

    assert "已办结" in answer.content.decode()
    assert "再看一次" not in answer.content.decode()
    assert Facility.objects.get().state == "fine"
    assert client.post(look, {"state": "fine", "result": "又修了"}).status_code == 409


def test_a_result_to_correct_keeps_the_photo(client, clerk):
    repair = make_repair()

    answer = client.post(
        reverse("accessibility:repair-look", args=[repair.reference]), {"state": "fine", "photo": photo()}
    )

    assert answer.status_code == 422
    assert "请填写结果" in answer.content.decode()
    assert "照片已经收到" in answer.content.decode()


def test_supervision_reads_repairs_and_ends_none(client):
    repair = make_repair()
    sign_in(client, make_user(Role.SUPERVISOR))
    look = reverse("accessibility:repair-look", args=[repair.reference])

    page = client.get(reverse("accessibility:repair", args=[repair.reference])).content.decode()

    assert "不出热水" in page
    assert look not in page
    assert client.post(look, {"state": "fine", "result": "好了"}).status_code == 404


@pytest.mark.parametrize(
    ("address", "make"),
    [
        (FACILITIES, make_facility),
        (LOANS, make_loan),
        (REPAIRS, make_repair),
        (ROUND, make_facility),
    ],
    ids=["facilities", "loans", "repairs", "round"],
)
def test_a_list_asks_as_often_for_many_rows_as_for_one(address, make, client):
    sign_in(client, make_chief())

    def asked():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        ignored = ("SAVEPOINT", "django_session")
        return len([query for query in captured if not any(word in query["sql"] for word in ignored)])

    make()
    asked()
    few = asked()
    for _ in range(5):
        make()

    assert asked() == few
