"""Django finds the desk's administration here; each room keeps its own."""

from filings.intake.admin import CauseAdmin
from filings.mediation.admin import MediatorAdmin

__all__ = ["CauseAdmin", "MediatorAdmin"]
