"""强制执行申请书, 财产保全申请书, 支付令申请书 and 民事起诉状 without a form of its own."""

from filings.pleadings.data import blocks
from filings.pleadings.data.shape import (
    FormKind,
    Role,
    Section,
    Step,
    choice,
    day,
    line,
    rows,
    text,
    yes_no,
    yuan,
)

WHERE = {
    "bank": "存款",
    "house": "房产",
    "car": "车辆",
    "shares": "股权",
    "claim": "到期债权",
    "other": "其他",
}


def property_rows(code: str, label: str) -> tuple[object, ...]:
    return (
        rows(
            code,
            label,
            choice("what", "财产", WHERE),
            line("detail", "在哪里、是什么", "例如：某银行某支行的账户。"),
            each="{what}[：{detail}]",
            terms=("财产线索", "到期债权"),
        ),
    )


ENFORCEMENT = FormKind(
    edition="2025",
    code="enforcement",
    title="强制执行",
    document="强制执行申请书",
    matter="",
    role=Role.APPLICATION,
    total="total",
    sides=("申请执行人", "被执行人"),
    signer="申请执行人",
    claims_title="执行请求",
    steps=(
        Step(
            "title",
            "要执行哪份文书",
            (
                Section(
                    "F1",
                    "执行依据",
                    (
                        line("title_name", "文书名称", "例如：民事判决书。", terms=("执行依据",)),
                        line("title_number", "案号（文号）", prefill="basis_number"),
                        line("title_by", "哪个机关作出的", prefill="basis_issuer"),
                        day("effective", "哪一天生效", "不知道就不填，由法院查明。", past=True, prefill="effective_on"),
                    ),
                    ("[{title_by}作出的]{title_name}[（{title_number}）][已于{effective}]发生法律效力",),
                ),
                Section(
                    "F2",
                    "已履行情况",
                    (text("performed", "对方已经做了什么、付了多少", prefill="performed"),),
                    ("已履行情况：{performed}",),
                ),
            ),
        ),
        Step(
            "claims",
            "请求执行什么",
            (
                Section(
                    "C1",
                    "本金",
                    (yuan("principal", "本金（元）", claimed=True),),
                    ("请求执行本金{principal}",),
                ),
                Section(
                    "C2",
                    "利息",
                    (yuan("interest", "利息（元）", claimed=True), text("interest_way", "怎样算的")),
                    ("请求执行利息{interest}[，计算方式：{interest_way}]",),
                ),
                Section(
                    "C3",
                    "迟延履行期间的债务利息",
                    (
                        yes_no("late_interest", "要不要迟延履行利息", terms=("迟延履行利息",)),
                        yuan("late_interest_amount", "算到现在多少（元）", claimed=True, when=("late_interest", "yes")),
                    ),
                    (
                        "{?late_interest=yes}请求被执行人支付迟延履行期间的债务利息[{late_interest_amount}]，"
                        "计算至实际履行之日止",
                    ),
                ),
                Section(
                    "C4",
                    "行为",
                    (text("act", "要求对方做什么、不做什么", "例如：交付某处房屋。"),),
                    ("请求被执行人履行：{act}",),
                ),
                blocks.total("C5"),
            ),
        ),
        Step(
            "property",
            "财产线索和收款账户",
            (
                Section(
                    "F3",
                    "被执行人财产线索",
                    property_rows("property", "知道对方有什么财产"),
                    ("被执行人财产线索：{property}",),
                ),
                Section(
                    "F4",
                    "收款账户",
                    (
                        line("account_holder", "户名"),
                        line("account_bank", "开户行"),
                        line("account_number", "账号"),
                    ),
                    ("收款账户：[户名{account_holder}][，开户行{account_bank}][，账号{account_number}]",),
                ),
                blocks.other_facts("F5"),
                blocks.evidence("F6"),
            ),
        ),
    ),
)

PRESERVATION = FormKind(
    edition="2025",
    code="preservation",
    title="财产保全",
    document="财产保全申请书",
    matter="",
    role=Role.APPLICATION,
    total="total",
    sides=("申请人", "被申请人"),
    signer="申请人",
    claims_title="请求事项",
    steps=(
        Step(
            "claims",
            "请求保全什么",
            (
                Section(
                    "C1",
                    "保全数额",
                    (yuan("amount", "保全多少钱的财产（元）", claimed=True, terms=("财产保全",)),),
                    ("请求查封、扣押、冻结被申请人价值{amount}的财产",),
                ),
                Section(
                    "C2",
                    "保全的财产",
                    property_rows("property", "哪些财产"),
                    ("请求保全的财产：{property}",),
                ),
                blocks.total("C3"),
            ),
        ),
        Step(
            "reasons",
            "为什么要保全",
            (
                Section(
                    "F1",
                    "保全的阶段",
                    (
                        choice(
                            "stage",
                            "现在是什么时候",
                            {"before": "起诉以前", "during": "起诉以后、判决以前", "enforcement": "判决以后、执行以前"},
                        ),
                        line("case_number", "已有案号的写案号"),
                    ),
                    ("申请在{stage}保全[，案号：{case_number}]",),
                ),
                Section(
                    "F2",
                    "事实和理由",
                    (text("why", "有什么情况说明对方可能转移财产、以后难以执行"),),
                    ("{why}",),
                ),
                Section(
                    "F3",
                    "情况是否紧急",
                    (
                        yes_no("urgent", "是不是很紧急", "紧急的，法院在 48 小时内作出裁定。"),
                        text("urgent_why", "紧急在哪里", when=("urgent", "yes")),
                    ),
                    ("{?urgent=yes}情况紧急[：{urgent_why}]",),
                ),
                Section(
                    "F4",
                    "担保",
                    (text("given_security", "提供什么担保", "例如：保险公司的保函。", terms=("担保", "保函")),),
                    ("申请人提供的担保：{given_security}",),
                ),
                blocks.evidence("F5"),
            ),
        ),
    ),
)

