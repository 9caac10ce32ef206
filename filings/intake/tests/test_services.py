import threading
from datetime import timedelta

import pytest
from django.db import connection

from filings.intake import queries, services
from filings.intake.enums import ConsentStep, PartyKind, Side, Status
from filings.intake.kinds import Task
from filings.intake.models import Cause, Filing, Party
from filings.intake.tests.builders import make_complete_draft, make_draft, make_file, make_material, make_party
from gangcheng_court.core.accounts.enums import IdentityKind
from gangcheng_court.core.accounts.sealed import blind_index
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.deadlines.clock import court_time
from gangcheng_court.errors import NotYours, Refused, WrongState

AT = court_time("2026-06-17 14:05")
NUMBER = "371203198506150210"


def answer(filing: Filing, by=None):
    return services.save_answers(filing.pk, task=Task.FACTS, by=by or filing.filer, at=AT, facts="新的事实")


@pytest.mark.django_db
def test_a_draft_keeps_half_an_answer_and_the_time_it_was_saved():
    filing = make_draft()
    answer(filing)
    filing.refresh_from_db()
    assert (filing.facts, filing.saved_at, filing.status) == ("新的事实", AT, Status.DRAFT)


@pytest.mark.django_db
def test_a_kind_the_court_does_not_offer_is_refused():
    with pytest.raises(Refused, match="12368"):
        services.start(kind="divine_judgement", by=make_user(), at=AT)


@pytest.mark.django_db
def test_answers_of_another_task_are_not_taken():
    filing = make_draft()
    with pytest.raises(KeyError):
        services.save_answers(filing.pk, task=Task.FACTS, by=filing.filer, at=AT, status="accepted")


@pytest.mark.django_db
def test_a_stranger_cannot_write_into_a_draft():
    with pytest.raises(NotYours):
        answer(make_draft(), by=make_user())


@pytest.mark.django_db
@pytest.mark.parametrize("status", [status for status in Status if status not in (Status.DRAFT, Status.CORRECTION)])
def test_a_submitted_filing_is_locked(status):
    filing = make_draft(status=status, number=f"WS1-{status}", submitted_at=AT, case_number=f"案{status}")
    with pytest.raises(WrongState):
        answer(filing)


@pytest.mark.django_db
def test_a_correction_opens_only_what_it_lists_and_leaves_a_trail():
    filing = make_draft(status=Status.CORRECTION, number="WS1", submitted_at=AT, open_targets=["task:facts"])
    answer(filing)
    assert filing.history.filter(history_change_reason="补正", history_user=filing.filer, history_date=AT).exists()
    with pytest.raises(WrongState):
        services.save_answers(filing.pk, task=Task.CAUSE, by=filing.filer, at=AT, claims=["新的请求"])
    with pytest.raises(WrongState):
        services.add_material(filing.pk, slot="evidence", file=make_file(), by=filing.filer, at=AT)


@pytest.mark.django_db
def test_opening_the_parties_task_opens_every_party_and_its_agents():
    filing = make_draft(status=Status.CORRECTION, number="WS1", submitted_at=AT, open_targets=["task:parties"])
    party = make_party(filing)
    services.save_party(filing.pk, party_id=party.pk, by=filing.filer, at=AT, occupation="医生")
    services.save_agent(filing.pk, party_id=party.pk, by=filing.filer, at=AT, kind="lawyer", name="赵律师")
    assert Party.objects.get(pk=party.pk).occupation == "医生"


