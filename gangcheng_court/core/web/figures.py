"""How shares and lengths of time are written."""

from datetime import timedelta


def percent(rate: float | None) -> str:
    """`97.5%`, `100%`; a dash for none. Never rounded up to 100 %: one broken promise stays visible."""
    if rate is None:
        return "—"
    tenths = int(rate * 1000)
    return f"{tenths // 10}%" if tenths % 10 == 0 else f"{tenths / 10}%"


def minutes(length: timedelta | None) -> str:
    """`12 分钟`, `1 小时 5 分钟`; a dash for none. Rounded up, so that “no longer than” stays true."""
    if length is None:
        return "—"
    hours, rest = divmod(-(-length // timedelta(minutes=1)), 60)
    if hours:
        return f"{hours} 小时 {rest} 分钟" if rest else f"{hours} 小时"
    return f"{rest} 分钟"


def whole_minutes(length: timedelta | None) -> str:
    """`65`; a dash for none. Rounded up like `minutes`, for a column that says its unit."""
    return "—" if length is None else str(-(-length // timedelta(minutes=1)))
