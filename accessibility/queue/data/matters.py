"""The hall's matters and windows to begin with; the head changes both during the day."""

MATTERS = (
    ("filing", "立案", "起诉、申请执行、保全申请", "A", 15),
    ("fees", "交退费", "交诉讼费、退费", "F", 8),
    ("inquiry", "查询咨询", "查案件进度、问怎么办", "C", 8),
    ("judge", "联系法官", "约见法官、递交材料", "J", 8),
    ("records", "阅卷", "查阅、复制案卷", "R", 12),
    ("preservation", "保全鉴定", "财产保全、委托鉴定", "P", 15),
    ("petition", "信访", "来访登记", "X", 20),
    ("complaint", "投诉", "对服务、办案不满意", "T", 10),
    ("lawyer", "律师通道", "律师办理各类事项", "L", 10),
)
"""Code, name, hint, letter, typical minutes; the first four are the kiosk's big buttons."""

WINDOWS = (
    (
        1,
        "优先服务",
        True,
        True,
        ("filing", "fees", "inquiry", "judge", "records", "preservation", "petition", "complaint"),
    ),
    (2, "立案", False, False, ("filing", "preservation", "lawyer")),
    (3, "立案", False, False, ("filing", "lawyer", "records")),
    (4, "交退费", False, False, ("fees", "inquiry")),
    (5, "综合服务", False, False, ("inquiry", "judge", "records", "complaint", "petition")),
)
"""Number, name, priority window, sign language, matters by code."""
