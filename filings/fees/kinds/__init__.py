"""What the calculator and the registered filings are charged by, as data: a case of the calculator, a rule of a kind.

How to add one: `docs/fees.md`.
"""

from filings.fees.kinds.cases import CASES, Case, Question
from filings.fees.kinds.filings import FEE_RULES, Assessment, assess

__all__ = ["CASES", "FEE_RULES", "Assessment", "Case", "Question", "assess"]
