from django.db import models


class EventKind(models.TextChoices):
    """What the telephone exchange tells of a call."""

    RINGING = "ringing", "振铃"
    ANSWERED = "answered", "接听"
    ABANDONED = "abandoned", "放弃"
    ENDED = "ended", "结束"
    RATED = "rated", "按键评价"


class EventSource(models.TextChoices):
    API = "api", "交换机接口"
    ASTERISK_CDR = "asterisk_cdr", "Asterisk 话单"
    FREESWITCH_CDR = "freeswitch_cdr", "FreeSWITCH 话单"
    ASTERISK_AMI = "asterisk_ami", "Asterisk 管理接口"
    BY_HAND = "by_hand", "坐席登记"


class CallResult(models.TextChoices):
    """How an offered call counts. Out of hours is a fact beside it (`Call.in_hours`), never a way out of the rate."""

    RINGING = "ringing", "振铃中"
    """Or the exchange never told how it ended."""
    ANSWERED = "answered", "已接听"
    MISSED = "missed", "未接"
    SHORT = "short", "5 秒内挂断"


class Outcome(models.TextChoices):
    """What became of an answered call: one key each, required before the next."""

    ANSWERED_AT_ONCE = "answered_at_once", "当场答复"
    HANDED_OVER = "handed_over", "转办"
    CALL_BACK = "call_back", "约回拨"
    COMPLAINT = "complaint", "投诉"
    ASSISTED = "assisted", "帮办立案"
    NO_SPEECH = "no_speech", "无声或打错"
