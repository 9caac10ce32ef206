"""机动车交通事故责任."""

from filings.pleadings.data import blocks
from filings.pleadings.data.shape import (
    Field,
    FormKind,
    Role,
    Section,
    Step,
    choice,
    count,
    day,
    line,
    rows,
    span,
    text,
    yes_no,
    yuan,
)

PROOF = {"yes": "有", "no": "没有"}


def loss(number: str, title: str, code: str, *fields: Field, says: str = "") -> Section:
    """An item of damages; `says` is what stands between its name and its amount."""
    own = yuan(code, f"{title}（元）", claimed=True)
    return Section(number, title, (own, *fields), (f"判令被告赔偿{title}{{{code}}}{says}",))


FORM = FormKind(
    edition="2025",
    code="traffic",
    title="机动车交通事故责任",
    document="民事起诉状",
    matter="机动车交通事故责任纠纷",
    role=Role.COMPLAINT,
    total="total",
    steps=(
        Step(
            "accident",
            "事故是怎样发生的",
            (
                Section(
                    "F1",
                    "交通事故发生情况",
                    (
                        day("accident_day", "哪一天", past=True),
                        line("accident_place", "在哪里"),
                        text("accident", "经过", "谁开什么车、怎样撞的、谁受了伤。"),
                    ),
                    ("[{accident_day}，][在{accident_place}，]发生交通事故[：{accident}]",),
                ),
                Section(
                    "F2",
                    "交通事故责任认定",
                    (
                        text(
                            "liability",
                            "交警怎样认定责任",
                            "例如：被告负主要责任，原告负次要责任。",
                            terms=("责任认定",),
                        ),
                        line("liability_number", "认定书文号"),
                    ),
                    ("责任认定：{liability}[（{liability_number}）]",),
                ),
                Section(
                    "F3",
                    "机动车投保情况",
                    (
                        line("compulsory", "交强险在哪家公司", terms=("交强险",)),
                        line("commercial", "商业三者险在哪家公司、保额多少", terms=("商业三者险",)),
                        yes_no("insurer_sued", "要不要把保险公司列为被告", "选“是”的，请在“当事人”里添加保险公司。"),
                    ),
                    (
                        "交强险投保于{compulsory}",
                        "商业三者险投保于{commercial}",
                        "{?insurer_sued=yes}原告将保险公司列为共同被告",
                    ),
                ),
            ),
        ),
        Step(
            "medical",
            "治疗的花费",
            (
                Section(
                    "C1",
                    "医疗费",
                    (
                        yuan("medical", "医疗费一共（元）", claimed=True),
                        rows(
                            "stays",
                            "每次住院或者门诊",
                            choice("how", "方式", {"in": "住院", "out": "门诊"}),
                            line("hospital", "医院"),
                            day("since", "从哪一天", past=True),
                            day("until", "到哪一天"),
                            yuan("amount", "金额（元）"),
                            each="[{how}][，{hospital}][，自{since}][至{until}][，{amount}]",
                        ),
                        choice("medical_proof", "有没有票据", PROOF),
                    ),
                    ("判令被告赔偿医疗费{medical}[（{stays}）]",),
                ),
                loss(
                    "C2",
                    "护理费",
                    "nursing",
                    count("nursing_days", "护理几天"),
                    choice("nursing_proof", "有没有证明", PROOF),
                    says="[（护理{nursing_days}天）]",
                ),
                loss("C3", "营养费", "nutrition", count("nutrition_days", "几天"), says="[（{nutrition_days}天）]"),
                loss("C4", "住院伙食补助费", "meals", count("meals_days", "住院几天"), says="[（{meals_days}天）]"),
            ),
            "没有的空着。",
        ),
        Step(
            "income",
            "误工和交通",
            (
                loss(
                    "C5",
                    "误工费",
                    "lost_income",
                    span("lost_income_span", "误工时间"),
                    says="[（{lost_income_span}）]",
                ),
                loss("C6", "交通费", "travel", choice("travel_proof", "有没有凭证", PROOF)),
            ),
        ),
        Step(
            "lasting",
            "伤残、死亡和精神损害",
            (
                loss(
                    "C7",
                    "残疾赔偿金",
                    "disability",
                    line("disability_grade", "伤残等级", terms=("伤残等级",)),
                    yuan("dependants", "其中被扶养人生活费（元）", terms=("被扶养人生活费",)),
                    says="[（伤残等级：{disability_grade}）][（含被扶养人生活费{dependants}）]",
                ),
                loss("C8", "残疾辅助器具费", "devices"),
                Section(
                    "C9",
                    "死亡赔偿金、丧葬费",
                    (
                        yuan("death", "死亡赔偿金（元）", claimed=True),
                        yuan("funeral", "丧葬费（元）", claimed=True),
                    ),
                    ("判令被告赔偿死亡赔偿金{death}", "判令被告赔偿丧葬费{funeral}"),
                ),
                Section(
                    "C10",
                    "精神损害抚慰金",
                    (yuan("distress", "精神损害抚慰金（元）", claimed=True, terms=("精神损害抚慰金",)),),
                    ("判令被告赔偿精神损害抚慰金{distress}",),
                ),
            ),
        ),
        Step(
            "claims-more",
            "财产损失、其他和总额",
            (
                loss("C11", "财产损失", "damage", text("damage_detail", "损失了什么"), says="[（{damage_detail}）]"),
                loss(
                    "C12",
                    "其他费用",
                    "other_loss",
                    text("other_loss_detail", "是什么费用"),
                    says="[（{other_loss_detail}）]",
                ),
                blocks.costs("C13"),
                blocks.total("C14"),
            ),
        ),
        Step("reasons", "依据和证据", (blocks.basis("F4"), blocks.evidence("F5"))),
        blocks.agreements(),
    ),
)
