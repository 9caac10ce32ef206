"""Each page at phone, tablet and desk width, in normal and 关怀 mode: axe, no sideways scroll, targets large enough.

`SCREENSHOTS=dir pytest …` also writes a picture of each, to be looked at.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from gangcheng_court.tests.journeys import looks
from gangcheng_court.tests.journeys.pages import DESK_PAGES, PAGES

WIDTHS = (375, 768, 1280)
DESK_WIDTHS = (375, 1280)
NARROWEST = 320


@pytest.mark.parametrize("name", PAGES)
def test_the_page_can_be_used_at_every_width_and_in_both_modes(
    name: str, new_page: Callable[..., Page], axe: Callable[[Page], None]
) -> None:
    user, url = PAGES[name]()
    for care in (False, True):
        page = new_page(user=user, care=care)
        answer = page.goto(url)
        assert answer is not None
        assert answer.status < 500
        for width in DESK_WIDTHS if name in DESK_PAGES else WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if folder := os.environ.get("SCREENSHOTS"):
                page.screenshot(
                    path=Path(folder) / f"{name}-{width}-{'care' if care else 'normal'}.png", full_page=True
                )
            axe(page)
        page.set_viewport_size({"width": NARROWEST, "height": 900})
        looks.fit(page)
