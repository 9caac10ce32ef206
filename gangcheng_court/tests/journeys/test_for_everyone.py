"""For old eyes, unsteady hands, slow readers, small phones and thin lines: what 关怀版 and the first page promise."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from gangcheng_court.core.accounts.tests.builders import make_user
from gangcheng_court.tests.journeys import looks
from gangcheng_court.tests.journeys.pages import PAGES

MOST_BYTES = 150_000
MOST_SECONDS = 3.0
THIRD_GENERATION = {
    "offline": False,
    "latency": 300,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 768_000 / 8,
}
"""A thin line: 1.6 Mbit/s down, 768 kbit/s up, 300 ms each way and back; in bytes a second."""
ZOOMED = ("home", "guide", "sign-in", "register", "filing-guide", "filing-tasks", "filing-cause", "filing-check")
"""Pages tried with text of double size."""
VOICES = """voices => {
    const speech = new EventTarget();
    window.spoken = [];
    speech.getVoices = () => voices.map(([lang, localService]) => ({ lang, localService, name: lang }));
    speech.speak = (words) => window.spoken.push(words);
    speech.cancel = () => window.spoken.push(null);
    Object.defineProperty(window, "speechSynthesis", { value: speech });
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
}"""
"""A browser's speech, as far as the page uses it; `spoken` holds what it was told to say and every silence (null)."""


def give_voices(page: Page, *voices: tuple[str, bool]) -> None:
    page.add_init_script(
        f"({VOICES})({[[lang, own] for lang, own in voices]})".replace("True", "true").replace("False", "false")
    )


def said(page: Page) -> str:
    """What is being spoken; empty in silence."""
    return page.evaluate("(words => words ? words.text : '')(spoken[spoken.length - 1])")


def marked(page: Page) -> str:
    return page.locator(".being-read").inner_text().replace("\n", "")


def test_a_page_is_read_aloud_by_keyboard_paragraph_by_paragraph(new_page):
    page = new_page(care=True)
    give_voices(page, ("en-US", True), ("zh-HK", True), ("zh-CN", True))
    page.goto("/")
    button = page.get_by_role("button", name="朗读本页")
    button.focus()
    page.keyboard.press("Enter")
    assert said(page) == "您要办什么？" == marked(page)
    assert page.evaluate("spoken[0].voice.lang") == "zh-CN"
    page.evaluate("spoken[0].onend()")
    assert said(page).startswith("网上办、大厅办、打电话办都可以")
    expect(page.locator(".being-read")).to_contain_text("网上办、大厅办")

    page.keyboard.press("Enter")
    assert said(page) == ""
    expect(page.get_by_role("button", name="继续朗读")).to_be_focused()
    page.get_by_label("语速").select_option("慢")
    page.get_by_role("button", name="继续朗读").press("Enter")
    assert said(page).startswith("网上办、大厅办")
    assert page.evaluate("spoken[spoken.length - 1].rate") == 0.75
    page.get_by_label("语速").select_option("快")
    assert page.evaluate("spoken[spoken.length - 1].rate") == 1.4

    page.keyboard.press("Escape")
    assert said(page) == ""
    expect(page.locator(".being-read")).to_have_count(0)
    expect(button).to_be_visible()
    page.goto(reverse("portal:services"))
    assert page.get_by_label("语速").input_value() == "1.4"


def test_the_whole_page_is_heard_and_nothing_that_is_folded_away(new_page):
    page = new_page(care=True)
    give_voices(page, ("zh-CN", True))
    page.goto("/")
    page.get_by_role("button", name="朗读本页").click()
    heard = []
    while words := said(page):
        heard.append(words)
        page.evaluate("spoken[spoken.length - 1].onend()")
    text = "".join(heard).replace(" ", "")
    assert "看每一项承诺的兑现情况" in text
    assert "到诉讼服务大厅" in text
    assert "本月" in text
    folded = page.locator("main details > :not(summary)").first.text_content() or ""
    assert "".join(folded.split())[:20] not in text
    expect(page.get_by_role("button", name="朗读本页")).to_be_visible()


@pytest.mark.parametrize("voices", [(), (("en-US", True),), (("zh-CN", False),)], ids=["none", "foreign", "from afar"])
def test_without_a_chinese_voice_of_the_device_nothing_is_offered_to_read(new_page, voices):
    page = new_page(care=True)
    give_voices(page, *voices)
    page.goto("/")
    expect(page.get_by_role("button", name="阅读线")).to_be_visible()
    expect(page.get_by_role("button", name="朗读本页")).to_be_hidden()


def test_the_guide_line_follows_the_pointer_and_the_focus_and_is_remembered(new_page):
    page = new_page(care=True)
    page.goto(reverse("account_login"))
    line = page.locator(".guide-line")
    expect(line).to_be_hidden()
    page.get_by_role("button", name="阅读线").click()
    page.mouse.move(300, 400)
    height = line.bounding_box()["y"]
    assert 400 < height < 440
    page.goto(reverse("account_login"))
    expect(page.get_by_role("button", name="阅读线", pressed=True)).to_be_visible()
    field = page.get_by_label("手机号码")
    field.focus()
    box = field.bounding_box()
    assert line.bounding_box()["y"] == pytest.approx(box["y"] + box["height"], abs=1)
    page.get_by_role("button", name="阅读线").press("Enter")
    expect(line).to_be_hidden()


def test_without_scripts_care_mode_shows_no_dead_buttons(new_page):
    page = new_page(care=True, scripts=False)
    page.goto("/")
    expect(page.locator(".aids")).to_be_hidden()


def test_one_key_keeps_the_session(new_page, settings):
    settings.CITIZEN_IDLE_SECONDS = 121
    page = new_page(user=make_user())
    page.goto(reverse("people:profile"))
    expect(page.get_by_role("button", name="继续办理")).to_be_focused()
    settings.CITIZEN_IDLE_SECONDS = 600
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_the_first_page_is_light_and_quick_on_a_thin_line(new_page):
    page = new_page(width=375)
    line = page.context.new_cdp_session(page)
    sizes: list[float] = []
    line.on("Network.loadingFinished", lambda answer: sizes.append(answer["encodedDataLength"]))
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", THIRD_GENERATION)
    page.goto("/", wait_until="load")
    seconds = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd / 1000")

    assert len(sizes) > 5
    assert sum(sizes) <= MOST_BYTES
    assert seconds <= MOST_SECONDS


@pytest.mark.parametrize("name", ZOOMED)
def test_text_of_double_size_loses_nothing(name, new_page):
    user, url = PAGES[name]()
    page = new_page(user=user)
    page.goto(url)
    page.evaluate("document.documentElement.style.fontSize = '32px'")
    looks.fit(page)
    assert not cut_off(page)


def cut_off(page: Page) -> list[str]:
    """Boxes that hide a part of their words."""
    return page.evaluate(
        """() => [...document.querySelectorAll("body *")]
            .filter((box) => box.checkVisibility() && box.innerText?.trim() && !box.closest(".visually-hidden, select"))
            .filter((box) => getComputedStyle(box).overflow !== "visible")
            .filter((box) => box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1)
            .map((box) => box.outerHTML.slice(0, 120))"""
    )
