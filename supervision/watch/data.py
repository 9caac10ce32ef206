"""The thirteen indicators in words: what each watches, how it is worked out, and whose desk answers for it."""

from dataclasses import dataclass

from supervision.watch.enums import Span

FILING, HOTLINE = "filing", "hotline"
DEPARTMENTS = {FILING: "立案庭", HOTLINE: "12368 诉讼服务热线"}
"""The departments that answer, by code; their names are only used where the department is not there yet."""


@dataclass(frozen=True)
class Indicator:
    """`slug` is stored on readings and alarms and never changes; `conduct` is the banned conduct in the law's words."""

    slug: str
    title: str
    conduct: str
    definition: str
    formula: str
    basis: str
    span: Span = Span.MONTH
    department: str = FILING


INDICATORS = (
    Indicator(
        "year-end",
        "年底立案",
        "年底不立案",
        "每年十一月、十二月，立案数比前十个月的月均数少了多少；次年一月是否突然增多。",
        "立案比＝当月立案÷一至十月月均立案；收件比＝当月收件÷一至十月月均收件。"
        "收件比不低于下限而立案比低于界限的，预警。次年一月激增＝一月立案÷上年十一月、十二月的平均。"
        "另看十二月收件有多少留到年后才办结。"
        "当月没有过完的，按已过的工作日折算。",
        "承诺六；最高人民法院关于立案工作的四个严禁",
        Span.YEAR_END,
    ),
    Indicator(
        "month-end",
        "月末、季末立案",
        "月末、季末停止立案",
        "最近一个整月的最后五个工作日，立案数有没有按收件数相应地立。",
        "比值＝最后五个工作日立案÷应立案数；应立案数＝最后五个工作日收件×此前三个月的立案收件比。",
        "承诺六；四个严禁",
        Span.WHOLE_MONTH,
    ),
    Indicator(
        "daily-caps",
        "限号、限案由",
        "限制立案",
        "每天的立案数是不是总停在同一个最大值；有没有哪个案由、哪类原告的不予登记比例异常高。",
        "同一最大值＝日立案数等于期间最大值的工作日天数。异常案由＝退回和不予立案的比例，"
        "比全部案件高出若干个标准差的案由和原告类别的个数。",
        "承诺六；四个严禁",
        Span.QUARTER,
    ),
    Indicator(
        "slow-decisions",
        "审核用时",
        "拖延立案",
        "收到材料以后，多少没有在三天承诺和法定期限内作出决定。",
        "超过法定期限＝期间内法定期限已过、届时没有决定的件数。超过三天承诺的比例＝超期÷到期；"
        "超过一成，就是第九十百分位超过三天。",
        "承诺六；民事诉讼法第一百二十六条；登记立案规定第八条",
    ),
    Indicator(
        "entry-lag",
        "收件录入",
        "倒签、抽屉案、体外循环",
        "窗口收到纸质材料以后隔多久才录入；收下的材料有没有一直没有录入；有没有先收费、后立案。",
        "录入滞后＝录入时间减收到时间，超过界限的件数。抽屉案＝收件留待审核、过后没有录入的接待次数。"
        "先收费＝立案以前就产生诉讼费的件数。",
        "登记立案规定第二条；四个严禁",
    ),
    Indicator(
        "second-corrections",
        "再次补正",
        "反复要求补正",
        "办结的案件里，有多少补正过两次以上；再次补正的内容第一次是否就能发现。",
        "再次补正比例＝补正两次以上的÷办结的。第一次就能发现＝再次补正通知里写着上一轮已能发现的事项的件数。",
        "承诺四；登记立案规定第七条",
    ),
    Indicator(
        "silent-withdrawals",
        "撤回和劝退",
        "口头劝退",
        "工作人员接手或者要求补正以后很快撤回的，有多少；退回、不予立案有没有文书；窗口没有收件的，有多少。",
        "很快撤回的比例＝接手后限定时间内撤回的÷办结的。没有文书＝退回、不予立案而没有发出文书的件数。"
        "没有收件的比例＝窗口接待结束时没有收件的÷全部接待。",
        "登记立案规定第二条、第九条；四个严禁",
    ),
    Indicator(
        "overdue-mediations",
        "诉前调解期限",
        "以调代立、久调不立",
        "诉前调解有没有超过期限；是不是每一方都同意调解、同意延长。",
        "超期＝期限已过而没有结束、也没有各方同意延长的件数。期满后才延长＝前一期限已过才开始的延长。"
        "缺少同意＝调解开始时有一方没有同意记录的件数。",
        "承诺六；特邀调解规定第十一条、第二十七条；在线调解规则第二十四条",
    ),
    Indicator(
        "forbidden-demands",
        "补正要求的材料",
        "增设立案门槛",
        "补正通知里有没有要求法律没有规定的材料。",
        "含有禁止词语的补正事项的件数。词语由本院设定，是否确属清单外的要求由人核对。",
        "承诺四；登记立案规定第四条、第六条；四个严禁",
    ),
    Indicator(
        "selective-delay",
        "对不同当事人的用时",
        "选择性立案",
        "自然人和单位、有律师和没有律师的，决定用时有没有差别。",
        "两组决定用时的秩和检验（曼–惠特尼，正态近似，含同值校正）的双侧概率。低于界限的，差别不像偶然。",
        "民事诉讼法第八条；四个严禁",
        Span.QUARTER,
    ),
    Indicator(
        "slow-allocation",
        "分派和移送",
        "拖延分案、拖延移送",
        "收到以后多久有人承办；转给其他法院的多久送到。审判庭的分案不在本平台，不在此列。",
        "分派超期＝收到后限定工作日内没有人承办的审核轮次。移送超期＝当事人同意转送后限定天数内没有送到的件数。",
        "审限规定（2000）第六条、第七条",
    ),
    Indicator(
        "hotline-tricks",
        "12368 接听和办结",
        "12368 虚假接通、虚假办结",
        "有没有接通几秒就挂断；有没有没有答复就办结；有没有集中在半夜转办。投诉和信访不在此列。",
        "秒挂＝接通后限定秒数内结束的来电。没有答复＝办结时没有答复内容的工单。"
        "末班转办＝一天最后十分钟内人工转办最多的一天的件数。",
        "承诺三",
        department=HOTLINE,
    ),
    Indicator(
        "late-refunds",
        "退费期限",
        "超期退费",
        "应当退还的诉讼费，有没有在十五日内退。",
        "超期＝退费期限已过、届时没有退还的件数。",
        "诉讼费用交纳办法第五十三条",
    ),
)
BY_SLUG = {indicator.slug: indicator for indicator in INDICATORS}
DEFINITION = (
    "数字由系统每天夜里从办案记录里直接统计，也可以随时重新计算；件数太少的不预警。"
    "只看制度有没有落实，不对法官和工作人员排名。"
)
