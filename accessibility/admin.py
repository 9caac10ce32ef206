"""Django finds the desk's administration here; each room keeps its own."""

from accessibility.amenities.admin import FacilityAdmin

__all__ = ["FacilityAdmin"]
