from django.db import models


class Style(models.TextChoices):
    """How the paper looks; the person chooses, and neither is worth more (尊重选择)."""

    ELEMENT = "element", "表格式（要素式）"
    CLASSIC = "classic", "文章式（传统起诉状）"


class PrintState(models.TextChoices):
    NONE = "none", "没有生成"
    QUEUED = "queued", "正在生成"
    READY = "ready", "已生成"
    FAILED = "failed", "没有生成成功"


class Part(models.TextChoices):
    """What is proposed to the filing from the answers, each on its own."""

    CLAIMS = "claims", "诉讼请求"
    AMOUNT = "amount", "标的总额"
    FACTS = "facts", "事实与理由"
