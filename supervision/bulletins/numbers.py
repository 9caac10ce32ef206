"""The number of a bulletin, as court papers are numbered."""


def bulletin_number(year: int, serial: int) -> str:
    """Such as `督通〔2026〕1号`; `serial` counts up within the year without a gap."""
    return f"督通〔{year}〕{serial}号"
