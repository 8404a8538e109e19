"""What a walk over a page comes by."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.errors import NotAnArticleError
from pipelines.extract.head import elements_of
from pipelines.extract.hiding import hidden_names
from pipelines.extract.parsing import parse
from pipelines.extract.walk import walk
from tests.pipelines.damage import PAGE, TAGS

PAGES = sorted((Path(__file__).parents[1] / "pages" / "government").rglob("*.html"))
WITHIN = (
    "<noscript><img src=b.jpg><a href=c>",
    "<button><a href=d>",
    "<select><a>",
    "<svg><a><title>",
    "<map><area><a>",
    "<object><img><script>",
    "<title>",
    "<meta name=a>",
    "<base>",
    "<textarea><a>",
    "<template><style>",
)
"""Elements of whose text nobody reads a word, with others in them."""


def assert_all_found(html: str) -> None:
    tree = parse(html)
    found = walk(tree, hidden_names([])).elements
    assert found == elements_of(tree)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_walk_finds_all_elements_that_stages_ask_for(path: Path) -> None:
    assert_all_found(path.read_text("utf-8", errors="replace"))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, len(PAGE)), st.sampled_from((*TAGS, *WITHIN)), st.sampled_from([1, 3])
        ),
        max_size=12,
    )
)
def test_a_walk_finds_all_elements_of_damaged_pages(insertions: list[tuple[int, str, int]]) -> None:
    html = PAGE
    for at, tag, times in insertions:
        html = html[:at] + tag * times + html[at:]
    try:
        assert_all_found(html)
    except NotAnArticleError:
        assert "<" not in html
