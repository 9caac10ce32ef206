"""Who may not mediate, and whether everybody agreed: pure, everything given."""

from collections.abc import Iterable
from typing import Any


def conflict(mediator: Any, parties: Iterable[Any]) -> str:
    """Why this mediator must stay away from these parties and their agents (特邀调解规定 15); '' when nothing is known.

    `parties` come with their agents loaded. Compared are the mediator's own name, organisation and declared interests
    with every name, employer and organisation in the matter.
    """
    own = {name for name in (mediator.name, mediator.organisation, *mediator.interests) if name}
    for party in parties:
        people = [party.name, party.employer, party.legal_representative]
        for agent in party.agents.all():
            people += [agent.name, agent.organisation]
        if found := own.intersection(name for name in people if name):
            return f"调解员{mediator.name}与本案的{'、'.join(sorted(found))}有利害关系，应当回避，请另选一位。"
    return ""


def all_agree(parties: Iterable[Any], words: Iterable[Any], step: str) -> bool:
    """Whether the latest word of every party on `step` is yes; silence is no consent."""
    latest = {word.party_id: word.agrees for word in words if word.step == step}
    return all(latest.get(party.pk, False) for party in parties)
