"""The draw: anybody who has the list and the seed gets the same people.

In each stratum people stand in the order of sha256("seed|reference"); the first of them are drawn. How many of each
stratum: in proportion, by the largest remainder, but at least one of a stratum that has anybody.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Person(NamedTuple):
    """One line of the list that is drawn from: which desk served, and the reference of the matter."""

    stratum: str
    reference: str


def list_hash(population: Iterable[Person]) -> str:
    """SHA-256 of the list, one line “stratum|reference” a person, in alphabetical order."""
    lines = sorted(f"{person.stratum}|{person.reference}" for person in population)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def rank(seed: str, reference: str) -> str:
    """What decides a person's place in the stratum."""
    return hashlib.sha256(f"{seed}|{reference}".encode()).hexdigest()


def allocate(sizes: Mapping[str, int], wanted: int) -> dict[str, int]:
    """How many to draw of each stratum: `wanted` in all, or everybody when there are no more.

    Where `wanted` is less than the number of strata that have anybody, one of each is drawn all the same.
    """
    sizes = {stratum: size for stratum, size in sizes.items() if size}
    total = sum(sizes.values())
    if wanted >= total:
        return sizes
    drawn = dict.fromkeys(sizes, 1)
    for _ in range(wanted - len(sizes)):
        open_ = [stratum for stratum in sizes if drawn[stratum] < sizes[stratum]]
        drawn[max(open_, key=lambda stratum: (wanted * sizes[stratum] - drawn[stratum] * total, stratum))] += 1
    return drawn


def draw(population: Iterable[Person], seed: str, wanted: int) -> list[Person]:
    """Who is asked, by stratum and place."""
    strata: dict[str, list[Person]] = defaultdict(list)
    for person in population:
        strata[person.stratum].append(person)
    counts = allocate({stratum: len(people) for stratum, people in strata.items()}, wanted)
    return [
        person
        for stratum in sorted(counts)
        for person in sorted(strata[stratum], key=lambda one: (rank(seed, one.reference), one))[: counts[stratum]]
    ]
