"""What the three kinds of 财产保全 have in common (民事诉讼法 103–104; 保全规定 1, 5–11): six items, security."""

from filings.intake.kinds import standing
from filings.intake.kinds.shape import CheckItem, Detail, Forbidden, Limit, Slot
from gangcheng_court.promises import PRESERVATION_DECISION, URGENT_PRESERVATION

PLEA = "保全请求"
PLEA_HINT = "要求法院查封、扣押、冻结什么，一项一项写。例如：冻结被申请人某银行账户存款 50000 元。"
AMOUNT = "请求保全数额（元）"
AMOUNT_HINT = "一共请求保全多少钱。保全的是争议的房屋、车辆等本身的，填它的价值，不清楚可以不填。"

PROPERTY = Detail(
    "property",
    "对方的哪些财产，在哪里",
    "text",
    "required",
    "银行账户写开户行和账号，房屋写坐落，车辆写车牌号，股权写公司名称。写得越具体，保全得越快。",
    missing="请写明被保全的财产",
)
SECURITY = Detail(
    "security",
    "准备怎样提供担保",
    "choice",
    "required",
    "保险公司的担保书、银行的独立保函、房产等财产、别人的保证都可以，不是只能交现金。",
    choices=(
        ("insurer", "保险公司担保书"),
        ("bank", "银行等金融机构的独立保函"),
        ("property", "房屋、车辆、存款等财产"),
        ("guarantor", "别人（单位）保证"),
        ("none", "不提供，理由写在下面"),
    ),
    missing="请选择担保方式，不提供担保的选“不提供”",
)
SECURITY_WORDS = Detail(
    "security_words",
    "担保的情况，或者不提供担保的理由",
    "text",
    hint="例如：保险公司担保书已经办好；或者：追索劳动报酬，请求不提供担保。",
    advised=True,
    missing="还没有写担保的情况或者不提供担保的理由，法院会另外问您",
)
URGENT = Detail(
    "urgent",
    "情况是不是紧急",
    "yes_no",
    "required",
    "例如对方正在转移财产。情况紧急的，法院四十八小时内作出裁定；其他的五日内。",
    missing="请回答情况是不是紧急",
)
LIMITS = (
    Limit(PRESERVATION_DECISION, "detail:urgent!=yes"),
    Limit(URGENT_PRESERVATION, "detail:urgent=yes"),
)

CASH_ONLY = Forbidden(
    "只能是现金的担保",
    r"(必须|只能|只接受|仅接受|仅限|应当|须|请).{0,8}现金",
    "保险公司担保书、金融机构独立保函、财产担保、保证都应当准许，不得只要现金。",
    "保全规定第六条至第八条",
)
MORE_THAN_THIRTY = Forbidden(
    "超过百分之三十的担保",
    r"(全额|等额|足额|百分之百|百分之[四五六七八九]十|(100|[4-9]\d)\s*[%％]).{0,8}担保"
    r"|担保.{0,12}(全额|等额|足额|百分之百|百分之[四五六七八九]十|(100|[4-9]\d)\s*[%％])",
    "担保数额不超过请求保全数额或者争议标的价值的百分之三十。",
    "保全规定第五条第一款",
)

PROPERTY_SLOT = Slot("property", "财产线索材料", "optional", "房产、车辆、账户等的照片或查询结果，有就交。")
SECURITY_SLOT = Slot(
    "security",
    "担保材料",
    "optional",
    "保险公司担保书、独立保函、担保财产的权属材料、保证书等。还没有办好的，可以先提交申请。",
    advised=True,
)

POINTS_AFTER = (
    "保全的期限届满前需要继续保全的，应当在期限届满七日前向本院提出续行保全申请；期限届满日由本院书面告知。",
    "申请有错误的，申请人应当赔偿被申请人因保全所遭受的损失。",
    "保全申请费以本院另行发出的交费通知为准。",
)
REFUSED = "财产保全申请，本院予以驳回"
REMEDY = "如不服本裁定，可以自裁定书送达之日起五日内向本院申请复议一次，复议期间不停止裁定的执行。"
INSISTED = "本院依法作出裁定；对裁定可以申请复议"


def checks(*own: CheckItem, security: str) -> tuple[CheckItem, ...]:
    """The six items of 保全规定 1 around a kind's own conditions; `security` is what security this kind needs."""
    return (
        *own,
        CheckItem(
            "request",
            "有明确的保全请求、数额和理由",
            "请写明请求保全的事项、数额或者争议标的，以及所根据的事实与理由。",
            "保全规定第一条第二款第二项、第三项",
            "task:cause",
        ),
        CheckItem(
            "property",
            "有明确的财产信息或者具体线索",
            "请写明被保全财产的具体信息，例如开户行和账号、房屋坐落、车牌号。",
            "保全规定第一条第二款第四项、第十条",
            "task:details",
        ),
        CheckItem("security", "担保符合规定，或者不需要担保", security, "保全规定第五条至第九条", "slot:security"),
        CheckItem(
            "parties",
            "双方的身份、送达地址和联系方式",
            "请补充申请人和被申请人的姓名（名称）、住所和联系方式，对方的知道多少写多少。",
            "保全规定第一条第二款第一项",
            "task:parties",
        ),
        standing.identity_check("申请人", "保全规定第一条第二款第一项"),
        standing.authority_check(),
        standing.service_check(),
    )
