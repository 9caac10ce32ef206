"""Rows that several forms share, defined once (law: common blocks of the 2025 set)."""

from filings.pleadings.data.shape import Section, Step, choice, day, line, rows, text, yes_no, yuan

UNTIL_PAID = "要不要一直算到实际还清那天"


def costs(number: str, side: str = "被告") -> Section:
    return Section(
        number,
        "是否主张诉讼费用",
        (yes_no("costs", f"要不要请法院判{side}负担诉讼费用", terms=("诉讼费用",)),),
        (f"{{?costs=yes}}判令{side}承担本案诉讼费用",),
    )


def other_claims(number: str) -> Section:
    return Section(
        number,
        "其他请求",
        (rows("other_claims", "还有其他请求吗", text("name", "请求"), each="{name}", hint="一行写一项，没有就不填。"),),
        ("{other_claims}",),
    )


def total(number: str) -> Section:
    return Section(
        number,
        "标的总额",
        (
            yuan(
                "total",
                "标的总额（元）",
                "不填就由系统把前面各项金额加起来。",
                terms=("标的总额",),
            ),
        ),
        silent=True,
    )


def securing_claim(number: str, creditor: str = "原告") -> Section:
    return Section(
        number,
        "是否主张担保权利",
        (
            yes_no("security_claimed", "要不要请法院判担保人承担责任", terms=("担保",)),
            text(
                "security_claim",
                "具体怎样承担",
                "例如：对某处房屋折价或者拍卖、变卖所得优先受偿；判令保证人某某承担连带清偿责任。",
                when=("security_claimed", "yes"),
            ),
        ),
        (f"{{?security_claimed=yes}}确认{creditor}的担保权利：{{security_claim}}",),
    )


def expenses(number: str) -> Section:
    return Section(
        number,
        "是否主张实现债权的费用",
        (
            yes_no("expenses_claimed", "要不要请对方负担律师费等费用", terms=("实现债权的费用",)),
            yuan("expenses", "一共多少元", claimed=True, when=("expenses_claimed", "yes")),
            line("expenses_detail", "明细", "例如：律师费 3000 元。", when=("expenses_claimed", "yes")),
        ),
        ("{?expenses_claimed=yes}判令被告支付实现债权的费用[{expenses}][（{expenses_detail}）]",),
    )


def contract(number: str, title: str = "合同签订情况", subject: str = "合同") -> Section:
    return Section(
        number,
        title,
        (
            line("contract_name", f"{subject}叫什么名字", "例如：借款合同、借条、欠条。没有书面的写“口头约定”。"),
            line("contract_number", "合同编号", "没有就不填。"),
            day("contract_day", "哪一天签的（谈好的）", past=True),
            line("contract_place", "在哪里签的"),
        ),
        ("[{contract_day}，][在{contract_place}，]双方订立{contract_name}[（编号{contract_number}）]",),
    )


def basis(number: str, title: str = "请求依据") -> Section:
    return Section(
        number,
        title,
        (
            text("basis_contract", "合同里哪些约定支持您的请求", "例如：合同第三条。"),
            text("basis_law", "法律规定", "知道就写，不知道可以不填，由法官适用法律。"),
        ),
        ("[{basis_contract}]", "[{basis_law}]"),
    )


def other_facts(number: str) -> Section:
    return Section(number, "其他需要说明的内容", (text("other_facts", "还有什么要说明的"),), ("{other_facts}",))


def evidence(number: str) -> Section:
    """Printed from the list of evidence that the filing holds."""
    return Section(number, "证据清单", source="evidence")


