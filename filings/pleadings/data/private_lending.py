"""民间借贷."""

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
    code="private_lending",
    title="民间借贷",
    document="民事起诉状",
    matter="民间借贷纠纷",
    role=Role.COMPLAINT,
    total="total",
    checks=("principal_is_left", "four_times_lpr"),
    steps=(
        Step(
            "contract",
            "怎样借的",
            (
                blocks.contract("F1"),
                Section(
                    "F2",
                    "签订主体",
                    (
                        line("lender", "出借人（把钱借出去的）", prefill="plaintiffs"),
                        line("borrower", "借款人（借钱的）", prefill="defendants"),
                    ),
                    ("出借人为{lender}，借款人为{borrower}",),
                ),
            ),
            "有借条、合同、聊天记录的，照着写。",
        ),
        Step(
            "money",
            "借了多少钱",
            (
                Section(
                    "F3",
                    "借款金额",
                    (
                        yuan("agreed", "约定借多少（元）", terms=("本金",)),
                        yuan("lent", "实际给了多少（元）", "预先扣掉利息的，只算实际给的。"),
                        choice(
                            "lent_by", "怎样给的", {"cash": "现金", "transfer": "转账", "other": "其他（含几种都有）"}
                        ),
                    ),
                    ("[双方约定借款{agreed}，]实际提供借款{lent}[，方式为{lent_by}]",),
                ),
                Section(
                    "F6",
                    "借款提供时间",
                    (
                        rows(
                            "lent_on",
                            "每一笔是哪天给的",
                            day("day", "日期", past=True),
                            yuan("amount", "金额（元）"),
                            each="[{day}]提供[{amount}]",
                        ),
                    ),
                    ("借款提供情况：{lent_on}",),
                ),
            ),
        ),
        Step(
            "terms",
            "期限、利率和还款方式",
            (
                Section(
                    "F4",
                    "借款期限",
                    (span("term", "约定什么时候借、什么时候还"), yes_no("expired", "现在到期没有")),
                    ("借款期限为{term}", "{?expired=yes}借款已经到期", "{?expired=no}借款尚未到期"),
                ),
                Section(
                    "F5",
                    "借款利率",
                    (
                        rate("rate", "约定的利率（%）", "没有约定就不填。", terms=("利息", "LPR")),
                        choice("rate_per", "按什么算", {"year": "每年", "quarter": "每季", "month": "每月"}),
                        line("rate_clause", "在合同第几条"),
                    ),
                    ("约定利率为[{rate_per}]{rate}[（合同{rate_clause}）]",),
                ),
                Section(
                    "F7",
                    "还款方式",
                    (
                        choice(
                            "repayment",
                            "约定怎样还",
                            {
                                "once": "到期一次性还本付息",
                                "month": "按月计息、到期还本",
                                "quarter": "按季计息、到期还本",
                                "year": "按年计息、到期还本",
                                "other": "其他",
                            },
                        ),
                        line("repayment_other", "其他方式是怎样的", when=("repayment", "other")),
                    ),
                    (
                        "{?repayment=once|month|quarter|year}约定还款方式为{repayment}",
                        "约定还款方式为{repayment_other}",
                    ),
                ),
            ),
        ),
        Step(
            "repaid",
            "还了多少、欠了多久",
            (
                Section(
                    "F8",
                    "还款情况",
                    (
                        yuan("repaid", "已经还了多少本金（元）", "没有还过的填 0。"),
                        yuan("interest_paid", "已经付了多少利息（元）"),
                        day("interest_until", "利息付到哪一天", after="contract_day"),
                    ),
                    ("被告已归还本金{repaid}", "已支付利息{interest_paid}[，利息付至{interest_until}]"),
                ),
                Section(
                    "F9",
                    "是否存在逾期还款",
                    (
                        yes_no("overdue", "过了日子没有还吗"),
                        day(
                            "overdue_from", "从哪一天开始逾期", when=("overdue", "yes"), past=True, after="contract_day"
                        ),
                        line("overdue_for", "到现在逾期多久", "例如：8 个月。", when=("overdue", "yes")),
                    ),
                    ("{?overdue=yes}被告[自{overdue_from}起]逾期未还[，至今已逾期{overdue_for}]",),
                ),
            ),
        ),
        *blocks.security(10, guarantee_apart=False),
        Step(
            "claim-money",
            "要求还多少钱",
            (
                Section(
                    "C1",
                    "本金",
                    (
                        yuan("principal", "还欠多少本金（元）", claimed=True, terms=("本金",)),
                        day("principal_day", "算到哪一天"),
                        line("currency", "不是人民币的，写明币种"),
                    ),
                    ("判令被告偿还借款本金{principal}[（截至{principal_day}）][（币种：{currency}）]",),
                ),
                Section(
                    "C2",
                    "利息",
                    (
                        yuan("interest", "还欠多少利息（元）", claimed=True, terms=("利息", "LPR")),
                        day("interest_day", "算到哪一天"),
                        text("interest_way", "怎样算的", "例如：以 50000 元为基数，按年利率 12% 计算。"),
                        yes_no("until_paid", blocks.UNTIL_PAID),
                    ),
                    (
                        "判令被告支付利息{interest}[（截至{interest_day}）][，计算方式：{interest_way}]"
                        "[{?until_paid=yes}，此后的利息继续计算至实际清偿之日止]",
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
            "只写您要求的。",
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
            (blocks.other_facts("F16"), blocks.basis("F17"), blocks.evidence("F18")),
        ),
        blocks.agreements(),
    ),
)