PAYMENT_ORDER = FormKind(
    edition="2025",
    code="payment_order",
    title="支付令",
    document="支付令申请书",
    matter="",
    role=Role.APPLICATION,
    total="total",
    sides=("申请人", "被申请人"),
    signer="申请人",
    claims_title="请求事项",
    steps=(
        Step(
            "claims",
            "请求对方付什么",
            (
                Section(
                    "C1",
                    "金钱",
                    (
                        yuan("money", "付多少钱（元）", claimed=True, terms=("支付令",)),
                        text("money_way", "怎样算的"),
                    ),
                    ("请求发出支付令，督促被申请人给付{money}[，计算方式：{money_way}]",),
                ),
                Section(
                    "C2",
                    "有价证券",
                    (line("securities", "有价证券的名称和数量"),),
                    ("请求督促被申请人给付有价证券：{securities}",),
                ),
                Section(
                    "C3",
                    "申请费用",
                    (yes_no("costs", "申请费要不要请对方负担"),),
                    ("{?costs=yes}申请费由被申请人负担",),
                ),
                blocks.total("C4"),
            ),
        ),
        Step(
            "reasons",
            "事实和条件",
            (
                Section(
                    "F1",
                    "债权债务的事实",
                    (text("debt", "为什么欠、欠多少、什么时候该付"), day("due", "哪一天到期", past=True)),
                    ("{debt}", "债务已于{due}到期"),
                ),
                Section(
                    "F2",
                    "与被申请人有无其他债务纠纷",
                    (yes_no("other_disputes", "您还欠对方别的吗", "互相有欠债的不能用支付令，可以起诉。"),),
                    (
                        "{?other_disputes=no}双方没有其他债务纠纷",
                        "{?other_disputes=yes}双方还有其他债务纠纷",
                    ),
                ),
                Section(
                    "F3",
                    "支付令能否送达",
                    (yes_no("reachable", "知道对方在哪里、能收到文书吗"),),
                    ("{?reachable=yes}支付令能够送达被申请人", "{?reachable=no}被申请人下落不明"),
                ),
                blocks.other_facts("F4"),
                blocks.evidence("F5"),
            ),
        ),
    ),
)

NARRATIVE = FormKind(
    edition="2025",
    code="narrative",
    title="其他纠纷",
    document="民事起诉状",
    matter="",
    role=Role.COMPLAINT,
    total="total",
    steps=(
        Step(
            "story",
            "发生了什么",
            (
                Section(
                    "F1",
                    "事情的经过",
                    (
                        day("began", "从哪一天开始", past=True),
                        line("place", "在哪里"),
                        text("story", "按时间顺序写经过", "什么时候、和谁、发生了什么、谁看见了。"),
                    ),
                    ("[{began}，][在{place}，]{story}",),
                ),
                Section(
                    "F2",
                    "对方做错了什么",
                    (text("wrong", "对方做了什么不该做的，或者该做没有做的"),),
                    ("{wrong}",),
                ),
                Section(
                    "F3",
                    "造成的结果",
                    (text("harm", "您受了什么损失", "写明数额和怎样算的。"),),
                    ("{harm}",),
                ),
                Section(
                    "F4",
                    "起诉前怎样交涉过",
                    (text("talks", "找过对方、居委会、派出所或者别的单位吗"),),
                    ("{talks}",),
                ),
            ),
        ),
        Step(
            "claims",
            "要求什么",
            (
                Section(
                    "C1",
                    "要求付的钱",
                    (
                        rows(
                            "payments",
                            "要求对方付的每一笔钱",
                            line("what", "什么钱", "例如：货款、赔偿款。"),
                            yuan("amount", "金额（元）", claimed=True),
                            each="判令被告支付{what}[{amount}]",
                        ),
                    ),
                    ("{payments}",),
                ),
                Section(
                    "C2",
                    "要求做的事",
                    (
                        rows(
                            "acts",
                            "要求对方做什么、不做什么",
                            text("what", "要求", "例如：判令被告拆除某处的棚子。"),
                            each="{what}",
                        ),
                    ),
                    ("{acts}",),
                ),
                blocks.costs("C3"),
                blocks.total("C4"),
            ),
        ),
        Step("reasons", "依据和证据", (blocks.basis("F5"), blocks.evidence("F6"))),
        blocks.agreements(),
    ),
)

APPLICATION = FormKind(
    edition="2025",
    code="application",
    title="申请",
    document="",
    matter="",
    role=Role.APPLICATION,
    sides=(),
    signer="",
    claims_title="",
    steps=(
        Step(
            "story",
            "发生了什么",
            (
                Section(
                    "F1",
                    "事情的经过",
                    (
                        day("began", "从哪一天开始", past=True),
                        line("place", "在哪里"),
                        text("story", "按时间顺序写经过", "什么时候、和谁、发生了什么、谁看见了。"),
                    ),
                    ("[{began}，][在{place}，]{story}",),
                ),
                Section("F2", "申请的理由", (text("why", "为什么提出申请"),), ("{why}",)),
            ),
        ),
        Step(
            "claims",
            "请求什么",
            (
                Section(
                    "C1",
                    "请求",
                    (rows("acts", "请求法院做什么", text("what", "请求", "一行写一项。"), each="{what}"),),
                    ("{acts}",),
                ),
            ),
        ),
        Step("reasons", "依据和证据", (blocks.basis("F3"), blocks.evidence("F4"))),
    ),
)
"""For every kind of filing without a form of its own: the paper and the sides are called what the kind calls them."""
