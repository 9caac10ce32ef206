"""What the share among those who answered says of everybody served: Wilson's interval, 95 %."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

Z = 1.959964
"""Of the normal distribution, 95 % lie within so many standard deviations."""
FEWEST = 10
"""With fewer answers only counts are shown: a share would pretend to know."""


@dataclass(frozen=True)
class Share:
    """A share and its interval, 0 to 1."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Stratum:
    """Of one stratum: how many were served, how many answered, how many of these gave the answer."""

    served: int
    answered: int
    hits: int


def wilson(share: float, n: float) -> tuple[float, float]:
    """Wilson's score interval of a share among `n` independent answers. `n` may be an effective number."""
    centre = share + Z**2 / (2 * n)
    spread = Z * sqrt(share * (1 - share) / n + Z**2 / (4 * n**2))
    low, high = ((centre + sign * spread) / (1 + Z**2 / n) for sign in (-1, 1))
    return max(low, 0.0), min(high, 1.0)


def weighted(strata: Mapping[str, Stratum]) -> Share | None:
    """The share over all strata, each weighted by how many it served; None with fewer than FEWEST answers.

    A stratum in which nobody answered says nothing and carries no weight. The interval is Wilson's with the effective
    number of answers (Kish): unequal weights tell less than as many equal ones.
    """
    told = [stratum for stratum in strata.values() if stratum.answered]
    if sum(stratum.answered for stratum in told) < FEWEST:
        return None
    served = sum(stratum.served for stratum in told)
    value = sum(stratum.served / served * stratum.hits / stratum.answered for stratum in told)
    effective = 1 / sum((stratum.served / served) ** 2 / stratum.answered for stratum in told)
    return Share(value, *wilson(value, effective))
