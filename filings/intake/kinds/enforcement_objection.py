"""执行异议 (民事诉讼法 236, 238; 执行异议复议规定 1–2): registered within three days, completed within three days."""

from filings.intake.enums import Side
from filings.intake.kinds import standing
from filings.intake.kinds.shape import CheckItem, Detail, Kind, Letters, Limit, Seat, Task
from gangcheng_court.promises import OBJECTION_DECISION

ENFORCEMENT_OBJECTION = Kind(
    code="enforcement_objection",
    title="执行异议",
    type_code="执异",
    summary="认为法院的执行行为违法，或者被查封、扣押、冻结的财产是自己的。可以向法院提出异议。",
    document="执行异议申请书",
    seats={
        Side.PLAINTIFF: Seat("异议人"),
        Side.DEFENDANT: Seat("申请执行人", least=0, who="案件里的"),
        Side.THIRD_PARTY: Seat("被执行人", least=0, who="还有"),
    },
    guide=(
        "当事人、利害关系人对执行行为不服的，在执行程序终结之前提出。",
        "案外人认为被执行的财产是自己的，在这件财产执行终结之前提出。",
        "法院三日内立案，立案后三日内通知您，十五日内审查裁定。不收费。",
        "要把所有理由一次提出来：同一执行行为被驳回或者撤回以后再提的，法院不受理。",
    ),
    cause_name="执行异议",
    plea="异议请求",
    plea_hint="要求法院怎样处理，一项一项写。例如：解除对某小区某号房屋的查封。",
    amount="",
    full_particulars=False,
    registers_first=False,
    limits=(Limit(OBJECTION_DECISION),),
    correction_days=3,
    fee="enforcement_objection",
    titles={Task.CAUSE: "异议请求", Task.DETAILS: "执行案件和异议", Task.SERVICE: "送达地址"},
    details=(
        Detail(
            "enforcement_number",
            "执行案件的案号",
            "line",
            "required",
            "写在执行通知书、查封裁定书上，例如 （2026）鲁0117执123号。",
            missing="请填写执行案件的案号",
        ),
        Detail(
            "objector",
            "您是案件里的什么人",
            "choice",
            "required",
            choices=(
                ("party", "当事人（申请执行人或者被执行人）"),
                ("interested", "利害关系人，执行行为影响了我的权利"),
                ("outsider", "案外人，被执行的财产是我的"),
            ),
            missing="请选择您是案件里的什么人",
        ),
        Detail(
            "objected",
            "对什么有异议",
            "text",
            "required",
            "写明哪一天、哪一个执行行为；或者哪一件财产，为什么是您的。",
            missing="请写明对什么执行行为或者哪件财产有异议",
        ),
    ),
    slots=(
        standing.identity_slot("异议人"),
        standing.document_slot("执行异议申请书"),
        standing.evidence_slot("查封裁定、买卖合同、付款凭证、登记材料等，照片即可。"),
        standing.authority_slot(),
        standing.guardianship_slot(),
        standing.other_slot(),
    ),
    checklist=(
        CheckItem(
            "objector",
            "异议人是当事人、利害关系人或者案外人",
            "请说明您与执行案件、执行行为或者被执行财产的关系。",
            "民事诉讼法第二百三十六条、第二百三十八条；执行异议复议规定第五条",
            "task:details",
        ),
        CheckItem(
            "request",
            "有具体的异议请求、事实和理由",
            "请写明具体的异议请求、事实和理由。",
            "执行异议复议规定第一条",
            "task:cause",
        ),
        CheckItem(
            "in_time",
            "在执行程序或者该标的执行终结之前提出",
            "请说明执行案件或者被执行财产现在的情况。",
            "执行异议复议规定第六条",
            "task:details",
        ),
        CheckItem(
            "court",
            "执行案件由本院办理",
            "请核对执行案件的案号和法院。",
            "执行异议复议规定第四条",
            "task:details",
        ),
        CheckItem(
            "first_time",
            "没有就同一执行行为或者标的提出过异议",
            "请说明以前是否提出过异议，以及处理结果。",
            "执行异议复议规定第十五条",
            "task:facts",
        ),
        standing.identity_check("异议人", "执行异议复议规定第一条第一项"),
        CheckItem(
            "evidence",
            "有相关的证据材料",
            "请补充与异议有关的证据材料，复印件或照片即可。",
            "执行异议复议规定第一条第二项",
            "slot:evidence",
        ),
        standing.authority_check(),
        standing.service_check("执行异议复议规定第一条第三项"),
    ),
    letters=Letters(
        acceptance="执行异议立案通知书",
        points=(
            "本院自收到书面异议之日起十五日内审查，理由成立的，裁定撤销、改正或者中止执行；理由不成立的，裁定驳回。",
            "对执行行为异议的裁定不服的，可以自裁定送达之日起十日内向上一级人民法院申请复议；案外人对执行标的异议的裁定不服，"
            "与原判决、裁定无关的，可以自裁定送达之日起十五日内提起诉讼。",
            "审查以书面进行；案情复杂、争议较大的，进行听证。经合法传唤不参加听证的，自行承担不利后果。",
        ),
        rejection="执行裁定书",
        refused="执行异议申请，本院不予受理",
        laws="《中华人民共和国民事诉讼法》第二百三十六条、第二百三十八条，《最高人民法院关于人民法院办理执行异议和复议案件"
        "若干问题的规定》第二条",
        remedy="如不服本裁定，可以自裁定书送达之日起十日内，向山东省济南市中级人民法院申请复议。",
        uncorrected="《最高人民法院关于人民法院办理执行异议和复议案件若干问题的规定》第二条第二款",
        insisted="本院依法裁定不予受理；对裁定可以申请复议",
    ),
)
