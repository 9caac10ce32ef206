from django.db import models


class Stratum(models.TextChoices):
    """Which desk served the person."""

    FILING = "filing", "立案"
    HOTLINE = "hotline", "12368 热线"
    HALL = "hall", "诉讼服务大厅"
    ASSISTANCE = "assistance", "协助服务"


class ReplyKind(models.TextChoices):
    ANSWERED = "answered", "已回答"
    REFUSED = "refused", "不愿回答"


class Channel(models.TextChoices):
    LINK = "link", "短信链接"
    CALL = "call", "电话"


class Outcome(models.TextChoices):
    """What became of a call."""

    REACHED = "reached", "接通，愿意回答"
    REFUSED = "refused", "接通，拒绝回答"
    NO_ANSWER = "no_answer", "没有接通"
