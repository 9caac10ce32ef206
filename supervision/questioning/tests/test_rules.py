"""The draw and the interval, against worked numbers."""

import hashlib
from collections import Counter

import pytest

from supervision.questioning.rules import sampling
from supervision.questioning.rules.intervals import Stratum, weighted, wilson
from supervision.questioning.rules.sampling import Person, allocate, draw

PEOPLE = [
    *(Person("hotline", f"RX-{number:04}") for number in range(300)),
    *(Person("hall", f"A-{number:04}") for number in range(99)),
    Person("filing", "WS-1"),
]


@pytest.mark.parametrize(
    ("sizes", "wanted", "drawn"),
    [
        ({"a": 300, "b": 99, "c": 1}, 40, {"a": 30, "b": 9, "c": 1}),  # quotas 30, 9.9, 0.1: the least one is made up
        ({"a": 50, "b": 30, "c": 20}, 10, {"a": 5, "b": 3, "c": 2}),
        ({"a": 47, "b": 33, "c": 20}, 10, {"a": 5, "b": 3, "c": 2}),  # 4.7, 3.3, 2: the largest remainder has it
        ({"a": 5, "b": 0}, 3, {"a": 3}),
        ({"a": 5, "b": 2}, 7, {"a": 5, "b": 2}),
        ({"a": 5, "b": 2}, 100, {"a": 5, "b": 2}),
        ({"a": 5, "b": 5, "c": 5}, 2, {"a": 1, "b": 1, "c": 1}),
        ({}, 5, {}),
    ],
)
def test_each_stratum_has_its_part_and_at_least_one(sizes, wanted, drawn):
    assert allocate(sizes, wanted) == drawn


def test_the_same_seed_draws_the_same_people_in_whatever_order_the_list_comes():
    first = draw(PEOPLE, "seed", 40)
    assert draw(reversed(PEOPLE), "seed", 40) == first
    assert draw(PEOPLE, "another", 40) != first
    assert len(set(first)) == len(first) == 40
    by_hand = sorted(
        (person for person in PEOPLE if person.stratum == "hall"),
        key=lambda person: hashlib.sha256(f"seed|{person.reference}".encode()).hexdigest(),
    )[:9]
    assert [person for person in first if person.stratum == "hall"] == by_hand
    assert draw(PEOPLE, "seed", 1000) == draw(PEOPLE, "seed", 400)


def test_over_many_seeds_everybody_is_drawn_about_as_often():
    drawn = Counter(person for seed in range(300) for person in draw(PEOPLE[:100], f"{seed}", 10))
    assert len(drawn) == 100
    assert max(drawn.values()) < 60


def test_one_changed_line_changes_the_hash_of_the_list():
    assert sampling.list_hash(PEOPLE) == sampling.list_hash(reversed(PEOPLE))
    assert sampling.list_hash(PEOPLE) != sampling.list_hash([*PEOPLE[:-1], Person("filing", "WS-2")])


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    # Newcombe 1998, table I, method 3.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilsons_interval_is_that_of_the_books(hits, n, low, high):
    assert wilson(hits / n, n) == pytest.approx((low, high), abs=0.00005)


def test_strata_weigh_by_whom_they_served():
    strata = {"a": Stratum(served=900, answered=10, hits=10), "b": Stratum(served=100, answered=10, hits=0)}
    share = weighted(strata)
    assert share.value == pytest.approx(0.9)
    # 1 / (0.81/10 + 0.01/10) = 12.195 answers' worth, not twenty.
    assert (share.low, share.high) == pytest.approx(wilson(0.9, 12.195), abs=0.001)
    one = weighted({"a": Stratum(500, 20, 5), "b": Stratum(500, 0, 0)})
    assert (one.value, one.low, one.high) == pytest.approx((0.25, *wilson(0.25, 20)))
    assert weighted({"a": Stratum(500, 9, 9)}) is None
