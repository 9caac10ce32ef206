"""Django finds the desk's models here; each room keeps its own."""

from supervision.breaches.models import Breach, Explanation, Reminder, Sweep

__all__ = ["Breach", "Explanation", "Reminder", "Sweep"]
