"""诉前财产保全 (民事诉讼法 104; 保全规定 1, 4–5, 10): ruled on within 48 hours, a suit must follow within 30 days."""

from filings.intake.enums import Side
from filings.intake.kinds import preservation, standing
from filings.intake.kinds.shape import ALWAYS, CheckItem, Detail, Kind, Letters, Limit, Seat, Task
from gangcheng_court.promises import URGENT_PRESERVATION

PRESERVATION_BEFORE_SUIT = Kind(
    code="preservation_before_suit",
    title="诉前财产保全",
    type_code="财保",
    summary="还没有起诉，情况紧急。不马上查封、冻结对方的财产，权利就要受到难以弥补的损害。",
    document="诉前财产保全申请书",
    seats={Side.PLAINTIFF: Seat("申请人"), Side.DEFENDANT: Seat("被申请人")},
    guide=(
        "法院接受申请后四十八小时内作出裁定，节假日也一样。",
        "采取保全措施后三十日内必须起诉或者申请仲裁，否则解除保全。",
        "应当提供担保，一般相当于请求保全的数额。保险公司担保书、银行独立保函都可以。",
        "向财产所在地、被申请人住所地，或者对案件有管辖权的法院申请。",
    ),
    cause_name="申请诉前财产保全",
    plea=preservation.PLEA,
    plea_hint=preservation.PLEA_HINT,
    amount=preservation.AMOUNT,
    amount_hint=preservation.AMOUNT_HINT,
    full_particulars=False,
    registers_first=False,
    urgent=ALWAYS,
    limits=(Limit(URGENT_PRESERVATION),),
    fee="preservation",
    titles={Task.CAUSE: "保全请求", Task.DETAILS: "财产、担保和紧急情况", Task.SERVICE: "送达地址"},
    details=(
        Detail(
            "emergency",
            "为什么来不及先起诉",
            "text",
            "required",
            "例如：对方正在出售唯一的房屋，挂牌日期是几月几日。",
            missing="请写明为什么情况紧急、来不及先起诉",
        ),
        preservation.PROPERTY,
        preservation.SECURITY,
        preservation.SECURITY_WORDS,
        Detail("suit", "准备向哪个法院起诉，或者向哪里申请仲裁", "line", hint="还没有想好可以不填。"),
    ),
    forbidden=(preservation.CASH_ONLY,),
    slots=(
        standing.identity_slot("申请人"),
        standing.document_slot("诉前财产保全申请书"),
        standing.evidence_slot("合同、借条、转账记录等能说明双方关系的，以及能说明情况紧急的。"),
        preservation.SECURITY_SLOT,
        preservation.PROPERTY_SLOT,
        standing.authority_slot(),
        standing.guardianship_slot(),
        standing.other_slot(),
    ),
    checklist=preservation.checks(
        CheckItem(
            "emergency",
            "情况紧急，不立即保全将受到难以弥补的损害",
            "请写明对方正在怎样处分财产，为什么来不及先起诉。",
            "民事诉讼法第一百零四条第一款",
            "task:details",
        ),
        CheckItem(
            "jurisdiction",
            "属于本院管辖",
            "请说明被保全财产所在地、被申请人住所地，或者本院对案件有管辖权的理由。",
            "民事诉讼法第一百零四条第一款",
            "task:details",
        ),
        security="请提供担保，数额相当于请求保全的数额；保险公司担保书、金融机构独立保函、财产担保、保证都可以。",
    ),
    letters=Letters(
        acceptance="受理诉前财产保全申请通知书",
        points=(
            "本院在接受申请后四十八小时内作出裁定；裁定采取保全措施的，立即开始执行。",
            "应当在本院采取保全措施后三十日内依法提起诉讼或者申请仲裁，逾期的，本院解除保全。",
            *preservation.POINTS_AFTER,
        ),
        rejection="民事裁定书",
        refused=preservation.REFUSED,
        laws="《中华人民共和国民事诉讼法》第一百零四条、第一百五十七条",
        remedy=preservation.REMEDY,
        insisted=preservation.INSISTED,
    ),
)