@pytest.mark.django_db
def test_an_identity_number_is_sealed_at_rest_and_found_by_its_hash():
    filing = make_draft()
    party = services.save_party(
        filing.pk,
        side=Side.PLAINTIFF,
        by=filing.filer,
        at=AT,
        kind=PartyKind.NATURAL,
        name="张玥喆",
        id_kind=IdentityKind.RESIDENT,
        id_number=NUMBER,
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT id_number FROM filings_party WHERE id = %s", [party.pk])
        assert NUMBER not in cursor.fetchone()[0]
    found = Party.objects.get(id_number_hash=blind_index(IdentityKind.RESIDENT, NUMBER))
    assert found.id_number == NUMBER


@pytest.mark.django_db
def test_parties_keep_the_order_they_were_added_in_and_leave_with_their_agents():
    filing = make_draft()
    fields = {"by": filing.filer, "at": AT, "kind": PartyKind.NATURAL}
    first = services.save_party(filing.pk, side=Side.DEFENDANT, name="甲", **fields)
    second = services.save_party(filing.pk, side=Side.DEFENDANT, name="乙", **fields)
    agent = services.save_agent(filing.pk, party_id=first.pk, by=filing.filer, at=AT, kind="relative", name="甲父")
    assert [party.name for party in filing.parties.all()] == ["甲", "乙"]
    services.remove_agent(filing.pk, party_id=first.pk, agent_id=agent.pk, by=filing.filer, at=AT)
    services.remove_party(filing.pk, party_id=first.pk, by=filing.filer, at=AT)
    assert list(filing.parties.all()) == [second]


@pytest.mark.django_db
def test_a_replaced_file_is_kept_and_the_new_one_takes_its_place():
    filing = make_draft()
    old = make_material(filing, "evidence", position=0)
    make_material(filing, "evidence", position=1)
    new = services.add_material(filing.pk, slot="evidence", file=make_file(), by=filing.filer, at=AT, replaces=old.pk)
    old.refresh_from_db()
    assert (new.position, new.replaces_id, old.left_at) == (0, old.pk, AT)
    assert queries.current_materials(filing.materials.all())[0] == new


@pytest.mark.django_db
def test_materials_are_those_current_at_a_moment_whatever_happened_later():
    filing = make_draft()
    old = make_material(filing, "evidence")
    services.add_material(filing.pk, slot="evidence", file=make_file(), by=filing.filer, at=AT, replaces=old.pk)
    assert [m.pk for m in queries.materials_at(filing, AT - timedelta(seconds=1))] == [old.pk]
    services.remove_material(filing.pk, material_id=old.replaced_by.pk, by=filing.filer, at=AT + timedelta(minutes=1))
    assert not queries.materials_at(filing, AT + timedelta(hours=1))


@pytest.mark.django_db
def test_materials_are_moved_within_their_slot():
    filing = make_draft()
    a, b, c = (make_material(filing, "evidence", position=position) for position in range(3))
    services.move_material(filing.pk, material_id=c.pk, up=True, by=filing.filer, at=AT)
    services.move_material(filing.pk, material_id=a.pk, up=True, by=filing.filer, at=AT)
    assert list(filing.materials.all()) == [a, c, b]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("act", "how"),
    [
        (services.rotate_material, {"degrees": 90}),
        (services.move_material, {"up": True}),
        (services.remove_material, {}),
    ],
)
def test_a_file_that_another_tab_has_replaced_is_left_alone(act, how):
    filing = make_draft()
    old = make_material(filing, "evidence", left_at=AT)
    with pytest.raises(WrongState, match="刷新"):
        act(filing.pk, material_id=old.pk, by=filing.filer, at=AT, **how)


@pytest.mark.django_db
def test_a_slot_the_kind_has_not_is_refused():
    filing = make_draft()
    with pytest.raises(Refused):
        services.add_material(filing.pk, slot="effectiveness_proof", file=make_file(), by=filing.filer, at=AT)


@pytest.mark.django_db
def test_a_filing_holds_so_many_files_and_no_more(settings):
    settings.MAX_FILES_PER_FILING = 1
    filing = make_draft()
    old = make_material(filing, "evidence")
    with pytest.raises(Refused, match="文件太多"):
        services.add_material(filing.pk, slot="evidence", file=make_file(), by=filing.filer, at=AT, replaces=old.pk)


@pytest.mark.django_db
def test_a_consent_is_kept_with_its_words_and_a_repeated_answer_writes_nothing():
    filing = make_draft()
    for given in (True, True, False):
        services.give_consent(
            filing.pk, step=ConsentStep.E_SERVICE, given=given, words="同意电子送达", by=filing.filer, at=AT
        )
    assert [consent.given for consent in filing.consents.all()] == [True, False]


@pytest.mark.django_db
def test_a_discarded_draft_leaves_the_list_and_a_submitted_filing_cannot_be_discarded():
    filing = make_complete_draft()
    services.discard(filing.pk, by=filing.filer, at=AT)
    filing.refresh_from_db()
    assert filing.status == Status.WITHDRAWN
    with pytest.raises(Refused):
        services.discard(filing.pk, by=filing.filer, at=AT)


@pytest.mark.django_db
def test_causes_are_loaded_twice_without_doubling_and_found_by_words():
    assert services.load_causes() == services.load_causes() == 520
    loan = Cause.objects.get(edition="2025", code="108(3)")
    assert (loan.name, loan.parent.name) == ("民间借贷纠纷", "借款合同纠纷")
    assert queries.causes_matching("借贷")[0] == loan
    assert loan in queries.causes_matching("借款 民间")
    assert queries.causes_matching("不存在的案由") == []


@pytest.mark.django_db(transaction=True)
def test_two_devices_that_save_at_once_lose_nothing_of_each_other():
    filing = make_draft()

    def save(task, **answers):
        services.save_answers(filing.pk, task=task, by=filing.filer, at=AT, **answers)
        connection.close()

    threads = [
        threading.Thread(target=save, args=[Task.FACTS], kwargs={"facts": "事实"}),
        threading.Thread(target=save, args=[Task.CAUSE], kwargs={"claims": ["请求"]}),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    filing.refresh_from_db()
    assert (filing.facts, filing.claims) == ("事实", ["请求"])
