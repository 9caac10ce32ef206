from django.db import models


class Mode(models.TextChoices):
    """How the person makes themselves known."""

    NAMED = "named", "实名"
    CONFIDENTIAL = "confidential", "实名，请为我保密"
    ANONYMOUS = "anonymous", "匿名"


class Source(models.TextChoices):
    WEB = "web", "网上"
    HOTLINE = "hotline", "12368 转办"
    PHONE = "phone", "监督电话"
    LETTER = "letter", "来信"
    VISIT = "visit", "来访"


class Subject(models.TextChoices):
    FILING = "filing", "立案（不立案、拖延、限制立案）"
    CONDUCT = "conduct", "工作作风（态度、纪律、着装、迟到）"
    INTEGRITY = "integrity", "廉洁（请客送礼、索要好处）"
    SERVICE = "service", "服务（窗口、设施、12368）"
    PETITION = "petition", "信访（反映情况、提出请求）"
    MERITS = "merits", "对判决、裁定或者执行不服"
    OTHER = "other", "其他"


class Level(models.TextChoices):
    ORDINARY = "ordinary", "一般"
    SERIOUS = "serious", "重要"
    URGENT = "urgent", "紧急"


class Status(models.TextChoices):
    RECEIVED = "received", "待受理"
    IN_HAND = "in_hand", "办理中"
    ANSWERED = "answered", "已答复"
    CLOSED = "closed", "已办结"


class Finding(models.TextChoices):
    JUSTIFIED = "justified", "属实"
    PARTLY = "partly", "部分属实"
    UNFOUNDED = "unfounded", "不属实"
    REMEDY = "remedy", "应走诉讼程序，已告知途径和期限"
    ELSEWHERE = "elsewhere", "另行办理（见 12368 工单）"


class Score(models.TextChoices):
    SATISFIED = "satisfied", "满意"
    FAIR = "fair", "基本满意"
    DISSATISFIED = "dissatisfied", "不满意"


class StepKind(models.TextChoices):
    RECEIVED = "received", "收到"
    ACKNOWLEDGED = "acknowledged", "受理告知"
    ASSIGNED = "assigned", "交办"
    NOTED = "noted", "办理"
    EXTENDED = "extended", "延长期限"
    ANSWERED = "answered", "答复"
    RATED = "rated", "评价"
    REVIEW_ASKED = "review_asked", "申请复查"
    RECTIFIED = "rectified", "下达整改"
    OPENED = "opened", "查看投诉人身份"
    CLOSED = "closed", "办结"


TOLD = (
    *(StepKind.RECEIVED, StepKind.ACKNOWLEDGED, StepKind.EXTENDED, StepKind.ANSWERED, StepKind.RATED),
    *(StepKind.REVIEW_ASKED, StepKind.OPENED, StepKind.CLOSED),
)
"""The steps that the complainant reads; what is noted and assigned inside stays inside."""
