"""Links whose words are a name and nothing else: of a department, or of a leader with a post."""

from __future__ import annotations

from functools import lru_cache

from crawler.discovery.links import Link
from seeds.crawling.links import link_knowledge
from seeds.vocabulary import words


def is_name(link: Link) -> bool:
    """Tell whether a link says who, and neither what was done nor on which day."""
    return link.date is None and _is_name(" ".join(link.text.split()))


@lru_cache(maxsize=10_000)
def _is_name(text: str) -> bool:
    known = link_knowledge()
    if known.doing.search(text):
        return False
    if known.organisation.fullmatch(text):
        return True
    person = known.person.fullmatch(text)
    return person is not None and _is_of_a_person(person["before"] or person["after"])


def _is_of_a_person(name: str) -> bool:
    return name.startswith((*words("surnames"), *words("compound_surnames")))
