"""物业服务合同."""

from filings.pleadings.data import blocks
from filings.pleadings.data.shape import FormKind, Role, Section, Step, day, line, span, text, yes_no, yuan

FORM = FormKind(
    edition="2025",
    code="property_service",
    title="物业服务合同",
    document="民事起诉状",
    matter="物业服务合同纠纷",
    role=Role.COMPLAINT,
    total="total",
    steps=(
        Step(
            "contract",
            "合同和双方",
            (
                blocks.contract("F1", "物业服务合同或前期物业服务合同签订情况"),
                Section(
                    "F2",
                    "签订主体",
                    (
                        line("owner", "业主（或者建设单位）"),
                        line("provider", "物业服务人", terms=("前期物业服务合同",)),
                    ),
                    ("业主（建设单位）为{owner}，物业服务人为{provider}",),
                ),
                Section(
                    "F3",
                    "物业项目情况",
                    (
                        line("place", "房屋在哪里", "小区、楼号、房号。"),
                        line("area", "建筑面积", "例如：98.5 平方米。"),
                        line("title_holder", "房屋是谁的"),
                    ),
                    ("房屋坐落于{place}[，面积{area}][，所有权人为{title_holder}]",),
                ),
            ),
        ),
        Step(
            "fees",
            "物业费怎样约定",
            (
                Section(
                    "F4",
                    "约定的物业费标准",
                    (line("fee_rate", "物业费标准", "例如：每月每平方米 1.2 元。"),),
                    ("约定的物业费标准为{fee_rate}",),
                ),
                Section(
                    "F5",
                    "约定的物业服务期限",
                    (span("service_term", "服务期限"),),
                    ("约定的服务期限为{service_term}",),
                ),
                Section(
                    "F6",
                    "约定的物业费支付方式",
                    (line("fee_way", "怎样交物业费", "例如：每年 1 月底前一次交清。"),),
                    ("约定的支付方式为{fee_way}",),
                ),
                Section(
                    "F7",
                    "约定的逾期支付物业费违约金标准",
                    (line("penalty_rate", "逾期违约金标准", terms=("违约金",)),),
                    ("约定的逾期违约金标准为{penalty_rate}",),
                ),
            ),
        ),
        Step(
            "arrears",
            "欠了多少",
            (
                Section(
                    "F8",
                    "欠付物业费数额及计算方式",
                    (
                        span("arrears_span", "欠的是哪段时间的"),
                        yuan("arrears", "欠付物业费（元）"),
                        text("arrears_way", "怎样算的", "例如：98.5 平方米 × 1.2 元 × 24 个月。"),
                    ),
                    ("被告[{arrears_span}]欠付物业费{arrears}[，计算方式：{arrears_way}]",),
                ),
                Section(
                    "F9",
                    "应付违约金数额及计算方式",
                    (yuan("penalty", "应付违约金（元）"), text("penalty_way", "怎样算的")),
                    ("应付违约金{penalty}[，计算方式：{penalty_way}]",),
                ),
                Section(
                    "F10",
                    "催缴情况",
                    (text("urged", "什么时候、怎样催过", "例如：2026 年 3 月张贴催缴通知。"),),
                    ("催缴情况：{urged}",),
                ),
            ),
        ),
        Step(
            "claims",
            "要求付多少钱",
            (
                Section(
                    "C1",
                    "物业费",
                    (
                        yuan("claim_fee", "要求付物业费多少（元）", claimed=True),
                        day("claim_fee_day", "算到哪一天"),
                    ),
                    ("判令被告支付物业费{claim_fee}[（截至{claim_fee_day}）]",),
                ),
                Section(
                    "C2",
                    "违约金",
                    (
                        yuan("claim_penalty", "要求付违约金多少（元）", claimed=True, terms=("违约金",)),
                        day("claim_penalty_day", "算到哪一天"),
                        yes_no("until_paid", blocks.UNTIL_PAID),
                    ),
                    (
                        "判令被告支付逾期违约金{claim_penalty}[（截至{claim_penalty_day}）]"
                        "[{?until_paid=yes}，此后继续计算至实际清偿之日止]",
                    ),
                ),
                blocks.costs("C3"),
                blocks.other_claims("C4"),
                blocks.total("C5"),
            ),
        ),
        Step(
            "reasons",
            "还有什么要说明",
            (blocks.other_facts("F11"), blocks.basis("F12"), blocks.evidence("F13")),
        ),
        blocks.agreements(),
    ),
)
