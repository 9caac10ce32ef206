"""What may be done with a rectification order, one file a decision."""

from supervision.rectification.services.ordering import NewOrder, order
from supervision.rectification.services.rechecking import close, send_back
from supervision.rectification.services.reporting import keep_proof, report

__all__ = ["NewOrder", "close", "keep_proof", "order", "report", "send_back"]
