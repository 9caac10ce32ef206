"""2,000 events told twice, shuffled, with garbage, while the web server dies: nothing is lost and nothing doubled."""

import json
import threading
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from gangcheng_court.core.accounts.tests.builders import make_department
from gangcheng_court.core.deadlines.clock import court_date
from gangcheng_court.tests.stack import running
from hotline.calls import reports, services
from hotline.calls.models import Call, CallEvent, CallTicket
from hotline.calls.rules.made_up import disturb, make_calls
from hotline.calls.tests.builders import NOW, make_extension
from hotline.tickets.models import Ticket

TOKEN = "exchange-secret"


def simulate(*options: str) -> dict:
    out = StringIO()
    call_command("simulate_calls", *options, stdout=out)
    return json.loads(out.getvalue())


@pytest.fixture
def stack(tmp_path: Path, transactional_db, settings):
    settings.HOTLINE_EXCHANGE_TOKEN = TOKEN
    make_department("hotline", "12368 诉讼服务热线")
    with running(tmp_path) as stack:
        yield stack


@pytest.mark.promise("3")
def test_the_figures_are_the_generators_truth_although_everything_is_told_twice_and_the_web_server_dies(stack):
    for number in ("8001", "8002", "8003"):
        make_extension(number)
    web = stack.web(HOTLINE_EXCHANGE_TOKEN=TOKEN)
    done = {}
    options = ("--url", f"http://127.0.0.1:{web.port}", "--count", "2000", "--seed", "7", "--copies", "2")
    sender = threading.Thread(
        target=lambda: done.update(simulate(*options, "--shuffle", "--garbage", "0.01", "--batch", "40"))
    )

    sender.start()
    while CallEvent.objects.count() < 700:
        assert sender.is_alive()
    stack.kill(web.child)
    at_death = CallEvent.objects.count()
    stack.start("web", PORT=str(web.port), HOTLINE_EXCHANGE_TOKEN=TOKEN)
    sender.join(300)

    assert not sender.is_alive()
    truth = done["truth"]
    assert 700 <= at_death < truth["events"]
    assert truth["events"] >= 2000
    assert (done["refused"], done["sent"]) == (round(2 * truth["events"] * 0.01), done["kept"] + done["refused"])
    assert CallEvent.objects.count() == truth["events"]
    services.open_call_backs(at=timezone.now())
    since = court_date(Call.objects.order_by("rang_at").first().rang_at)
    figures = reports.totals(Call.objects.all(), since, court_date(timezone.now()))
    assert {
        "offered": figures.offered,
        "answered": figures.answered_in_hours,
        "missed": figures.missed_in_hours,
        "short": figures.short_in_hours,
        "out_of_hours": figures.out_of_hours,
    } == {name: truth[name] for name in ("offered", "answered", "missed", "short", "out_of_hours")}
    assert figures.answer_speed.total_seconds() == pytest.approx(truth["seconds_to_answer"], abs=1e-3)
    assert sorted(Ticket.objects.values_list("phone", flat=True)) == truth["to_call_back"]
    missed = Call.objects.filter(result="missed").exclude(caller="")
    assert CallTicket.objects.count() == missed.count()
    assert not Call.objects.filter(tickets__isnull=False).exclude(result="missed").exists()


def test_one_event_of_one_call_rings_at_a_telephone(stack):
    telephone = make_extension("8001")
    web = stack.web(HOTLINE_EXCHANGE_TOKEN=TOKEN)
    url = ("--url", f"http://127.0.0.1:{web.port}")

    assert simulate(*url, "--event", "ringing", "--call", "j-1", "--extension", "8001") == {"kept": 1, "new": 1}

    call = Call.objects.get()
    assert (call.exchange_id, call.result, call.operator) == ("j-1", "ringing", telephone.operator)


def test_a_wrong_secret_is_said_and_not_tried_again(stack, settings):
    web = stack.web(HOTLINE_EXCHANGE_TOKEN="another")

    with pytest.raises(CommandError, match="401"):
        simulate("--url", f"http://127.0.0.1:{web.port}", "--event", "ringing")


def test_the_same_seed_makes_the_same_calls_and_disturbing_loses_none():
    made = {"seed": 3, "until": NOW, "in_hours": lambda moment: moment.hour < 12}
    told, truth = make_calls(100, **made)

    assert make_calls(100, **made) == (told, truth)
    assert len(told) == truth.events >= 100
    sent = disturb(told, seed=3, copies=2, garbage=0.1, shuffle=True)
    assert len(sent) == round(2.2 * len(told))
    assert all(sent.count(event) == 2 for event in told)
