"""What is decided about an article, one file a decision. Locks: the article first."""

from hotline.knowledge.services.feedback import count_use, give_feedback, settle
from hotline.knowledge.services.loading import load
from hotline.knowledge.services.media import add_medium, remove_medium
from hotline.knowledge.services.publishing import publish, review, send_back, withdraw
from hotline.knowledge.services.reminding import remind
from hotline.knowledge.services.writing import Writing, draft, edit

__all__ = [
    "Writing",
    "add_medium",
    "count_use",
    "draft",
    "edit",
    "give_feedback",
    "load",
    "publish",
    "remind",
    "remove_medium",
    "review",
    "send_back",
    "settle",
    "withdraw",
]
