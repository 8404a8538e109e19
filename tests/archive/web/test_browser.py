"""The web page in a real browser, as a reader meets it. Screenshots are kept in ``artefacts/``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.archive.web.sample_archive import ATTACK, FIRST, HACKED, HOSTILE

ARTEFACTS = Path(__file__).parents[3] / "artefacts" / "web"
ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
expect.set_options(timeout=30_000)  # milliseconds; other work may slow the machine
DESKTOP, PHONE = {"width": 1200, "height": 800}, {"width": 360, "height": 740}

CUT_OFF = """
() => [...document.querySelectorAll("html, body *")].filter((one) => {
    const scrolls = getComputedStyle(one).overflowX !== "visible" && one.tagName !== "INPUT";
    const { width, right } = one.getBoundingClientRect();
    return width > 1 && (right > innerWidth + 1 || (scrolls && one.scrollWidth > one.clientWidth));
}).map((one) => one.outerHTML.slice(0, 80))
"""
"""Elements that reach beyond the window, or hide a part of themselves; a text field scrolls."""


@dataclass(slots=True)
class Watched:
    """A page, and what it did beside being shown."""

    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def open(self, address: str) -> Page:
        self.page.goto(self.base + address)
        return self.page

    def keep(self, name: str) -> None:
        """Keep what it looks like."""
        ARTEFACTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=ARTEFACTS / f"{name}.png", full_page=True)

    def cut_off(self) -> list[str]:
        """What of the page a reader would have to push aside to see."""
        return list(self.page.evaluate(CUT_OFF))


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield launched
        launched.close()


@contextmanager
def watching(browser: Browser, served: str, **options: object) -> Iterator[Watched]:
    """Open a window; in the end nothing was complained of, and nobody else was asked."""
    context = browser.new_context(**{"viewport": DESKTOP, "locale": "en-US", **options})  # type: ignore[arg-type]  # options by name
    watched = Watched(context.new_page(), served)
    watched.page.on("console", lambda message: watched.complaints.append(message.text))
    watched.page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    context.on(
        "request",
        lambda request: (
            None if request.url.startswith(served) else watched.outside.append(request.url)
        ),
    )
    yield watched
    context.close()
    assert (watched.complaints, watched.outside) == ([], [])


@pytest.fixture
def desktop(browser: Browser, served: str) -> Iterator[Watched]:
    with watching(browser, served) as watched:
        yield watched


@pytest.fixture
def phone(browser: Browser, served: str) -> Iterator[Watched]:
    dark = {"viewport": PHONE, "color_scheme": "dark", "has_touch": True, "locale": "zh-CN"}
    with watching(browser, served, **dark) as watched:
        yield watched


def test_a_reader_searches_opens_and_compares(desktop: Watched) -> None:
    page = desktop.open("/")
    page.get_by_role("searchbox").fill("慎终如始")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="1 article")).to_be_visible()
    assert page.url.endswith(f"/?q={'%E6%85%8E%E7%BB%88%E5%A6%82%E5%A7%8B'}")
    desktop.keep("search")
    page.locator(".answer h3 a").click()
    expect(page.locator(".text mark")).to_have_text("慎终如始")
    desktop.keep("article")
    page.get_by_role("link", name="What changed since version 1").click()
    expect(page.locator(".text del")).to_have_text("毫不放松")
    expect(page.locator(".text ins")).to_have_text("慎终如始")
    desktop.keep("differences")


def test_a_reader_narrows_and_widens(desktop: Watched) -> None:
    page = desktop.open("/?q=疫情")
    page.locator("aside").get_by_role("link", name=re.compile("^湖北省")).click()
    expect(page.locator(".answer")).to_have_count(1)
    page.locator("aside a.chosen").click()
    expect(page.get_by_role("heading", name="6 articles, 2 texts")).to_be_visible()
    page.get_by_text("Filters and order").click()
    page.get_by_label("Since").fill("2020-02-25")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", name="2 articles, all one text")).to_be_visible()
    assert "region" not in page.url
    desktop.keep("filters")


def test_the_keyboard_is_enough(desktop: Watched) -> None:
    page = desktop.open("/sites")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("a/b")
    expect(page.get_by_role("searchbox")).to_have_value("a/b")
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate(outline) == "solid"


def test_it_works_without_javascript(browser: Browser, served: str) -> None:
    with watching(browser, served, java_script_enabled=False) as watched:
        page = watched.open("/")
        page.get_by_role("searchbox").fill("双胜利")
        page.get_by_role("button", name="Search").click()
        expect(page.get_by_role("heading", name="6 articles, 2 texts")).to_be_visible()


def test_a_reader_finds_a_text_once_and_its_copies(desktop: Watched) -> None:
    page = desktop.open("/?q=防控 -搬迁")
    expect(page.locator(".answer")).to_have_count(1)
    desktop.keep("once")
    page.get_by_role("link", name="4 other copies").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("双胜利")
    expect(page.locator("tbody tr")).to_have_count(5)
    page.go_back()
    page.locator("aside").get_by_role("link", name=re.compile("^Each copy")).click()
    expect(page.locator(".answer")).to_have_count(5)
    page.get_by_text("Filters and order").click()
    expect(page.get_by_label("Each copy of a text")).to_be_checked()


def test_archived_markup_does_nothing(desktop: Watched, ids: dict[str, int]) -> None:
    page = desktop.open(f"/articles/{ids[HOSTILE]}?spam=1")
    expect(page.locator("h1")).to_have_text(ATTACK)
    assert "pwned" not in page.title().replace(ATTACK, "")
    desktop.keep("hostile")
    page = desktop.open(f"/articles/{ids[FIRST]}/raw")
    assert page.evaluate("document.contentType") == "text/plain"
    assert "双胜利" in page.inner_text("body")


def test_spam_is_shown_on_demand(desktop: Watched, ids: dict[str, int]) -> None:
    page = desktop.open(f"/articles/{ids[HACKED]}")
    expect(page.locator(".spam")).to_have_count(0)
    page.get_by_role("link", name="Show it in its place").click()
    expect(page.locator(".text .spam")).to_be_visible()
    desktop.keep("spam-in-its-place")


OVERVIEWS = ("/", "/sites", "/changes", "/clusters", "/clusters/1", "/spam", "/charts")
DIFFERENCE = "/articles/1/differences?from=1&to=3"
ARTICLES = ("/articles/1", "/articles/7?spam=1", "/articles/8")
ERRORS = ("/articles/99", "/?page=0")


@pytest.mark.parametrize(
    "address", [*OVERVIEWS, *ARTICLES, DIFFERENCE, "/?q=疫情&copies=1&region=省", *ERRORS]
)
def test_it_fits_a_phone(phone: Watched, address: str) -> None:
    page = phone.open(address)
    if address in ERRORS:
        phone.complaints.clear()  # of the status
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert phone.cut_off() == []
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert max(map(int, re.findall(r"\d+", background))) < 64, "dark mode is asked for"
    phone.keep("phone" + re.sub(r"\W+", "-", address).rstrip("-"))


def test_on_a_phone_each_cell_says_what_it_is(phone: Watched) -> None:
    page = phone.open("/sites")
    cell = page.locator("tbody tr", has_text="龙泉驿区").locator("td").nth(2)
    label = cell.evaluate("one => getComputedStyle(one, '::before').content")
    assert label.startswith('"文章')
    expect(page.locator("thead")).to_be_hidden()


DETAILS = ("/articles/1?version=2&q=防控", "/articles/7?spam=1", DIFFERENCE, "/articles/9")
OF_ALL_KINDS = ("/?q=疫情&region=湖北省", "/sites", "/clusters/1", "/charts", *DETAILS)
OF_ALL_COLOURS = ("/sites", "/changes", "/spam", "/articles/7?spam=1", DIFFERENCE)


@pytest.mark.parametrize(
    ("scheme", "viewport", "addresses"),
    [
        (
            "light",
            DESKTOP,
            ("/?q=疫情&region=湖北省", "/sites", "/clusters/1", "/charts", *DETAILS),
        ),
        ("dark", DESKTOP, OF_ALL_COLOURS),
        ("light", PHONE, (*OVERVIEWS, "/?q=防控 -搬迁", *ARTICLES)),
    ],
    ids=["desktop", "dark", "phone"],
)
def test_nobody_is_kept_out(
    browser: Browser,
    served: str,
    scheme: str,
    viewport: dict[str, int],
    addresses: tuple[str, ...],
) -> None:
    """No barrier that axe knows of."""
    # axe brings its own script, which our policy would not let in.
    options = {"bypass_csp": True, "color_scheme": scheme, "viewport": viewport}
    with watching(browser, served, **options) as watched:
        for address in addresses:
            page = watched.open(address)
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            found = Axe().run(page)
            assert found.violations_count == 0, f"{address}\n{found.generate_report()}"
            watched.keep(f"{scheme}" + re.sub(r"\W+", "-", address).rstrip("-"))
