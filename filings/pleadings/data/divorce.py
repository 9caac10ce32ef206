"""离婚."""

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

OWNERS = {"plaintiff": "归原告", "defendant": "归被告", "other": "另行处理（见明细）"}
BEARERS = {"plaintiff": "由原告承担", "defendant": "由被告承担", "both": "双方共同承担"}
RAISERS = {"plaintiff": "由原告直接抚养", "defendant": "由被告直接抚养", "in_turn": "双方轮流抚养"}

FORM = FormKind(
    edition="2025",
    code="divorce",
    title="离婚",
    document="民事起诉状",
    matter="离婚纠纷",
    role=Role.COMPLAINT,
    checks=("divorce_again", "divorce_of_a_mother"),
    steps=(
        Step(
            "marriage",
            "婚姻情况",
            (
                Section(
                    "F1",
                    "婚姻关系基本情况",
                    (
                        day("married", "哪一天登记结婚", past=True),
                        text("children_born", "有几个孩子，哪年出生", "没有就写“没有生育子女”。"),
                        text("living", "现在怎样生活", "例如：2024 年 3 月起分居。"),
                        text("reasons", "为什么要离婚", "例如：长期争吵、家庭暴力、赌博、分居。写清时间和经过。"),
                        yes_no("sued_before", "以前起诉过离婚吗"),
                        day(
                            "sued_before_ended",
                            "上一次哪一天判的、调解和好的或者撤诉的",
                            when=("sued_before", "yes"),
                            past=True,
                            after="married",
                        ),
                        text("sued_before_new", "那以后有什么新情况、新理由", when=("sued_before", "yes")),
                        choice(
                            "plaintiff_is",
                            "您是男方还是女方",
                            {"husband": "男方", "wife": "女方"},
                            "下面两问只为提醒您法律的规定，是否受理由法院决定。",
                        ),
                        yes_no(
                            "pregnancy",
                            "女方现在怀孕，或者生孩子不满一年，或者终止妊娠不满六个月吗",
                            when=("plaintiff_is", "husband"),
                        ),
                    ),
                    (
                        "原告与被告于{married}登记结婚",
                        "生育子女情况：{children_born}",
                        "双方生活情况：{living}",
                        "离婚事由：{reasons}",
                        "{?sued_before=no}此前没有起诉过离婚",
                        "{?sued_before=yes}此前曾起诉离婚[，该案于{sued_before_ended}结束][，此后的新情况、新理由：{sued_before_new}]",
                    ),
                ),
            ),
            "说清婚姻怎样开始、为什么过不下去。",
        ),
        Step(
            "property",
            "共同财产",
            (
                Section(
                    "F2",
                    "夫妻共同财产情况",
                    (text("property_facts", "婚后一起挣下、买下的财产有哪些"),),
                    ("{property_facts}",),
                ),
                Section(
                    "C2",
                    "夫妻共同财产",
                    (
                        yes_no("property", "要不要请法院分共同财产"),
                        rows(
                            "property_items",
                            "怎样分",
                            choice(
                                "what", "财产", {"house": "房屋", "car": "汽车", "savings": "存款", "other": "其他"}
                            ),
                            line("detail", "明细"),
                            choice("to", "归谁", OWNERS),
                            each="{what}[（{detail}）][{to}]",
                            when=("property", "yes"),
                        ),
                        yuan(
                            "property_total",
                            "共同财产一共大约值多少（元）",
                            "法院按它计算诉讼费，20 万元以内不另交。",
                            when=("property", "yes"),
                        ),
                    ),
                    ("{?property=yes}依法分割夫妻共同财产[：{property_items}][，财产总值约{property_total}]",),
                ),
            ),
        ),
        Step(
            "debts",
            "共同债务",
            (
                Section(
                    "F3",
                    "夫妻共同债务情况",
                    (text("debt_facts", "欠下的债有哪些", terms=("共同债务",)),),
                    ("{debt_facts}",),
                ),
                Section(
                    "C3",
                    "夫妻共同债务",
                    (
                        yes_no("debts", "要不要请法院处理共同债务"),
                        rows(
                            "debt_items",
                            "怎样承担",
                            line("what", "哪一笔债"),
                            yuan("amount", "金额（元）"),
                            choice("by", "由谁承担", BEARERS),
                            each="{what}[{amount}][{by}]",
                            when=("debts", "yes"),
                        ),
                    ),
                    ("{?debts=yes}依法处理夫妻共同债务[：{debt_items}]",),
                ),
            ),
        ),
        Step(
            "children",
            "孩子跟谁生活",
            (
                Section(
                    "F4",
                    "子女直接抚养情况",
                    (text("custody_facts", "孩子现在跟谁生活，为什么这样安排对孩子好"),),
                    ("{custody_facts}",),
                ),
                Section(
                    "C4",
                    "子女直接抚养",
                    (
                        yes_no("custody", "有没有未成年的孩子要安排"),
                        rows(
                            "custody_items",
                            "孩子跟谁生活",
                            line("child", "孩子姓名"),
                            choice("to", "跟谁", RAISERS),
                            each="{child}[{to}]",
                            when=("custody", "yes"),
                        ),
                    ),
                    ("{?custody=yes}子女抚养：{custody_items}",),
                ),
            ),
            "没有未成年孩子的，这三页都不用填。",
        ),
        Step(
            "support",
            "抚养费",
            (
                Section(
                    "F5",
                    "子女抚养费情况",
                    (text("support_facts", "孩子每月要花多少，双方收入怎样", terms=("抚养费",)),),
                    ("{support_facts}",),
                ),
                Section(
                    "C5",
                    "子女抚养费",
                    (
                        yes_no("support", "要不要请法院判抚养费"),
                        choice(
                            "support_by",
                            "由谁付",
                            {"plaintiff": "原告", "defendant": "被告"},
                            when=("support", "yes"),
                        ),
                        line(
                            "support_amount",
                            "付多少、怎样算",
                            "例如：每月 1500 元，至孩子满 18 周岁。",
                            when=("support", "yes"),
                        ),
                        line(
                            "support_way",
                            "怎样付",
                            "例如：每月 10 日前转账。",
                            when=("support", "yes"),
                        ),
                    ),
                    ("{?support=yes}子女抚养费由{support_by}支付[：{support_amount}][，支付方式：{support_way}]",),
                ),
            ),
        ),
        Step(
            "visiting",
            "探望孩子",
            (
                Section(
                    "F6",
                    "子女探望权情况",
                    (text("visiting_facts", "现在怎样看望孩子", terms=("探望权",)),),
                    ("{visiting_facts}",),
                ),
                Section(
                    "C6",
                    "探望权",
                    (
                        yes_no("visiting", "要不要请法院判怎样看望孩子"),
                        choice(
                            "visiting_by",
                            "谁来看望",
                            {"plaintiff": "原告", "defendant": "被告"},
                            when=("visiting", "yes"),
                        ),
                        line(
                            "visiting_way",
                            "怎样看望",
                            "例如：每月第二个周末接回家。",
                            when=("visiting", "yes"),
                        ),
                    ),
                    ("{?visiting=yes}{visiting_by}享有探望权[，行使方式：{visiting_way}]",),
                ),
            ),
        ),
        Step(
            "damages",
            "赔偿、补偿和帮助",
            (
                Section(
                    "F7",
                    "赔偿、补偿、经济帮助相关情况",
                    (text("damages_facts", "为什么要求", "写清对方有什么过错，或者您付出了什么、生活有什么困难。"),),
                    ("{damages_facts}",),
                ),
                Section(
                    "C7",
                    "离婚损害赔偿、离婚经济补偿、离婚经济帮助",
                    (
                        yuan("damages", "离婚损害赔偿（元）", claimed=True, terms=("离婚损害赔偿",)),
                        yuan("compensation", "离婚经济补偿（元）", claimed=True, terms=("离婚经济补偿",)),
                        yuan("help", "离婚经济帮助（元）", claimed=True, terms=("离婚经济帮助",)),
                    ),
                    (
                        "判令被告支付离婚损害赔偿{damages}",
                        "判令被告支付离婚经济补偿{compensation}",
                        "判令被告给予离婚经济帮助{help}",
                    ),
                ),
            ),
            "没有就不填。",
        ),
        Step(
            "claims",
            "请求",
            (
                Section(
                    "C1",
                    "解除婚姻关系",
                    (
                        yes_no("divorce", "请求判决离婚吗"),
                        text("divorce_detail", "具体主张", "没有要补充的就不填。"),
                    ),
                    ("{?divorce=yes}判令原告与被告离婚[（{divorce_detail}）]",),
                ),
                blocks.costs("C8"),
                blocks.other_claims("C9"),
            ),
        ),
        Step(
            "reasons",
            "还有什么要说明",
            (blocks.other_facts("F8"), blocks.basis("F9"), blocks.evidence("F10")),
        ),
        blocks.agreements(),
    ),
)
