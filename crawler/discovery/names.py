"""Links whose words are a name and nothing else: of a department, or of a leader with a post."""

from __future__ import annotations

from functools import lru_cache

from crawler.discovery.links import Link
from crawler.discovery.tree import has_han
from crawler.discovery.urls import shape_of
from seeds.crawling.links import link_knowledge
from seeds.vocabulary import table, words

_LONGEST = 40
"""Characters; of a post with all that belongs to it."""
_LENGTHS_OF_NAMES = range(2, 5)
"""Characters of a Chinese person's name."""
_AN_ARTICLES = 3
"""Weight of the addresses that hold a day or a document's number: they beat the words."""


def is_name(link: Link) -> bool:
    """Tell whether a link says who, and neither what was done nor on which day.

    Where day, neighbours or address speak for an article, no words are a name: a page read
    in vain is refused later, a lost one never comes back.
    """
    if link.date is not None or link.among_dated:
        return False
    return says_who(link.text) and not _has_an_articles_address(link.url)


def says_who(words: str) -> bool:
    """Tell whether words are no more than the name of a department, or of a leader with a post."""
    return len(words) <= _LONGEST and _is_name(" ".join(words.split()))


def is_persons_name(text: str) -> bool:
    """Tell whether a text is a Chinese person's name alone, and surely no other word."""
    name = "".join(text.split())
    is_han = len(name) in _LENGTHS_OF_NAMES and has_han(name, len(name))
    if not is_han or name.startswith(_words_like_names()):
        return False
    if len(name) == _LENGTHS_OF_NAMES[-1]:  # 任前公示, 时政要闻
        return name.startswith(words("compound_surnames"))
    return name[0] not in table("people")["surnames_or_words"] and _is_of_a_person(name)


def _has_an_articles_address(url: str) -> bool:
    shape = shape_of(url)
    shapes = link_knowledge().article
    return any(form.weight >= _AN_ARTICLES and form.pattern.search(shape) for form in shapes)


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


@lru_cache(maxsize=1)
def _words_like_names() -> tuple[str, ...]:
    return tuple(table("people")["words_like_names"])
