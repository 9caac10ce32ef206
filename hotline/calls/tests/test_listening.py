"""Listening to Asterisk: on a real socket, to a manager interface that says what a real one said, and breaks off."""

import logging
import socket
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from gangcheng_court.core.accounts.tests.builders import make_department
from gangcheng_court.core.deadlines.clock import court_date, court_time
from gangcheng_court.tests.stack import running, until
from hotline.calls import services
from hotline.calls.models import Call, CallEvent
from hotline.calls.rules.ami import Switchboard, read_block
from hotline.calls.tests.builders import NOW, make_extension, moment
from hotline.calls.tests.test_cdr import NO_ANSWER
from hotline.calls.tests.test_cdr import asterisk as asterisk_row
from hotline.tickets.models import Ticket

HOLD = ""
"""Said last: the line is held until the client leaves."""
GREETING = b"Asterisk Call Manager/9.0.0\r\n"
PATIENCE_SECONDS = 20


def block(event, at, call="pbx-1.1", **more):
    caller = {} if event == "Hangup" else {"CallerIDNum": "13800000001"}
    headers = {"Event": event, "Timestamp": f"{moment(at).timestamp():.6f}", "Uniqueid": call, "Linkedid": call}
    return "".join(f"{name}: {value}\r\n" for name, value in (headers | caller | more).items()) + "\r\n"


ANSWERED = [
    block("QueueCallerJoin", "10:00:00", Queue="hotline", Position="1"),
    block("AgentCalled", "10:00:01", DestChannel="PJSIP/8001-00000002"),
    block("QueueCallerLeave", "10:00:08"),
    block("AgentConnect", "10:00:08", DestChannel="PJSIP/8001-00000002", Interface="PJSIP/8001", HoldTime="8"),
    block("AgentComplete", "10:03:00", TalkTime="172"),
    block("Hangup", "10:03:00", Uniqueid="pbx-1.2"),
    block("UserEvent", "10:03:05", UserEvent="HotlineRated", Digit="1"),
    block("Hangup", "10:03:07"),
]
ABANDONED = [
    block("QueueCallerJoin", "10:05:00", "pbx-5.1"),
    block("QueueCallerAbandon", "10:05:20", "pbx-5.1"),
    block("Hangup", "10:05:20", "pbx-5.1"),
]
SENT_AWAY = [
    block("QueueCallerJoin", "10:06:00", "pbx-6.1"),
    block("QueueCallerLeave", "10:06:12", "pbx-6.1"),
    block("Hangup", "10:06:13", "pbx-6.1"),
]
OTHERS = [
    block("Hangup", "10:07:00", "pbx-7.1"),
    block("Newchannel", "10:07:00", "pbx-7.1"),
    "Response: Success\r\n\r\n",
]


@pytest.mark.parametrize(
    ("blocks", "kinds"),
    [
        (ANSWERED, ["ringing", "ringing", "answered", "rated", "ended"]),
        (ABANDONED, ["ringing", "abandoned"]),
        (SENT_AWAY, ["ringing", "abandoned"]),
        (OTHERS, []),
        ([block("QueueCallerJoin", "10:00:00", "x" * 65), "Event\r\n\r\n", "\r\n\r\n"], []),
    ],
)
def test_the_queue_tells_what_became_of_a_call_and_other_channels_tell_nothing(blocks, kinds):
    switchboard = Switchboard()
    told = [switchboard.told(read_block(text), NOW) for text in blocks]

    assert [event.kind for event in told if event] == kinds
    assert switchboard.waiting == (set() if kinds else switchboard.waiting)


def test_other_queues_are_left_out():
    switchboard = Switchboard(frozenset({"hotline"}))
    blocks = [block("QueueCallerJoin", "10:00", Queue=queue, call=queue) for queue in ("hotline", "canteen")]
    told = [switchboard.told(read_block(text), NOW) for text in [*blocks, block("Hangup", "10:01", "canteen")]]

    assert [event.exchange_id for event in told if event] == ["hotline"]


def test_a_block_without_asterisks_clock_has_ours():
    assert Switchboard().told(read_block("Event: QueueCallerJoin\r\nUniqueid: pbx-1"), NOW).at == NOW


@dataclass
class Asterisk:
    """A manager interface that lets its clients in and says to each, in turn, what is due."""

    visits: list[list[str]]
    logins: list[bytes] = field(default_factory=list)
    pings: int = 0
    refusals: int = 0
    """So many logins are refused first."""

    def serve(self, listener: socket.socket) -> None:
        for blocks in self.visits:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            with client:
                client.sendall(GREETING)
                self.logins.append(client.recv(4096))
                if len(self.logins) <= self.refusals:
                    client.sendall(b"Response: Error\r\nMessage: Authentication failed\r\n\r\n")
                    continue
                client.sendall(b"Response: Success\r\nMessage: Authentication accepted\r\n\r\n")
                said = "".join(blocks).encode()
                for begin in range(0, len(said), 50):  # blocks come in pieces
                    client.sendall(said[begin : begin + 50])
                if HOLD in blocks:
                    with suppress(OSError):
                        while more := client.recv(4096):
                            self.pings += more.count(b"Ping")
                            client.sendall(b"Response: Success\r\nPing: Pong\r\n\r\n")


