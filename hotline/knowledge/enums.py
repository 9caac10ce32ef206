from django.db import models


class ArticleStatus(models.TextChoices):
    DRAFT = "draft", "草稿"
    REVIEWED = "reviewed", "已审核"
    PUBLISHED = "published", "已发布"
    WITHDRAWN = "withdrawn", "已下架"


class Topic(models.TextChoices):
    """What a guide or an answer is about: 承诺十 (the first four), the services guided step by step, and the rest."""

    PROCEDURE = "procedure", "诉讼程序"
    RISK = "risk", "诉讼风险"
    RESOLUTION = "resolution", "多元解纷"
    MODEL_JUDGMENT = "model_judgment", "示范裁判"
    FILING = "filing", "网上立案"
    FILES = "files", "阅卷"
    PRESERVATION = "preservation", "保全"
    APPRAISAL = "appraisal", "鉴定"
    FEES = "fees", "交退费"
    ENFORCEMENT = "enforcement", "执行"
    SERVICE = "service", "送达"
    EVIDENCE = "evidence", "证据"


class MediumKind(models.TextChoices):
    PICTURE = "picture", "图片"
    VIDEO = "video", "视频"
    AUDIO = "audio", "音频"
