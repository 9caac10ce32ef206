"""Every promise of the court that the portal keeps by the clock: its words, its limit, and the modules that keep it.

Source: 钢法发〔2021〕12号 (articles as numbered there) and the laws named. A promise is added here in the
same change that adds the modules which keep it; `gangcheng_court/tests/test_promises.py` checks that they exist.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Promise:
    """One promise with a limit.

    `code` is stored on obligations and breaches and never changes; `article` and `words` are the court's own;
    `limit` is the limit in words; `kept_by` are dotted module names, the rule first.
    """

    code: str
    title: str
    article: str
    words: str
    limit: str
    kept_by: tuple[str, ...]


THREE_DAY_REVIEW = Promise(
    code="three_day_review",
    title="网上立案三天内审核",
    article="承诺六（工作效率）",
    words="网上立案材料三天内审核；程序性事项严格按时限办理，只能提前不能拖后。",
    limit="收到材料次日起三日内，最后一日为休息日的顺延至其后第一个工作日",
    kept_by=(
        "filings.review.deadlines",
        "filings.review.rounds",
        "supervision.breaches.services",
        "supervision.breaches.enforcement",
    ),
)

SEVEN_DAY_DECISION = Promise(
    code="seven_day_decision",
    title="七日内决定是否立案",
    article="民事诉讼法第一百二十六条；登记立案规定第八条",
    words="符合起诉条件的，应当在七日内立案；七日内不能判定的，先行立案。",
    limit="收到起诉状或者申请书次日起七日内；最后一日为休息日的，顺延至其后第一个工作日",
    kept_by=(
        "filings.review.deadlines",
        "filings.review.rounds",
        "filings.review.services.escalation",
        "filings.review.services.registration",
        "supervision.breaches.enforcement",
    ),
)

DECISION_KEPT_BY = (
    "filings.review.deadlines",
    "filings.review.rounds",
    "filings.review.services.escalation",
    "supervision.breaches.enforcement",
)

PROSECUTION_DECISION = Promise(
    code="prosecution_decision",
    title="十五日内决定是否受理自诉",
    article="登记立案规定第八条第一款第二项",
    words="对自诉，应当在收到自诉状次日起十五日内决定是否立案。",
    limit="收到自诉状次日起十五日内，最后一日为休息日的顺延至其后第一个工作日",
    kept_by=DECISION_KEPT_BY,
)

OBJECTION_DECISION = Promise(
    code="objection_decision",
    title="三日内决定是否受理执行异议",
    article="执行异议复议规定第二条",
    words="执行异议符合条件的，应当在三日内立案。",
    limit="收到申请次日起三日内，最后一日为休息日的顺延至其后第一个工作日",
    kept_by=DECISION_KEPT_BY,
)

PRESERVATION_DECISION = Promise(
    code="preservation_decision",
    title="五日内裁定财产保全",
    article="保全规定第四条",
    words="接受财产保全申请后，应当在五日内作出裁定。",
    limit="收到申请次日起五日内，最后一日为休息日的顺延至其后第一个工作日",
    kept_by=DECISION_KEPT_BY,
)

URGENT_PRESERVATION = Promise(
    code="urgent_preservation",
    title="四十八小时内裁定紧急保全",
    article="民事诉讼法第一百零三条、第一百零四条；保全规定第四条",
    words="情况紧急的，必须在四十八小时内作出裁定。",
    limit="收到申请的下一个整点起四十八小时内，节假日不顺延",
    kept_by=DECISION_KEPT_BY,
)

PAYMENT_ORDER_NOTICE = Promise(
    code="payment_order_notice",
    title="五日内通知是否受理支付令申请",
    article="民事诉讼法第二百二十六条",
    words="债权人提出申请后，应当在五日内通知债权人是否受理。",
    limit="收到申请次日起五日内，最后一日为休息日的顺延至其后第一个工作日",
    kept_by=DECISION_KEPT_BY,
)

CONFIRMATION_DECISION = Promise(
    code="confirmation_decision",
    title="三日内决定是否受理司法确认",
    article="司法确认规定（2011）第四条",
    words="收到司法确认申请，应当在三日内决定是否受理。",
    limit="收到申请次日起三日内，最后一日为休息日的顺延至其后第一个工作日",
    kept_by=DECISION_KEPT_BY,
)

RETRIAL_DECISION = Promise(
    code="retrial_decision",
    title="五日内登记再审申请",
    article="民事诉讼法第二百一十四条",
    words="应当自收到符合条件的再审申请书之日起五日内将副本发送对方当事人。",
    limit="收到申请次日起五日内，最后一日为休息日的顺延至其后第一个工作日",
    kept_by=DECISION_KEPT_BY,
)

PROTECTION_ORDER = Promise(
    code="protection_order",
    title="七十二小时内作出人身安全保护令",
    article="反家庭暴力法第二十八条",
    words="受理申请后，应当在七十二小时内作出人身安全保护令或者驳回申请。",
    limit="收到申请的下一个整点起七十二小时内，节假日不顺延",
    kept_by=DECISION_KEPT_BY,
)

URGENT_PROTECTION_ORDER = Promise(
    code="urgent_protection_order",
    title="二十四小时内作出紧急人身安全保护令",
    article="反家庭暴力法第二十八条",
    words="情况紧急的，应当在二十四小时内作出。",
    limit="收到申请的下一个整点起二十四小时内，节假日不顺延",
    kept_by=DECISION_KEPT_BY,
)

DECISIONS = (
    SEVEN_DAY_DECISION,
    PROSECUTION_DECISION,
    OBJECTION_DECISION,
    PRESERVATION_DECISION,
    URGENT_PRESERVATION,
    PAYMENT_ORDER_NOTICE,
    CONFIRMATION_DECISION,
    RETRIAL_DECISION,
    PROTECTION_ORDER,
    URGENT_PROTECTION_ORDER,
)
"""The law's own limits for deciding on a filing; every kind of filing has one of them."""