@contextmanager
def answering(asterisk):
    """The manager interface on a port of its own, until the block is left."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=asterisk.serve, args=[listener])
        thread.start()
        try:
            yield f"127.0.0.1:{listener.getsockname()[1]}"
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(PATIENCE_SECONDS)
            assert not thread.is_alive()


@contextmanager
def listening(asterisk, settings):
    """The listener at work in a thread of its own, until the block is left."""
    stopped = threading.Event()

    def listen():
        try:
            services.listen(clock=lambda: NOW, stopped=stopped, first_pause=0.01)
        finally:
            connection.close()

    thread = threading.Thread(target=listen)
    settings.HOTLINE_AMI_USER, settings.HOTLINE_AMI_SECRET = "court", "right"
    with answering(asterisk) as settings.HOTLINE_AMI_ADDRESS:
        thread.start()
        try:
            yield
        finally:
            stopped.set()
            thread.join(PATIENCE_SECONDS)
            assert not thread.is_alive()


@pytest.fixture
def desk(transactional_db, monkeypatch):
    monkeypatch.setattr("hotline.calls.services.listening.SILENCE_SECONDS", 0.2)
    return make_department("hotline", "12368 诉讼服务热线")


def test_a_break_in_the_middle_loses_nothing_and_doubles_nothing(desk, settings, tmp_path, caplog):
    """The line breaks while a call is answered; what ended meanwhile is in the CDR file alone."""
    telephone = make_extension("8001")
    settings.HOTLINE_CDR_FILE = str(tmp_path / "Master.csv")
    (tmp_path / "Master.csv").write_text("\n".join([*NO_ANSWER, "broken"]))
    asterisk = Asterisk([ANSWERED[:4], [], ABANDONED[:1], [*ABANDONED, *SENT_AWAY, *ANSWERED[3:], HOLD]])

    with caplog.at_level(logging.WARNING), listening(asterisk, settings):
        until(lambda: Call.objects.filter(exchange_id="pbx-1.1", ended_at__isnull=False).exists(), "the call ends")
        until(lambda: asterisk.pings, "silence is asked about")

    calls = {call.exchange_id: call for call in Call.objects.all()}
    results = {"pbx-1.1": "answered", "pbx-2.1": "missed", "pbx-5.1": "missed", "pbx-6.1": "missed"}
    assert {name: call.result for name, call in calls.items()} == results
    answered = calls["pbx-1.1"]
    assert (answered.operator, answered.answered_at, answered.ended_at, answered.digit) == (
        telephone.operator,
        moment("10:00:08"),
        moment("10:03:07"),
        "1",
    )
    assert CallEvent.objects.filter(source="asterisk_ami").count() == 9
    assert sorted(Ticket.objects.values_list("phone", flat=True)) == ["13800000001", "13800000002"]
    assert "Asterisk closed the line" in caplog.text
    assert "line 4 of the CDR file" in caplog.text


def test_a_wrong_secret_and_a_missing_file_are_said_in_the_log_and_tried_again(desk, settings, caplog):
    settings.HOTLINE_CDR_FILE = "/nowhere/Master.csv"
    asterisk = Asterisk([[], [], [HOLD]], refusals=2)

    with caplog.at_level(logging.WARNING), listening(asterisk, settings):
        until(lambda: asterisk.pings, "silence is asked about")

    assert all(b"Username: court\r\nSecret: right\r\n" in login for login in asterisk.logins)
    assert "Asterisk refuses the login: Authentication failed" in caplog.text
    assert "the CDR file cannot be read" in caplog.text


def test_the_process_killed_in_the_middle_of_a_call_has_the_whole_call_when_it_is_back(desk, tmp_path):
    (tmp_path / "Master.csv").write_text("")
    asterisk = Asterisk([[*ANSWERED[:4], HOLD], [HOLD]])
    with answering(asterisk) as address, running(tmp_path) as stack:
        env = {
            "HOTLINE_AMI_ADDRESS": address,
            "HOTLINE_AMI_USER": "court",
            "HOTLINE_AMI_SECRET": "right",
            "HOTLINE_CDR_FILE": str(tmp_path / "Master.csv"),
        }
        first = stack.start("listen_calls", **env)
        until(lambda: Call.objects.filter(result="answered").exists(), "the call is answered")
        stack.kill(first)
        row = asterisk_row("10:00:00", "10:00:08", "10:03:00", "ANSWERED")
        yesterday = f"{court_date(timezone.now()) - timedelta(days=1)}"  # rows of long ago are not read again
        (tmp_path / "Master.csv").write_text(row.replace("2026-11-23", yesterday))

        stack.start("listen_calls", **env)
        until(
            lambda: Call.objects.filter(ended_at=court_time(f"{yesterday} 10:03")).exists(),
            "the end is read from the file",
        )

    assert (Call.objects.count(), CallEvent.objects.filter(kind="answered").count()) == (1, 2)


def test_without_its_settings_the_process_says_which_are_missing(settings):
    settings.HOTLINE_AMI_USER = "court"

    with pytest.raises(CommandError, match="HOTLINE_AMI_ADDRESS、HOTLINE_AMI_SECRET"):
        call_command("listen_calls")
