"""Django finds the desk's administration here; each room keeps its own."""

from filings.cross_region.admin import CourtKeyAdmin
from filings.intake.admin import CauseAdmin, CourtAdmin
from filings.mediation.admin import MediatorAdmin

__all__ = ["CauseAdmin", "CourtAdmin", "CourtKeyAdmin", "MediatorAdmin"]
