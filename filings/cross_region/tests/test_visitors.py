"""Somebody at the window whose case is another court's: one visit from the greeting to the printed receipt."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from filings.cross_region import services
from filings.cross_region.enums import ConsentBy, State
from filings.cross_region.models import Transfer
from filings.cross_region.services import packing
from filings.cross_region.tests.builders import agreed, make_court, make_key, make_preparing
from filings.intake import services as intake
from filings.intake.enums import Channel, Status
from filings.intake.kinds import Task
from filings.intake.models import Filing
from filings.intake.permissions import helped_by
from filings.intake.tests.builders import make_complete_draft
from filings.reception.services import Incomplete
from filings.review.tests.builders import make_chief, make_clerk
from filings.window import services as window
from filings.window.enums import VisitResult
from filings.window.models import Visit
from filings.window.services.people import Person
from filings.window.tests.builders import NOW, make_assistance, make_visit
from gangcheng_court.core.accounts.enums import IdentityKind, Role
from gangcheng_court.core.accounts.models import StaffRelative, User
from gangcheng_court.core.accounts.tests.builders import make_user, sign_in
from gangcheng_court.core.accounts.tests.together import together
from gangcheng_court.core.audit import trail
from gangcheng_court.core.documents.tests.printed import text_of
from gangcheng_court.errors import NotYours, Refused, WrongState

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=20)


@pytest.fixture
def clerk() -> User:
    return make_clerk()


def visited(clerk: User, citizen: User | None = None, *, identified: bool = True) -> Visit:
    """A visit of somebody who was identified and about whom nothing is chosen yet."""
    assistance = None
    if identified:
        assistance = make_assistance(clerk, citizen=citizen or make_user(), channel=Channel.ON_SITE)
    return Visit.objects.create(name="张玥喆", clerk=clerk, began_at=NOW, assistance=assistance)


def about(clerk: User, **fields: object) -> tuple[Visit, Transfer]:
    """A visit about a complete draft for another court, whose person was identified and agreed."""
    transfer = make_preparing(**agreed(clerk) | fields)
    return make_visit(clerk, filing=transfer.filing), transfer


@pytest.mark.promise("4")
def test_one_visit_from_the_greeting_to_the_receipt_of_a_filing_for_another_court(clerk):
    make_key()
    citizen = make_user()
    visit = window.begin("张玥喆", by=clerk, at=NOW)
    row = window.identify(visit.pk, phone=citizen.phone, by=clerk, at=NOW)
    person = Person(citizen.name, citizen.id_kind, citizen.id_number)
    window.open_with_document(row.pk, person=person, by=clerk, at=NOW)
    transfer = services.start_for_visitor(visit.pk, kind="civil_complaint", court_id=make_court().pk, by=clerk, at=NOW)
    filing = transfer.filing
    assert (filing.filer, filing.channel, transfer.assisted_by) == (citizen, Channel.CROSS_REGION, clerk)
    intake.save_answers(filing.pk, task=Task.FACTS, by=clerk, at=NOW, facts="被告借款未还。", evidence=[])
    assert trail.history(filing)[0].history_user == clerk

    with pytest.raises(Refused, match="身份"):
        services.hand_over(transfer.pk, by=clerk, at=LATER)
    services.identify(transfer.pk, document=IdentityKind.RESIDENT, by=clerk, at=LATER)
    services.record_consent(transfer.pk, how=ConsentBy.IN_PERSON, by=clerk, at=LATER)
    with pytest.raises(Incomplete):
        services.hand_over(transfer.pk, by=clerk, at=LATER)
    ended = window.end_visit(visit.pk, by=clerk, at=LATER, reason="材料没有带齐")
    assert ended.result == VisitResult.NOTHING


def test_handing_over_in_a_visit_is_the_persons_own_and_ends_the_help(clerk):
    make_key()
    visit, transfer = about(clerk)
    paper = NOW + timedelta(minutes=5)
    services.hand_over(transfer.pk, by=clerk, at=LATER, paper_received_at=paper)

    filing = Filing.objects.get(pk=transfer.filing_id)
    visit.assistance.refresh_from_db()
    assert (filing.status, filing.channel, filing.submitted_at) == (Status.TRANSFERRED, Channel.CROSS_REGION, LATER)
    assert (filing.received_at, filing.entry_lag) == (paper, LATER - paper)
    assert (visit.assistance.confirmed_at, visit.assistance.ended_at) == (LATER, LATER)
    assert "本人在场确认" in trail.history(filing)[0].history_change_reason
    receipt = services.receipt(transfer.pk, at=LATER)
    with receipt.file.open("rb") as content:
        printed = text_of(content.read())
    assert f"{timezone.localtime(paper):%H:%M:%S}" in printed
    transfer.refresh_from_db()
    assert datetime.fromisoformat(packing.data_of(filing, transfer)["received_at"]) == paper
    ended = window.end_visit(visit.pk, by=clerk, at=LATER)
    assert (ended.result, ended.reason) == (VisitResult.TRANSFERRED, "")


def test_who_helped_to_write_it_may_send_it_and_the_help_is_over(clerk):
    make_key()
    transfer = make_preparing(**agreed(clerk))
    make_assistance(clerk, filing=transfer.filing, channel=Channel.ASSISTED)
    services.hand_over(transfer.pk, by=clerk, at=LATER)
    assert Filing.objects.get(pk=transfer.filing_id).status == Status.TRANSFERRED
    assert not helped_by(clerk, LATER).exists()


def test_paper_from_before_the_visit_needs_a_reason_and_none_comes_from_the_future(clerk):
    make_key()
    _, transfer = about(clerk)
    early = NOW - timedelta(hours=1)
    for moment in (early, LATER + timedelta(minutes=1)):
        with pytest.raises(Refused):
            services.hand_over(transfer.pk, by=clerk, at=LATER, paper_received_at=moment)
    transfer.refresh_from_db()
    assert transfer.state == State.PREPARING
    services.hand_over(transfer.pk, by=clerk, at=LATER, paper_received_at=early, paper_because="上午收的纸质材料")
    assert Filing.objects.get(pk=transfer.filing_id).received_at == early


def test_without_a_visit_the_moment_is_that_of_handing_over(clerk):
    make_key()
    transfer = make_preparing(**agreed(clerk))
    services.hand_over(transfer.pk, by=clerk, at=LATER)
    assert Filing.objects.get(pk=transfer.filing_id).paper_received_at is None


def test_the_window_hands_a_filing_for_another_court_in_nowhere_else(clerk):
    visit, transfer = about(clerk)
    with pytest.raises(Refused, match="跨域立案窗口"):
        window.hand_in_on_site(visit.pk, by=clerk, at=LATER)
    transfer.filing.refresh_from_db()
    assert transfer.filing.number is None


def test_a_draft_is_started_only_for_an_identified_visitor_about_whom_nothing_is_chosen(clerk):
    make_key()
    asked = {"kind": "civil_complaint", "court_id": make_court().pk, "by": clerk, "at": LATER}
    chosen = make_visit(clerk, filing=make_complete_draft())
    waiting = visited(clerk)
    waiting.assistance.opened_at = waiting.assistance.expires_at = None
    waiting.assistance.save()
    for visit in (visited(clerk, identified=False), chosen, waiting):
        with pytest.raises(WrongState):
            services.start_for_visitor(visit.pk, **asked)
    window.end_visit(chosen.pk, by=clerk, at=LATER, reason="改天再来")
    with pytest.raises(WrongState):
        services.start_for_visitor(chosen.pk, **asked)
    assert not Transfer.objects.exists()


def test_another_clerks_visit_and_a_relatives_are_not_worked_on(clerk):
    make_key()
    asked = {"kind": "civil_complaint", "court_id": make_court().pk, "at": LATER}
    with pytest.raises(NotYours):
        services.start_for_visitor(visited(make_chief()).pk, by=clerk, **asked)
    visit = visited(clerk)
    StaffRelative.objects.create(staff=clerk, name=visit.assistance.citizen.name, relation="配偶")
    with pytest.raises(Refused):
        services.start_for_visitor(visit.pk, by=clerk, **asked)
    assert not Transfer.objects.exists()


def test_a_kind_that_is_switched_off_here_goes_to_another_court_all_the_same(clerk, settings):
    make_key()
    settings.KINDS_OFF = {"enforcement": "执行案件由莱芜区法院集中办理。"}
    court = make_court().pk
    transfer = services.start_for_visitor(visited(clerk).pk, kind="enforcement", court_id=court, by=clerk, at=NOW)
    assert transfer.filing.kind == "enforcement"
    person = make_user()
    services.start(kind="enforcement", court_id=court, filer=person, by=person, at=NOW)
    with pytest.raises(Refused, match="集中办理"):
        intake.start(kind="enforcement", by=person, at=NOW)
    with pytest.raises(Refused, match="不办理"):
        services.start(kind="no_such_kind", court_id=court, filer=person, by=person, at=NOW)


@pytest.mark.django_db(transaction=True)
def test_two_presses_start_one_draft_and_hand_over_once():
    clerk = make_clerk()
    make_key()
    visit, court = visited(clerk), make_court().pk
    asked = {"kind": "civil_complaint", "court_id": court, "by": clerk, "at": NOW}
    done, refused = together(*[lambda: services.start_for_visitor(visit.pk, **asked)] * 2)
    assert (len(done), len(refused), Transfer.objects.count()) == (1, 1, 1)
    _, transfer = about(clerk)
    done, refused = together(*[lambda: services.hand_over(transfer.pk, by=clerk, at=LATER)] * 2)
    assert (len(done), len(refused)) == (1, 1)


# The pages


def test_the_pages_lead_from_the_visit_to_the_receipt_and_back(client: Client, clerk):
    make_key()
    sign_in(client, clerk)
    now = timezone.now()
    citizen = make_user()
    assistance = make_assistance(clerk, citizen=citizen, channel=Channel.ON_SITE, at=now)
    visit = Visit.objects.create(name="张玥喆", clerk=clerk, began_at=now, assistance=assistance)
    page, start = (reverse("filings:window-visit", args=[visit.pk]), reverse("filings:transfer-window"))
    assert f"{start}?visit={visit.pk}" in client.get(page).content.decode()
    form = client.get(f"{start}?visit={visit.pk}").content.decode()
    assert ("手机号码" not in form, "张玥喆" in form) == (True, True)
    assert client.post(f"{start}?visit={visit.pk}", {}).status_code == 422
    chosen = {"court": make_court().pk, "kind": "civil_complaint"}
    assert client.post(f"{start}?visit={visit.pk}", chosen).url == page

    transfer = Transfer.objects.get()
    desk = reverse("filings:transfer-desk", args=[transfer.filing.draft_code])
    assert desk in client.get(page).content.decode()
    assert reverse("filings:draft", args=[transfer.filing.draft_code]) in client.get(desk).content.decode()


def test_the_persons_word_and_the_papers_moment_are_asked_when_it_is_handed_over(client: Client, clerk):
    make_key()
    sign_in(client, clerk)
    visit, transfer = about(clerk)
    desk, over = (
        reverse(f"filings:transfer-{name}", args=[transfer.filing.draft_code]) for name in ("desk", "hand-over")
    )
    with time_machine.travel(LATER, tick=False):
        assert "本人在场" in client.get(desk).content.decode()
        assert client.post(over, {"received_at": "2026-06-17T10:05"}).status_code == 422
        early = client.post(over, {"received_at": "2026-06-17T08:05", "present": "on"})
        assert (early.status_code, "补录的理由" in early.content.decode()) == (422, True)
        answer = client.post(over, {"received_at": "2026-06-17T10:20", "present": "on"})
        assert answer.url == desk
        page = client.get(reverse("filings:window-visit", args=[visit.pk])).content.decode()
        receipt = reverse("filings:transfer-desk-receipt", args=[transfer.filing.draft_code])
        assert (receipt in page, "当场审核" in page) == (True, False)
        assert client.get(receipt)["Content-Type"] == "application/pdf"


@pytest.mark.parametrize("asked", ["0", "9" * 20, "x"])
def test_a_visit_that_is_not_ones_own_does_not_exist(client: Client, clerk, asked):
    sign_in(client, clerk)
    start = reverse("filings:transfer-window")
    assert client.get(f"{start}?visit={asked}").status_code == 404
    other = visited(make_user(Role.CLERK))
    assert client.get(f"{start}?visit={other.pk}").status_code == 404
