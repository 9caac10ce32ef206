"""Reads of pleadings."""

from datetime import date

from django.conf import settings

from filings.intake.enums import ConsentStep
from filings.intake.kinds import Task
from filings.intake.models import Filing
from filings.intake.permissions import is_open
from filings.intake.queries import whole
from filings.pleadings import data, deadlines
from filings.pleadings.enums import Part
from filings.pleadings.models import Pleading
from filings.pleadings.rules import paper
from filings.pleadings.rules.checks import Known, Notice, notices
from filings.pleadings.rules.paper import Paper
from filings.pleadings.rules.proposals import Proposal, proposals
from gangcheng_court.core.deadlines import calendar
from gangcheng_court.core.deadlines.calendar import Calendar
from gangcheng_court.core.deadlines.periods import Period
from gangcheng_court.core.documents import pdf

TASKS = {Part.CLAIMS: Task.CAUSE, Part.AMOUNT: Task.CAUSE, Part.FACTS: Task.FACTS}
"""The task of the filing that each part belongs to."""


def of(filing: Filing) -> Pleading | None:
    """The filing's pleading, None before one was begun."""
    return Pleading.objects.filter(filing=filing).select_related("filing", "pdf", "docx").first()


def paper_of(pleading: Pleading, style: str = "") -> Paper:
    """The paper as it would be printed now, in the style that was chosen or in `style`."""
    filing = whole(Filing.objects.all()).get(pk=pleading.filing_id)
    consent = filing.consents.filter(step=ConsentStep.E_SERVICE).last()
    return paper.make(
        pleading.form,
        pleading.answers,
        filing,
        style=style or pleading.style,
        e_service=consent.given if consent else None,
    )


def missing_characters(content: Paper) -> list[tuple[str, str]]:
    """Each character that no font of ours has, once, with the heading or row in which it stands first."""
    found: dict[str, str] = {}
    for label, text in content.texts():
        for character in pdf.unprintable(text):
            found.setdefault(character, label)
    return list(found.items())


def paper_slot(filing: Filing) -> str:
    """The slot of the filing's kind that takes its paper, '' when it has none."""
    return data.SLOT if filing.kind_data.slot(data.SLOT) else ""


def open_proposals(pleading: Pleading, filing: Filing) -> list[Proposal]:
    """What the answers propose to the parts of the filing that its kind has and that are open now."""
    found = proposals(pleading.form, pleading.answers, filing, pleading.proposed)
    return [
        proposal
        for proposal in found
        if is_open(filing, f"task:{TASKS[proposal.part]}") and (proposal.part != Part.AMOUNT or filing.kind_data.amount)
    ]


def doubts(pleading: Pleading, today: date) -> list[Notice]:
    """What does not fit together in the answers; advice only."""
    known = Known(today=today, lpr=settings.LPR_ONE_YEAR, calendar=calendar.load())
    return notices(pleading.form, pleading.answers, known)


def defence_limit(filing: Filing, known: Calendar) -> Period | None:
    """By when the 答辩状 is due; None before the day on which the complaint came was given."""
    served = filing.details.get("served_on")
    return deadlines.defence(date.fromisoformat(served), known) if served else None


def better_form(pleading: Pleading, filing: Filing) -> data.FormKind | None:
    """The form of the filing's cause when the pleading was begun on another one; None when it fits."""
    wanted = data.form_for(filing.kind, filing.cause.code if filing.cause else "")
    return None if wanted.code in (pleading.form_code, "narrative", "narrative-answer", "application") else wanted
