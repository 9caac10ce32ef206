from accessibility.queue.rules import invitation
from gangcheng_court.core.deadlines.clock import court_time


def test_an_event_is_in_utc_with_lines_no_longer_than_a_calendar_reads() -> None:
    file = invitation.event(
        uid="12345678@court",
        starts_at=court_time("2026-06-18 09:00"),
        ends_at=court_time("2026-06-18 09:30"),
        made_at=court_time("2026-06-17 10:00"),
        title="到法院办理立案，带身份证; 材料, 一式两份\n" + "很长的说明" * 20,
        place="济南市钢城区人民法院诉讼服务大厅",
    )
    lines = file.decode().split("\r\n")

    assert "DTSTART:20260618T010000Z" in lines
    assert max(len(line.encode()) for line in lines) <= 75
    unfolded = file.decode().replace("\r\n ", "")
    assert "SUMMARY:到法院办理立案，带身份证\\; 材料\\, 一式两份\\n很长的说明" in unfolded
    assert file.endswith(b"END:VCALENDAR\r\n")
