"""Reads of filings wanted by more than one caller."""

from datetime import datetime

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet

from filings.intake.kinds import KINDS, Kind
from filings.intake.models import Cause, Filing, Material, Party

CURRENT_EDITION = "2025"


def whole(filings: QuerySet[Filing]) -> QuerySet[Filing]:
    """The filings with all that pages and `rules` read: cause, parties with agents, current materials with files."""
    return _with_parts(filings, current_materials(Material.objects.all())).select_related("filer")


def ruled(filings: QuerySet[Filing]) -> QuerySet[Filing]:
    """The filings with what `rules` reads and no more: the materials come without their files."""
    return _with_parts(filings, Material.objects.filter(left_at__isnull=True))


def _with_parts(filings: QuerySet[Filing], materials: QuerySet[Material]) -> QuerySet[Filing]:
    parties = Prefetch("parties", Party.objects.prefetch_related("agents"))
    return filings.select_related("cause").prefetch_related(parties, Prefetch("materials", materials))


def current_materials(materials: QuerySet[Material]) -> QuerySet[Material]:
    """What counts now: neither replaced nor removed, in slot order."""
    return materials.filter(left_at__isnull=True).select_related("file__source")


def materials_at(filing: Filing, moment: datetime) -> QuerySet[Material]:
    """The materials that were current at `moment`, e.g. when the filing was submitted."""
    return (
        Material.objects.filter(filing=filing, added_at__lte=moment)
        .filter(Q(left_at__isnull=True) | Q(left_at__gt=moment))
        .select_related("file__source")
    )


def offered_kinds() -> list[tuple[Kind, str]]:
    """Every kind in order, with the reason why this court does not take it online ('' when it does)."""
    return [(kind, why_not_offered(kind.code)) for kind in KINDS.values()]


def why_not_offered(kind: str) -> str:
    """The court's reason for not taking this kind, from the setting KINDS_OFF; '' when it is taken."""
    return settings.KINDS_OFF.get(kind, "")


def causes_of(filing: Filing) -> QuerySet[Cause]:
    """The causes that a filer of this kind chooses from; none for a kind with one cause."""
    return Cause.objects.filter(edition=filing.kind_data.cause_edition)


def causes_matching(words: str, limit: int = 20, *, edition: str = CURRENT_EDITION) -> list[Cause]:
    """Causes of an edition whose own or parent's name contains every word; closest names first."""
    causes = Cause.objects.filter(edition=edition).select_related("parent")
    for word in words.split():
        causes = causes.filter(Q(name__icontains=word) | Q(parent__name__icontains=word) | Q(group__icontains=word))
    return sorted(causes, key=lambda cause: (words not in cause.name, len(cause.name), cause.pk))[:limit]
