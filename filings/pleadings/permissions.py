"""Which parts of a pleading its filer may change now: those of the tasks that the answers become part of."""

from filings.intake import permissions
from filings.intake.kinds import Task
from filings.intake.models import Filing
from filings.pleadings.data.shape import Step
from gangcheng_court.errors import WrongState

CLAIMS, FACTS = f"task:{Task.CAUSE}", f"task:{Task.FACTS}"


def targets(step: Step) -> set[str]:
    """What the answers of a page are part of; a page of common blocks belongs to both."""
    found = {CLAIMS for section in step.sections if section.is_claim}
    found |= {FACTS for section in step.sections if section.is_fact}
    return found or {CLAIMS, FACTS}


def is_open(filing: Filing, step: Step) -> bool:
    """May the filer answer this page now?"""
    return any(permissions.is_open(filing, target) for target in targets(step))


def require_open(filing: Filing, step: Step | None = None) -> None:
    """Raises WrongState unless the page, or without one any part of the pleading, is open."""
    wanted = targets(step) if step else {CLAIMS, FACTS}
    if not any(permissions.is_open(filing, target) for target in wanted):
        raise WrongState("这部分内容现在不能修改。已提交的申请只能修改补正通知中列明的内容。")
