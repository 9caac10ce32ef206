from django.db import models


class State(models.TextChoices):
    """Where a figure stands beside its threshold."""

    WITHIN = "within", "在界限内"
    NEAR = "near", "接近界限"
    ALARM = "alarm", "预警"


class Status(models.TextChoices):
    """Where an alarm stands. The allowed moves are in `supervision/watch/workflow.py`, nowhere else."""

    OPEN = "open", "待说明"
    ANSWERED = "answered", "待督察审查"
    CLOSED = "closed", "已办结"


class Checked(models.TextChoices):
    """What the owner found on looking into it."""

    REAL = "real", "情况属实"
    EXPLAINED = "explained", "有正当原因"


class Span(models.TextChoices):
    """The time that an indicator looks at."""

    MONTH = "month", "本月"
    QUARTER = "quarter", "本月和前两个月"
    WHOLE_MONTH = "whole_month", "最近一个整月"
    YEAR_END = "year_end", "十一月、十二月和次年一月"
