"""Call detail records as Asterisk (cdr_csv) and FreeSWITCH (mod_cdr_csv, mod_json_cdr) write them, read as events.

Asterisk writes several rows for a call that rang at several telephones. Each row tells its own events, all under the
call's linked id, and the reduction makes one call of them. A row says that it ended, never that the call was missed:
another row may still tell of the answer. Only a second party counts as an answer, not a recording that was played.
"""

import csv
import json
import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any
from urllib.parse import unquote

from hotline.calls.enums import EventKind, EventSource
from hotline.calls.rules.reduction import EXCHANGE_ID_CHARS, Told, caller_number

ASTERISK = ("accountcode", "src", "dst", "dcontext", "clid", "channel", "dstchannel", "lastapp", "lastdata")
ASTERISK += ("start", "answer", "end", "duration", "billsec", "disposition", "amaflags")
ASTERISK_MORE = {
    1: ("uniqueid",),
    2: ("uniqueid", "userfield"),
    4: ("uniqueid", "peeraccount", "linkedid", "sequence"),
    5: ("uniqueid", "userfield", "peeraccount", "linkedid", "sequence"),
}
"""What cdr.conf adds: loguniqueid, loguserfield, newcdrcolumns."""
FREESWITCH = ("caller_id_name", "caller_id_number", "destination_number", "context", "start_stamp", "answer_stamp")
FREESWITCH += ("end_stamp", "duration", "billsec", "hangup_cause", "uuid", "bleg_uuid", "accountcode")
FREESWITCH_MORE = 2
"""Columns for codecs that its stock template adds."""

_TELEPHONE = re.compile(r"[^/]+/(?:[^/]*/)?([\w.+]{1,20}?)(?:[-@].*)?")


class Unreadable(ValueError):
    """`str(error)` says in Chinese what is wrong with the line."""


@dataclass(frozen=True)
class Line:
    """One line of a file, numbered from 1: its events (none when the call is not the hotline's), or its trouble."""

    number: int
    told: tuple[Told, ...] = ()
    trouble: str = ""


def read(content: bytes, *, file: str, lines: Set[str], zone: tzinfo) -> Iterator[Line]:
    """The lines of a CDR file that hold something; the kind of each shows by itself.

    `file` (its hash) is kept with every event, `lines` are the dialled numbers, contexts or queues that are the hotline
    (none: every call is), `zone` is that of the moments written.
    """
    for number, line in _lines(content.removeprefix(b"\xef\xbb\xbf")):
        try:
            text = _text(line)
            told = _events(text, lines, zone, {"file": file, "line": number, "text": text})
        except Unreadable as error:
            yield Line(number, trouble=str(error))
        else:
            yield Line(number, told)


def _lines(content: bytes) -> Iterator[tuple[int, bytes]]:
    """A JSON CDR may be written over several lines; then it is the whole file."""
    if content.lstrip()[:1] == b"{":
        try:
            json.loads(content)
        except ValueError:
            pass
        else:
            yield 1, content
            return
    for number, line in enumerate(content.splitlines(), 1):
        if line.strip():
            yield number, line


