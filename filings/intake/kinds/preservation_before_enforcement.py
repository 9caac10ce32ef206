"""执行前财产保全 (民诉解释 163; 保全规定 1, 9): the document is effective, its time to perform still runs."""

from filings.intake.enums import Side
from filings.intake.kinds import preservation, standing
from filings.intake.kinds.shape import CheckItem, Detail, Kind, Letters, Seat, Slot, Task

PRESERVATION_BEFORE_ENFORCEMENT = Kind(
    code="preservation_before_enforcement",
    title="执行前财产保全",
    type_code="财保",
    summary="判决、调解书等已经生效，还没有到申请执行的时候。对方转移财产的，请求法院先查封、冻结。",
    document="执行前财产保全申请书",
    seats={Side.PLAINTIFF: Seat("申请人"), Side.DEFENDANT: Seat("被申请人")},
    guide=(
        "法院可以不要求提供担保。",
        "法院接受申请后五日内作出裁定；情况紧急的，四十八小时内作出。",
        "文书指定的履行期间届满后五日内要申请执行，不申请的，法院解除保全。",
    ),
    cause_name="申请执行前财产保全",
    plea=preservation.PLEA,
    plea_hint=preservation.PLEA_HINT,
    amount=preservation.AMOUNT,
    amount_hint=preservation.AMOUNT_HINT,
    full_particulars=False,
    registers_first=False,
    urgent="detail:urgent=yes",
    limits=preservation.LIMITS,
    fee="preservation",
    titles={Task.CAUSE: "保全请求", Task.DETAILS: "生效文书、财产和担保", Task.SERVICE: "送达地址"},
    details=(
        Detail(
            "basis_issuer",
            "生效文书由哪个机关作出",
            "line",
            "required",
            "例如 济南市钢城区人民法院。",
            missing="请填写作出生效文书的机关",
        ),
        Detail(
            "basis_number",
            "文书上的案号或编号",
            "line",
            "required",
            "写在文书标题下面，例如 （2026）鲁0117民初123号。",
            missing="请填写生效文书的案号或编号",
        ),
        Detail("basis_content", "文书确定对方做什么", "text", hint="照抄判决主文即可。"),
        Detail("performance_ends_on", "文书指定的履行期限到哪一天", "date", hint="不清楚可以不填。"),
        preservation.URGENT,
        preservation.PROPERTY,
        preservation.SECURITY,
        preservation.SECURITY_WORDS,
    ),
    forbidden=(preservation.CASH_ONLY,),
    slots=(
        standing.identity_slot("申请人"),
        Slot("basis", "生效法律文书", "required", "判决书、裁定书、调解书、仲裁裁决书等的照片或扫描件，每一页都要。"),
        standing.document_slot("执行前财产保全申请书"),
        preservation.SECURITY_SLOT,
        preservation.PROPERTY_SLOT,
        standing.authority_slot(),
        standing.guardianship_slot(),
        standing.other_slot(),
    ),
    checklist=preservation.checks(
        CheckItem(
            "basis",
            "有生效法律文书，还没有进入执行程序",
            "请重新上传清晰、完整的法律文书，并写明制作机关、文号和主要内容。",
            "保全规定第一条第三款",
            "slot:basis",
        ),
        CheckItem(
            "need",
            "不保全可能使文书不能执行或者难以执行",
            "请写明对方正在怎样转移财产。",
            "民诉解释第一百六十三条",
            "task:facts",
        ),
        CheckItem(
            "jurisdiction",
            "本院是有权执行的法院",
            "请说明第一审法院，或者被执行的财产在哪里。",
            "民诉解释第一百六十三条；民事诉讼法第二百三十五条",
            "task:details",
        ),
        security="请说明担保的情况或者请求不提供担保的理由；保险公司担保书、金融机构独立保函、财产担保、保证都可以。",
    ),
    letters=Letters(
        acceptance="受理执行前财产保全申请通知书",
        points=(
            "本院在接受申请后五日内作出裁定，情况紧急的在四十八小时内作出。",
            "应当在法律文书指定的履行期间届满后五日内申请执行，不申请的，本院解除保全。",
            *preservation.POINTS_AFTER,
        ),
        rejection="民事裁定书",
        refused=preservation.REFUSED,
        laws="《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第一百六十三条、《中华人民共和国民事诉讼法》"
        "第一百五十七条",
        remedy=preservation.REMEDY,
        insisted=preservation.INSISTED,
    ),
)
