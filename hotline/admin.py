"""Django finds the desk's administration here; each room keeps its own."""

from hotline.calls.admin import ExtensionAdmin

__all__ = ["ExtensionAdmin"]
