from django.db import models


class Kind(models.TextChoices):
    """Which of the three rules (三个规定) a record falls under."""

    LEADER = "leader", "领导干部干预插手"
    INSIDER = "insider", "司法机关内部人员过问"
    CONTACT = "contact", "不当接触交往"


ASKED_ABOUT = (Kind.LEADER, Kind.INSIDER)


class Form(models.TextChoices):
    """How the person came (法发〔2015〕10号)."""

    OFFICIAL_LETTER = "official_letter", "函文"
    LETTER = "letter", "书信"
    PHONE = "phone", "电话"
    SMS = "sms", "短信"
    WECHAT = "wechat", "微信"
    MAIL = "mail", "邮件"
    SPOKEN = "spoken", "口头"
    THROUGH_OTHERS = "through_others", "托人"
    OTHER = "other", "其他"


class Counterpart(models.TextChoices):
    """With whom the contact was (接触交往规定 2015)."""

    PARTY = "party", "当事人"
    LAWYER = "lawyer", "律师"
    SPECIAL = "special", "特殊关系人"
    AGENCY = "agency", "中介组织"


class Act(models.TextChoices):
    """The six prohibited acts (接触交往规定 5)."""

    SECRETS = "secrets", "泄露司法机关办案工作秘密或者其他依法不得泄露的情况"
    RECOMMENDING = "recommending", "为当事人推荐、介绍诉讼代理人、辩护人，或者为律师、中介组织介绍案件"
    TREATS = "treats", "接受当事人、律师、特殊关系人、中介组织请客送礼或者其他利益"
    BORROWING = "borrowing", "向当事人、律师、特殊关系人、中介组织借款、租借房屋，借用交通工具、通讯工具或者其他物品"
    TRADING = "trading", "在委托评估、拍卖等活动中徇私舞弊，与相关中介组织和人员恶意串通、弄虚作假、违规操作"
    OTHER = "other", "其他不正当接触交往行为"


class Stage(models.TextChoices):
    """What is told about a month: ahead of its last working days, on the last of them, and after it."""

    NEAR = "near", "月底前"
    LAST = "last", "最后一个工作日"
    MISSING = "missing", "月后"
