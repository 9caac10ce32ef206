"""The way between the pages of whoever keeps the hall's facilities."""

from django.urls import reverse

PLACES = (
    ("借用", "accessibility:loans"),
    ("每日巡查", "accessibility:round"),
    ("报修", "accessibility:repairs"),
    ("设施一览", "accessibility:facilities"),
)


def tabs(current: str) -> list[dict[str, object]]:
    """The tabs, with the one of the route `current` marked."""
    return [{"title": title, "url": reverse(route), "current": route == current} for title, route in PLACES]
