"""Call detail records: several rows make one call, broken lines are named, the same file again adds nothing."""

import json
from io import StringIO
from urllib.parse import quote

import pytest
from django.core.management import CommandError, call_command

from gangcheng_court.core.accounts.tests.builders import make_department
from gangcheng_court.core.deadlines.clock import COURT_ZONE
from hotline.calls import services
from hotline.calls.models import Call, CallEvent
from hotline.calls.rules import cdr
from hotline.calls.tests.builders import NOW, make_extension, moment
from hotline.tickets.models import Ticket


def asterisk(start, answer, end, disposition, *, telephone="8001", caller="13800000001", call="pbx-1.1", dst="12368"):
    """A row of Master.csv with every column that cdr.conf can add; times of 23 November 2026."""
    answer = f"2026-11-23 {answer}" if answer else ""
    channel = f"PJSIP/{telephone}-00000002" if telephone else ""
    return (
        f'"","{caller}","{dst}","trunk","""{caller}"" <{caller}>","PJSIP/trunk-00000001","{channel}","Queue",'
        f'"hotline,,,,12","2026-11-23 {start}","{answer}","2026-11-23 {end}",20,8,"{disposition}","DOCUMENTATION",'
        f'"{call}","","","{call}","3"'
    )


def freeswitch(**more):
    given = {"start": "10:00:00", "answer": "10:00:08", "end": "10:03:00", "bleg": "b-1"} | more
    answer = f"2026-11-23 {given['answer']}" if given["answer"] else ""
    return (
        f'"张","013800000001","12368","public","2026-11-23 {given["start"]}","{answer}","2026-11-23 {given["end"]}",'
        f'"180","172","NORMAL_CLEARING","fs-1","{given["bleg"]}","","PCMA","PCMA"'
    )


def freeswitch_json(**more):
    start = int(moment("10:00:00").timestamp())
    variables = {
        "uuid": "fs-1",
        "direction": "inbound",
        "start_epoch": str(start),
        "bridge_epoch": str(start + 8),
        "end_epoch": str(start + 180),
        "cc_agent": quote("8001@court.local"),
    }
    profile = {"caller_id_number": "13800000001", "destination_number": "12368", "context": "public"}
    return {"variables": variables | more, "callflow": [{"caller_profile": profile}]}


ANSWERED = asterisk("10:00:00", "10:00:08", "10:03:00", "ANSWERED")
NO_ANSWER = [
    asterisk("10:10:00", "", "10:10:12", "NO ANSWER", telephone=number, call="pbx-2.1", caller="13800000002")
    for number in ("8001", "8002", "8003")
]
"""One caller, three telephones, three rows."""
SECOND_TELEPHONE = [
    asterisk("10:20:00", "", "10:20:10", "NO ANSWER", call="pbx-3.1"),
    asterisk("10:20:10", "10:20:15", "10:24:00", "ANSWERED", telephone="8002", call="pbx-3.1"),
]
ONLY_MUSIC = asterisk("10:30:00", "10:30:00", "10:30:40", "ANSWERED", telephone="", call="pbx-4.1", caller="")


def read(content, **more):
    content = content if isinstance(content, bytes) else content.encode()
    return list(cdr.read(content, **{"file": "hash", "lines": frozenset(), "zone": COURT_ZONE} | more))


@pytest.fixture
def desk(db):
    return make_department("hotline", "12368 诉讼服务热线")


def test_the_rows_of_a_call_make_one_call_and_only_a_telephone_that_answers_is_an_answer(desk):
    telephone = make_extension("8002")
    rows = [ANSWERED, *NO_ANSWER, *SECOND_TELEPHONE, ONLY_MUSIC]

    done = services.import_cdr("\n".join(rows).encode(), at=NOW.replace(hour=11))

    assert (done.lines, done.others, done.troubles) == (7, 0, [])
    calls = {call.exchange_id: call for call in Call.objects.all()}
    results = {"pbx-1.1": "answered", "pbx-2.1": "missed", "pbx-3.1": "answered", "pbx-4.1": "missed"}
    assert {name: call.result for name, call in calls.items()} == results
    assert (calls["pbx-3.1"].rang_at, calls["pbx-3.1"].answered_at) == (moment("10:20:00"), moment("10:20:15"))
    assert calls["pbx-3.1"].operator == telephone.operator
    assert [ticket.phone for ticket in Ticket.objects.all()] == ["13800000002"]


def test_the_same_file_again_and_one_that_has_grown_add_only_what_is_new(desk):
    first = services.import_cdr(ANSWERED.encode(), at=NOW)
    again = services.import_cdr(ANSWERED.encode(), at=NOW)
    grown = services.import_cdr("\n".join([ANSWERED, NO_ANSWER[0]]).encode(), at=NOW)

    assert [done.new for done in (first, again, grown)] == [3, 0, 2]
    kept = CallEvent.objects.filter(exchange_id="pbx-1.1").first().told
    assert (kept["line"], kept["text"], len(kept["file"])) == (1, ANSWERED, 64)


