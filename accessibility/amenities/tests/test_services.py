"""Facilities: every look is noted, what is broken has a limit; one thing is lent to one person."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.db.utils import DatabaseError, IntegrityError

from accessibility.amenities import data, queries, services
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
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.core.documents.checks import BadFile
from gangcheng_court.core.documents.tests.builders import make_pdf, make_picture, upload
from gangcheng_court.core.notices.models import Notice
from gangcheng_court.errors import NotYours, Refused, WrongState

pytestmark = [pytest.mark.django_db, pytest.mark.promise("5")]
FINE, BROKEN, EMPTY = FacilityState.FINE, FacilityState.BROKEN, FacilityState.EMPTY
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def clerk():
    return make_clerk()


def side_by_side(act, times=8):
    """What each of `times` threads made of it, starting together; None for a refusal."""

    def run(number):
        try:
            return act(number)
        except Refused:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


def report(facility, state=BROKEN, *, by=None, at=NOW, **options):
    return services.report(facility.pk, **{"state": state, "note": "", "by": by, "at": at} | options)


def check(facility, state=FINE, *, by, at=NOW, **options):
    return services.check_on_round(facility.pk, state=state, by=by, at=at, **options)


def look(repair, state=FINE, *, by, at=LATER, **options):
    return services.look_again(repair.pk, **{"state": state, "result": "换了加热管", "by": by, "at": at} | options)


# What anybody reports


def test_a_report_of_anybody_opens_a_repair_that_staff_are_to_look_at(clerk):
    chief, facility = make_chief(), make_facility()

    report(facility, note="不出热水")
    facility.refresh_from_db()
    repair = facility.repairs.get()

    assert (facility.state, facility.reported_at, facility.checked_at) == (BROKEN, NOW, None)
    assert repair.reference.startswith("BX20260617-")
    assert repair.due_at == court_time("2026-06-24")  # three working days: 18, 22, 23; 19–21 are holidays
    assert set(Notice.objects.values_list("recipient", flat=True)) == {clerk.pk, chief.pk}


def test_a_report_sent_twice_is_one():
    facility = make_facility()

    first = report(facility, once="form:1")

    assert report(facility, once="form:1", at=LATER) == first
    assert facility.checks.count() == 1


def test_another_word_about_what_is_known_opens_no_second_repair():
    repair = make_repair()

    report(repair.facility, EMPTY, note="也没有纸杯", at=LATER)

    assert repair.facility.repairs.get() == repair
    assert [found.note for found in queries.checks_of(repair)] == ["不出热水", "也没有纸杯"]


def test_reports_side_by_side_open_one_repair(transactional_db):
    facility = make_facility()

    assert None not in side_by_side(lambda _: report(facility))
    assert (facility.checks.count(), facility.repairs.count()) == (8, 1)


def test_reports_are_limited_for_everybody_together_and_never_for_staff(settings, clerk):
    settings.FACILITY_REPORTS_AN_HOUR = 2
    facilities = [make_facility() for _ in range(3)]
    report(facilities[0])
    report(facilities[1])

    with pytest.raises(Refused, match="导诉台"):
        report(facilities[2], at=NOW + timedelta(minutes=59, seconds=59))
    assert report(facilities[2], by=clerk)
    assert report(facilities[2], at=NOW + timedelta(hours=1))


def test_nobody_reports_that_all_is_well():
    with pytest.raises(ValueError, match="fine"):
        report(make_facility(), FINE)


def test_a_check_is_never_changed():
    found = make_check(make_facility())

    with pytest.raises(DatabaseError, match="append-only"):
        FacilityCheck.objects.filter(pk=found.pk).update(note="别的")


# The round


def test_the_first_look_begins_the_round_and_the_last_one_ends_it(clerk):
    first, second = make_facility(), make_facility()

    check(first, by=clerk)
    assert (Round.objects.get().began_at, Round.objects.get().ended_at) == (NOW, None)

    check(second, by=make_clerk(), at=LATER)
    daily = Round.objects.get()
    assert (daily.day, daily.by, daily.ended_at) == (NOW.date(), clerk, LATER)


def test_a_facility_is_looked_at_once_a_round(clerk):
    facility = make_facility()
    check(facility, by=clerk)

    with pytest.raises(WrongState, match=f"{clerk}检查过：可用"):
        check(facility, BROKEN, note="坏了", by=make_clerk(), at=LATER)
    assert check(facility, by=clerk, at=NOW + timedelta(days=1))


def test_a_look_sent_twice_is_one(clerk):
    facility = make_facility()

    first = check(facility, by=clerk, once="form:1")

    assert check(facility, by=clerk, at=LATER, once="form:1") == first


def test_two_phones_on_one_round_side_by_side(transactional_db, clerk):
    facility = make_facility()

    results = side_by_side(lambda _: check(facility, BROKEN, note="坏了", by=clerk))

    assert len(list(filter(None, results))) == 1
    assert (Round.objects.count(), Repair.objects.count()) == (1, 1)


@pytest.mark.parametrize("day", ["2026-06-20 10:00", "2026-06-19 10:00"])  # a Saturday, a holiday
def test_there_is_no_round_on_a_rest_day(day, clerk):
    with pytest.raises(Refused, match="不用巡查"):
        check(make_facility(), by=clerk, at=court_time(day))


def test_there_is_a_round_on_a_make_up_sunday(clerk):
    assert check(make_facility(), by=clerk, at=court_time("2026-09-20 09:00"))


def test_around_midnight_a_look_belongs_to_the_court_s_day(clerk):
    facility = make_facility()

    check(facility, by=clerk, at=court_time("2026-06-17 23:59:59"))
    check(facility, by=clerk, at=court_time("2026-06-18 00:00"))

    assert [str(one.day) for one in Round.objects.all()] == ["2026-06-18", "2026-06-17"]


@pytest.mark.parametrize("state", [BROKEN, EMPTY])
def test_what_is_not_usable_needs_words(state, clerk):
    with pytest.raises(Refused, match="请写明"):
        check(make_facility(), state, by=clerk)


def test_the_round_tells_the_chief_what_is_broken(clerk):
    chief = make_chief()

    check(make_facility(), BROKEN, note="不出热水", by=clerk)

    assert list(Notice.objects.values_list("recipient", flat=True)) == [chief.pk]


def test_what_the_round_finds_usable_again_ends_the_repair(clerk):
    repair = make_repair()

    check(repair.facility, by=clerk, at=LATER)
    repair.refresh_from_db()
    repair.facility.refresh_from_db()

    assert (repair.met_at, repair.result, repair.mended.by) == (LATER, "检查时可以用", clerk)
    assert (repair.facility.state, repair.facility.reported_at) == (FINE, None)


# Repairs


def test_looking_again_ends_a_repair_with_its_result(clerk):
    repair = look(make_repair(), by=clerk)

    assert (repair.met_at, repair.result, repair.facility.state) == (LATER, "换了加热管", FINE)
    assert repair.mended.note == "换了加热管"


def test_what_is_still_broken_is_noted_and_the_limit_runs_on(clerk):
    repair = make_repair()

    after = look(repair, BROKEN, by=clerk, result="配件后天到")

    assert (after.met_at, after.due_at) == (None, repair.due_at)
    assert [found.note for found in queries.checks_of(after)] == ["不出热水", "配件后天到"]


def test_looking_again_sent_twice_is_one(clerk):
    repair = make_repair()
    look(repair, by=clerk, once="form:1")

    assert look(repair, by=clerk, once="form:1", at=NOW + timedelta(hours=1)).met_at == LATER


def test_a_repair_that_ended_takes_no_more(clerk):
    repair = make_repair()
    look(repair, by=clerk)

    with pytest.raises(WrongState, match="已经办结"):
        look(repair, by=clerk)
    with pytest.raises(WrongState, match="已经办结"):
        services.take(repair.pk, by=clerk, at=LATER)


def test_no_repair_ends_without_a_result(clerk):
    with pytest.raises(Refused, match="请写明"):
        look(make_repair(), by=clerk, result="")


def test_two_who_look_again_side_by_side_end_it_once(transactional_db, clerk):
    repair = make_repair()

    results = side_by_side(lambda number: look(repair, by=clerk, result=f"修好了{number}"))

    assert len(list(filter(None, results))) == 1


def test_what_breaks_again_is_another_repair(clerk):
    repair = look(make_repair(), by=clerk)

    report(repair.facility, at=NOW + timedelta(hours=1))

    assert repair.facility.repairs.count() == 2
    assert len(queries.checks_of(repair)) == 2


def test_who_takes_a_repair_answers_for_it(clerk):
    assert services.take(make_repair().pk, by=clerk, at=LATER).responsible == clerk


def test_a_chosen_limit_is_kept_to(settings):
    settings.FACILITY_REPAIR_WORKDAYS = 1
    facility = make_facility()

    report(facility)

    assert facility.repairs.get().due_at == court_time("2026-06-19")


# Photos


def test_a_photo_of_a_phone_is_kept(clerk):
    photo = services.keep_photo(upload(make_picture("HEIF"), "IMG_0001.heic"), by=clerk, at=NOW)

    assert (photo.content_type, photo.uploaded_by) == ("image/jpeg", clerk)


@pytest.mark.parametrize(("content", "words"), [(make_pdf(), "只放照片"), (b"", "空的"), (b"MZ...", "。")])
def test_what_is_no_photo_is_not_kept(content, words, clerk):
    with pytest.raises(BadFile, match=words):
        services.keep_photo(upload(content, "photo.jpg"), by=clerk, at=NOW)


# Loans


def lend(item, *, by, at=NOW, **options):
    return services.lend(item.pk, **{"ticket_label": "A007", "by": by, "at": at} | options)


@pytest.mark.parametrize(
    ("lent", "due"),
    [
        ("2026-06-17 08:00", "2026-06-17 17:00"),
        ("2026-06-17 12:30", "2026-06-17 17:00"),
        ("2026-06-17 16:59:59", "2026-06-17 17:00"),
        ("2026-06-17 17:00", "2026-06-18 17:00"),
        ("2026-06-18 18:00", "2026-06-22 17:00"),  # over the holidays
        ("2028-02-29 09:00", "2028-02-29 17:00"),
    ],
)
def test_a_loan_ends_when_the_court_closes(lent, due, clerk):
    assert lend(make_item(), by=clerk, at=court_time(lent)).due_at == court_time(due)


def test_a_loan_needs_a_number_or_a_phone(clerk):
    with pytest.raises(Refused, match="至少一项"):
        lend(make_item(), by=clerk, ticket_label="")
    assert lend(make_item(), by=clerk, ticket_label="", phone=PHONE)


def test_a_thing_is_lent_to_one_person(clerk):
    item = make_item()
    lend(item, by=clerk)

    with pytest.raises(WrongState, match="已经借出"):
        lend(item, by=clerk, ticket_label="A008")
    with pytest.raises(IntegrityError):
        make_loan(item)


def test_eight_windows_lend_one_thing_once(transactional_db, clerk):
    item = make_item()

    results = side_by_side(lambda number: lend(item, by=clerk, ticket_label=f"A00{number}"))

    assert len(list(filter(None, results))) == 1
    assert Loan.objects.count() == 1


def test_a_loan_sent_twice_is_one_even_side_by_side(transactional_db, clerk):
    item = make_item()

    results = side_by_side(lambda _: lend(item, by=clerk, once="form:1"))

    assert len({loan.pk for loan in results}) == 1


def test_what_comes_back_can_be_lent_again_and_its_phone_is_forgotten(clerk):
    loan = make_loan()

    back = services.give_back(loan.pk, by=clerk, at=LATER)
    again = services.give_back(loan.pk, by=make_clerk(), at=NOW + timedelta(hours=1))

    assert (back.returned_at, back.returned_to, back.phone) == (LATER, clerk, "")
    assert (again.returned_at, again.returned_to) == (LATER, clerk)
    assert lend(loan.item, by=clerk, at=LATER)


def test_what_is_lost_is_lent_no_more_until_it_is_found(clerk):
    loan = make_loan()

    services.mark_lost(loan.pk, by=clerk, at=LATER)
    services.mark_lost(loan.pk, by=make_clerk(), at=NOW + timedelta(hours=1))
    loan.refresh_from_db()
    assert (loan.lost_at, loan.lost_by) == (LATER, clerk)
    assert list(queries.free_items()) == []
    with pytest.raises(WrongState):
        lend(loan.item, by=clerk)

    services.give_back(loan.pk, by=clerk, at=NOW + timedelta(days=1))
    assert list(queries.free_items()) == [loan.item]


def test_what_came_back_is_not_lost(clerk):
    loan = make_loan(returned_at=NOW)

    with pytest.raises(WrongState, match="已经归还"):
        services.mark_lost(loan.pk, by=clerk, at=LATER)


def test_overdue_comes_first_and_lost_last():
    lost = make_loan(at=NOW - timedelta(days=2), lost_at=NOW)
    today, overdue = make_loan(), make_loan(at=NOW - timedelta(days=1))
    make_loan(returned_at=NOW)

    assert list(queries.out_first_due(Loan.objects.all())) == [overdue, today, lost]


def test_the_stock_counts_what_can_be_had_now():
    make_loan(make_item(ItemKind.UMBRELLA))
    make_item(ItemKind.UMBRELLA)
    make_item(ItemKind.WHEELCHAIR, is_kept=False)

    assert [(one.title, one.free, one.kept) for one in queries.stock()] == [("雨伞", 1, 2)]


def test_the_chief_keeps_the_list_of_things(clerk):
    chief = make_chief()
    item = services.add_item(kind=ItemKind.UMBRELLA, label="S09", hint="", by=chief)

    with pytest.raises(Refused, match="S09 已经用在"):
        services.add_item(kind=ItemKind.GLASSES, label="S09", hint="", by=chief)
    services.retire_item(item.pk, by=chief, is_kept=False)
    with pytest.raises(Refused, match="已经停用"):
        lend(item, by=clerk)
    services.retire_item(item.pk, by=chief, is_kept=True)
    lend(item, by=clerk)
    with pytest.raises(WrongState, match="还借在外面"):
        services.retire_item(item.pk, by=chief, is_kept=False)


# Who may


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.CLERK, Role.CHIEF}))
def test_nobody_but_the_window_keeps_the_hall(role):
    user, loan, repair, item = make_user(role), make_loan(), make_repair(), make_item()
    acts = [
        lambda: check(make_facility(), by=user),
        lambda: look(repair, by=user),
        lambda: services.take(repair.pk, by=user, at=NOW),
        lambda: lend(item, by=user),
        lambda: services.give_back(loan.pk, by=user, at=NOW),
        lambda: services.mark_lost(loan.pk, by=user, at=NOW),
        lambda: services.add_item(kind=ItemKind.GLASSES, label="X", hint="", by=user),
        lambda: services.retire_item(item.pk, by=user, is_kept=False),
    ]

    for act in acts:
        with pytest.raises(NotYours):
            act()


def test_a_clerk_does_not_decide_what_there_is_to_lend(clerk):
    with pytest.raises(NotYours):
        services.add_item(kind=ItemKind.GLASSES, label="X", hint="", by=clerk)


# What the hall begins with


def test_what_the_court_promises_is_there_from_the_start_and_what_it_changed_stays():
    services.load_facilities(data.facilities())
    services.load_items(data.items())
    names = "、".join(Facility.objects.values_list("name", flat=True))
    Facility.objects.filter(code="water").update(place="一楼")

    promised = ("饮水机", "纸笔", "放大镜", "老花镜", "无障碍通道", "卫生间", "母婴室", "AED")
    assert all(name in names for name in promised)
    lent = set(Item.objects.values_list("kind", flat=True))
    assert {ItemKind.GLASSES, ItemKind.MAGNIFIER, ItemKind.POWER_BANK} <= lent
    assert services.load_facilities(data.facilities()) == services.load_items(data.items()) == 0
    assert Facility.objects.get(code="water").place == "一楼"
