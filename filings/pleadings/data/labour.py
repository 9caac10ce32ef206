"""劳动争议; the plaintiff may be the worker or the employer."""

from filings.pleadings.data import blocks
from filings.pleadings.data.shape import FormKind, Role, Section, Step, day, line, text, yes_no, yuan


def claim(number: str, title: str, code: str, question: str, *terms: str) -> Section:
    """要不要, how much, and how it is worked out."""
    return Section(
        number,
        title,
        (
            yes_no(code, question, terms=terms),
            yuan(f"{code}_amount", "多少元", claimed=True, when=(code, "yes")),
            text(f"{code}_detail", "明细", "例如：2026 年 1 月至 3 月，每月 5000 元。", when=(code, "yes")),
        ),
        (f"{{?{code}=yes}}判令被告支付{title}[{{{code}_amount}}][（{{{code}_detail}}）]",),
    )


FORM = FormKind(
    edition="2025",
    code="labour",
    title="劳动争议",
    document="民事起诉状",
    matter="劳动争议",
    role=Role.COMPLAINT,
    total="total",
    checks=("fifteen_days_after_the_award",),
    steps=(
        Step(
            "contract",
            "劳动合同",
            (
                Section(
                    "F1",
                    "劳动合同签订情况",
                    (
                        line("worker", "劳动者"),
                        line("employer", "用人单位"),
                        day("contract_day", "哪一天签的劳动合同", "没有签的不填。", past=True),
                        line("contract_place", "在哪里签的"),
                        line("contract_name", "合同名称", "没有签的写“未签订书面劳动合同”。"),
                    ),
                    (
                        "劳动者为{worker}，用人单位为{employer}",
                        "[{contract_day}，][在{contract_place}，]双方订立的合同：{contract_name}",
                    ),
                ),
            ),
        ),
        Step(
            "work",
            "工作和工资",
            (
                Section(
                    "F2",
                    "劳动合同履行情况",
                    (
                        day("hired", "哪一天入职", past=True),
                        line("post", "做什么岗位"),
                        line("workplace", "在哪里上班"),
                        text("wage_agreed", "约定的月工资和组成"),
                        text("wage_paid", "实际领到的工资和组成"),
                        text("insurance", "社会保险从什么时候交、交了哪几种"),
                        text("overtime_way", "加班费按什么基数、怎样算"),
                        text("overtime_time", "什么时候加过班、给过多少加班费"),
                        text("leave", "年休假休了几天"),
                    ),
                    (
                        "[{hired}入职，][岗位为{post}][，工作地点为{workplace}]",
                        "约定月工资及构成：{wage_agreed}",
                        "实领工资及构成：{wage_paid}",
                        "社会保险：{insurance}",
                        "加班工资计算基数及方法：{overtime_way}",
                        "加班时间及加班费：{overtime_time}",
                        "年休假：{leave}",
                    ),
                ),
            ),
            "不记得的可以空着。",
        ),
        Step(
            "end",
            "离职和工伤",
            (
                Section(
                    "F3",
                    "解除或终止劳动关系情况",
                    (
                        day("ended", "哪一天离职", past=True, after="hired"),
                        text("ended_why", "为什么、谁提出的"),
                        text("ended_paid", "给过经济补偿或者赔偿金吗", terms=("经济补偿", "违法解除赔偿金")),
                    ),
                    (
                        "[{ended}]劳动关系解除（终止）[，原因：{ended_why}]",
                        "经济补偿（赔偿金）：{ended_paid}",
                    ),
                ),
                Section(
                    "F4",
                    "工伤情况",
                    (
                        day("injured", "哪一天受伤", past=True, after="hired"),
                        text("injury", "工伤认定、伤残等级和费用", terms=("工伤认定",)),
                    ),
                    ("[{injured}]发生工伤[，{injury}]",),
                ),
            ),
            "没有离职、没有工伤的，这一页不用填。",
        ),
        Step(
            "arbitration",
            "劳动仲裁",
            (
                Section(
                    "F5",
                    "劳动仲裁相关情况",
                    (
                        day("arbitration_filed", "哪一天申请仲裁", terms=("劳动仲裁",), past=True),
                        text("arbitration_claims", "当时请求什么"),
                        line("award", "仲裁文书名称和文号"),
                        day("award_received", "哪一天收到仲裁文书", past=True, after="arbitration_filed"),
                        text("award_result", "仲裁结果"),
                    ),
                    (
                        "原告于{arbitration_filed}申请劳动仲裁[，请求：{arbitration_claims}]",
                        "仲裁文书：{award}[，于{award_received}收到]",
                        "仲裁结果：{award_result}",
                    ),
                ),
                Section(
                    "F6",
                    "其他相关情况",
                    (
                        yes_no("migrant", "劳动者是不是农民工"),
                        text("other_facts", "还有什么要说明的"),
                    ),
                    ("{?migrant=yes}劳动者为农民工", "{other_facts}"),
                ),
            ),
        ),
        Step(
            "claims",
            "工资、加班和休假",
            (
                claim("C1", "工资", "wages", "要不要工资"),
                claim("C2", "未签订书面劳动合同的双倍工资", "double", "要不要双倍工资", "双倍工资"),
                claim("C3", "加班费", "overtime", "要不要加班费"),
                claim("C4", "未休年休假工资", "unused_leave", "要不要没有休年休假的工资"),
            ),
            "要求什么就选“是”，写明多少。",
        ),
        Step(
            "claims-more",
            "补偿、赔偿和总额",
            (
                claim("C5", "未依法缴纳社会保险造成的经济损失", "insurance_loss", "要不要没有交社会保险的损失"),
                claim("C6", "解除劳动合同的经济补偿", "severance", "要不要经济补偿", "经济补偿"),
                claim("C7", "违法解除劳动合同的赔偿金", "unlawful", "要不要违法解除的赔偿金", "违法解除赔偿金"),
                blocks.costs("C8"),
                blocks.other_claims("C9"),
                blocks.total("C10"),
            ),
        ),
        Step("reasons", "依据和证据", (blocks.basis("F7", "诉请依据"), blocks.evidence("F8"))),
        blocks.agreements(),
    ),
)
