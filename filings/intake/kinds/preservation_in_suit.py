"""诉讼财产保全 (民事诉讼法 103; 保全规定 1, 4–5, 9–11): within five days, within 48 hours when it is urgent.

The ruling itself bears the number of the suit; what is registered here is its implementation, hence 执保.
"""

from filings.intake.enums import Side
from filings.intake.kinds import preservation, standing
from filings.intake.kinds.shape import CheckItem, Detail, Kind, Letters, Seat, Task

PRESERVATION_IN_SUIT = Kind(
    code="preservation_in_suit",
    title="诉讼财产保全",
    type_code="执保",
    summary="案件已经起诉，怕对方转移财产，请求法院先查封、扣押、冻结。",
    document="诉讼财产保全申请书",
    seats={Side.PLAINTIFF: Seat("申请人"), Side.DEFENDANT: Seat("被申请人")},
    guide=(
        "法院接受申请后五日内作出裁定；情况紧急的，四十八小时内作出。需要提供担保的，从提供担保之后起算。",
        "要求提供担保的，数额不超过请求保全数额的百分之三十。",
        "追索赡养费、扶养费、抚养费、抚恤金、医疗费用、劳动报酬、工伤赔偿、交通事故人身损害赔偿等，法院可以不要求担保。",
        "确实不知道对方具体财产的，写明具体线索也可以。",
    ),
    cause_name="申请诉讼财产保全",
    plea=preservation.PLEA,
    plea_hint=preservation.PLEA_HINT,
    amount=preservation.AMOUNT,
    amount_hint=preservation.AMOUNT_HINT,
    full_particulars=False,
    registers_first=False,
    urgent="detail:urgent=yes",
    limits=preservation.LIMITS,
    fee="preservation",
    titles={Task.CAUSE: "保全请求", Task.DETAILS: "案号、财产和担保", Task.SERVICE: "送达地址"},
    details=(
        Detail(
            "suit_number",
            "案件的案号，或者网上申请编号",
            "line",
            "required",
            "例如 （2026）鲁0117民初123号；还没有案号的填网上申请编号。",
            missing="请填写案件的案号或者网上申请编号",
        ),
        preservation.URGENT,
        preservation.PROPERTY,
        preservation.SECURITY,
        preservation.SECURITY_WORDS,
    ),
    forbidden=(preservation.CASH_ONLY, preservation.MORE_THAN_THIRTY),
    slots=(
        standing.identity_slot("申请人"),
        standing.document_slot("诉讼财产保全申请书"),
        preservation.SECURITY_SLOT,
        preservation.PROPERTY_SLOT,
        standing.authority_slot(),
        standing.guardianship_slot(),
        standing.other_slot(),
    ),
    checklist=preservation.checks(
        CheckItem(
            "suit",
            "案件正在本院审理或者已经提交起诉",
            "请填写案件的案号，或者起诉的网上申请编号。",
            "民事诉讼法第一百零三条第一款",
            "task:details",
        ),
        CheckItem(
            "need",
            "不保全可能使判决难以执行，或者造成其他损害",
            "请写明对方可能怎样处分财产，为什么需要保全。",
            "民事诉讼法第一百零三条第一款",
            "task:facts",
        ),
        security="请提供担保，数额不超过请求保全数额的百分之三十；保险公司担保书、金融机构独立保函、财产担保、保证都可以。",
    ),
    letters=Letters(
        acceptance="受理诉讼财产保全申请通知书",
        points=(
            "本院在接受申请后五日内作出裁定，情况紧急的在四十八小时内作出；裁定采取保全措施的，五日内开始执行，情况紧急的"
            "立即开始执行。",
            *preservation.POINTS_AFTER,
        ),
        rejection="民事裁定书",
        refused=preservation.REFUSED,
        laws="《中华人民共和国民事诉讼法》第一百零三条、第一百五十七条",
        remedy=preservation.REMEDY,
        insisted=preservation.INSISTED,
    ),
)
