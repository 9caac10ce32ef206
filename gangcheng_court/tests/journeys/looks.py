"""What can be measured of a page's looks: accessibility by axe, sideways scroll, headings, sizes of targets."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

FIT = """() => {
    const care = document.documentElement.dataset.mode === "care";
    const small = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
        .filter((element) => {
            const box = (element.closest("label") || element).getBoundingClientRect();
            if (!element.checkVisibility() || box.bottom <= 0 || element.type === "hidden") return false;
            if (element.tagName === "A" && getComputedStyle(element).display === "inline") return false;
            const inTable = !care && innerWidth > 760 && element.closest("td, th");
            return box.height < (inTable ? 27.5 : care ? 59.5 : 43.5);
        })
        .map((element) => `${element.getBoundingClientRect().height} ${element.outerHTML.slice(0, 120)}`);
    const { scrollWidth, clientWidth } = document.documentElement;
    return { sideways: scrollWidth - clientWidth, headings: document.querySelectorAll("h1").length, small };
}"""
"""`small`: links, buttons and fields lower than 44 px (60 px in 关怀 mode); links inside a sentence may be as high as
their line, and links and buttons in tables of a wide screen 28 px."""


def are_right(page: Page) -> None:
    """No accessibility violation, and the page fits."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    in_care = page.locator("html[data-mode=care]").count() == 1
    options = {
        "runOnly": {"type": "tag", "values": RULES},
        "resultTypes": ["violations"],
        "rules": {"color-contrast-enhanced": {"enabled": in_care}},
    }
    found = page.evaluate("options => axe.run(options).then(({violations}) => violations)", options)
    violations = [
        f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]
    ]
    assert not violations, f"{page.url}\n" + "\n".join(violations)
    if in_care:
        assert not (small := small_text(page)), f"{page.url} at {page.viewport_size}\n" + "\n".join(small)
    fit(page)


def fit(page: Page) -> None:
    """No sideways scroll, one h1, every target large enough."""
    found = page.evaluate(FIT)
    assert found["sideways"] <= 0, (
        f"{page.url} scrolls {found['sideways']} px sideways at {page.viewport_size}: {too_wide(page)}"
    )
    assert found["headings"] == 1, f"{page.url} has {found['headings']} h1"
    assert not found["small"], f"{page.url} at {page.viewport_size}\n" + "\n".join(found["small"])


def small_text(page: Page) -> list[str]:
    """Words below 18 points (24 px), and running text whose lines stand closer than one and a half."""
    return page.evaluate(
        """() => {
            const found = [];
            const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (texts.nextNode()) {
                const { data, parentElement } = texts.currentNode;
                if (!data.trim() || !parentElement.checkVisibility()) continue;
                if (parentElement.closest("[aria-hidden], svg")) continue;
                const style = getComputedStyle(parentElement);
                const size = parseFloat(style.fontSize);
                const isRunning = parentElement.closest("main :is(p, li, dd, td, label)");
                const isTitle = parentElement.closest("h1, h2, h3, .button, .tag");
                const isTight = isRunning && !isTitle && size < 30 && parseFloat(style.lineHeight) < 1.49 * size;
                if (size < 24 || isTight) found.push(`${size} px, ${style.lineHeight}: ${data.trim().slice(0, 40)}`);
            }
            return found;
        }"""
    )


def too_wide(page: Page) -> list[str]:
    """The innermost elements that reach over the right edge."""
    return page.evaluate(
        """() => [...document.querySelectorAll("main *, header *, footer *")]
            .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth)
            .filter((element, position, all) => !all.some((other) => other !== element && element.contains(other)))
            .map((element) => element.outerHTML.slice(0, 160))"""
    )
