"""The words of assistance: what help there is, where a request stands, what happened to it."""

from django.db import models


class Help(models.TextChoices):
    WHEELCHAIR = "wheelchair", "轮椅"
    GUIDE = "guide", "引导陪同"
    SIGN_LANGUAGE = "sign_language", "手语翻译"
    LARGE_PRINT = "large_print", "大字材料"
    READING = "reading", "代读代写"
    ESCORT = "escort", "门口接送"
    HOME_VISIT = "home_visit", "上门服务"
    INTERPRETER = "interpreter", "语言翻译"


class State(models.TextChoices):
    ASKED = "asked", "待安排"
    ARRANGED = "arranged", "已安排"
    READY = "ready", "已到位"
    DONE = "done", "已完成"
    DECLINED = "declined", "不能提供"
    CANCELLED = "cancelled", "已取消"


class Source(models.TextChoices):
    ONLINE = "online", "网上"
    KIOSK = "kiosk", "自助取号机"
    HOTLINE = "hotline", "12368"
    WINDOW = "window", "窗口"


class Answer(models.TextChoices):
    """What the person said when the court asked afterwards."""

    CONTENT = "content", "满意"
    UNHAPPY = "unhappy", "有意见"
    NOT_REACHED = "not_reached", "没有联系上"


class StepKind(models.TextChoices):
    ASKED = "asked", "提出"
    ARRANGED = "arranged", "安排"
    MOVED = "moved", "改时间"
    READY = "ready", "到位"
    DONE = "done", "完成"
    DECLINED = "declined", "不能提供"
    CANCELLED = "cancelled", "取消"
    REMINDED = "reminded", "提醒"
    TRIED = "tried", "回访未接通"
    FOLLOWED_UP = "followed_up", "回访"


IN_HALL = tuple(help for help in Help if help != Help.HOME_VISIT)
"""What can be given at once to somebody who stands in the hall."""
