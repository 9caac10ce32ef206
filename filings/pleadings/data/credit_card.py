"""银行信用卡."""

from filings.pleadings.data import blocks
from filings.pleadings.data.shape import FormKind, Role, Section, Step, day, line, text, yes_no, yuan

CHARGES = "利息、罚息、复利、滞纳金、违约金、手续费"

FORM = FormKind(
    edition="2025",
    code="credit_card",
    title="银行信用卡",
    document="民事起诉状",
    matter="信用卡纠纷",
    role=Role.COMPLAINT,
    total="total",
    steps=(
        Step(
            "card",
            "办卡情况",
            (
                Section(
                    "F1",
                    "信用卡办理情况",
                    (
                        line("card_number", "卡号"),
                        line("holder", "登记权利人（持卡人）", prefill="defendants"),
                        day("card_day", "哪一天办的", past=True),
                        line("bank", "办卡行", prefill="plaintiffs"),
                    ),
                    ("[{card_day}，]{holder}在{bank}办理信用卡[，卡号{card_number}]",),
                ),
                Section(
                    "F2",
                    "信用卡合约的主要约定",
                    (
                        yuan("credit", "透支额度（元）"),
                        text("charges_rule", "利息、费用怎样计算", terms=("复利", "罚息", "违约金")),
                        text("breach_rule", "违约责任"),
                        text("ending_rule", "解除条件"),
                    ),
                    (
                        "约定透支额度{credit}",
                        "利息、费用的计算标准：{charges_rule}",
                        "违约责任：{breach_rule}",
                        "解除条件：{ending_rule}",
                    ),
                ),
                Section(
                    "F3",
                    "是否对被告就合约主要条款进行提示注意、说明",
                    (
                        yes_no("told", "办卡时提示、说明过吗"),
                        line("told_how", "怎样提示、说明", when=("told", "yes")),
                        day("told_day", "哪一天", when=("told", "yes"), past=True),
                        line("told_place", "在哪里", when=("told", "yes")),
                    ),
                    ("{?told=yes}原告[于{told_day}][在{told_place}]就主要条款作了提示和说明[，方式为{told_how}]",),
                ),
            ),
        ),
        Step(
            "arrears",
            "还了多少、欠了多少",
            (
                Section("F4", "被告已还款金额", (yuan("repaid", "已经还了多少（元）"),), ("被告已还款{repaid}",)),
                Section(
                    "F5",
                    "被告逾期未还款金额",
                    (
                        day("overdue_from", "从哪一天开始逾期", past=True, after="card_day"),
                        day("owed_day", "下面各项算到哪一天", after="overdue_from"),
                        yuan("owed_principal", "本金（元）", terms=("本金",)),
                        yuan("owed_interest", "利息（元）"),
                        yuan("owed_penalty_interest", "罚息（元）"),
                        yuan("owed_compound", "复利（元）"),
                        yuan("owed_late_fee", "滞纳金（元）"),
                        yuan("owed_penalty", "违约金（元）"),
                        yuan("owed_handling", "手续费（元）"),
                    ),
                    (
                        "被告自{overdue_from}起逾期",
                        "[截至{owed_day}，]尚欠本金{owed_principal}[，利息{owed_interest}][，罚息{owed_penalty_interest}]"
                        "[，复利{owed_compound}][，滞纳金{owed_late_fee}][，违约金{owed_penalty}][，手续费{owed_handling}]",
                    ),
                ),
                Section(
                    "F6",
                    "是否向被告进行过通知和催收",
                    (
                        yes_no("urged", "通知、催收过吗"),
                        day("urged_day", "哪一天", when=("urged", "yes"), past=True),
                        line("urged_by", "怎样催的", when=("urged", "yes")),
                    ),
                    ("{?urged=yes}原告[于{urged_day}][以{urged_by}]向被告通知和催收",),
                ),
            ),
        ),
        *blocks.security(7),
        Step(
            "claims",
            "要求还多少钱",
            (
                Section(
                    "C1",
                    "透支本金",
                    (
                        yuan("principal", "透支本金（元）", claimed=True, terms=("本金",)),
                        day("principal_day", "算到哪一天"),
                    ),
                    ("判令被告偿还透支本金{principal}[（截至{principal_day}）]",),
                ),
                Section(
                    "C2",
                    CHARGES,
                    (
                        yuan("charges", f"{CHARGES}共计（元）", claimed=True),
                        day("charges_day", "算到哪一天"),
                        yes_no("until_paid", "以后的要不要按领用协议算到还清"),
                        text("charges_detail", "明细"),
                    ),
                    (
                        f"判令被告支付{CHARGES}共计{{charges}}[（截至{{charges_day}}）][，明细：{{charges_detail}}]"
                        "[{?until_paid=yes}，此后按领用协议的约定计算至实际清偿之日止]",
                    ),
                ),
                blocks.securing_claim("C3"),
                blocks.expenses("C4"),
                blocks.costs("C5"),
                blocks.other_claims("C6"),
                blocks.total("C7"),
            ),
        ),
        Step(
            "reasons",
            "还有什么要说明",
            (blocks.basis("F14"), blocks.other_facts("F15"), blocks.evidence("F16")),
        ),
        blocks.agreements(),
    ),
)
