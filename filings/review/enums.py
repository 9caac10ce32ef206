from django.db import models

from filings.intake.kinds.shape import Letters


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

    def name_for(self, letters: Letters) -> str:
        """What the paper is called for a kind with these letters."""
        return letters.rejected_by if self == LetterKind.REJECTION else self.label


class Document(models.TextChoices):
    """What somebody wants enforced; when it takes effect is in `effectiveness.py`."""

    JUDGMENT = "judgment", "第一审判决书"
    RULING = "ruling", "第一审裁定书（可以上诉的）"
    FINAL_RULING = "final_ruling", "裁定书（不得上诉的）"
    MEDIATION = "mediation", "法院调解书"
    SMALL_CLAIMS = "small_claims", "小额诉讼程序判决书"
    SECOND_INSTANCE = "second_instance", "第二审判决书、裁定书"
    SPECIAL_PROCEDURE = "special_procedure", "特别程序判决书、裁定书"
    PAYMENT_ORDER = "payment_order", "支付令"
    AWARD = "award", "仲裁裁决书"


class DateSource(models.TextChoices):
    """Who found a service date out."""

    CLERK = "clerk", "立案人员核实"
    DIVISION = "division", "审判庭核实"
