"""Reads of filings wanted by more than one caller."""

from datetime import datetime
from itertools import zip_longest

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet

from filings.intake import jurisdiction
from filings.intake.enums import Side
from filings.intake.jurisdiction import Facts, Hint, Limits, Matter, Place
from filings.intake.kinds import KINDS, Kind
from filings.intake.models import Cause, Court, Filing, Material, Party

CURRENT_EDITION = "2025"
MOST_HOMES = 10
"""Addresses of one side that the advice on jurisdiction looks at."""
MATTERS = {
    "执": Matter.ENFORCEMENT,
    "民督": Matter.PAYMENT_ORDER,
    "民保令": Matter.PROTECTION_ORDER,
    "行初": Matter.ADMINISTRATIVE,
}
"""By the 类型代字 of a kind; every other is civil."""


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


def courts_matching(words: str) -> list[Court]:
    """The courts whose name, code or district contains every word, else those that cover the place `words` names."""
    courts = list(Court.objects.select_related("parent"))
    asked = words.split()
    texts = {court.pk: f"{court.name} {court.code} {' '.join(court.divisions)}" for court in courts}
    found = [court for court in courts if asked and all(word in texts[court.pk] for word in asked)]
    return found or jurisdiction.courts_at(words, courts)


def courts_beside_us() -> list[Court]:
    """The courts under the same intermediate court as this one, this one first."""
    courts = Court.objects.select_related("parent").filter(parent__children__code=settings.COURT_CODE)
    return sorted(courts, key=lambda court: (court.code != settings.COURT_CODE, court.code))


def right_courts(facts: Facts) -> list[Hint]:
    """Which courts may hear it, by the rules of jurisdiction; advice only."""
    return _advice([facts])


def right_courts_for(filing: Filing) -> list[Hint]:
    """The advice from what a filing itself says: its cause, its amount, and where its parties live."""
    homes = {
        side: list(dict.fromkeys(party.domicile for party in filing.parties.all() if party.side == side))[:MOST_HOMES]
        for side in (Side.PLAINTIFF, Side.DEFENDANT)
    }
    about = {
        "matter": MATTERS.get(filing.kind_data.type_code, Matter.CIVIL),
        "cause": filing.cause.name if filing.cause else "",
        "group": filing.cause.group if filing.cause else "",
        "amount": filing.amount,
    }
    told = {Place.JUDGED: filing.details.get("basis_issuer", "")}
    pairs = zip_longest(homes[Side.PLAINTIFF], homes[Side.DEFENDANT], fillvalue="")
    return _advice(
        [
            Facts(**about, places=told | {Place.PLAINTIFF: plaintiff, Place.DEFENDANT: other})
            for plaintiff, other in pairs
        ]
    )


def _advice(asked: list[Facts]) -> list[Hint]:
    limits = Limits(local=settings.INTERMEDIATE_COURT_FROM, elsewhere=settings.INTERMEDIATE_COURT_FROM_ELSEWHERE)
    courts = list(Court.objects.all())
    return list(dict.fromkeys(hint for facts in asked for hint in jurisdiction.advice(facts, courts, limits)))