def _text(line: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            text = line.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise Unreadable("含有空字符")
        return text
    raise Unreadable("既不是 UTF-8 也不是 GB18030 编码")


def _events(text: str, lines: Set[str], zone: tzinfo, raw: dict[str, Any]) -> tuple[Told, ...]:
    if text.lstrip().startswith("{"):
        return _freeswitch_json(text, lines, raw)
    try:
        (row,) = csv.reader([text], strict=True)
    except (csv.Error, ValueError) as error:
        raise Unreadable("引号不成对") from error
    more = len(row) - len(ASTERISK)
    if more in ASTERISK_MORE:
        return _asterisk(dict(zip(ASTERISK + ASTERISK_MORE[more], row, strict=True)), lines, zone, raw)
    if 0 <= len(row) - len(FREESWITCH) <= FREESWITCH_MORE:
        return _freeswitch_csv(dict(zip(FREESWITCH, row, strict=False)), lines, zone, raw)
    if more == 0:
        raise Unreadable("没有通话编号（uniqueid），请在 cdr.conf 中设置 loguniqueid=yes")
    raise Unreadable(f"有 {len(row)} 列，不是认识的话单格式")


def _asterisk(row: dict[str, str], lines: Set[str], zone: tzinfo, raw: dict[str, Any]) -> tuple[Told, ...]:
    queue = row["lastdata"].partition(",")[0] if row["lastapp"] == "Queue" else ""
    if lines and not lines & {row["dst"], row["dcontext"], queue}:
        return ()
    is_answered = row["disposition"] == "ANSWERED" and row["dstchannel"]
    return _told(
        EventSource.ASTERISK_CDR,
        row.get("linkedid") or row["uniqueid"],
        raw,
        caller=row["src"],
        extension=telephone(row["dstchannel"]),
        rang_at=_stamp(row["start"], zone),
        answered_at=_stamp(row["answer"], zone) if is_answered else None,
        ended_at=_stamp(row["end"], zone),
    )


def _freeswitch_csv(row: dict[str, str], lines: Set[str], zone: tzinfo, raw: dict[str, Any]) -> tuple[Told, ...]:
    if lines and not lines & {row["destination_number"], row["context"]}:
        return ()
    is_answered = row["answer_stamp"] and row["bleg_uuid"]
    return _told(
        EventSource.FREESWITCH_CDR,
        row["uuid"],
        raw,
        caller=row["caller_id_number"],
        extension="",
        rang_at=_stamp(row["start_stamp"], zone),
        answered_at=_stamp(row["answer_stamp"], zone) if is_answered else None,
        ended_at=_stamp(row["end_stamp"], zone),
    )


def _freeswitch_json(text: str, lines: Set[str], raw: dict[str, Any]) -> tuple[Told, ...]:
    """The caller's leg; the operator's own record tells nothing more."""
    try:
        record = json.loads(text)
        said = {name: unquote(str(value)) for name, value in record["variables"].items()}
        flow = record.get("callflow") or [{}]
        profile = (flow[-1] if isinstance(flow, list) else flow).get("caller_profile", {})
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError) as error:
        raise Unreadable("不是完整的 JSON 话单") from error
    dialled = {str(profile.get("destination_number", "")), str(profile.get("context", ""))}
    if said.get("direction") == "outbound" or (lines and not lines & dialled):
        return ()
    agent = said.get("cc_agent", "").partition("@")[0]
    answered = _epoch(said.get("cc_queue_answered_epoch")) or _epoch(said.get("bridge_epoch"))
    started, ended = _epoch(said.get("start_epoch")), _epoch(said.get("end_epoch"))
    if started is None or ended is None:
        raise Unreadable("没有开始或结束时间")
    return _told(
        EventSource.FREESWITCH_CDR,
        said.get("uuid", ""),
        raw,
        caller=str(profile.get("caller_id_number", "")),
        extension=agent or said.get("last_sent_callee_id_number", ""),
        rang_at=started,
        answered_at=answered,
        ended_at=ended,
    )


def telephone(channel: str) -> str:
    """The extension of a channel such as PJSIP/8001-0000001a or Local/8001@agents-0001;2; '' for none."""
    found = _TELEPHONE.fullmatch(channel)
    return found[1] if found else ""


def _told(
    source: EventSource,
    exchange_id: str,
    raw: dict[str, Any],
    *,
    caller: str,
    extension: str,
    rang_at: datetime,
    answered_at: datetime | None,
    ended_at: datetime,
) -> tuple[Told, ...]:
    if not 0 < len(exchange_id) <= EXCHANGE_ID_CHARS:
        raise Unreadable("没有通话编号，或者编号太长")
    if not rang_at <= (answered_at or rang_at) <= ended_at:
        raise Unreadable("结束早于开始")
    moments = {EventKind.RINGING: rang_at, EventKind.ANSWERED: answered_at, EventKind.ENDED: ended_at}
    return tuple(
        Told(
            exchange_id=exchange_id,
            kind=kind,
            at=at,
            source=source,
            caller=caller_number(caller),
            extension="" if kind == EventKind.ENDED else extension[:20],
            raw=raw,
        )
        for kind, at in moments.items()
        if at is not None
    )


def _stamp(text: str, zone: tzinfo) -> datetime:
    try:
        return datetime.strptime(text, "%Y-%m-%d %H:%M:%S").replace(tzinfo=zone)
    except ValueError as error:
        raise Unreadable(f"时间“{text[:30]}”不对") from error


def _epoch(text: str | None) -> datetime | None:
    """None for the 0 that stands for never."""
    try:
        seconds = int(text or 0)
        return datetime.fromtimestamp(seconds, UTC) if seconds > 0 else None
    except (ValueError, OverflowError, OSError) as error:
        raise Unreadable(f"时间“{str(text)[:30]}”不对") from error
