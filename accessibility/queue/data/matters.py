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

MORNING, AFTERNOON = ("09:00", "11:30"), ("13:30", "16:30")
PLANS = (
    ("filing", MORNING, 30, 2),
    ("filing", AFTERNOON, 30, 2),
    ("fees", MORNING, 30, 2),
    ("fees", AFTERNOON, 30, 2),
    ("judge", AFTERNOON, 30, 1),
    ("records", MORNING, 30, 1),
    ("records", AFTERNOON, 30, 1),
    ("preservation", MORNING, 30, 1),
    ("petition", MORNING, 30, 1),
    ("lawyer", MORNING, 30, 2),
)
"""When appointments are taken to begin with: matter, hours, minutes of a slot, places in each."""

BRING = {
    "filing": ("起诉状，按对方人数多带几份", "证据材料和证据目录"),
    "fees": ("缴费通知书，退费的带生效裁判文书或者缴费票据", "收款的银行卡"),
    "judge": ("案号，没有案号的写明双方姓名和立案时间",),
    "records": ("案号", "代理人带授权委托书，律师带执业证和律所公函"),
    "preservation": ("申请书", "财产线索和担保材料"),
    "petition": ("反映的事情写成书面材料", "有关的裁判文书"),
    "lawyer": ("律师执业证", "授权委托书和律所公函"),
}
"""What to bring for a matter, beside one's identity document."""
