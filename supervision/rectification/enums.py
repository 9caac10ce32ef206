from django.db import models


class Source(models.TextChoices):
    """Where the need came to light; `reference` is a number of that place."""

    BREACH = "breach", "超期"
    COMPLAINT = "complaint", "投诉"
    INSPECTION = "inspection", "检查"
    ALARM = "alarm", "监测预警"
    OTHER = "other", "其他"


class Status(models.TextChoices):
    ORDERED = "ordered", "整改中"
    REPORTED = "reported", "待复查"
    CLOSED = "closed", "已销号"
