"""买卖合同."""

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
    text,
    yes_no,
    yuan,
)

FORM = FormKind(
    edition="2025",
    code="sale",
    title="买卖合同",
    document="民事起诉状",
    matter="买卖合同纠纷",
    role=Role.COMPLAINT,
    total="total",
    checks=("price_is_left",),
    steps=(
        Step(
            "contract",
            "合同和双方",
            (
                blocks.contract("F1"),
                Section(
                    "F2",
                    "合同主体",
                    (line("seller", "出卖人（卖方）"), line("buyer", "买受人（买方）")),
                    ("出卖人为{seller}，买受人为{buyer}",),
                ),
                Section(
                    "F3",
                    "标的物情况",
                    (text("goods", "买卖的是什么", "名称、规格、质量、数量。例如：水泥，P.O 42.5，100 吨。"),),
                    ("双方约定买卖{goods}",),
                ),
            ),
        ),
        Step(
            "price",
            "价格和付款",
            (
                Section(
                    "F4",
                    "价格及支付方式",
                    (
                        yuan("unit_price", "单价（元）"),
                        yuan("price", "总价（元）"),
                        choice(
                            "paid_by",
                            "用什么付",
                            {"cash": "现金", "transfer": "转账", "bill": "票据", "other": "其他"},
                        ),
                        line("bill", "哪种票据", when=("paid_by", "bill")),
                        choice("paid_in", "一次付还是分期付", {"once": "一次性", "parts": "分期"}),
                        text("paid_parts", "怎样分期", when=("paid_in", "parts")),
                    ),
                    (
                        "[单价{unit_price}，]总价{price}",
                        "以{paid_by}方式支付[（{bill}）]",
                        "{?paid_in=once}约定一次性付清",
                        "{?paid_in=parts}约定分期支付[：{paid_parts}]",
                    ),
                ),
                Section(
                    "F5",
                    "交货时间、地点、方式、风险承担、安装、调试、验收",
                    (text("delivery", "交货是怎样约定的", terms=("风险承担",)),),
                    ("交货约定：{delivery}",),
                ),
                Section(
                    "F6",
                    "质量标准及检验方式、质量异议期限",
                    (text("quality", "质量是怎样约定的", terms=("质量异议期限",)),),
                    ("质量约定：{quality}",),
                ),
                Section(
                    "F7",
                    "违约金、定金、迟延履行违约金",
                    (
                        yuan("penalty", "约定的违约金（元）", terms=("违约金",)),
                        line("penalty_clause", "在合同第几条"),
                        yuan("deposit", "定金（元）", terms=("定金",)),
                        line("deposit_clause", "定金在合同第几条"),
                        rate("late_rate", "迟延一天付百分之几（%）"),
                        line("late_clause", "迟延违约金在合同第几条"),
                    ),
                    (
                        "约定违约金{penalty}[（合同{penalty_clause}）]",
                        "约定定金{deposit}[（合同{deposit_clause}）]",
                        "约定迟延履行违约金为每日{late_rate}[（合同{late_clause}）]",
                    ),
                ),
            ),
        ),
        Step(
            "performance",
            "履行到哪里了",
            (
                Section(
                    "F8",
                    "价款支付及标的物交付情况",
                    (
                        yuan("paid_in_time", "按期付了多少（元）"),
                        yuan("paid_late", "逾期付了多少（元）"),
                        yuan("unpaid", "逾期没有付多少（元）"),
                        line("delivered", "按期交了多少货"),
                        line("delivered_late", "逾期交了多少货"),
                        line("undelivered", "逾期没有交多少货"),
                    ),
                    (
                        "按期支付价款{paid_in_time}",
                        "逾期付款{paid_late}",
                        "逾期未付款{unpaid}",
                        "按期交付{delivered}",
                        "逾期交付{delivered_late}",
                        "逾期未交付{undelivered}",
                    ),
                ),
                Section(
                    "F9",
                    "是否存在迟延履行",
                    (
                        yes_no("late", "对方有没有拖着不做"),
                        day("late_from", "从哪一天开始", when=("late", "yes"), past=True, after="contract_day"),
                        choice(
                            "late_what",
                            "拖的是什么",
                            {"pay": "逾期付款", "deliver": "逾期交货"},
                            when=("late", "yes"),
                        ),
                    ),
                    ("{?late=yes}被告[自{late_from}起]迟延履行[，{late_what}]",),
                ),
                Section(
                    "F10",
                    "是否催促过履行",
                    (
                        yes_no("urged", "催过没有"),
                        day("urged_day", "哪一天", when=("urged", "yes"), past=True),
                        line("urged_by", "怎样催的", "例如：微信、书面函件。", when=("urged", "yes")),
                    ),
                    ("{?urged=yes}原告[于{urged_day}][以{urged_by}]催促过履行",),
                ),
            ),
        ),
        Step(
            "quality-dispute",
            "质量和解除",
            (
                Section(
                    "F11",
                    "有无质量争议",
                    (
                        yes_no("quality_dispute", "有没有因为质量争起来"),
                        text("quality_dispute_detail", "怎么回事", when=("quality_dispute", "yes")),
                    ),
                    ("{?quality_dispute=yes}双方存在质量争议[：{quality_dispute_detail}]",),
                ),
                Section(
                    "F12",
                    "质量规格或履行方式是否不符合约定",
                    (
                        yes_no("nonconforming", "有没有不符合约定的"),
                        text("nonconforming_detail", "哪里不符合", when=("nonconforming", "yes")),
                    ),
                    ("{?nonconforming=yes}质量规格或履行方式不符合约定[：{nonconforming_detail}]",),
                ),
                Section(
                    "F13",
                    "是否曾就质量问题协商",
                    (
                        yes_no("negotiated", "商量过没有"),
                        text("negotiated_detail", "什么时候、怎样商量的", when=("negotiated", "yes")),
                    ),
                    ("{?negotiated=yes}双方曾就质量问题协商[：{negotiated_detail}]",),
                ),
                Section(
                    "F14",
                    "是否通知解除合同",
                    (
                        yes_no("notified", "通知过对方解除合同吗", terms=("解除合同",)),
                        text("notified_detail", "什么时候、怎样通知的", when=("notified", "yes")),
                    ),
                    ("{?notified=yes}已通知被告解除合同[：{notified_detail}]",),
                ),
            ),
        ),
        *blocks.security(16),
        Step(
            "claim-money",
            "要求付多少钱",
            (
                Section(
                    "C1",
                    "给付价款",
                    (yuan("claim_price", "要求付货款多少（元）", claimed=True),),
                    ("判令被告支付货款{claim_price}",),
                ),
                Section(
                    "C2",
                    "迟延给付价款的利息（违约金）",
                    (
                        yuan("claim_interest", "利息或违约金（元）", claimed=True, terms=("违约金",)),
                        day("claim_interest_day", "算到哪一天"),
                        rate("claim_interest_rate", "利率（%）"),
                        text("claim_interest_way", "怎样算的"),
                        yes_no("until_paid", blocks.UNTIL_PAID),
                    ),
                    (
                        "判令被告支付迟延付款的利息（违约金）{claim_interest}[（截至{claim_interest_day}）]"
                        "[，利率{claim_interest_rate}][，计算方式：{claim_interest_way}]"
                        "[{?until_paid=yes}，此后继续计算至实际清偿之日止]",
                    ),
                ),
                Section(
                    "C3",
                    "赔偿因违约所受损失",
                    (
                        yuan("claim_loss", "损失（元）", claimed=True),
                        choice(
                            "breach",
                            "对方怎样违约",
                            {"late": "迟延履行", "none": "不履行", "other": "其他"},
                        ),
                        text("loss_way", "损失怎样算的"),
                    ),
                    ("判令被告赔偿因违约造成的损失{claim_loss}[（违约情形：{breach}）][，计算依据：{loss_way}]",),
                ),
                Section(
                    "F15",
                    "被告应付利息、违约金、赔偿金",
                    (
                        yuan("owed_interest", "应付利息（元）"),
                        yuan("owed_penalty", "应付违约金（元）"),
                        yuan("owed_damages", "应付赔偿金（元）"),
                        yuan("owed_total", "共计（元）"),
                        text("owed_way", "怎样算的"),
                    ),
                    (
                        "被告应付利息{owed_interest}",
                        "应付违约金{owed_penalty}",
                        "应付赔偿金{owed_damages}",
                        "共计{owed_total}",
                        "计算方式：{owed_way}",
                    ),
                ),
            ),
            "只写您要求的。",
        ),
        Step(
            "claim-other",
            "质量责任、继续或者解除",
            (
                Section(
                    "C4",
                    "是否对标的物瑕疵承担责任",
                    (
                        choice(
                            "remedy",
                            "货有毛病，要求怎么办",
                            {
                                "repair": "修理",
                                "remake": "重作",
                                "replace": "更换",
                                "return": "退货",
                                "reduce": "减少价款或者报酬",
                                "other": "其他",
                            },
                        ),
                        line("remedy_detail", "具体怎样"),
                    ),
                    ("判令被告对标的物瑕疵承担责任：{remedy}[（{remedy_detail}）]",),
                ),
                Section(
                    "C5",
                    "继续履行或者解除合同",
                    (
                        choice(
                            "go_on",
                            "合同还要不要",
                            {
                                "go_on": "继续履行",
                                "end": "判令解除合同",
                                "ended": "确认合同已经解除",
                                "no": "不要求",
                            },
                            terms=("解除合同",),
                        ),
                        line("go_on_until", "多久之内履行", when=("go_on", "go_on")),
                        day("ended_day", "哪一天解除的", when=("go_on", "ended"), past=True, after="contract_day"),
                    ),
                    (
                        "{?go_on=go_on}判令被告继续履行合同[（履行期限：{go_on_until}）]",
                        "{?go_on=end}判令解除双方的买卖合同",
                        "{?go_on=ended}确认双方的买卖合同已[于{ended_day}]解除",
                    ),
                ),
            ),
        ),
        Step(
            "claim-more",
            "担保、费用和总额",
            (
                blocks.securing_claim("C6"),
                blocks.expenses("C7"),
                blocks.costs("C8"),
                blocks.other_claims("C9"),
                blocks.total("C10"),
            ),
        ),
        Step(
            "reasons",
            "还有什么要说明",
            (blocks.basis("F23", "请求承担责任的依据"), blocks.other_facts("F24"), blocks.evidence("F25")),
        ),
        blocks.agreements(),
    ),
)