MEDIATION_TERM = Promise(
    code="mediation_term",
    title="诉前调解不超过三十日",
    article="特邀调解规定第二十七条；承诺六（严禁无故超期诉前调解）",
    words="诉前调解自调解员接受之日起三十日，各方都同意才能延长；到期没有达成协议的，转入立案。",
    limit="调解员接受次日起三十日内，最后一日为休息日的顺延至其后第一个工作日",
    kept_by=(
        "filings.mediation.deadlines",
        "filings.mediation.services",
        "filings.mediation.tasks",
        "supervision.breaches.enforcement",
    ),
)

FEE_REFUND = Promise(
    code="fee_refund",
    title="十五日内退还诉讼费",
    article="诉讼费用交纳办法第五十三条",
    words="应当退还当事人的诉讼费用，自法律文书生效之日起十五日内退还。",
    limit="法律文书生效次日起十五日内到账，最后一日为休息日的顺延至其后第一个工作日",
    kept_by=(
        "filings.fees.deadlines",
        "filings.fees.services.refunds",
        "supervision.breaches.services",
        "supervision.breaches.enforcement",
    ),
)

SAME_DAY_HANDOFF = Promise(
    code="same_day_handoff",
    title="12368 事项当日转办",
    article="承诺三（一号办好）",
    words="联系类、投诉类、建议类事项当日转交相关人员、部门办理。",
    limit="收到当日 24:00 前转交，休息日不顺延",
    kept_by=(
        "hotline.tickets.deadlines",
        "hotline.tickets.services.handing_over",
        "hotline.tickets.tasks",
        "supervision.breaches.enforcement",
    ),
)

MISSED_CALL_BACK = Promise(
    code="missed_call_back",
    title="未接来电当日回拨",
    article="承诺三（一号办好）",
    words="即时接听；没有接到的来电，主动回拨。",
    limit="服务时间内未接的当日 24:00 前回拨；下班后未接的，下一个工作日内回拨",
    kept_by=(
        "hotline.tickets.deadlines",
        "hotline.tickets.services.calling_back",
        "supervision.breaches.enforcement",
    ),
)

TICKETS_KEPT_BY = (
    "hotline.tickets.deadlines",
    "hotline.tickets.services.handling",
    "hotline.tickets.services.urging",
    "supervision.breaches.enforcement",
)

FIRST_REPLY = Promise(
    code="first_reply",
    title="12368 事项按期首次回复",
    article="承诺四（一次办好）",
    words="查询咨询第一时间解答；复杂问题留下联系方式，事后答复。",
    limit="查询、帮办 1 个工作日，咨询、联系法官、投诉 2 个工作日，建议 5 个工作日",
    kept_by=TICKETS_KEPT_BY,
)

TICKET_CLOSING = Promise(
    code="ticket_closing",
    title="12368 事项按期答复办结",
    article="承诺四（一次办好）",
    words="一次性、全面解答。",
    limit="查询 1 个工作日，咨询 2 个工作日，联系法官 3 个工作日，帮办 5 个工作日，投诉、建议十五日",
    kept_by=TICKETS_KEPT_BY,
)

FILING_COMPLAINT_ANSWER = Promise(
    code="filing_complaint_answer",
    title="立案投诉十五日内答复",
    article="登记立案规定第十三条",
    words="对立案工作中的投诉，应当在十五日内查处并答复当事人。",
    limit="收到次日起十五日内，最后一日为休息日的顺延至其后第一个工作日",
    kept_by=TICKETS_KEPT_BY,
)

