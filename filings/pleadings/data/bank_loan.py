"""金融借款合同."""

from filings.pleadings.data import blocks
from filings.pleadings.data.shape import (
    FormKind,
    Role,
    Section,
    Step,
    choice,
    day,
    line,
    rate,
    rows,
    span,
    text,
    yes_no,
    yuan,
)

FORM = FormKind(
    edition="2025",
    code="bank_loan",
    title="金融借款合同",
    document="民事起诉状",
    matter="金融借款合同纠纷",
    role=Role.COMPLAINT,
    total="total",
    checks=("principal_is_left", "interest_is_the_sum"),
    steps=(
        Step(
            "contract",
            "合同和双方",
            (
                blocks.contract("F1"),
                Section(
                    "F2",
                    "合同主体",
                    (
                        line("lender", "贷款人", prefill="plaintiffs"),
                        line("borrower", "借款人", prefill="defendants"),
                    ),
                    ("贷款人为{lender}，借款人为{borrower}",),
                ),
            ),
        ),
        Step(
            "money",
            "贷款金额和期限",
            (
                Section(
                    "F3",
                    "借款金额",
                    (yuan("agreed", "约定金额（元）"), yuan("lent", "实际发放（元）")),
                    ("[约定借款{agreed}，]实际发放{lent}",),
                ),
                Section(
                    "F4",
                    "借款期限",
                    (span("term", "约定的借款期限"), yes_no("expired", "现在到期没有")),
                    ("借款期限为{term}", "{?expired=yes}借款已经到期", "{?expired=no}借款尚未到期"),
                ),
                Section(
                    "F5",
                    "借款利率",
                    (
                        rate("rate", "年利率（%）", terms=("利息",)),
                        line("rate_clause", "在合同第几条"),
                        rate("overdue_more", "逾期上浮（%）"),
                        text("compound_rule", "复利怎样约定", terms=("复利",)),
                        rate("penalty_rate", "罚息利率（%）", terms=("罚息",)),
                    ),
                    (
                        "约定年利率{rate}[（合同{rate_clause}）]",
                        "逾期上浮{overdue_more}",
                        "复利：{compound_rule}",
                        "罚息利率{penalty_rate}",
                    ),
                ),
                Section(
                    "F6",
                    "借款提供时间",
                    (
                        rows(
                            "lent_on",
                            "每一笔是哪天发放的",
                            day("day", "日期", past=True),
                            yuan("amount", "金额（元）"),
                            each="[{day}]发放[{amount}]",
                        ),
                    ),
                    ("借款发放情况：{lent_on}",),
                ),
            ),
        ),
        Step(
            "repayment",
            "还款",
            (
                Section(
                    "F7",
                    "还款方式",
                    (
                        choice(
                            "repayment",
                            "约定怎样还",
                            {
                                "annuity": "等额本息",
                                "equal": "等额本金",
                                "once": "到期一次性还本付息",
                                "month": "按月计息、到期还本",
                                "quarter": "按季计息、到期还本",
                                "year": "按年计息、到期还本",
                                "other": "其他",
                            },
                            terms=("等额本息", "等额本金"),
                        ),
                        line("repayment_other", "其他方式是怎样的", when=("repayment", "other")),
                    ),
                    (
                        "{?repayment=annuity|equal|once|month|quarter|year}约定还款方式为{repayment}",
                        "约定还款方式为{repayment_other}",
                    ),
                ),
                Section(
                    "F8",
                    "还款情况",
                    (
                        yuan("repaid", "已还本金（元）"),
                        yuan("interest_paid", "已还利息（元）"),
                        day("interest_until", "利息还到哪一天", after="contract_day"),
                    ),
                    ("被告已归还本金{repaid}", "已支付利息{interest_paid}[，利息付至{interest_until}]"),
                ),
                Section(
                    "F9",
                    "是否存在逾期还款",
                    (
                        yes_no("overdue", "逾期没有"),
                        day(
                            "overdue_from", "从哪一天开始逾期", when=("overdue", "yes"), past=True, after="contract_day"
                        ),
                        line("overdue_for", "到现在逾期多久", when=("overdue", "yes")),
                    ),
                    ("{?overdue=yes}被告[自{overdue_from}起]逾期未还[，至今已逾期{overdue_for}]",),
                ),
            ),
        ),
        *blocks.security(10),
        Step(
            "claim-money",
            "要求还多少钱",
            (
                Section(
                    "C1",
                    "本金",
                    (
                        yuan("principal", "尚欠本金（元）", claimed=True, terms=("本金",)),
                        day("principal_day", "算到哪一天"),
                    ),
                    ("判令被告偿还借款本金{principal}[（截至{principal_day}）]",),
                ),
                Section(
                    "C2",
                    "利息（期内利息、复利、罚息）",
                    (
                        yuan("interest", "利息一共（元）", claimed=True),
                        yuan("interest_regular", "其中期内利息（元）"),
                        yuan("interest_compound", "其中复利（元）", terms=("复利",)),
                        yuan("interest_penalty", "其中罚息或违约金（元）", terms=("罚息",)),
                        day("interest_day", "算到哪一天"),
                        text("interest_way", "怎样算的"),
                        yes_no("until_paid", blocks.UNTIL_PAID),
                    ),
                    (
                        "判令被告支付利息{interest}[（截至{interest_day}）][，其中期内利息{interest_regular}]"
                        "[，复利{interest_compound}][，罚息（违约金）{interest_penalty}][，计算方式：{interest_way}]"
                        "[{?until_paid=yes}，此后继续计算至实际清偿之日止]",
                    ),
                ),
                Section(
                    "C3",
                    "是否要求提前还款或解除合同",
                    (
                        choice(
                            "earlier",
                            "还没有到期的，要不要提前",
                            {"accelerate": "提前还款（加速到期）", "end": "解除合同", "no": "不要求"},
                            terms=("加速到期", "解除合同"),
                        ),
                    ),
                    (
                        "{?earlier=accelerate}判令被告提前归还借款（借款加速到期）",
                        "{?earlier=end}判令解除双方的借款合同",
                    ),
                ),
            ),
        ),
        Step(
            "claim-more",
            "担保、费用和总额",
            (
                blocks.securing_claim("C4"),
                blocks.expenses("C5"),
                blocks.costs("C6"),
                blocks.other_claims("C7"),
                blocks.total("C8"),
            ),
        ),
        Step(
            "reasons",
            "还有什么要说明",
            (blocks.basis("F17", "请求承担责任的依据"), blocks.other_facts("F18"), blocks.evidence("F19")),
        ),
        blocks.agreements(),
    ),
)