@pytest.mark.parametrize(
    ("columns", "call"), [(16, None), (17, "pbx-1.1"), (18, "pbx-1.1"), (19, None), (21, "pbx-1.1"), (22, None)]
)
def test_every_setting_of_cdr_conf_that_names_the_call_is_read(columns, call):
    cells = [*ANSWERED.replace("hotline,,,,12", "hotline").split(","), '"more"']
    (line,) = read(",".join(cells[:columns]))

    assert {event.exchange_id for event in line.told} == ({call} if call else set())
    assert bool(line.trouble) == (call is None)


def test_without_a_linked_id_rows_belong_by_the_callers_channel():
    (line,) = read(ANSWERED.removesuffix(',"","pbx-1.1","3"').replace("pbx-1.1", "pbx-0.9"))

    assert line.told[0].exchange_id == "pbx-0.9"


def test_calls_of_other_lines_are_left_out():
    rows = "\n".join([ANSWERED, asterisk("10:00:00", "", "10:00:08", "BUSY", dst="8002", call="pbx-9.1")])
    told = [line.told for line in read(rows, lines=frozenset({"12368"}))]

    assert [bool(events) for events in told] == [True, False]
    for every in ("trunk", "hotline"):
        assert all(line.told for line in read(rows, lines=frozenset({every})))


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        (ANSWERED.replace("2026-11-23 10:00:00", "gestern"), "时间“gestern”不对"),
        (ANSWERED.replace("2026-11-23 10:03:00", "2026-11-23 09:00:00"), "结束早于开始"),
        (ANSWERED[:-2], "引号不成对"),
        ('"a","b"', "有 2 列"),
        (ANSWERED.encode() + b"\0", "空字符"),
        (b"\xff\xff\xff" + ANSWERED.encode(), "编码"),
        (ANSWERED.replace("pbx-1.1", "x" * 65), "太长"),
        (ANSWERED.replace("pbx-1.1", ""), "没有通话编号"),
        ('{"variables": ', "不是完整的 JSON 话单"),
        ('{"variables": 1}', "不是完整的 JSON 话单"),
        ('{"variables": {"uuid": "fs-1"}}', "没有开始或结束时间"),
        (json.dumps(freeswitch_json(start_epoch="soon")), "时间“soon”不对"),
    ],
)
def test_a_broken_line_is_named_and_the_lines_about_it_are_read(content, trouble):
    content = content if isinstance(content, bytes) else content.encode()
    good = NO_ANSWER[0].encode()

    lines = read(good + b"\n\r\n" + content + b"\n" + good)

    assert [(line.number, bool(line.told)) for line in lines] == [(1, True), (3, False), (4, True)]
    assert trouble in lines[1].trouble


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_callers_name_in_chinese_is_no_trouble_in_either_encoding(encoding):
    (line,) = read(ANSWERED.replace('13800000001"" <', '王某"" <').encode(encoding))

    assert [event.kind for event in line.told] == ["ringing", "answered", "ended"]


@pytest.mark.parametrize(
    ("row", "answered_at"),
    [
        (freeswitch(), moment("10:00:08")),
        (freeswitch(bleg=""), None),  # only a recording played
        (freeswitch(answer=""), None),
        (json.dumps(freeswitch_json()), moment("10:00:08")),
        (json.dumps(freeswitch_json(bridge_epoch="0")), None),
        (json.dumps(freeswitch_json(), indent=2), moment("10:00:08")),
    ],
)
def test_freeswitch_tells_the_same(desk, row, answered_at):
    make_extension("8001")

    assert services.import_cdr(row.encode(), at=NOW).troubles == []

    call = Call.objects.get()
    assert (call.exchange_id, call.caller, call.answered_at) == ("fs-1", "13800000001", answered_at)
    assert (call.rang_at, call.ended_at) == (moment("10:00:00"), moment("10:03:00"))
    assert (call.operator is None) == ("variables" not in row)


def test_the_operators_own_leg_tells_nothing_more():
    (line,) = read(json.dumps(freeswitch_json(direction="outbound")))

    assert (line.told, line.trouble) == ((), "")


@pytest.mark.parametrize(
    ("channel", "number"),
    [
        ("PJSIP/8001-0000001a", "8001"),
        ("SIP/8001-0000001a", "8001"),
        ("Local/8001@agents-0001;2", "8001"),
        ("PJSIP/8001", "8001"),
        ("", ""),
    ],
)
def test_the_telephone_of_a_channel(channel, number):
    assert cdr.telephone(channel) == number


def test_the_command_says_what_it_read_and_fails_on_a_bad_line(desk, tmp_path):
    file, out, err = tmp_path / "Master.csv", StringIO(), StringIO()
    file.write_text("\n".join([ANSWERED, "broken", NO_ANSWER[0]]))

    with pytest.raises(CommandError, match="有 1 行读不了"):
        call_command("import_cdr", str(file), stdout=out, stderr=err)

    assert "3 行，新事件 5 个，其他通话 0 行，读不了 1 行" in out.getvalue()
    assert "Master.csv:2：有 1 列" in err.getvalue()
    assert Call.objects.count() == 2
    with pytest.raises(CommandError, match="读不了"):
        call_command("import_cdr", str(tmp_path / "none"))


def test_moments_may_be_in_utc(desk, tmp_path):
    file = tmp_path / "Master.csv"
    file.write_text(ANSWERED)

    call_command("import_cdr", str(file), "--utc", stdout=StringIO())

    assert Call.objects.get().rang_at == moment("18:00")
