from django.db import models


class Span(models.TextChoices):
    """The periods a board is asked for."""

    MONTH = "month", "本月"
    LAST_MONTH = "last_month", "上月"
    QUARTER = "quarter", "本季度"
    YEAR = "year", "本年"
    CUSTOM = "custom", "自选日期"


class Outcome(models.TextChoices):
    """What became of a limit, as the lists behind a card are cut."""

    LATE = "late", "超期"
    KEPT = "kept", "按时"
    RUNNING = "running", "在办"


class JobKind(models.TextChoices):
    PDF = "pdf", "报告（PDF）"
    XLSX = "xlsx", "超期明细（Excel）"


class JobState(models.TextChoices):
    QUEUED = "queued", "排队中"
    RUNNING = "running", "生成中"
    DONE = "done", "已生成"
    FAILED = "failed", "没有生成"
