"""What may be done with a rectification order, one file a decision."""

from supervision.rectification.services.ordering import NewOrder, order

__all__ = ["NewOrder", "order"]
