"""What the hall begins with: facilities and things to lend. What is there already stays as the court has it."""

from collections.abc import Iterable

from accessibility.amenities.data import StarterFacility, StarterItem
from accessibility.amenities.models import Facility, Item


def load_facilities(starters: Iterable[StarterFacility]) -> int:
    """Add every starter whose code is new; return how many."""
    return sum(
        Facility.objects.get_or_create(code=starter.code, defaults=starter._asdict() | {"position": position * 10})[1]
        for position, starter in enumerate(starters, start=1)
    )


def load_items(starters: Iterable[StarterItem]) -> int:
    """Add every starter whose label is new; return how many."""
    return sum(Item.objects.get_or_create(label=starter.label, defaults=starter._asdict())[1] for starter in starters)
