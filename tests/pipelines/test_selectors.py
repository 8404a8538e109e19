"""CSS and XPath told apart, and mistakes named."""

from __future__ import annotations

import pytest

from pipelines.selectors import compile_selector, is_xpath, selector_error


@pytest.mark.parametrize(
    ("selector", "xpath"),
    [
        (".share", False),
        ("#content", False),
        ("h1", False),
        ("//div[@id='a']", True),
        (".//p", True),
        ("./div", True),
        ("..", True),
    ],
)
def test_kind(selector: str, *, xpath: bool) -> None:
    assert is_xpath(selector) is xpath
    assert compile_selector(selector)


@pytest.mark.parametrize("selector", ["div[", "//div[", "p >", "::", "a:nonsense("])
def test_mistakes_are_told(selector: str) -> None:
    assert selector_error(selector)
