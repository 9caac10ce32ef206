"""Two persons open an identity, on a written reason; it is logged, told, and shown for a while."""

from datetime import timedelta

import pytest
from django.urls import reverse

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user, sign_in
from gangcheng_court.core.audit.models import ReadLog
from gangcheng_court.core.notices.models import Delivery, Notice
from gangcheng_court.errors import NotYours, Refused, WrongState
from supervision.complaints.enums import TOLD, Mode, StepKind
from supervision.complaints.models import Custodian
from supervision.complaints.services import identity
from supervision.complaints.tests.builders import NOW, PHONE, make_complaint, make_supervisor

pytestmark = pytest.mark.django_db
REASON = "需要向本人核对当天的经过"
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def keeper():
    return Custodian.objects.create(user=make_supervisor()).user


@pytest.fixture
def asker():
    return make_supervisor()


def ask(asker, **fields):
    row = make_complaint(**{"mode": Mode.CONFIDENTIAL} | fields)
    return row, identity.ask(row.pk, by=asker, at=NOW, reason=REASON)


def test_a_custodian_opens_it_on_anothers_reason_and_everything_is_on_record(keeper, asker):
    row, request = ask(asker)
    assert Notice.objects.get(template="supervision/complaint_identity_asked").recipient == keeper

    who = identity.decide(request.pk, by=keeper, at=LATER, granted=True, words="")
    shown = identity.show(request.pk, by=asker, at=LATER + timedelta(minutes=29))

    assert (who.name, shown.phone) == ("张玥喆", PHONE)
    log = ReadLog.objects.filter(what=identity.WHAT, reference=row.number).order_by("pk")
    assert [(entry.reader, entry.reason) for entry in log] == [(keeper, REASON), (asker, REASON)]
    step = row.steps.last()
    assert (step.kind, step.by, step.kind in TOLD) == (StepKind.OPENED, keeper, True)
    assert REASON in step.words
    assert "查看了您的身份" in Delivery.objects.get(notice__template="supervision/complaint_identity_opened").text
    assert Notice.objects.get(template="supervision/complaint_identity_decided").recipient == asker


def test_nobody_decides_on_the_own_reason_and_nobody_but_a_custodian_decides(keeper, asker):
    _, request = ask(asker)
    other = Custodian.objects.create(user=make_supervisor()).user
    own = identity.ask(request.complaint_id, by=keeper, at=NOW, reason=REASON)
    with pytest.raises(Refused, match="同一个人"):
        identity.decide(own.pk, by=keeper, at=LATER, granted=True)
    administrator = Custodian.objects.create(user=make_user(Role.ADMINISTRATOR)).user
    for nobody in (asker, administrator, make_user(Role.CHIEF)):
        with pytest.raises(NotYours):
            identity.decide(request.pk, by=nobody, at=LATER, granted=True)
    identity.decide(own.pk, by=other, at=LATER, granted=True)
    assert not ReadLog.objects.filter(reader=keeper).exists()


def test_what_is_refused_stays_shut_and_is_decided_once(keeper, asker):
    row, request = ask(asker)
    assert identity.decide(request.pk, by=keeper, at=LATER, granted=False, words="不需要") is None

    with pytest.raises(WrongState):
        identity.decide(request.pk, by=keeper, at=LATER, granted=True)
    with pytest.raises(NotYours):
        identity.show(request.pk, by=asker, at=LATER)
    assert row.steps.last().kind == StepKind.NOTED
    assert not ReadLog.objects.exists()


def test_it_is_shown_to_whoever_asked_for_half_an_hour_and_to_nobody_else(keeper, asker):
    _, request = ask(asker)
    with pytest.raises(NotYours):
        identity.show(request.pk, by=asker, at=LATER)
    identity.decide(request.pk, by=keeper, at=LATER, granted=True)
    for other in (keeper, make_supervisor()):
        with pytest.raises(NotYours):
            identity.show(request.pk, by=other, at=LATER)
    with pytest.raises(Refused, match="时间已经过了"):
        identity.show(request.pk, by=asker, at=LATER + timedelta(minutes=30))


def test_there_must_be_something_to_open_and_somebody_else_to_decide(asker):
    with pytest.raises(Refused, match="没有别的身份保管人"):
        ask(asker)
    Custodian.objects.create(user=asker)
    with pytest.raises(Refused, match="没有别的身份保管人"):
        ask(asker)
    about = Custodian.objects.create(user=make_supervisor(name="督察甲某")).user
    with pytest.raises(Refused, match="没有别的身份保管人"):
        ask(asker, about=about)
    for mode in (Mode.NAMED, Mode.ANONYMOUS):
        with pytest.raises(Refused, match="没有需要另行申请"):
            ask(asker, mode=mode)


def test_the_name_stands_on_no_page_but_the_one_that_opens_it(client, keeper, asker, time_machine):
    time_machine.move_to(LATER, tick=False)
    row, request = ask(asker)
    page = reverse("supervision:complaint", args=[row.number])
    opened = reverse("supervision:complaint-identity", args=[row.number, request.pk])

    def says(url, **data):
        answer = client.post(url, data, follow=False) if data else client.get(url)
        return answer.status_code, "张玥喆" in answer.content.decode()

    sign_in(client, keeper)
    assert says(page) == (200, False)
    assert says(opened) == (404, False)
    assert says(opened, granted="") == (422, False)
    assert says(opened, granted="yes") == (200, True)
    assert says(opened) == (404, False)
    assert says(opened, granted="yes") == (409, False)
    sign_in(client, asker)
    assert says(page) == (200, False)
    assert says(opened) == (200, True)
    time_machine.move_to(LATER + timedelta(minutes=30), tick=False)
    assert says(opened) == (409, False)
    sign_in(client, make_supervisor())
    assert says(opened) == (404, False)
