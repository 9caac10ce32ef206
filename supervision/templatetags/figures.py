"""How figures are written, and the chart of a year: drawn on the server, with the same numbers in a table behind it."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings

from gangcheng_court.core.web.figures import percent
from gangcheng_court.promises import BY_CODE
from supervision.breaches import reports, rules
from supervision.breaches.reports import Figures, Line

register = template.Library()

WIDTH, HEIGHT, TOP, BOTTOM = 672, 260, 36, 216
"""The drawing's box: the bars stand between TOP (100 %) and BOTTOM (0 %)."""


@dataclass(frozen=True)
class Bar:
    """One month of the chart, placed in the drawing."""

    left: float
    middle: float
    top: float
    height: float
    label: str
    label_at: float
    month: str
    kept_well: bool


register.filter(percent)
register.filter(rules.length_words)
register.filter(reports.cause_label)


@register.filter
def needs_attention(figures: Figures) -> bool:
    """Whether the share kept is below the setting PROMISE_ATTENTION_RATE."""
    return figures.rate is not None and figures.rate < settings.PROMISE_ATTENTION_RATE


@register.inclusion_tag("supervision/_trend.html")
def trend(lines: list[Line], title: str, key: str = "title") -> dict[str, Any]:
    """Share kept, month by month, as bars; a month in which nothing was due has a dash and no bar.

    `key` tells several charts of one page apart.
    """
    step = WIDTH / len(lines)
    bars = []
    for position, line in enumerate(lines):
        rise = round((line.rate or 0) * (BOTTOM - TOP), 1)
        bars.append(
            Bar(
                left=round(position * step + step * 0.18, 1),
                middle=round((position + 0.5) * step, 1),
                top=BOTTOM - rise,
                height=rise,
                label=percent(line.rate),
                label_at=BOTTOM - rise - 8,
                month=line.name.partition("年")[2],
                kept_well=not needs_attention(line),
            )
        )
    aim = BOTTOM - settings.PROMISE_ATTENTION_RATE * (BOTTOM - TOP)
    return {
        "title": title,
        "key": key,
        "lines": lines,
        "bars": bars,
        "box": {"width": WIDTH, "height": HEIGHT, "bottom": BOTTOM, "aim": round(aim, 1), "bar": round(step * 0.64, 1)},
        "aim": percent(settings.PROMISE_ATTENTION_RATE),
    }


SPARK_WIDTH, SPARK_HEIGHT = 180, 40


@register.inclusion_tag("supervision/board/_spark.html")
def spark(lines: list[Line]) -> dict[str, Any]:
    """The share kept of each month as a small row of bars; the months and figures are its description."""
    step = SPARK_WIDTH / len(lines)
    bars = [
        {
            "left": round(place * step + 1, 1),
            "height": (rise := max(2.0, round((line.rate or 0) * SPARK_HEIGHT, 1)) if line.n else 0.0),
            "top": round(SPARK_HEIGHT - rise, 1),
        }
        for place, line in enumerate(lines)
    ]
    box = {"width": SPARK_WIDTH, "height": SPARK_HEIGHT, "bar": round(step - 2, 1)}
    return {"lines": lines, "bars": bars, "box": box}


@register.filter
def change_words(change: float) -> str:
    """`高 1.2 个百分点`, `低 0.3 个百分点`, `持平`."""
    if not change:
        return "持平"
    return f"{'高' if change > 0 else '低'} {abs(change) * 100:.1f} 个百分点"


@register.filter
def promise_title(code: str) -> str:
    return BY_CODE[code].title
