"""Listening to Asterisk's manager interface, for as long as the process lives."""

import logging
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event

from django.conf import settings
from django.db import Error, close_old_connections

from hotline.calls.rules.ami import Switchboard, read_block
from hotline.calls.services.importing import import_cdr
from hotline.calls.services.missed import WORTH_CALLING_BACK
from hotline.calls.services.telling import receive

log = logging.getLogger(__name__)
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 1.0, 60.0
SILENCE_SECONDS = 30.0
"""After so long without a word the other side is asked whether it is still there."""
READ_AGAIN = timedelta(minutes=15)
"""How often the CDR file is read on a line that holds: it tells what no event told."""
LONGEST_BLOCK = 65_536
END_OF_BLOCK = b"\r\n\r\n"


class Broken(Exception):
    """The line to Asterisk is gone or useless; `str(error)` says why."""


def listen(*, clock: Callable[[], datetime], stopped: Event, first_pause: float = FIRST_PAUSE_SECONDS) -> None:
    """Take in what Asterisk tells until `stopped` is set; a break of the line or of the database is only a pause.

    After each break the CDR file is read, so what happened meanwhile is known too. Killed, it loses nothing else.
    """
    pause = first_pause
    while not stopped.is_set():
        try:
            with _line() as line:
                _log_in(line)
                pause = first_pause
                _follow(line, clock, stopped)
        except (OSError, Broken, Error) as error:
            log.warning("listening to Asterisk broke off, next try in %.0f s: %s", pause, error)
        close_old_connections()
        stopped.wait(pause)
        pause = min(2 * pause, LONGEST_PAUSE_SECONDS)


class Line:
    """One connection, read block by block."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection, self.rest = connection, b""

    def send(self, **headers: str) -> None:
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        self.connection.sendall(lines.encode() + b"\r\n")

    def block(self) -> dict[str, str]:
        """The next block. Raises TimeoutError after SILENCE_SECONDS, Broken when the other side hangs up."""
        while END_OF_BLOCK not in self.rest:
            more = self.connection.recv(LONGEST_BLOCK)
            if not more:
                raise Broken("Asterisk closed the line")
            self.rest += more
            if len(self.rest) > 2 * LONGEST_BLOCK and END_OF_BLOCK not in self.rest:
                raise Broken("this is no manager interface")
        block, _, self.rest = self.rest.partition(END_OF_BLOCK)
        return read_block(block.decode(errors="replace").replace("\0", ""))


@contextmanager
def _line() -> Iterator[Line]:
    host, _, port = settings.HOTLINE_AMI_ADDRESS.rpartition(":")
    with socket.create_connection((host.strip("[]"), int(port)), timeout=SILENCE_SECONDS) as connection:
        yield Line(connection)


def _log_in(line: Line) -> None:
    line.send(
        Action="Login", Username=settings.HOTLINE_AMI_USER, Secret=settings.HOTLINE_AMI_SECRET, Events="agent,call,user"
    )
    while "Response" not in (block := line.block()):
        pass
    if block["Response"] != "Success":
        raise Broken(f"Asterisk refuses the login: {block.get('Message', '')}")


def _follow(line: Line, clock: Callable[[], datetime], stopped: Event) -> None:
    switchboard, read_at, asked = Switchboard(frozenset(settings.HOTLINE_LINES)), None, False
    while not stopped.is_set():
        if read_at is None or clock() - read_at >= READ_AGAIN:
            read_at = clock()
            _read_file(read_at)
        try:
            block = line.block()
        except TimeoutError as error:
            if asked:
                raise Broken("Asterisk does not answer") from error
            line.send(Action="Ping")
            asked = True
            continue
        asked = False
        told = switchboard.told(block, clock())
        if told is not None:
            receive([told], at=clock())


def _read_file(at: datetime) -> None:
    if not settings.HOTLINE_CDR_FILE:
        return
    try:
        content = Path(settings.HOTLINE_CDR_FILE).read_bytes()
    except OSError as error:
        log.warning("the CDR file cannot be read: %s", error)
        return
    read = import_cdr(content, at=at, since=at - WORTH_CALLING_BACK)
    for line in read.troubles:
        log.warning("line %s of the CDR file cannot be read: %s", line.number, line.trouble)
