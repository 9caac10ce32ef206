from django.db import models


class Status(models.TextChoices):
    WAITING = "waiting", "等候中"
    CALLED = "called", "正在叫号"
    SERVING = "serving", "办理中"
    HELD = "held", "挂起"
    MISSED = "missed", "过号"
    DONE = "done", "已办结"
    LEFT = "left", "已取消"


OPEN = (Status.WAITING, Status.CALLED, Status.SERVING, Status.HELD, Status.MISSED)
AT_WINDOW = (Status.CALLED, Status.SERVING)


class PeriodKind(models.TextChoices):
    """What a ticket spends its time on; the same words as its open states."""

    WAITING = "waiting", "等候"
    CALLED = "called", "叫号"
    SERVING = "serving", "办理"
    HELD = "held", "挂起"
    MISSED = "missed", "过号"


class Channel(models.TextChoices):
    KIOSK = "kiosk", "自助取号机"
    PHONE = "phone", "手机"
    WINDOW = "window", "工作人员代取"
    APPOINTMENT = "appointment", "预约"


class Priority(models.TextChoices):
    AGED = "aged", "年满 60 周岁"
    DISABILITY = "disability", "残疾"
    MILITARY = "military", "军人、军属或者烈士遗属"
    INFANT = "infant", "怀孕或者带着婴幼儿"
    ILLNESS = "illness", "急病、重病"
    OTHER = "other", "其他特殊需要"


class Reason(models.TextChoices):
    """Why this ticket and no other was called."""

    PRIORITY_WINDOW = "priority_window", "优先窗口，优先号先办"
    PRIORITY_TURN = "priority_turn", "轮到优先号"
    FIRST_COME = "first_come", "先到先办"
    LONG_WAIT = "long_wait", "普通号等得太久，先办"
    ONLY_LINE = "only_line", "只有这一队在等"
    BY_HAND = "by_hand", "工作人员点名叫号"


class Outcome(models.TextChoices):
    SETTLED = "settled", "当场办结"
    REGISTERED = "registered", "已收件，等结果"
    INCOMPLETE = "incomplete", "材料不齐，已一次告知"
    REFERRED = "referred", "已告知去处"
    NO_SHOW = "no_show", "三次叫号未到"
    DAY_ENDED = "day_ended", "下班时未办"


class WindowState(models.TextChoices):
    CLOSED = "closed", "未开"
    OPEN = "open", "办理中"
    PAUSED = "paused", "暂停"


class PauseReason(models.TextChoices):
    BREAK = "break", "短暂离开"
    LUNCH = "lunch", "午休轮换"
    SYSTEM = "system", "设备故障"
    ESCORT = "escort", "协助行动不便的来访人"
    MEETING = "meeting", "内部事务"


class DeviceKind(models.TextChoices):
    KIOSK = "kiosk", "自助取号机"
    SCREEN = "screen", "大厅屏幕"
    DOOR = "door", "门口二维码"


class AppointmentState(models.TextChoices):
    BOOKED = "booked", "已预约"
    ARRIVED = "arrived", "已到场"
    CANCELLED = "cancelled", "已取消"
    MISSED = "missed", "未到"
