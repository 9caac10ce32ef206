from django.db import models


class Status(models.TextChoices):
    """Where a filing stands. The allowed moves are in `filings/intake/workflow.py`, nowhere else."""

    DRAFT = "draft", "填写中"
    SUBMITTED = "submitted", "已提交，待审核"
    UNDER_REVIEW = "under_review", "审核中"
    CORRECTION = "correction", "待补正"
    AWAITING_APPROVAL = "awaiting_approval", "待复核"
    MEDIATION = "mediation", "诉前调解中"
    ACCEPTED = "accepted", "已立案"
    RETURNED = "returned", "已退回"
    REJECTED = "rejected", "不予立案"
    WITHDRAWN = "withdrawn", "已撤回"
    MEDIATED = "mediated", "诉前调解成功"
    TRANSFERRED = "transferred", "已转送其他法院"


CLOSED = frozenset({Status.ACCEPTED, Status.RETURNED, Status.REJECTED, Status.WITHDRAWN, Status.MEDIATED})


class Military(models.TextChoices):
    """Whether the filer or a party is 军人、军属: said by the filer, never asked for, looked at by the reviewer."""

    CLAIMED = "claimed", "自己说明，待核对"
    CONFIRMED = "confirmed", "已核对"
    REFUSED = "refused", "核对后不是"


IN_FIRST_PLACE = (Military.CLAIMED, Military.CONFIRMED)
"""军人地位和权益保障法 60: taken first as soon as it is said, so that nobody waits for the check."""


class Turn(models.IntegerChoices):
    """Who has to act on a filing, in the order in which a filer sees them."""

    FILER = 0, "等您办理"
    COURT = 1, "法院正在办理"
    NOBODY = 2, "已经办结"


class Channel(models.TextChoices):
    ONLINE = "online", "网上立案"
    ON_SITE = "on_site", "现场立案"
    ASSISTED = "assisted", "肩并肩协助立案"
    ORAL = "oral", "口头起诉"
    CROSS_REGION = "cross_region", "跨域立案"


class Side(models.TextChoices):
    PLAINTIFF = "plaintiff", "原告"
    DEFENDANT = "defendant", "被告"
    THIRD_PARTY = "third_party", "第三人"


class PartyKind(models.TextChoices):
    NATURAL = "natural", "自然人"
    ORGANISATION = "organisation", "法人或非法人组织"


class AgentKind(models.TextChoices):
    """民事诉讼法 61–62; 民诉解释 88."""

    LAWYER = "lawyer", "律师"
    LEGAL_WORKER = "legal_worker", "基层法律服务工作者"
    RELATIVE = "relative", "近亲属"
    EMPLOYEE = "employee", "本单位工作人员"
    COMMUNITY = "community", "社区、单位推荐的公民"
    SOCIAL_GROUP = "social_group", "社会团体推荐的公民"
    STATUTORY = "statutory", "法定代理人"


class Authority(models.TextChoices):
    """民诉解释 89: “全权代理” without listed powers is general authority only."""

    GENERAL = "general", "一般授权"
    SPECIAL = "special", "特别授权"


class SpecialPower(models.TextChoices):
    ADMIT = "admit", "代为承认诉讼请求"
    WAIVE = "waive", "代为放弃诉讼请求"
    CHANGE = "change", "代为变更诉讼请求"
    SETTLE = "settle", "进行和解"
    COUNTERCLAIM = "counterclaim", "提起反诉"
    APPEAL = "appeal", "提起上诉"


class MediationWish(models.TextChoices):
    YES = "yes", "愿意先行调解"
    NO = "no", "不愿意"
    UNSURE = "unsure", "暂不确定"


class ConsentStep(models.TextChoices):
    """在线诉讼规则 4: consent is given step by step and never extended to another step."""

    ONLINE_PROCEDURE = "online_procedure", "在线办理立案"
    E_SERVICE = "e_service", "电子送达"


class CourtLevel(models.TextChoices):
    HIGH = "high", "高级人民法院"
    INTERMEDIATE = "intermediate", "中级人民法院"
    BASIC = "basic", "基层人民法院"
