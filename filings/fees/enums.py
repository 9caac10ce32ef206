from django.db import models

from filings.fees.rules.standards import MEASURE


class Occasion(models.TextChoices):
    """What a charge is opened by."""

    REGISTRATION = "registration", "立案"
    TOP_UP = "top_up", "增加诉讼请求，补交差额"


class ChargeStatus(models.TextChoices):
    """Where a charge stands. The allowed moves are in `filings/fees/workflow.py`."""

    UNASSESSED = "unassessed", "待核定"
    FREE = "free", "不收费"
    NOT_PREPAID = "not_prepaid", "不预交"
    OPEN = "open", "待交纳"
    RELIEF_ASKED = "relief_asked", "司法救助审查中"
    DEFERRED = "deferred", "准予缓交"
    REDUCED = "reduced", "准予减交，待交纳"
    WAIVED = "waived", "准予免交"
    PAID = "paid", "已交纳"
    LAPSED = "lapsed", "逾期未交"
    CANCELLED = "cancelled", "已撤销"


ASKED_FOR = frozenset({ChargeStatus.OPEN, ChargeStatus.REDUCED})
"""A notice of payment runs."""
TAKES_MONEY = frozenset({*ASKED_FOR, ChargeStatus.RELIEF_ASKED, ChargeStatus.DEFERRED, ChargeStatus.LAPSED})
"""What comes in on the code is this charge's; a second time on a paid one it is refunded."""


class ReliefKind(models.TextChoices):
    DEFER = "defer", "缓交"
    REDUCE = "reduce", "减交"
    WAIVE = "waive", "免交"


class ReliefGround(models.TextChoices):
    """Who may ask for relief (诉讼费用交纳办法 45–47)."""

    NO_INCOME = "no_income", "残疾人，没有固定生活来源"
    SUPPORT = "support", "追索赡养费、扶养费、抚育费、抚恤金"
    MINIMUM_LIVING = "minimum_living", "享受低保、特困救济、五保供养或者领取失业保险金，没有其他收入"
    GOOD_DEED = "good_deed", "因见义勇为或者保护社会公共利益受到损害，自己或者近亲属请求赔偿或者补偿"
    OTHER_WAIVE = "other_waive", "确实需要免交的其他情形"
    DISASTER = "disaster", "因自然灾害等不可抗力生活困难，或者生产经营难以为继"
    PREFERENTIAL = "preferential", "国家规定的优抚、安置对象"
    WELFARE = "welfare", "社会福利机构和救助管理站"
    OTHER_REDUCE = "other_reduce", "确实需要减交的其他情形"
    INSURANCE = "insurance", "追索社会保险金、经济补偿金"
    ACCIDENT = "accident", "交通、医疗、工伤、产品质量等事故或者其他人身伤害事故的受害人请求赔偿"
    LEGAL_AID = "legal_aid", "正在接受有关部门法律援助"
    OTHER_DEFER = "other_defer", "确实需要缓交的其他情形"


RELIEF_OF = {
    ReliefKind.WAIVE: (
        ReliefGround.NO_INCOME,
        ReliefGround.SUPPORT,
        ReliefGround.MINIMUM_LIVING,
        ReliefGround.GOOD_DEED,
        ReliefGround.OTHER_WAIVE,
    ),
    ReliefKind.REDUCE: (
        ReliefGround.DISASTER,
        ReliefGround.PREFERENTIAL,
        ReliefGround.WELFARE,
        ReliefGround.OTHER_REDUCE,
    ),
    ReliefKind.DEFER: (
        ReliefGround.INSURANCE,
        ReliefGround.ACCIDENT,
        ReliefGround.LEGAL_AID,
        ReliefGround.OTHER_DEFER,
    ),
}
KIND_OF = {ground: kind for kind, grounds in RELIEF_OF.items() for ground in grounds}
RELIEF_BASIS = {
    ReliefKind.WAIVE: f"{MEASURE}第四十五条",
    ReliefKind.REDUCE: f"{MEASURE}第四十六条",
    ReliefKind.DEFER: f"{MEASURE}第四十七条",
}


class ReliefStatus(models.TextChoices):
    ASKED = "asked", "待审查"
    PROPOSED = "proposed", "待复核"
    GRANTED = "granted", "已准予"
    REFUSED = "refused", "未准予"


class RefundGround(models.TextChoices):
    """The event by which a refund opens; how much is in `filings/fees/services/refunds.py`."""

    WITHDRAWN = "withdrawn", "撤诉"
    MEDIATED = "mediated", "以调解方式结案"
    SIMPLE = "simple", "适用简易程序审理"
    NOT_ACCEPTED = "not_accepted", "裁定不予受理"
    DISMISSED = "dismissed", "裁定驳回起诉"
    SUSPECTED_CRIME = "suspected_crime", "涉嫌犯罪，案件移送"
    CLAIM_CUT = "claim_cut", "法庭调查终结前减少诉讼请求"
    WON = "won", "胜诉，由负担的一方交纳"
    RELIEF = "relief", "交纳后准予减交或者免交"
    OVERPAID = "overpaid", "多交或者重复交纳"


class RefundStatus(models.TextChoices):
    OPEN = "open", "待办理"
    PROPOSED = "proposed", "待复核"
    APPROVED = "approved", "已复核，待汇款"
    SENT = "sent", "已汇出"
    ARRIVED = "arrived", "已到账"
    CANCELLED = "cancelled", "已撤销"


class LineStatus(models.TextChoices):
    """What became of one line of a bank's statement."""

    MATCHED = "matched", "已入账"
    UNMATCHED = "unmatched", "待处理"
    ASSIGNED = "assigned", "人工入账"
    SENT_BACK = "sent_back", "退回付款人"


class Direction(models.TextChoices):
    IN = "in", "收"
    OUT = "out", "退"


class PaperKind(models.TextChoices):
    NOTICE = "notice", "交纳诉讼费用通知书"
    RECEIPT = "receipt", "诉讼费交纳凭证"
    RELIEF = "relief", "司法救助决定书"
    REFUND = "refund", "退费通知书"
