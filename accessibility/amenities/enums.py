from django.db import models


class FacilityState(models.TextChoices):
    FINE = "fine", "可用"
    BROKEN = "broken", "待修"
    EMPTY = "empty", "待补充"


class ItemKind(models.TextChoices):
    GLASSES = "glasses", "老花镜"
    MAGNIFIER = "magnifier", "放大镜"
    POWER_BANK = "power_bank", "充电宝"
    WHEELCHAIR = "wheelchair", "轮椅"
    UMBRELLA = "umbrella", "雨伞"
    WRITING_BOARD = "writing_board", "书写板"
