"""The thirteen statutory holidays of a year (全国年节及纪念日放假办法, 2024 revision, in force 2025-01-01, art. 2).

Used only for years whose State Council notice is not published yet. Four of the feasts follow the lunar calendar or
the sun; their dates come from two independent lunar calendar programs that agree on every one, and the test
compares the published years.
"""

from datetime import date, timedelta

_FEASTS = {  # year: 春节 (first day of the first lunar month), 清明, 端午, 中秋 as month-day
    2025: "0129 0404 0531 1006",
    2026: "0217 0405 0619 0925",
    2027: "0206 0405 0609 0915",
    2028: "0126 0404 0528 1003",
    2029: "0213 0404 0616 0922",
    2030: "0203 0405 0605 0912",
    2031: "0123 0405 0624 1001",
    2032: "0211 0404 0612 0919",
    2033: "0131 0404 0601 0908",
    2034: "0219 0405 0620 0927",
    2035: "0208 0405 0610 0916",
    2036: "0128 0404 0530 1004",
    2037: "0215 0404 0618 0924",
    2038: "0204 0405 0607 0913",
    2039: "0124 0405 0527 1002",
    2040: "0212 0404 0614 0920",
    2041: "0201 0404 0603 0910",
    2042: "0122 0404 0622 0928",
    2043: "0210 0405 0611 0917",
    2044: "0130 0404 0531 1005",
    2045: "0217 0404 0619 0925",
    2046: "0206 0404 0608 0915",
    2047: "0126 0405 0529 1004",
    2048: "0214 0404 0615 0922",
    2049: "0202 0404 0604 0911",
    2050: "0123 0404 0623 0930",
    2051: "0211 0405 0613 0919",
    2052: "0201 0404 0601 0907",
    2053: "0219 0404 0620 0926",
    2054: "0208 0404 0610 0916",
    2055: "0128 0405 0530 1005",
    2056: "0215 0404 0617 0924",
    2057: "0204 0404 0606 0913",
    2058: "0124 0404 0625 1002",
    2059: "0212 0405 0614 0921",
    2060: "0202 0404 0603 0909",
}


def statutory_days(year: int) -> dict[date, str]:
    """Each statutory day off of `year` with its name; without the moving feasts for a year outside the table."""
    days = {date(year, 1, 1): "元旦", date(year, 5, 1): "劳动节", date(year, 5, 2): "劳动节"}
    days |= {date(year, 10, day): "国庆节" for day in (1, 2, 3)}
    if year in _FEASTS:
        spring, *single = (date(year, int(text[:2]), int(text[2:])) for text in _FEASTS[year].split())
        days |= {spring + timedelta(days=offset): "春节" for offset in (-1, 0, 1, 2)}
        for day, name in zip(single, ("清明节", "端午节", "中秋节"), strict=True):
            days[day] = f"{days[day]}、{name}" if day in days else name
    return days
