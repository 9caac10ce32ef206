"""What may be done with a bulletin, one file a decision."""

from supervision.bulletins.services.drafting import draft
from supervision.bulletins.services.editing import Text, save_text
from supervision.bulletins.services.publishing import approve, publish, return_to_draft, submit, withdraw

__all__ = ["Text", "approve", "draft", "publish", "return_to_draft", "save_text", "submit", "withdraw"]
