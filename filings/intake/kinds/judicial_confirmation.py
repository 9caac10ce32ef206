"""司法确认 (民事诉讼法 205–206; 民诉解释 353–355; 司法确认规定 2011): both parties apply together, and pay nothing."""

from filings.intake.enums import Side
from filings.intake.kinds import standing
from filings.intake.kinds.shape import CheckItem, Detail, Forbidden, Kind, Letters, Limit, Seat, Slot, Task
from gangcheng_court.promises import CONFIRMATION_DECISION

JUDICIAL_CONFIRMATION = Kind(
    code="judicial_confirmation",
    title="司法确认",
    type_code="民特",
    summary="双方已经在调解组织达成调解协议，共同请求法院确认。确认后可以强制执行。不收费。",
    document="司法确认申请书",
    seats={Side.PLAINTIFF: Seat("申请人", least=2)},
    guide=(
        "双方共同申请，从调解协议生效之日起三十日内提出。",
        "法院三日内决定是否受理，受理后十五日内作出决定。不收费。",
        "确认以后对方不履行的，可以直接申请强制执行，不用再起诉。",
        "确认身份关系、收养、婚姻效力的，以及涉及物权确权的调解协议，不能申请司法确认。",
    ),
    cause_name="申请司法确认调解协议",
    plea="请求确认的内容",
    plea_hint="一般写一项：请求确认某年某月某日经某调解组织主持达成的调解协议有效。",
    amount="",
    full_particulars=False,
    registers_first=False,
    limits=(Limit(CONFIRMATION_DECISION),),
    fee="judicial_confirmation",
    titles={
        Task.PARTIES: "申请人（双方）",
        Task.CAUSE: "请求确认的内容",
        Task.DETAILS: "调解协议",
        Task.FACTS: "纠纷和调解经过",
        Task.SERVICE: "送达地址",
    },
    details=(
        Detail(
            "mediator",
            "哪个调解组织（调解员）主持调解",
            "line",
            "required",
            "例如 艾山街道人民调解委员会。",
            missing="请填写主持调解的组织或者调解员",
        ),
        Detail(
            "effective_on",
            "调解协议哪一天生效",
            "date",
            "required",
            "一般是双方签名、盖章的那一天。",
            missing="请填写调解协议生效的日期",
        ),
        Detail(
            "truthful",
            "双方是不是自愿达成，没有恶意串通、规避法律",
            "yes_no",
            "required",
            missing="请双方确认是否自愿达成协议",
        ),
        Detail(
            "liability",
            "因为申请确认给别人造成损害的，双方是不是愿意承担责任",
            "yes_no",
            "required",
            missing="请双方确认是否愿意承担相应的责任",
        ),
    ),
    forbidden=(
        Forbidden(
            "申请费",
            r"(交纳|缴纳|预交|补交|支付|收取).{0,8}(费|费用)",
            "申请司法确认不收费。",
            "司法确认规定（2011）第十一条；诉讼费用交纳办法第八条第一项",
        ),
    ),
    slots=(
        standing.identity_slot("双方", hint="双方的都要。自然人：身份证正反面。单位：营业执照和法定代表人身份证明书。"),
        Slot("agreement", "调解协议", "required", "每一页的照片，要看得清双方的签名或者盖章。"),
        Slot(
            "mediation",
            "调解组织主持调解的证明",
            "required",
            "调解协议上已有调解组织盖章、调解员签名的，再拍一张那一页就可以。",
        ),
        Slot(
            "complaint",
            "双方签名的司法确认申请书",
            "optional",
            "双方都签名的，拍照上传；没有的，法院会联系另一方核实是不是共同申请。",
            advised=True,
        ),
        Slot("rights", "财产权利证明", "optional", "协议涉及房屋、车辆、股权等的，交权属证明的照片。"),
        standing.authority_slot(),
        standing.guardianship_slot(),
        standing.other_slot(),
    ),
    checklist=(
        CheckItem(
            "joint",
            "双方共同申请",
            "请上传双方签名的申请书，或者请另一方向法院说明共同申请。",
            "民事诉讼法第二百零五条",
            "slot:complaint",
        ),
        CheckItem(
            "in_time",
            "自调解协议生效之日起三十日内提出",
            "请核对调解协议生效的日期。",
            "民事诉讼法第二百零五条",
            "task:details",
        ),
        CheckItem(
            "agreement",
            "有调解协议和调解组织主持调解的证明",
            "请上传完整的调解协议和调解组织主持调解的证明。",
            "民诉解释第三百五十四条",
            "slot:agreement",
        ),
        CheckItem(
            "scope",
            "属于法院受理和司法确认的范围",
            "请说明协议是否涉及身份关系、婚姻效力、物权确权或者知识产权。",
            "民诉解释第三百五十五条",
            "task:facts",
        ),
        CheckItem(
            "jurisdiction",
            "属于本院管辖",
            "请说明双方住所地、标的物所在地或者调解组织所在地。",
            "民事诉讼法第二百零五条；民诉解释第三百五十五条第一款第二项",
            "task:facts",
        ),
        standing.identity_check("双方", "民诉解释第三百五十四条第一款"),
        standing.authority_check(),
        standing.service_check(),
    ),
    letters=Letters(
        acceptance="受理司法确认申请通知书",
        points=(
            "申请司法确认不收费。",
            "本院自受理之日起十五日内作出是否确认的裁定；必要时可以要求双方到场说明情况或者补充材料。",
            "在本院作出裁定以前，一方或者双方可以撤回申请。",
            "裁定确认有效的，一方拒绝履行或者没有全部履行，对方可以申请强制执行；裁定驳回的，可以变更协议、重新调解或者起诉。",
        ),
        rejection="民事裁定书",
        refused="司法确认申请，本院不予受理",
        laws="《中华人民共和国民事诉讼法》第二百零五条、《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》"
        "第三百五十五条",
        remedy="双方可以通过调解方式变更原调解协议或者达成新的调解协议，也可以向人民法院起诉。",
        uncorrected="《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第三百五十四条",
        insisted="本院依法裁定不予受理；可以重新调解或者起诉",
    ),
)
