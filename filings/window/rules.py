"""The window's rules on time and on what one word of a person covers. Pure: everything is given."""

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

ASSISTED_FOR = timedelta(hours=2)
"""How long a draft stays open to a helper on the telephone or beside the citizen."""
ON_SITE_FOR = timedelta(hours=8)
"""How long at most for the clerk of a visit; the end of the visit ends it."""
SLACK = timedelta(minutes=1)
"""A form says minutes: the minute in which the visit began is not before it."""
PAPER_SLOT = "complaint"
"""The slot that holds the paper a filing opens with, in every kind."""


def why_not_paper_at(received_at: datetime, *, began_at: datetime, now: datetime, because: str) -> str:
    """Why the paper cannot be entered as received at that moment, or ''.

    Never in the future; before the visit began only with a written reason, so that nobody moves a clock in silence.
    """
    if received_at > now:
        return "收到纸质材料的时间不能晚于现在。"
    if received_at < began_at - SLACK and not because.strip():
        return "收到纸质材料的时间早于本次接待开始的时间，请写明补录的理由。"
    return ""


def fingerprint(filing: Any) -> str:
    """What an oral record says, as a hash: parties and agents, cause, claims, amount, answers, facts, evidence.

    `filing` comes from `filings.intake.queries.whole()`. Files and the service address are not part of it.
    """
    said = [
        [
            [
                *(party.side, party.kind, party.name, party.sex, party.birth_on, party.ethnicity, party.occupation),
                *(party.employer, party.domicile, party.phone, party.id_number_hash, party.credit_code),
                *(party.legal_representative, party.representative_title),
                [[agent.kind, agent.name, agent.authority, agent.special_powers] for agent in party.agents.all()],
            ]
            for party in filing.parties.all()
        ],
        *(filing.cause_id, filing.cause_left_to_court, filing.claims, filing.amount, filing.details, filing.facts),
        filing.evidence,
    ]
    return hashlib.sha256(json.dumps(said, default=str, ensure_ascii=False).encode()).hexdigest()
