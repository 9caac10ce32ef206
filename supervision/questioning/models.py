"""随机询问: whom the court asked how it went, drawn by a seed that is kept, and what they answered.

Every table is append-only: the list, the seed and the draw can be checked by anybody, at any time.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from gangcheng_court.core.accounts.sealed import SealedTextField
from supervision.questioning.enums import Channel, Outcome, ReplyKind, Stratum

USER = settings.AUTH_USER_MODEL


class QuestionList(models.Model):
    """One version of the questions: `[{code, text, choices}]`. The last is asked; a questioning keeps its own."""

    version = models.PositiveIntegerField("版本", unique=True)
    questions = models.JSONField("问题")
    made_by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="编写人")
    made_at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "询问的问题"
        ordering = ["-version"]

    def __str__(self) -> str:
        return f"第 {self.version} 版"


class Questioning(models.Model):
    """One draw: the period, the seed, and the hash of the list it was drawn from."""

    number = models.CharField("编号", max_length=20, unique=True)
    since = models.DateField("服务期间起")
    until = models.DateField("服务期间止")
    """The last day, itself included."""
    wanted = models.PositiveIntegerField("要抽取的人数")
    served = models.PositiveIntegerField("名单人数")
    seed = models.CharField("随机种子", max_length=32)
    list_hash = models.CharField("名单校验值", max_length=64)
    questions = models.ForeignKey(QuestionList, models.PROTECT, related_name="+", verbose_name="问题")
    drawn_by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="抽取人")
    drawn_at = models.DateTimeField("抽取时间")
    ends_at = models.DateTimeField("回答截止")
    """The first moment too late."""
    redraws = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="redrawn_as", verbose_name="重新抽取的是"
    )
    reason = models.TextField("重新抽取的理由", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "随机询问"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(redraws__isnull=True) | ~Q(reason=""), name="a_second_draw_has_its_reason"
            ),
            models.CheckConstraint(condition=Q(since__lte=models.F("until")), name="a_period_begins_before_it_ends"),
        ]
        indexes = [models.Index(fields=["ends_at"], name="questioning_by_end")]

    def __str__(self) -> str:
        return self.number


class Member(models.Model):
    """One line of the list that was drawn from, frozen with the draw. Who is drawn has a place in the stratum."""

    questioning = models.ForeignKey(Questioning, models.PROTECT, related_name="members")
    stratum = models.CharField("业务", max_length=12, choices=Stratum)
    reference = models.CharField("事项编号", max_length=40)
    served_at = models.DateTimeField("服务时间")
    phone = SealedTextField("电话")
    place = models.PositiveIntegerField("抽中的顺序", null=True)
    """1, 2, … over the whole sample; None for who was not drawn."""

    class Meta:
        verbose_name = verbose_name_plural = "询问名单"
        ordering = ["questioning_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["questioning", "stratum", "reference"], name="one_line_per_matter"),
            models.UniqueConstraint(fields=["questioning", "place"], name="one_member_per_place"),
        ]

    def __str__(self) -> str:
        return f"{self.questioning_id} {self.reference}"


class Invitation(models.Model):
    """A text message with a link that opens once. Of its token only a hash is kept."""

    member = models.OneToOneField(Member, models.PROTECT, related_name="invitation")
    token_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField("发送时间")

    class Meta:
        verbose_name = verbose_name_plural = "询问邀请"

    def __str__(self) -> str:
        return f"{self.member_id}"


class Start(models.Model):
    """From here on the people of a draw are asked: it can no longer be drawn again."""

    questioning = models.OneToOneField(Questioning, models.PROTECT, related_name="start")
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="开始人")
    at = models.DateTimeField("开始时间")
    texts = models.PositiveIntegerField("发出的短信")

    class Meta:
        verbose_name = verbose_name_plural = "询问开始"

    def __str__(self) -> str:
        return f"{self.questioning_id}"


class CallAttempt(models.Model):
    """An inspector's call, reached or not."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="calls")
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="询问人")
    at = models.DateTimeField("时间")
    outcome = models.CharField("结果", max_length=10, choices=Outcome)

    class Meta:
        verbose_name = verbose_name_plural = "询问电话"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.member_id} {self.outcome}"


class Reply(models.Model):
    """What one person said, or that they would not: once."""

    member = models.OneToOneField(Member, models.PROTECT, related_name="reply")
    kind = models.CharField("回答", max_length=10, choices=ReplyKind)
    channel = models.CharField("方式", max_length=5, choices=Channel)
    at = models.DateTimeField("时间")
    by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+", verbose_name="询问人")
    """The inspector who called; None for who answered by the link."""
    words = SealedTextField("还想说的", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "询问回答"
        constraints = [
            models.CheckConstraint(
                condition=Q(channel="call", by__isnull=False) | Q(channel="link", by__isnull=True),
                name="a_call_has_its_inspector",
            )
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.kind}"


class Answer(models.Model):
    """One question's answer: the place of the choice in the question's list."""

    reply = models.ForeignKey(Reply, models.PROTECT, related_name="answers")
    code = models.CharField("问题", max_length=30)
    choice = models.PositiveSmallIntegerField("选项")

    class Meta:
        verbose_name = verbose_name_plural = "询问答案"
        constraints = [models.UniqueConstraint(fields=["reply", "code"], name="one_answer_per_question")]

    def __str__(self) -> str:
        return f"{self.reply_id} {self.code}"
