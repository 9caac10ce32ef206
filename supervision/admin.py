"""Django finds the desk's administration here; each room keeps its own."""

from supervision.complaints.admin import CustodianAdmin

__all__ = ["CustodianAdmin"]
