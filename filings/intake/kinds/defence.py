"""民事答辩状 (民事诉讼法 128): written here by whoever was sued, in this court or any other, and never filed here."""

from filings.intake.enums import Side
from filings.intake.kinds.shape import Detail, Kind, Letters, Seat, Task

DEFENCE = Kind(
    code="defence",
    title="答辩",
    type_code="",
    summary="收到了起诉状副本，要写答辩状。",
    document="民事答辩状",
    is_filed=False,
    own_side=Side.DEFENDANT,
    seats={
        Side.DEFENDANT: Seat("被告"),
        Side.PLAINTIFF: Seat("原告", who="起诉您的是"),
        Side.THIRD_PARTY: Seat("第三人", least=0),
    },
    cause_edition="2025",
    plea="",
    amount="",
    full_particulars=False,
    mediation=True,
    titles={Task.CAUSE: "案由", Task.DETAILS: "哪个法院的案件", Task.FACTS: "事实与理由、证据清单"},
    details=(
        Detail(
            "trial_court",
            "案件在哪个法院",
            "line",
            "required",
            "看起诉状副本或者应诉通知书，写全称，例如 济南市钢城区人民法院。哪个法院的案件都可以写。",
            missing="请填写案件所在的法院",
        ),
        Detail("trial_number", "案号", "line", hint="应诉通知书上有，例如 （2026）鲁0117民初123号。不知道可以不填。"),
        Detail(
            "served_on",
            "哪一天收到起诉状副本",
            "date",
            hint="例如 2026-03-01。从这一天起算答辩的期限；不填就算不出来。",
            past=True,
        ),
    ),
    slots=(),
    checklist=(),
    limits=(),
    letters=Letters(acceptance="", points=(), rejection="", refused="", laws="", remedy=""),
)
