from django.db import models


class VisitResult(models.TextChoices):
    """How a visit to the window ended. What stays here, neither registered nor told completely, needs a reason."""

    REGISTERED = "registered", "当场立案"
    NOTICE_GIVEN = "notice_given", "已一次性告知"
    TRANSFERRED = "transferred", "已收件，转送有管辖权的法院"
    RECEIVED = "received", "已收件，留待审核"
    NOTHING = "nothing", "没有收件"


NEEDS_REASON = frozenset({VisitResult.RECEIVED, VisitResult.NOTHING})


class ConfirmedBy(models.TextChoices):
    """How the person said yes to a record that was read back."""

    CODE = "code", "短信验证码"
    SIGNATURE = "signature", "本人签名"


class Purpose(models.TextChoices):
    """What a code is sent for; the value names its text under `templates/notices/codes`."""

    ASSISTANCE = "assistance", "同意工作人员协助"
    INVITATION = "invitation", "请工作人员协助"
    SUBMISSION = "submission", "确认提交"
    RECORD = "record", "确认口头起诉笔录"
