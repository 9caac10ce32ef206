"""What may be done with indicators and alarms, one file a decision."""

from supervision.watch.services.answering import answer, close, order_rectification
from supervision.watch.services.computing import compute, compute_all, run
from supervision.watch.services.urging import urge

__all__ = ["answer", "close", "compute", "compute_all", "order_rectification", "run", "urge"]
