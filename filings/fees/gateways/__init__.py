"""How money reaches the portal: a gateway reads what a bank or a payment office sends into a `BankStatement`.

To add a gateway: a module with `CODE` and `read(content) -> BankStatement` that raises `BadStatement` for anything it
cannot vouch for, and its line in `GATEWAYS`. What happens to the lines is one and the same for every gateway
(`filings/fees/services/statements.py`), so that none can credit a charge by itself.
"""

from collections.abc import Callable

from filings.fees.gateways import bank_file
from filings.fees.gateways.shape import BadStatement, BankLine, BankStatement

GATEWAYS: dict[str, Callable[[bytes], BankStatement]] = {bank_file.CODE: bank_file.read}

__all__ = ["GATEWAYS", "BadStatement", "BankLine", "BankStatement", "bank_file"]
