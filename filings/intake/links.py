"""Where the filer goes to put something right: a problem's field, or a correction's target."""

from django.urls import reverse

from filings.intake.enums import Status
from filings.intake.kinds import Task
from filings.intake.models import Filing
from filings.intake.rules import Problem

FIRST_FIELDS = {"claims": "id_claims-0-text", "evidence": "id_evidence-0-name", "special_powers": "agents"}
"""Fields that are rows of a list, or belong to something inside the page."""


def task_url(filing: Filing, task: Task) -> str:
    """The page of one task."""
    return reverse(f"filings:draft-{task}", args=[filing.draft_code])


def party_url(filing: Filing, party_id: int) -> str:
    return reverse("filings:draft-party", args=[filing.draft_code, party_id])


def agent_url(filing: Filing, party_id: int, agent_id: int) -> str:
    return reverse("filings:draft-agent", args=[filing.draft_code, party_id, agent_id])


def problem_url(filing: Filing, problem: Problem, back: str) -> str:
    """The field that `problem` is about; saving there leads back to `back` (`check` or `correction`)."""
    if problem.party_id:
        page, place = party_url(filing, problem.party_id), FIRST_FIELDS.get(problem.field, f"id_{problem.field}")
    elif problem.task == Task.PARTIES:
        page, place = task_url(filing, problem.task), f"side-{problem.field}"
    elif problem.task == Task.MATERIALS:
        page, place = task_url(filing, problem.task), f"slot-{problem.field}"
    else:
        page, place = task_url(filing, problem.task), FIRST_FIELDS.get(problem.field, f"id_{problem.field}")
    return f"{page}?next={back}#{place}"


def correction_url(filing: Filing) -> str:
    """The list of what is to be corrected: this court's, or that of the court the filing went to."""
    if filing.status == Status.CORRECTION:
        return reverse("filings:correct", args=[filing.number])
    return reverse("filings:transfer-correct", args=[filing.draft_code])


def target_url(filing: Filing, target: str, back: str) -> str:
    """The page that a correction item opens (`slot:…`, `party:…`, `task:…`)."""
    sort, _, name = target.partition(":")
    if sort == "party":
        return f"{party_url(filing, int(name))}?next={back}"
    if sort == "slot":
        return f"{task_url(filing, Task.MATERIALS)}?next={back}#slot-{name}"
    return f"{task_url(filing, Task(name))}?next={back}"
