"""Pages that describe a leader or a service, and are no news whatever day they bear.

Systems put the line of an article's day and source below the headline of every page that they
publish, also of a mayor's profile or a guide to a service.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from crawler.discovery.names import is_persons_name
from crawler.discovery.page import Page, pieces_outside, prose_letters
from crawler.discovery.tree import Element, elements_at, words_of
from seeds.crawling.links import link_knowledge

_FACTS = 2
"""Of a curriculum vitae that a profile tells: an author's name above a text has none beside it."""
_FEWEST_LABELS = 4
"""Of a guide's table, each alone in its cell; news of a service speak of them in sentences."""
_MOST_PROSE = 60
"""Letters of running text beside the tables of a guide; a notice with a table has more."""
_HEADLINES = etree.XPath("//h1|//h2|//h3")
_TABLES = etree.XPath("//table[not(.//table)]|//dl")
_CELLS = etree.XPath(".//td|.//th|.//dt")
_SIGNS = re.compile(r"[\s:：*]+")


def introduces_leader(page: Page) -> bool:
    """Tell whether a page has a person's name for its headline, a post, and a life's facts."""
    if not any(map(is_persons_name, _headlines(page))):
        return False
    known, text = link_knowledge(), "\n".join(page.words)
    return bool(known.post_label.search(text)) and len(set(known.profile.findall(text))) >= _FACTS


def guides_to_service(page: Page) -> bool:
    """Tell whether a page is a table of what a service asks for and costs, and little else."""
    tables = elements_at(_TABLES, page.tree)
    labels = {label for table in tables for label in _labels(table)}
    if len(labels) < _FEWEST_LABELS:
        return False
    return prose_letters(pieces_outside(page.tree, tables)) <= _MOST_PROSE


def _headlines(page: Page) -> Iterator[str]:
    yield page.own_title
    for heading in elements_at(_HEADLINES, page.tree):
        yield words_of(heading)


def _labels(table: Element) -> Iterator[str]:
    known = link_knowledge().guide_labels
    for cell in elements_at(_CELLS, table):
        text = _SIGNS.sub("", words_of(cell))
        if text in known:
            yield text
