"""What is read of inspections. Figures for others hold nothing of a visit that is not published."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from gangcheng_court.core.accounts.models import User
from supervision.inspections.enums import Kind, Status
from supervision.inspections.models import Checklist, ChecklistItem, Finding, Inspection, ItemAnswer, ItemPhoto
from supervision.rectification import permissions as rectification
from supervision.rectification.enums import Source
from supervision.rectification.models import Order

NEWEST = Checklist.objects.filter(code=OuterRef("code")).order_by("-edition").values("pk")[:1]


def checklists() -> QuerySet[Checklist]:
    """The newest edition of every checklist, by code, with how many items it has (`length`)."""
    newest = Checklist.objects.filter(pk=Subquery(NEWEST)).select_related("made_by")
    return newest.annotate(length=Count("items")).order_by("code")


def newest_edition(code: str) -> Checklist:
    """Raises Checklist.DoesNotExist for a code that no checklist has."""
    return Checklist.objects.filter(code=code).latest("edition")


def holding_answers(row: Inspection) -> dict[int, ItemAnswer]:
    """By item, the answer that holds: the one said last."""
    said = row.answers.order_by("item_id", "-said_at", "-id").distinct("item_id")
    return {answer.item_id: answer for answer in said.select_related("department", "person")}


def photos_of(row: Inspection) -> dict[int, list[ItemPhoto]]:
    """By item, the photos that were not dropped."""
    found: dict[int, list[ItemPhoto]] = {}
    for photo in row.photos.filter(dropped_at__isnull=True).select_related("file"):
        found.setdefault(photo.item_id, []).append(photo)
    return found


def findings_of(row: Inspection) -> QuerySet[Finding]:
    """What the visit found, with all that its page names."""
    return row.findings.select_related("item", "department", "person", "repeats__inspection", "inspection")


def orders_of(findings: Iterable[Finding], user: User) -> dict[str, Order]:
    """By the finding's number, the latest order from it that this person may see."""
    numbers = [finding.number for finding in findings]
    seen = rectification.visible_to(user).filter(source=Source.INSPECTION, reference__in=numbers)
    return {order.reference: order for order in seen.select_related("owner").order_by("ordered_at", "pk")}


def earlier_finding(finding: Finding, since: datetime) -> Finding | None:
    """The latest finding of the same item in the same department (without one, at the same place) from `since` on.

    Never one of a covert visit that is not published: the link would tell of it.
    """
    same = Q(department=finding.department_id) if finding.department_id else Q(department=None, place=finding.place)
    known = Q(inspection__kind=Kind.OPEN) | Q(inspection__status=Status.PUBLISHED)
    earlier = Finding.objects.filter(same, known, code=finding.code, found_at__gte=since, found_at__lt=finding.found_at)
    return earlier.exclude(inspection=finding.inspection_id).order_by("-found_at", "-number").first()


def published_findings(since: datetime, until: datetime) -> QuerySet[Finding]:
    """What the visits published in [since, until) found. `person` and `words` are for inside the house only."""
    published = Finding.objects.filter(inspection__published_at__gte=since, inspection__published_at__lt=until)
    return published.select_related("item", "department", "inspection", "repeats")


def visits(since: datetime, until: datetime) -> dict[str, int]:
    """Of the visits published in [since, until): how many of each Kind, how many `findings`, how many `repeated`."""
    published = Inspection.objects.filter(published_at__gte=since, published_at__lt=until)
    kinds = {kind.value: Count("pk", filter=Q(kind=kind)) for kind in Kind}
    found = published_findings(since, until).aggregate(findings=Count("pk"), repeated=Count("repeats"))
    return published.aggregate(**kinds) | found


def item_of(row: Inspection, pk: int) -> ChecklistItem:
    """Raises ChecklistItem.DoesNotExist for one of another checklist or edition."""
    return ChecklistItem.objects.get(checklist=row.checklist_id, pk=pk)
