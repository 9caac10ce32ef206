from django.db import models


class Kind(models.TextChoices):
    OPEN = "open", "明察"
    COVERT = "covert", "暗访"


class Status(models.TextChoices):
    PLANNED = "planned", "计划中"
    UNDER_WAY = "under_way", "进行中"
    DONE = "done", "已完成"
    PUBLISHED = "published", "已公布"
    CANCELLED = "cancelled", "已取消"


class Verdict(models.TextChoices):
    PASSED = "passed", "合格"
    FAILED = "failed", "不合格"
    NOT_APPLICABLE = "not_applicable", "不适用"
