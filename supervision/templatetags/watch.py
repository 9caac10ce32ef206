"""The pictures of the indicators: drawn on the server, told apart without colour, with a table of the same numbers."""

from dataclasses import dataclass
from typing import Any

from django import template

from supervision.watch.enums import State
from supervision.watch.models import Reading
from supervision.watch.queries import Month
from supervision.watch.rules import Part, number_words

register = template.Library()

WIDTH, HEIGHT, TOP, BOTTOM = 672, 236, 40, 196
"""The drawing's box: the tallest bar ends at TOP, all stand on BOTTOM."""
FILLED, OUTLINED = 0.56, 0.72
"""How much of its month's width a bar takes, and the outline behind it."""
LEVELS = {State.WITHIN: "ok", State.NEAR: "now", State.ALARM: "late"}
MARKS = {State.WITHIN: "", State.NEAR: "◑", State.ALARM: "■"}


@dataclass(frozen=True)
class Bar:
    """One period of a picture, placed in the drawing: `outline` is the height of what stands behind it."""

    period: str
    short: str
    label: str
    left: float
    middle: float
    top: float
    height: float
    outline_left: float
    outline_top: float
    outline: float
    state: State


@register.filter
def level(state: str) -> str:
    """The tag's colour for a state; the tag has a sign of its own for each."""
    return LEVELS[State(state)]


@register.inclusion_tag("supervision/watch/_trend.html")
def readings_trend(history: list[Reading], title: str, key: str) -> dict[str, Any]:
    """The first figure of each period's last reading as bars, its threshold as a dashed line."""
    parts = [(reading.period, reading.parts[0] if reading.parts else None, reading.state) for reading in history]
    limit = next((part.threshold for _, part, _ in reversed(parts) if part and part.threshold), None)
    values = [part.value or 0 if part else 0 for _, part, _ in parts]
    scale = max([*values, limit or 0]) or 1
    step = WIDTH / max(len(parts), 1)
    bars = [
        _bar(place, step, value / scale, period, part.value_words if part else "—", State(state))
        for place, (value, (period, part, state)) in enumerate(zip(values, parts, strict=True))
    ]
    lead = next((part for _, part, _ in reversed(parts) if part), None)
    return _picture(title, key, bars, lead) | {
        "aim": round(BOTTOM - limit / scale * (BOTTOM - TOP), 1) if limit else None,
        "rows": [(reading, reading.parts) for reading in reversed(history)],
    }


@register.inclusion_tag("supervision/watch/_trend.html")
def year_curve(months: list[Month], title: str, key: str) -> dict[str, Any]:
    """What was registered month by month as bars, what was handed in as the outline behind each."""
    scale = max((max(month.submitted, month.filed) for month in months), default=0) or 1
    step = WIDTH / len(months)
    bars = [
        _bar(
            *(place, step, month.filed / scale, f"{month.first:%Y-%m}", str(month.filed), State.WITHIN),
            behind=month.submitted / scale,
        )
        for place, month in enumerate(months)
    ]
    return _picture(title, key, bars, None) | {"months": months}


def _bar(place: int, step: float, share: float, period: str, label: str, state: State, *, behind: float = 0) -> Bar:
    rise, outline = share * (BOTTOM - TOP), behind * (BOTTOM - TOP)
    return Bar(
        period=period,
        short=f"{int(period[5:])}月" if len(period) > 4 else period,
        label=f"{MARKS[state]}{label}",
        left=round((place + (1 - FILLED) / 2) * step, 1),
        middle=round((place + 0.5) * step, 1),
        top=round(BOTTOM - rise, 1),
        height=round(rise, 1),
        outline_left=round((place + (1 - OUTLINED) / 2) * step, 1),
        outline_top=round(BOTTOM - outline, 1),
        outline=round(outline, 1),
        state=state,
    )


def _picture(title: str, key: str, bars: list[Bar], lead: Part | None) -> dict[str, Any]:
    step = WIDTH / max(len(bars), 1)
    box = {"width": WIDTH, "height": HEIGHT, "bottom": BOTTOM, "bar": round(step * FILLED, 1)}
    return {
        "title": title,
        "key": key,
        "bars": bars,
        "lead": lead,
        "lead_limit": number_words(lead.threshold, lead.unit) if lead and lead.threshold else "",
        "box": box | {"outline": round(step * OUTLINED, 1)},
    }
