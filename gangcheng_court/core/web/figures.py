"""How shares are written."""


def percent(rate: float | None) -> str:
    """`97.5%`, `100%`; a dash for none. Never rounded up to 100 %: one broken promise stays visible."""
    if rate is None:
        return "—"
    tenths = int(rate * 1000)
    return f"{tenths // 10}%" if tenths % 10 == 0 else f"{tenths / 10}%"
