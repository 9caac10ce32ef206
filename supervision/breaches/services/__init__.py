"""What is said about limits: reminders, the question why one was broken, the answer, its judgement."""

from supervision.breaches.services.asking import ask_for_causes, urge_explanations
from supervision.breaches.services.judging import explain, judge, order_rectification
from supervision.breaches.services.reminding import remind

__all__ = ["ask_for_causes", "explain", "judge", "order_rectification", "remind", "urge_explanations"]
