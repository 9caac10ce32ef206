from django.db import models


class TicketType(models.TextChoices):
    INQUIRY = "inquiry", "查询"
    CONSULTATION = "consultation", "咨询"
    CONTACT_JUDGE = "contact_judge", "联系法官"
    COMPLAINT = "complaint", "投诉"
    SUGGESTION = "suggestion", "建议"
    PETITION = "petition", "信访"
    ASSISTANCE = "assistance", "帮办"


HANDED_OVER_THE_SAME_DAY = frozenset(
    {TicketType.CONTACT_JUDGE, TicketType.COMPLAINT, TicketType.SUGGESTION, TicketType.PETITION}
)
"""承诺三: 联系类、投诉类、建议类事项当日转交; petitions with them."""
CONFIDENTIAL = frozenset({TicketType.COMPLAINT, TicketType.PETITION})
"""Once handed over, the desk that took them down no longer reads them."""


class Subject(models.TextChoices):
    """What a complaint is about; decides its limit (a complaint about filing has the law's own)."""

    FILING = "filing", "立案"
    CONDUCT = "conduct", "工作作风、廉洁"
    OTHER = "other", "其他"


class Source(models.TextChoices):
    CALL = "call", "来电"
    MISSED_CALL = "missed_call", "未接来电"
    WEB = "web", "网上"
    WINDOW = "window", "窗口"
    LETTER = "letter", "来信"


class Status(models.TextChoices):
    RECEIVED = "received", "待转办"
    HANDED_OVER = "handed_over", "待签收"
    IN_HAND = "in_hand", "办理中"
    ANSWERED = "answered", "已答复"
    CLOSED = "closed", "已办结"


class StepKind(models.TextChoices):
    """收–转–办–督–复–评: what happened to a ticket, in the order of the chain."""

    RECEIVED = "received", "受理"
    HANDED_OVER = "handed_over", "转办"
    RETURNED = "returned", "退回"
    SIGNED = "signed", "签收"
    ASSIGNED = "assigned", "交办"
    NOTED = "noted", "办理"
    ADDED = "added", "当事人补充"
    REMINDED = "reminded", "督办"
    ACKNOWLEDGED = "acknowledged", "先行回复"
    REPLIED = "replied", "答复"
    RATED = "rated", "评价"
    REOPENED = "reopened", "重新办理"
    CLOSED = "closed", "办结"


TOLD = (
    *(StepKind.RECEIVED, StepKind.HANDED_OVER, StepKind.RETURNED, StepKind.SIGNED, StepKind.REPLIED),
    *(StepKind.RATED, StepKind.REOPENED, StepKind.CLOSED),
)
"""The steps of which the person is told; what is noted and reminded inside stays inside."""


class Score(models.TextChoices):
    SATISFIED = "satisfied", "满意"
    FAIR = "fair", "基本满意"
    DISSATISFIED = "dissatisfied", "不满意"


class AttemptResult(models.TextChoices):
    REACHED = "reached", "已接通"
    NO_ANSWER = "no_answer", "无人接听"
    BUSY = "busy", "占线"
    WRONG_NUMBER = "wrong_number", "号码不对"


class Stage(models.TextChoices):
    """The ladder above the department, once a limit has passed."""

    SUPERVISION = "supervision", "督察室"
    PRESIDENT = "president", "院长"
