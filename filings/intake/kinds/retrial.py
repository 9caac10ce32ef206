"""申请再审，包括律师代理申诉 (民事诉讼法 210–216; 民诉解释 375–381). Registration first does not apply to it."""

from filings.intake.enums import Side
from filings.intake.kinds import standing
from filings.intake.kinds.shape import CheckItem, Detail, Kind, Letters, Limit, Seat, Slot, Task
from gangcheng_court.promises import RETRIAL_DECISION

RETRIAL = Kind(
    code="retrial",
    title="申请再审",
    type_code="民申",
    summary="认为已经生效的判决、裁定、调解书有错误，请求法院重新审理。律师代理申诉也在这里办。",
    document="再审申请书",
    seats={Side.PLAINTIFF: Seat("再审申请人"), Side.DEFENDANT: Seat("被申请人")},
    guide=(
        "大多数再审要向上一级法院申请：本院作出的生效裁判，一般向济南市中级人民法院申请。",
        "只有一方人数众多，或者双方都是公民的案件，才可以选择向本院申请。",
        "一般在裁判生效后六个月内提出；有新证据、主要证据是伪造的等情形，从知道之日起六个月内。",
        "申请再审不停止原判决、裁定的执行。",
        "律师代理申诉：请把律师填成代理人，并上传授权委托书、执业证和律所公函。",
    ),
    cause_name="申请再审",
    plea="再审请求",
    plea_hint="要求法院怎样改判，一项一项写。例如：撤销（2026）鲁0117民初123号民事判决第一项，改判……",
    amount="",
    full_particulars=False,
    registers_first=False,
    limits=(Limit(RETRIAL_DECISION),),
    fee="retrial",
    titles={
        Task.CAUSE: "再审请求",
        Task.DETAILS: "原裁判和再审理由",
        Task.FACTS: "具体事实与理由",
        Task.SERVICE: "送达地址",
    },
    details=(
        Detail(
            "original_court",
            "原裁判由哪个法院作出",
            "line",
            "required",
            "例如 济南市钢城区人民法院。",
            missing="请填写作出生效裁判的法院",
        ),
        Detail(
            "original_number",
            "原裁判的案号",
            "line",
            "required",
            "例如 （2026）鲁0117民初123号。",
            missing="请填写原裁判的案号",
        ),
        Detail("effective_on", "原裁判哪一天生效", "date", hint="不清楚可以不填，由法院核实。"),
        Detail(
            "why_here",
            "为什么向本院申请",
            "choice",
            "required",
            choices=(
                ("natural", "双方都是公民（自然人）"),
                ("numerous", "一方当事人人数众多"),
                ("neither", "都不是，或者不清楚"),
            ),
            hint="选“都不是”的，一般应当向济南市中级人民法院申请；您仍然可以提交，由本院告知。",
            missing="请选择为什么向本院申请",
        ),
        Detail(
            "ground",
            "再审的法定理由",
            "choice",
            "required",
            choices=(
                ("new_evidence", "有新的证据，足以推翻原判决、裁定"),
                ("no_proof", "认定的基本事实缺乏证据证明"),
                ("forged", "认定事实的主要证据是伪造的"),
                ("not_examined", "认定事实的主要证据未经质证"),
                ("not_collected", "需要的主要证据无法自行收集，书面申请法院调查收集，法院没有收集"),
                ("wrong_law", "适用法律确有错误"),
                ("panel", "审判组织不合法，或者应当回避的审判人员没有回避"),
                ("unrepresented", "无诉讼行为能力人没有法定代理人，或者当事人非因自己的原因没有参加诉讼"),
                ("no_debate", "剥夺当事人辩论权利"),
                ("not_summoned", "没有经过传票传唤就缺席判决"),
                ("claims", "遗漏或者超出诉讼请求"),
                ("basis_gone", "据以作出裁判的法律文书被撤销或者变更"),
                ("corruption", "审判人员有贪污受贿、徇私舞弊、枉法裁判行为"),
                ("mediation", "调解违反自愿原则，或者调解协议的内容违反法律"),
            ),
            hint="最主要的选一个，其他的写在事实与理由里。",
            missing="请选择再审的法定理由",
        ),
    ),
    slots=(
        standing.identity_slot("再审申请人"),
        Slot("judgment", "原审判决书、裁定书或者调解书", "required", "每一审的都要，每一页的照片。"),
        standing.document_slot("再审申请书"),
        standing.evidence_slot("能支持再审理由的主要证据，照片即可。", title="主要证据材料"),
        standing.authority_slot(
            "律师代理申诉的：授权委托书、律师执业证、律所公函。其他代理人：授权委托书、身份证和关系证明。"
        ),
        standing.guardianship_slot(),
        standing.other_slot(),
    ),
    checklist=(
        CheckItem(
            "court",
            "依法可以向本院申请",
            "请说明双方是否都是公民，或者一方是否人数众多。",
            "民事诉讼法第二百一十条；民诉解释第三百七十七条",
            "task:details",
        ),
        CheckItem(
            "ground",
            "有法定的再审事由",
            "请写明再审的法定事由及具体事实、理由。",
            "民事诉讼法第二百一十一条、第二百一十二条；民诉解释第三百七十六条第四项",
            "task:facts",
        ),
        CheckItem(
            "original",
            "写明原审法院、案号并附裁判文书",
            "请写明原审法院和案号，并上传完整的判决书、裁定书或者调解书。",
            "民诉解释第三百七十五条、第三百七十六条第二项",
            "slot:judgment",
        ),
        CheckItem(
            "claims",
            "有具体的再审请求",
            "请把再审请求写具体。",
            "民诉解释第三百七十六条第三项",
            "task:cause",
        ),
        CheckItem(
            "first_time",
            "不是再审申请被驳回后再次申请等情形",
            "请说明以前是否申请过再审，以及处理结果。",
            "民诉解释第三百八十一条",
            "task:facts",
        ),
        CheckItem(
            "parties",
            "双方的基本信息",
            "请补充再审申请人和被申请人的姓名（名称）、住所和联系方式。",
            "民诉解释第三百七十六条第一项",
            "task:parties",
        ),
        standing.identity_check("再审申请人", "民诉解释第三百七十五条"),
        standing.authority_check(),
        standing.service_check(),
    ),
    letters=Letters(
        acceptance="受理再审申请通知书",
        points=(
            "本院自收到符合条件的再审申请书之日起五日内将副本发送对方，对方应当自收到之日起十五日内提交书面意见；不提交的，"
            "不影响审查。",
            "本院自收到再审申请书之日起三个月内审查，裁定再审或者驳回申请；有特殊情况需要延长的，由本院院长批准。",
            "申请再审不停止判决、裁定、调解书的执行。",
        ),
        rejection="不予受理再审申请通知书",
        refused="再审申请，本院不予受理",
        laws="《中华人民共和国民事诉讼法》第二百一十条、《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》"
        "第三百八十一条",
        remedy="依照民事诉讼法第二百二十条规定，符合条件的，可以向人民检察院申请检察建议或者抗诉；应当由上一级人民法院审查的，"
        "可以向山东省济南市中级人民法院申请再审。",
        decides="通知如下",
        insisted="本院书面答复不予受理的理由",
    ),
)
