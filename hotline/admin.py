"""Django finds the desk's administration here; each room keeps its own."""

from hotline.calls.admin import ExtensionAdmin
from hotline.tickets.admin import RoutingRuleAdmin

__all__ = ["ExtensionAdmin", "RoutingRuleAdmin"]
