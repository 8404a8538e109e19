"""Lists of teasers: blocks side by side, each with the headline of an article and some of its text.

Blogs list articles so (``<article><h2><a href="/887.html">…</a></h2><p>…</p></article>``), and
their excerpts are as much running text as an article has.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import chain

from lxml import etree

from crawler.discovery.anchors import address_of, base_of
from crawler.discovery.links import Link
from crawler.discovery.page import Page, pieces_outside, prose_letters
from crawler.discovery.scoring import Judgement
from crawler.discovery.tree import Element, elements_at
from seeds.crawling.links import link_knowledge

_FEWEST = 3
"""Blocks that make a list; what stands below an article is told by the article's own text."""
_HEADLINES = etree.XPath(
    "(//h1|//h2|//h3|//h4|//h5)//a[@href]|//a[@href][.//h1 or .//h2 or .//h3 or .//h4 or .//h5]"
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5")
_MOST_BESIDE = 60
"""Letters of running text beside the blocks: a column may be introduced by a sentence."""


def may_list_teasers(page: Page) -> bool:
    """Tell, by a short look, whether a page has as many headlines that are links."""
    found: set[Element] = set()
    for heading in page.tree.iter(*_HEADINGS):
        around = (heading.iter("a"), heading.iterancestors("a"))
        found.update(anchor for anchor in chain(*around) if anchor.get("href") is not None)
    return len(found) >= _FEWEST


def lists_teasers(page: Page, links: tuple[tuple[Link, Judgement], ...]) -> bool:
    """Tell whether a page is a list of teasers, and says nothing of its own beside them."""
    if "articletitle" in page.meta_names:
        return False
    blocks = _blocks(page, links)
    if not blocks:
        return False
    beside = pieces_outside(page.tree, blocks)
    bylined = link_knowledge().byline.search("\n".join(beside))
    return not bylined and prose_letters(beside) < _MOST_BESIDE


def _blocks(page: Page, links: tuple[tuple[Link, Judgement], ...]) -> list[Element]:
    """Return the page's largest group of such blocks; an empty one where there are too few."""
    articles = {link.url for link, judged in links if judged.kind == "article"}
    base = base_of(page.tree, page.url)
    targets = {
        anchor: target
        for anchor in elements_at(_HEADLINES, page.tree)
        if (target := address_of(anchor, base)) is not None and target in articles
    }
    groups: dict[tuple[Element | None, str], dict[Element, None]] = defaultdict(dict)
    for anchor in targets:
        block = _block(anchor, targets)
        groups[block.getparent(), block.tag][block] = None
    largest = max((list(group) for group in groups.values()), key=len, default=[])
    return largest if len(largest) >= _FEWEST else []


def _block(anchor: Element, targets: Mapping[Element, str]) -> Element:
    """Return the largest element around a headline that has no other article's headline in it."""
    block = anchor
    for around in anchor.iterancestors():
        within = {targets[each] for each in around.iter("a") if each in targets}
        if len(within) > 1 or around.tag == "body":
            break
        block = around
    return block
