from django.db import models


class Outcome(models.TextChoices):
    """How a review round ended."""

    ACCEPTED = "accepted", "准予立案"
    CORRECTION = "correction", "一次性补正"
    WRONG_COURT = "wrong_court", "不属本院"
    REJECTED = "rejected", "不予立案"
    WITHDRAWN = "withdrawn", "申请人撤回"
    MEDIATION = "mediation", "转诉前调解"


class ProposalKind(models.TextChoices):
    """Decisions that need a second person."""

    REJECTION = "rejection", "不予立案"
    SECOND_CORRECTION = "second_correction", "再次补正"


class LetterKind(models.TextChoices):
    ACCEPTANCE = "acceptance", "受理通知书"
    CORRECTION = "correction", "补正通知书"
    RETURN = "return", "退回告知书"
    REJECTION = "rejection", "不予受理裁定书"
