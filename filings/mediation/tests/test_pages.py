"""The pages about mediation, for the filer and at the desk."""

import pytest
from django.urls import reverse

from filings.intake.enums import Side, Status
from filings.intake.models import Filing
from filings.mediation import services
from filings.mediation.enums import Stage
from filings.mediation.models import Mediation
from filings.mediation.tests.builders import make_mediator, make_offered, make_running
from filings.review.tests.builders import NOW, make_clerk, make_taken
from gangcheng_court.core.accounts.tests.builders import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return make_clerk()


def desk(filing: Filing, code: str = "") -> str:
    name = "filings:mediation-act" if code else "filings:mediation-desk"
    return reverse(name, args=[filing.number, code] if code else [filing.number])


def test_the_clerk_goes_from_the_offer_to_the_mediators_acceptance(client, clerk):
    filing, mediator = make_taken(clerk), make_mediator()
    sign_in(client, clerk)
    client.post(reverse("filings:mediation-offer", args=[filing.number]))
    for party in filing.parties.all():
        words = {"party": party.pk, "step": "start", "agrees": "yes", "means": "phone"}
        page = client.get(desk(filing))
        form = next(form for action, form in page.context["actions"] if action.code == "record")
        answer = client.post(desk(filing, "record"), words | {"said_at": form["said_at"].value()})
        assert answer.status_code == 302
    client.post(desk(filing, "assign"), {"mediator": mediator.pk})
    client.post(desk(filing, "begin"))

    mediation = Mediation.objects.get()
    assert (mediation.status, mediation.mediator) == (Stage.RUNNING, mediator)
    listed = client.get(reverse("filings:mediations")).content.decode()
    assert filing.number in listed


def test_a_record_left_half_empty_names_what_is_missing(client, clerk):
    mediation = make_offered(clerk)
    sign_in(client, clerk)
    answer = client.post(desk(mediation.filing, "record"), {"step": "start", "said_at": "昨天"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "2026-11-25 14:30" in page
    assert "请选择谁说的" in page


def test_the_filer_reads_the_offer_and_answers_it(client, clerk):
    mediation = make_offered(clerk)
    sign_in(client, mediation.filing.filer)
    url = reverse("filings:mediation", args=[mediation.filing.number])

    assert "不愿意没有任何影响" in client.get(url).content.decode()
    assert client.post(url, {}).status_code == 422
    assert client.post(url, {"agrees": "no"}).status_code == 302
    assert Mediation.objects.get().status == Stage.DECLINED
    assert "有一方不愿意" in client.get(url).content.decode()


def test_the_filer_says_for_how_long_a_running_mediation_may_go_on(client, clerk):
    mediation = make_running(clerk)
    sign_in(client, mediation.filing.filer)
    url = reverse("filings:mediation", args=[mediation.filing.number])

    answer = client.post(url, {"agrees": "yes"})
    assert (answer.status_code, "同意延长几天" in answer.content.decode()) == (422, True)
    assert client.post(url, {"agrees": "yes", "days": "15"}).status_code == 302
    assert mediation.words.filter(step="extension").get().days == 15


def test_the_progress_page_leads_to_the_mediation(client, clerk):
    mediation = make_running(clerk)
    sign_in(client, mediation.filing.filer)
    page = client.get(reverse("filings:progress", args=[mediation.filing.number])).content.decode()
    assert reverse("filings:mediation", args=[mediation.filing.number]) in page
    assert "诉前调解中" in page


def test_one_click_makes_the_joint_application_and_the_second_opens_the_same(client, clerk):
    mediation = make_running(clerk)
    services.agree(mediation.pk, agreement="被告于七月底前归还三万元", by=clerk, at=NOW)
    sign_in(client, mediation.filing.filer)
    url = reverse("filings:mediation-confirm", args=[mediation.filing.number])

    first, second = client.post(url), client.post(url)

    draft = Filing.objects.get(kind="judicial_confirmation")
    assert first.url == second.url == reverse("filings:draft", args=[draft.draft_code])
    assert draft.status == Status.DRAFT
    assert list(draft.parties.values_list("side", "name")) == [(Side.PLAINTIFF, "张玥喆"), (Side.PLAINTIFF, "李建国")]
    assert "七月底前" in draft.facts
