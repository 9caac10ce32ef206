"""Starting states for tests: a bulletin that has come as far as `status` says."""

from typing import Any

from gangcheng_court.core.accounts.enums import Role
from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.core.audit import trail
from gangcheng_court.core.deadlines.clock import court_date, court_time
from supervision.bulletins.enums import Audience, Status
from supervision.bulletins.models import Bulletin

NOW = court_time("2026-07-01 10:00")  # Wednesday
FIGURES = [
    {"title": "网上立案三天内审核", "n": 40, "kept": 38, "broken": 2, "rate": "95%", "median": "2 天", "worst": "5 天"}
]


def make_bulletin(status: Status = Status.DRAFT, **fields: Any) -> Bulletin:
    """A bulletin about June, drafted at NOW."""
    by = fields.pop("by", None) or make_user(Role.SUPERVISOR)
    values = {
        "title": "关于 6 月诉讼服务承诺兑现情况的通报",
        "audience": Audience.INSIDE,
        "since": court_date(court_time("2026-06-01")),
        "until": court_date(court_time("2026-06-30")),
        "figures": FIGURES,
        "sections": [
            {"heading": "承诺兑现情况", "text": "本期到期事项 40 件，超期 2 件。"},
            {"heading": "工作要求", "text": "请各部门对照检查。"},
        ],
        "read_at": NOW,
        "drafted_by": by,
        "drafted_at": NOW,
        "edited_by": by,
        "edited_at": NOW,
        "status": status,
    } | fields
    if status in (Status.APPROVED, Status.PUBLISHED):
        values |= {"approved_by": make_user(Role.SUPERVISOR), "approved_at": NOW}
    if status == Status.PUBLISHED:
        serial = Bulletin.objects.filter(year=2026).count() + 1
        values |= {"year": 2026, "serial": serial, "published_at": NOW}
    if status == Status.WITHDRAWN:
        values |= {"withdrawn_because": "数字有误"}
    row = Bulletin(**values)
    trail.save(row, by=by, because="起草通报", at=NOW)
    return row
