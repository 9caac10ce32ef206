from django.db import models


class Audience(models.TextChoices):
    INSIDE = "inside", "院内"
    PUBLIC = "public", "公开"


class Status(models.TextChoices):
    DRAFT = "draft", "起草中"
    SUBMITTED = "submitted", "待审批"
    APPROVED = "approved", "待发布"
    PUBLISHED = "published", "已发布"
    WITHDRAWN = "withdrawn", "已撤回"
