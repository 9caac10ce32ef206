"""Django finds the desk's models here; each room keeps its own."""

from supervision.breaches.models import Breach, Explanation

__all__ = ["Breach", "Explanation"]
