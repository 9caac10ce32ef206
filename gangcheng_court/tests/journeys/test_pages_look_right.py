"""Each page at phone, tablet and desk width, in normal and 关怀 mode: axe, no sideways scroll, targets large enough.

`SCREENSHOTS=dir pytest …` also writes a picture of each, to be looked at.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from gangcheng_court.core.accounts.models import User
from gangcheng_court.tests.journeys import hands, looks
from gangcheng_court.tests.journeys.pages import PAGES

WIDTHS = (320, 375, 768, 1280)
"""At each the page must fit, with its targets large enough."""
AXE_READS_AT = {False: 1280, True: 375}
"""By mode: what is said of a page hardly depends on the width, so that two readings see both modes and both layouts."""


@pytest.mark.parametrize("name", PAGES)
def test_the_page_can_be_used_at_every_width_and_in_both_modes(
    name: str, same_page: Callable[[User | None], Page], axe: Callable[[Page], None]
) -> None:
    user, url = PAGES[name]()
    page = same_page(user)
    for care in (False, True):
        if care:
            hands.choose_care(page)
        answer = page.goto(url)
        assert answer is not None
        assert answer.status < 500
        assert page.evaluate("document.documentElement.dataset.mode === 'care'") is care
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if folder := os.environ.get("SCREENSHOTS"):
                page.screenshot(
                    path=Path(folder) / f"{name}-{width}-{'care' if care else 'normal'}.png", full_page=True
                )
            looks.fit(page)
            if width == AXE_READS_AT[care]:
                axe(page)
