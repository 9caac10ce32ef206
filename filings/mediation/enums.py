from django.db import models


class Stage(models.TextChoices):
    """Where a mediation stands. The allowed moves are in `filings/mediation/workflow.py`, nowhere else."""

    OFFERED = "offered", "征求意见中"
    ASSIGNED = "assigned", "等待调解员接受"
    RUNNING = "running", "调解中"
    AGREED = "agreed", "达成协议"
    FAILED = "failed", "调解不成"
    EXPIRED = "expired", "期限届满"
    DECLINED = "declined", "有一方不愿意"


class Step(models.TextChoices):
    """What a party is asked about, each time anew (特邀调解规定 11, 27)."""

    START = "start", "先行调解"
    EXTENSION = "extension", "延长调解期限"


class Means(models.TextChoices):
    """How a party said so."""

    ONLINE = "online", "网上"
    PHONE = "phone", "电话"
    WINDOW = "window", "当面"
    PAPER = "paper", "书面"
