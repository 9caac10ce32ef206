"""What the answers propose to the filing, and whether it may be written without asking."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from filings.pleadings.data.shape import FormKind
from filings.pleadings.enums import Part
from filings.pleadings.rules import checks, wording
from filings.pleadings.rules.answers import Answers

Content = list[str] | str | Decimal | None


@dataclass(frozen=True)
class Proposal:
    """One part of the filing: what the answers say now (`fresh`), what stands there, what was proposed before.

    `asks`: the person's own text would be lost, so the person chooses. `writes`: nothing of the person's is lost.
    """

    part: Part
    fresh: Content
    standing: Content
    before: Content

    @property
    def writes(self) -> bool:
        return self._is_news and (not self.standing or self.standing == self.before)

    @property
    def asks(self) -> bool:
        return self._is_news and not self.writes

    @property
    def _is_news(self) -> bool:
        return bool(self.fresh) and self.fresh not in (self.standing, self.before)


def proposals(form: FormKind, answers: Answers, filing: Any, proposed: Mapping[str, Any]) -> list[Proposal]:
    """All parts, in the order of the pages."""
    before = proposed.get(Part.AMOUNT)
    return [
        Proposal(Part.CLAIMS, wording.claims(form, answers), list(filing.claims), proposed.get(Part.CLAIMS)),
        Proposal(Part.AMOUNT, checks.total(form, answers), filing.amount, None if before is None else Decimal(before)),
        Proposal(Part.FACTS, wording.facts(form, answers), filing.facts, proposed.get(Part.FACTS)),
    ]
