from django.db import models


class Direction(models.TextChoices):
    OUT = "out", "转出"
    IN = "in", "转入"


class State(models.TextChoices):
    """Where a transfer stands. The allowed moves are in `filings/cross_region/workflow.py`, nowhere else."""

    PREPARING = "preparing", "填写和核对中"
    QUEUED = "queued", "等待发送"
    SENT = "sent", "已发送，等对方法院确认"
    DELIVERED = "delivered", "对方法院已收到"
    FAILED = "failed", "没有送到，待处理"
    ANSWERED = "answered", "对方法院已答复"


class ConsentBy(models.TextChoices):
    """How the filer agreed that the papers go to the other court."""

    ONLINE = "online", "本人在网上同意"
    IN_PERSON = "in_person", "当面同意"
    TELEPHONE = "telephone", "电话同意"
