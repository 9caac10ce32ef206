"""行政起诉 (行政诉讼法 44–51; 行诉解释 53–55). Off by default: hearing it may lie with another court (KINDS_OFF)."""

from filings.intake.enums import Side
from filings.intake.kinds import standing
from filings.intake.kinds.shape import CheckItem, Detail, Forbidden, Kind, Letters, Seat, Slot, Task

ADMINISTRATIVE_COMPLAINT = Kind(
    code="administrative_complaint",
    title="行政起诉",
    type_code="行初",
    summary="对行政机关的处罚、强制、许可、征收等决定不服，或者行政机关该办的不办。请求法院裁判。",
    document="行政起诉状",
    seats={
        Side.PLAINTIFF: Seat("原告"),
        Side.DEFENDANT: Seat("被告", who="作出决定的行政机关是"),
        Side.THIRD_PARTY: Seat("第三人", least=0),
    },
    cause_edition="admin2020",
    guide=(
        "一般在知道或者应当知道行政行为之日起六个月内起诉；经过复议的，收到复议决定书之日起十五日内起诉。",
        "行政行为合不合法，由行政机关举证，不用您证明它违法。",
        "复议机关维持原决定的，原机关和复议机关都是被告；改变原决定的，复议机关是被告。",
    ),
    amount="请求赔偿或者补偿的金额（元）",
    amount_hint="没有请求赔偿、补偿的不填。",
    plea_hint="要求法院判什么，一项一项写。例如：撤销某机关某年某月某日作出的某号行政处罚决定。",
    fee="administrative",
    titles={Task.DETAILS: "行政行为", Task.SERVICE: "送达地址"},
    details=(
        Detail(
            "act",
            "对哪一个决定或者哪一件事不服",
            "line",
            "required",
            "写明机关、日期、文号；该办不办的，写明什么时候向哪个机关申请了什么。",
            missing="请写明对哪一个行政行为不服",
        ),
        Detail("known_on", "哪一天知道的", "date", hint="记不清可以不填，不影响提交。"),
        Detail(
            "reconsideration",
            "有没有申请行政复议",
            "choice",
            "required",
            choices=(
                ("none", "没有申请"),
                ("upheld", "申请了，维持原决定"),
                ("changed", "申请了，改变了原决定"),
                ("silent", "申请了，逾期没有决定或者不受理"),
            ),
            missing="请选择有没有申请行政复议",
        ),
        Detail("reconsidered_on", "哪一天收到复议决定书", "date", hint="没有申请复议的不填。"),
    ),
    forbidden=(
        Forbidden(
            "行政行为违法的证明",
            r"(提交|提供|补充|补交|证明).{0,14}(违法|不合法).{0,6}(证据|证明|材料|依据)"
            r"|(证明|说明).{0,10}(行为|决定|处罚).{0,4}(违法|不合法)",
            "行政行为是否合法由被告举证，不得要求原告证明它违法。",
            "行政诉讼法第三十四条；行诉解释第五十四条",
        ),
    ),
    slots=(
        standing.identity_slot("原告"),
        Slot(
            "act",
            "行政行为或者不作为存在的材料",
            "required",
            "处罚决定书、通知书、复议决定书等的照片；该办不办的，交申请材料或者邮寄凭证。",
        ),
        standing.document_slot("行政起诉状"),
        standing.evidence_slot("能说明这件事和您有什么利害关系的材料，以及其他证据。"),
        Slot(
            "reconsideration",
            "行政复议决定书",
            "optional",
            "经过复议的，交复议决定书每一页的照片。",
            condition="detail:reconsideration!=none",
            advised=True,
        ),
        standing.authority_slot(),
        standing.guardianship_slot(),
        standing.other_slot(),
    ),
    checklist=(
        CheckItem(
            "standing",
            "原告与行政行为有利害关系",
            "请说明您与被诉行政行为的利害关系，并提交相应材料。",
            "行政诉讼法第二十五条、第四十九条第一项；行诉解释第五十四条",
            "task:facts",
        ),
        CheckItem(
            "defendant",
            "有明确的被告",
            "请写明作出行政行为的机关；经过复议的，写明复议机关。",
            "行政诉讼法第二十六条、第四十九条第二项",
            "task:parties",
        ),
        CheckItem(
            "claims",
            "有具体的诉讼请求和事实根据",
            "请把每一项诉讼请求写具体，并写明事实根据。",
            "行政诉讼法第四十九条第三项；行诉解释第六十八条",
            "task:cause",
        ),
        CheckItem(
            "act",
            "行政行为或者不作为存在",
            "请提交被诉行政行为或者不作为存在的材料，照片即可。",
            "行诉解释第五十四条第一款",
            "slot:act",
        ),
        CheckItem(
            "jurisdiction",
            "属于行政诉讼受案范围和本院管辖",
            "请说明作出行政行为的机关所在地，以及复议的情况。",
            "行政诉讼法第十二条、第十八条、第四十九条第四项",
            "task:details",
        ),
        CheckItem(
            "reconsideration",
            "复议前置的已经过复议",
            "请提交行政复议决定书或者不予受理的通知。",
            "行政诉讼法第四十四条第二款",
            "task:details",
        ),
        standing.identity_check("原告", "行诉解释第五十四条第一款"),
        standing.authority_check("行政诉讼法第三十一条；行诉解释第三十一条"),
        standing.service_check(),
    ),
    letters=Letters(
        acceptance="行政案件受理通知书",
        points=(
            "在诉讼中，当事人有权委托一至二人代为诉讼，有权申请回避、提供证据、进行辩论。",
            "行政行为的合法性由被告负举证责任；原告提供的证明行政行为违法的证据不成立的，不免除被告的举证责任。",
            "诉讼期间不停止行政行为的执行；认为执行会造成难以弥补的损失的，可以申请停止执行。",
            "案件受理费以本院另行发出的交费通知为准，自收到通知次日起七日内预交。交纳确有困难的，可以申请缓交、减交或者"
            "免交。",
        ),
        rejection="行政裁定书",
        refused="起诉，本院不予立案",
        laws="《中华人民共和国行政诉讼法》第四十九条、第五十一条第二款",
        remedy="如不服本裁定，可以在裁定书送达之日起十日内，向本院递交上诉状，上诉于山东省济南市中级人民法院。",
        uncorrected="《最高人民法院关于人民法院登记立案若干问题的规定》第七条",
        insisted="本院依法裁定不予立案；对裁定可以上诉",
    ),
)
