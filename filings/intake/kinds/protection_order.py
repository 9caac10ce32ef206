"""人身安全保护令 (反家庭暴力法 23–32; 法释〔2022〕17号): 72 hours, 24 when it is urgent; free; no other suit needed."""

from filings.intake.enums import Side
from filings.intake.kinds import standing
from filings.intake.kinds.shape import ALWAYS, CheckItem, Detail, Forbidden, Kind, Letters, Limit, Seat, Slot, Task
from gangcheng_court.promises import PROTECTION_ORDER as DECISION
from gangcheng_court.promises import URGENT_PROTECTION_ORDER as URGENT_DECISION

PROTECTION_ORDER = Kind(
    code="protection_order",
    title="人身安全保护令",
    type_code="民保令",
    summary="正在遭受家庭暴力，或者面临家庭暴力的现实危险。可以请求法院禁止对方伤害、骚扰、接触。不收费。",
    document="人身安全保护令申请书",
    seats={Side.PLAINTIFF: Seat("申请人"), Side.DEFENDANT: Seat("被申请人")},
    guide=(
        "正在受到伤害的，请马上拨打 110。",
        "不用先起诉离婚，也不收费。写不了的可以口头申请，拨打 12368 或者到窗口都行。",
        "法院七十二小时内作出决定，情况紧急的二十四小时内，节假日也一样。",
        "您自己的陈述就是证据。报警回执、告诫书、病历、聊天记录、录音、邻居证言，有什么交什么。没有也可以提交。",
        "年老、残疾、重病等无法自己申请的，别人可以按本人的意愿代为申请。代为申请的可以是近亲属、公安机关、民政部门、妇联；"
        "也可以是居委会、村委会、残联、老年人组织、救助管理机构。",
        "保护令最长六个月，失效前可以申请延长。",
    ),
    cause_name="申请人身安全保护令",
    plea="请求采取的措施",
    plea_hint="一项一项写。例如：禁止被申请人实施家庭暴力；禁止被申请人骚扰、跟踪、接触申请人及其近亲属；责令被申请人迁出"
    "申请人住所。",
    amount="",
    full_particulars=False,
    registers_first=False,
    urgent=ALWAYS,
    limits=(Limit(DECISION, "detail:urgent!=yes"), Limit(URGENT_DECISION, "detail:urgent=yes")),
    fee="protection_order",
    titles={
        Task.CAUSE: "请求采取的措施",
        Task.DETAILS: "关系和危险",
        Task.FACTS: "家庭暴力的经过",
        Task.SERVICE: "怎样安全地联系您",
    },
    details=(
        Detail(
            "relation",
            "对方是您的什么人",
            "choice",
            "required",
            choices=(
                ("spouse", "配偶"),
                ("parent_child", "父母或者子女"),
                ("family", "其他家庭成员"),
                ("living_together", "家庭成员以外共同生活的人"),
            ),
            missing="请选择对方是您的什么人",
        ),
        Detail(
            "urgent",
            "情况是不是紧急",
            "yes_no",
            "required",
            "例如刚刚挨打、对方扬言要伤害您或者孩子。紧急的，法院二十四小时内作出决定。",
            missing="请回答情况是不是紧急",
        ),
        Detail(
            "applied_by",
            "谁在申请",
            "choice",
            "required",
            choices=(
                ("self", "受害人本人，或者本人的法定代理人、委托的律师"),
                ("relative", "近亲属代为申请"),
                ("police", "公安机关代为申请"),
                ("civil_affairs", "民政部门代为申请"),
                ("women", "妇女联合会代为申请"),
                ("committee", "居民委员会、村民委员会代为申请"),
                ("disabled", "残疾人联合会代为申请"),
                ("elderly", "依法设立的老年人组织代为申请"),
                ("relief", "救助管理机构代为申请"),
            ),
            missing="请选择谁在申请",
        ),
        Detail(
            "proxy",
            "代为申请的人或者单位，联系方式，以及本人为什么不能自己申请",
            "text",
            hint="例如：某村村民委员会，某某，电话；本人八十岁，卧病在床，愿意由村委会代为申请。",
            condition="detail:applied_by!=self",
            advised=True,
            missing="代为申请的，请写明是谁、怎样联系、本人为什么不能自己申请",
        ),
        Detail("children", "有没有需要一起保护的孩子或者其他近亲属", "text", hint="写明姓名和关系，没有就不填。"),
        Detail(
            "confidential",
            "是不是要求对被申请人保密您现在的住址和电话",
            "yes_no",
            hint="选“是”的，法院不把这些告诉对方。",
        ),
        Detail("safe_contact", "什么时候、怎样联系您是安全的", "line", hint="例如：只打某某的电话；晚上不要打。"),
    ),
    forbidden=(
        Forbidden(
            "先提起离婚等诉讼",
            r"(先|同时|一并|另行).{0,6}(起诉|提起|申请).{0,6}(离婚|诉讼)|离婚.{0,6}(立案|起诉|受理).{0,4}后",
            "申请人身安全保护令，不以提起离婚等民事诉讼为条件。",
            "法释〔2022〕17号第一条第二款",
        ),
        Forbidden(
            "申请费",
            r"(交纳|缴纳|预交|补交|支付|收取).{0,8}(费|费用)",
            "申请人身安全保护令不收取诉讼费用。",
            "最高人民法院关于人身安全保护令案件相关程序问题的批复",
        ),
        Forbidden(
            "某一种特定的证据",
            r"(必须|只有|应当|须|没有).{0,8}(告诫书|报警|出警|处罚决定|伤情鉴定|鉴定意见|病历|诊断)",
            "当事人的陈述也是证据。家庭暴力的事实存在较大可能性就可以作出保护令。不得只认某一种证据。",
            "法释〔2022〕17号第六条",
        ),
    ),
    slots=(
        standing.identity_slot(
            "申请人", need="optional", hint="身份证照片。没带在身边的，可以先提交，以后再补，法院会核实身份。"
        ),
        standing.document_slot("人身安全保护令申请书"),
        standing.evidence_slot(
            "报警回执、告诫书、伤情照片、病历、聊天记录、录音、证人证言等，有什么交什么，没有也可以提交。"
        ),
        Slot(
            "proxy",
            "代为申请人的身份材料",
            "optional",
            "近亲属交身份证和关系证明，单位交介绍信。",
            advised=True,
            condition="detail:applied_by!=self",
        ),
        standing.authority_slot(),
        standing.guardianship_slot(),
        standing.other_slot(),
    ),
    checklist=(
        CheckItem(
            "respondent",
            "有明确的被申请人",
            "请写明被申请人的姓名和能够找到他的信息。",
            "反家庭暴力法第二十七条第一项",
            "task:parties",
        ),
        CheckItem(
            "request",
            "有具体的请求",
            "请写明要求采取哪些保护措施。",
            "反家庭暴力法第二十七条第二项、第二十九条",
            "task:cause",
        ),
        CheckItem(
            "danger",
            "有遭受家庭暴力或者面临现实危险的情形",
            "请写明什么时候、在哪里、对方做了什么或者扬言要做什么。",
            "反家庭暴力法第二十七条第三项；法释〔2022〕17号第三条、第六条",
            "task:facts",
        ),
        CheckItem(
            "relation",
            "双方是家庭成员或者共同生活的人",
            "请写明您和对方的关系，是否共同生活。",
            "反家庭暴力法第二条、第三十七条；法释〔2022〕17号第四条",
            "task:details",
        ),
        CheckItem(
            "jurisdiction",
            "属于本院管辖",
            "请说明您或者对方的居住地，或者家庭暴力发生在哪里。",
            "反家庭暴力法第二十五条",
            "task:facts",
        ),
        CheckItem(
            "proxy",
            "代为申请符合规定",
            "请写明代为申请的人或者单位，以及本人为什么不能自己申请、是否愿意。",
            "反家庭暴力法第二十三条第二款；法释〔2022〕17号第二条",
            "task:details",
            condition="detail:applied_by!=self",
        ),
        standing.authority_check(),
        standing.service_check(),
    ),
    letters=Letters(
        acceptance="受理人身安全保护令申请通知书",
        points=(
            "本院在受理后七十二小时内作出人身安全保护令或者驳回申请，情况紧急的，在二十四小时内作出。",
            "申请人身安全保护令不收取诉讼费用。",
            "人身安全保护令的有效期不超过六个月，自作出之日起生效；失效前可以申请撤销、变更或者延长。",
            "再次遭受家庭暴力的，请立即报警，并告知本院；被申请人违反保护令的，本院可以训诫、罚款、拘留，构成犯罪的，依法追究"
            "刑事责任。",
        ),
        rejection="民事裁定书",
        refused="人身安全保护令申请，本院予以驳回",
        laws="《中华人民共和国反家庭暴力法》第二十六条、第二十七条、第二十八条",
        remedy="如不服本裁定，可以自裁定生效之日起五日内，向本院申请复议一次。",
        insisted="本院依法作出裁定；对裁定可以申请复议",
    ),
)