def security(first: int, *, guarantee_apart: bool = True) -> tuple[Step, Step]:
    """The security block on two pages, numbered from F`first`; the second page is asked only when there is a pledge.

    In 民间借贷 the manner of a guarantee stands in the row of the contract (six rows), elsewhere in its own (seven).
    """
    pledge, giver, ceiling, register, guarantee = (f"F{first + place}" for place in range(5))
    manner = choice(
        "guarantee_manner",
        "保证方式",
        {"general": "一般保证", "joint": "连带责任保证"},
        terms=("一般保证", "连带责任保证"),
        when=("guarantee", "yes"),
    )
    contract_fields = (
        yes_no("guarantee", "有没有保证人", terms=("保证",)),
        line("guarantor", "保证人是谁", when=("guarantee", "yes")),
        day("guarantee_day", "哪一天签的保证合同", when=("guarantee", "yes"), past=True),
        text("guarantee_content", "保证的主要内容", when=("guarantee", "yes")),
    )
    says_manner = "[保证方式为{guarantee_manner}]"
    says_contract = "{?guarantee=yes}[{guarantee_day}，]{guarantor}为上述债务提供保证[，{guarantee_content}]"
    if guarantee_apart:
        guarantees = (
            Section(guarantee, "是否签订保证合同", contract_fields, (says_contract,)),
            Section(f"F{first + 5}", "保证方式", (manner,), (says_manner,), when=("guarantee", "yes")),
        )
        last = first + 6
    else:
        guarantees = (Section(guarantee, "是否签订保证合同", (*contract_fields, manner), (says_contract, says_manner)),)
        last = first + 5
    return (
        Step(
            "security",
            "有没有担保",
            (
                Section(
                    pledge,
                    "是否签订物的担保（抵押、质押）合同",
                    (
                        yes_no("pledge", "有没有用东西作抵押或者质押", terms=("抵押", "质押")),
                        day("pledge_day", "哪一天签的", when=("pledge", "yes"), past=True),
                    ),
                    ("{?pledge=yes}[{pledge_day}，]双方签订了抵押（质押）合同", "{?pledge=no}没有签订抵押、质押合同"),
                ),
                *guarantees,
                Section(
                    f"F{last}",
                    "其他担保方式",
                    (
                        yes_no("other_security", "有没有别的担保"),
                        line("other_security_form", "什么形式", when=("other_security", "yes")),
                        day("other_security_day", "哪一天", when=("other_security", "yes"), past=True),
                    ),
                    ("{?other_security=yes}另有其他担保：{other_security_form}[（{other_security_day}）]",),
                ),
            ),
            "没有担保的，选“否”就可以。",
        ),
        Step(
            "pledge",
            "抵押、质押的情况",
            (
                Section(
                    giver,
                    "担保人、担保物",
                    (line("pledgor", "担保人是谁"), text("pledged", "用什么担保", "例如：某小区 3 号楼 501 室房屋。")),
                    ("[担保人为{pledgor}][，担保物为{pledged}]",),
                    when=("pledge", "yes"),
                ),
                Section(
                    ceiling,
                    "是否最高额担保",
                    (
                        yes_no("ceiling", "是不是最高额担保", terms=("最高额担保",)),
                        day("ceiling_day", "债权确定的时间", when=("ceiling", "yes")),
                        yuan("ceiling_amount", "担保额度（元）", when=("ceiling", "yes")),
                    ),
                    ("{?ceiling=yes}该担保为最高额担保[，额度{ceiling_amount}][，债权于{ceiling_day}确定]",),
                    when=("pledge", "yes"),
                ),
                Section(
                    register,
                    "是否办理抵押、质押登记",
                    (
                        choice(
                            "registered",
                            "办理登记没有",
                            {"full": "已办正式登记", "advance": "已办预告登记", "no": "没有办理"},
                            terms=("登记", "预告登记"),
                        ),
                    ),
                    ("登记情况：{registered}",),
                    when=("pledge", "yes"),
                ),
            ),
        ),
    )


def agreements() -> Step:
    """约定管辖和诉讼保全, 对纠纷解决方式的意愿: asked at the end of every complaint."""
    return Step(
        "agreements",
        "约定、保全和调解",
        (
            Section(
                "J1",
                "有无仲裁、法院管辖约定",
                (
                    yes_no("clause", "合同里有没有写发生纠纷找哪里解决", terms=("仲裁", "约定管辖")),
                    text("clause_text", "那一条是怎样写的", when=("clause", "yes")),
                ),
                silent=True,
            ),
            Section(
                "J2",
                "是否已经诉前保全",
                (
                    yes_no("preserved", "起诉前法院有没有查封、冻结过对方的财产", terms=("诉前保全",)),
                    line("preserved_court", "哪个法院", when=("preserved", "yes")),
                    day("preserved_day", "哪一天", when=("preserved", "yes"), past=True),
                    line("preserved_number", "案号", when=("preserved", "yes")),
                ),
                silent=True,
            ),
            Section(
                "J3",
                "是否申请财产保全",
                (yes_no("preserve", "要不要申请财产保全", "选“是”的，另外提交申请书。", terms=("财产保全",)),),
                silent=True,
            ),
            Section(
                "M1",
                "是否了解调解",
                (
                    choice(
                        "mediation_known",
                        "您知道调解省时间、不收费、不伤和气、内容保密吗",
                        {"yes": "了解", "no": "不了解"},
                        terms=("先行调解",),
                    ),
                ),
                silent=True,
            ),
            Section("M2", "是否考虑先行调解", source="mediation"),
        ),
        "这一页都可以不填，不影响立案。",
    )


def claims_end(*sections: Section) -> Step:
    return Step("claims-rest", "其他请求和总额", sections, "把还想要求的写完，再看一看总额。")