PETITION_ACKNOWLEDGEMENT = Promise(
    code="petition_acknowledgement",
    title="信访十五日内书面告知",
    article="信访工作条例第二十三条",
    words="对信访事项，应当自收到之日起十五日内书面告知信访人。",
    limit="收到次日起十五日内，最后一日为休息日的顺延至其后第一个工作日",
    kept_by=TICKETS_KEPT_BY,
)

PETITION_CLOSING = Promise(
    code="petition_closing",
    title="信访六十日内办结",
    article="信访工作条例第三十四条",
    words="信访事项应当自受理之日起六十日内办结；情况复杂的，可以延长，不超过三十日。",
    limit="收到次日起六十日内，可以延长一次，不超过三十日",
    kept_by=TICKETS_KEPT_BY,
)

TICKETS = (
    FIRST_REPLY,
    TICKET_CLOSING,
    FILING_COMPLAINT_ANSWER,
    PETITION_ACKNOWLEDGEMENT,
    PETITION_CLOSING,
)
"""The limits of a ticket after it was handed over."""

FACILITY_REPAIR = Promise(
    code="facility_repair",
    title="便民设施按期修好",
    article="承诺五（服务热情）",
    words="配备无障碍通道、饮水机、纸笔、放大镜、老花镜、充电宝等便民设施。",
    limit="发现或者群众报告次日起三个工作日内",
    kept_by=(
        "accessibility.amenities.deadlines",
        "accessibility.amenities.services.checks",
        "accessibility.amenities.services.repairs",
        "supervision.breaches.enforcement",
    ),
)

ASSISTANCE_ON_TIME = Promise(
    code="assistance_on_time",
    title="约好的协助按时到位",
    article="承诺五（服务热情）；无障碍环境建设法第四十一条",
    words="对年老、残疾或者有特殊需求的群众提供个性化服务，及时迎接。",
    limit="当事人约好的到院（上门）时间之前到位",
    kept_by=(
        "accessibility.assistance.deadlines",
        "accessibility.assistance.services",
        "accessibility.assistance.tasks",
        "supervision.breaches.enforcement",
    ),
)

ASSISTANCE_FOLLOW_UP = Promise(
    code="assistance_follow_up",
    title="协助之后主动跟进",
    article="承诺五（服务热情）",
    words="主动跟进。",
    limit="协助完成后 3 个工作日内回访",
    kept_by=(
        "accessibility.assistance.deadlines",
        "accessibility.assistance.services",
        "supervision.breaches.enforcement",
    ),
)

ASSISTANCES = (ASSISTANCE_ON_TIME, ASSISTANCE_FOLLOW_UP)
"""The limits of help that somebody asked for."""

RECTIFICATION = Promise(
    code="rectification",
    title="限期整改",
    article="监督落实",
    words="组织专门人员明察暗访、随机询问当事人，对发现的问题通报，限期整改。",
    limit="整改通知载明的日期 24:00 前报告整改完成，休息日不顺延",
    kept_by=(
        "supervision.rectification.deadlines",
        "supervision.rectification.services",
        "supervision.breaches.enforcement",
    ),
)

COMPLAINT_ACKNOWLEDGEMENT = Promise(
    code="complaint_acknowledgement",
    title="投诉按期告知受理",
    article="监督落实；信访工作条例第二十三条",
    words="公开监督电话，接受群众监督；有投诉必回复。",
    limit="收到后 2 个工作日内告知，信访十五日内书面告知",
    kept_by=(
        "supervision.complaints.deadlines",
        "supervision.complaints.services",
        "supervision.breaches.enforcement",
    ),
)

COMPLAINT_ANSWER = Promise(
    code="complaint_answer",
    title="投诉按期查处答复",
    article="监督落实；登记立案规定第十三条；信访工作条例第三十四条",
    words="对立案工作中的投诉，应当在十五日内查处并答复当事人。",
    limit="立案、作风投诉收到次日起十五日内；信访六十日内，可以延长一次，不超过三十日",
    kept_by=(
        "supervision.complaints.deadlines",
        "supervision.complaints.services",
        "supervision.breaches.enforcement",
    ),
)

COMPLAINTS = (COMPLAINT_ACKNOWLEDGEMENT, COMPLAINT_ANSWER)
"""The limits of a complaint brought to the supervision office itself."""

PROMISES = (
    THREE_DAY_REVIEW,
    *DECISIONS,
    MEDIATION_TERM,
    FEE_REFUND,
    SAME_DAY_HANDOFF,
    MISSED_CALL_BACK,
    *TICKETS,
    FACILITY_REPAIR,
    *ASSISTANCES,
    RECTIFICATION,
    *COMPLAINTS,
)
BY_CODE = {promise.code: promise for promise in PROMISES}
