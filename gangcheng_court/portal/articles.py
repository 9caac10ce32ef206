"""The court's commitments 钢法发〔2021〕12号, article by article: its own words, and where each can be seen kept."""

from dataclasses import dataclass

from gangcheng_court.promises import (
    ASSISTANCES,
    COMPLAINTS,
    DECISIONS,
    FACILITY_REPAIR,
    FEE_REFUND,
    MEDIATION_TERM,
    MISSED_CALL_BACK,
    RECTIFICATION,
    SAME_DAY_HANDOFF,
    THREE_DAY_REVIEW,
    TICKETS,
    Promise,
)


@dataclass(frozen=True)
class Evidence:
    """A page where anybody may see or use it. `part` is what its address needs, if anything."""

    words: str
    route: str
    part: str = ""


@dataclass(frozen=True)
class Article:
    """`words` are the court's own; `proof` says in plain words how it is kept; `promises` are its limits.

    `figures` names what else is counted for it: `calls`, `waits` or `corrections`.
    """

    code: str
    number: str
    title: str
    words: str
    proof: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    promises: tuple[Promise, ...] = ()
    figures: str = ""


COMPLAIN = Evidence("投诉、举报", "supervision:complain")
ARTICLES = (
    Article(
        code="one-stop",
        number="一（一）",
        title="一站办好",
        words=(
            "完善诉讼服务中心多元解纷、分调裁审、立案服务、审判辅助、涉诉信访、法治宣传六大职能；大厅提供自助立案、"
            "现场立案、交退费、查询、咨询、阅卷、保全、鉴定、信访、投诉、联系法官、律师通道十二项服务。"
        ),
        proof=("六大职能、十二项服务，每一项都有办事页面。", "来大厅前可以预约，也可以看设施在不在用。"),
        evidence=(
            Evidence("全部诉讼服务", "portal:services"),
            Evidence("预约到大厅办理", "accessibility:appointments"),
            Evidence("大厅的便民设施", "accessibility:facilities"),
        ),
    ),
    Article(
        code="one-net",
        number="一（二）",
        title="一网办好",
        words="网上立案、自动分案、电子送达、电子诉状自动生成；律师服务平台提供网上立案、查询、阅卷、材料提交等服务。",
        proof=("在家可以立案、交费、看进度。", "回答问题，诉状自动写好。"),
        evidence=(
            Evidence("网上立案", "filings:intake-guide"),
            Evidence("算诉讼费", "filings:fees-calculator"),
            Evidence("律师服务", "portal:guide", "lawyers"),
        ),
    ),
    Article(
        code="one-number",
        number="一（三）",
        title="一号办好",
        words=(
            "12368“总客服”即时接听，接通率 100%；解答咨询，指导网上立案、阅卷、保全、鉴定、交退费；"
            "联系类、投诉类、建议类事项当日转交相关人员、部门办理。"
        ),
        proof=("每个来电都有记录，没接到的当天回拨。", "转到哪个部门、办到哪一步，都查得到。"),
        evidence=(
            Evidence("给 12368 留言", "hotline:contact"),
            Evidence("查办理进度", "hotline:follow"),
            Evidence("常见问题", "hotline:knowledge"),
        ),
        promises=(SAME_DAY_HANDOFF, MISSED_CALL_BACK),
        figures="calls",
    ),
    Article(
        code="once",
        number="一（四）",
        title="一次办好",
        words=(
            "立案一次受理；现场立案符合条件的必须一次办好；不会网上立案的“肩并肩”帮助注册认证、材料上传；"
            "申请执行无须提供生效证明，由立案人员自行核实；材料不齐或有瑕疵，一次性全面告知补正；"
            "不属于受案范围或本院管辖的，一次性告知并退回；设跨域立案窗口；查询咨询第一时间、一次性全面解答，"
            "复杂问题留联系方式，事后一次性答复。"
        ),
        proof=(
            "交材料当场有回执。",
            "要补的材料一次说完。以后再提，要负责人批准并公布件数。",
            "申请执行，不用您交生效证明。",
        ),
        evidence=(
            Evidence("立案要准备什么", "filings:intake-suitability"),
            Evidence("申请执行", "filings:intake-kind", "enforcement"),
            Evidence("案件该由哪个法院管", "filings:right-court"),
            Evidence("请人帮我办", "accessibility:assistance"),
        ),
        promises=TICKETS,
        figures="corrections",
    ),
    Article(
        code="warm",
        number="一（五）",
        title="服务热情",
        words=(
            "对年老、残疾或有特殊需求的群众个性化服务，及时迎接、主动跟进；无障碍通道、专门窗口优先办理；"
            "配备饮水机、纸笔、放大镜、老花镜、充电宝。"
        ),
        proof=("需要帮助的，可以先约好时间。", "设施坏了，可以直接告诉我们。"),
        evidence=(
            Evidence("约人帮助", "accessibility:assistance"),
            Evidence("便民设施和报修", "accessibility:facilities"),
            Evidence("这个网站怎样照顾您", "portal:accessibility"),
        ),
        promises=(FACILITY_REPAIR, *ASSISTANCES),
        figures="waits",
    ),
    Article(
        code="fast",
        number="一（六）",
        title="工作效率",
        words=(
            "网上立案材料三天内审核；分案、转办等程序性事项严格按时限，只能提前不能拖后；"
            "严禁年底不立案、限制立案、变相拖延立案、无故超期诉前调解。"
        ),
        proof=("收到材料就开始计时，系统自动记录超期。", "每一天怎么算，都可以看。"),
        evidence=(
            Evidence("期限怎么算", "deadlines:calculator"),
            Evidence("网上立案", "filings:intake-guide"),
            Evidence("逐月的数字", "portal:promise-history"),
        ),
        promises=(THREE_DAY_REVIEW, *DECISIONS, MEDIATION_TERM, FEE_REFUND),
    ),
    Article(
        code="trial-discipline",
        number="一（七）",
        title="审判纪律",
        words="严守立案流程规范、诉服业务办理制度、案件信息材料保密纪律。",
        proof=("谁看过您的材料，系统都有记录。", "法院发出的文书，可以核验真假。"),
        evidence=(
            Evidence("核验文书", "portal:verify"),
            Evidence("怎样阅卷", "portal:guide", "case-files"),
        ),
    ),
    Article(
        code="work-discipline",
        number="一（八）",
        title="工作纪律",
        words="落实防止干预司法“三个规定”；规范着装、不迟到早退、不怠工误工。",
        proof=("有人过问案件，工作人员当天记录。", "督察人员明察暗访，问题通报。"),
        evidence=(COMPLAIN, Evidence("通报", "supervision:bulletins-public")),
    ),
    Article(
        code="integrity",
        number="一（九）",
        title="廉洁纪律",
        words="遵守八项规定、五个严禁；厘清与律师、当事人交往界限。",
        proof=("不收礼，不吃请。", "联系法官走公开渠道，留有记录。"),
        evidence=(Evidence("联系法官", "portal:guide", "contact-judge"), COMPLAIN),
    ),
    Article(
        code="law",
        number="一（十）",
        title="法律宣传",
        words="多媒体宣传示范裁判、多元解纷、诉讼程序、诉讼风险。",
        proof=("用大白话回答常见问题，有图有视频。",),
        evidence=(Evidence("法律问答", "hotline:knowledge"), Evidence("法治宣传", "portal:guide", "law")),
    ),
    Article(
        code="supervision",
        number="二",
        title="监督落实",
        words="组织专门人员，明察暗访、随机询问当事人，对问题通报、限期整改；公开监督电话。",
        proof=("投诉有编号、有期限、有答复。", "被投诉的人看不到您的投诉。"),
        evidence=(
            COMPLAIN,
            Evidence("查投诉进度", "supervision:track"),
            Evidence("通报", "supervision:bulletins-public"),
            Evidence("逐月的数字", "portal:promise-history"),
        ),
        promises=(RECTIFICATION, *COMPLAINTS),
    ),
)
