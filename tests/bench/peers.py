"""Other extractors, called as their manuals say, on decoded text; each only where installed."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

Extractor = Callable[[str, str], Mapping[str, Any]]
"""From the text of a page and its address to the fields that the peer gives."""

_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")


def trafilatura(*, favor_precision: bool = False) -> Extractor:
    """Trafilatura with metadata and without comments, its defaults otherwise."""
    module = importlib.import_module("trafilatura")

    def extract(text: str, url: str) -> Mapping[str, Any]:
        found = module.bare_extraction(
            text,
            url=url,
            with_metadata=True,
            include_comments=False,
            favor_precision=favor_precision,
        )
        if found is None:
            return {}
        return {
            "title": found.title,
            "published_at": found.date,
            "source": found.sitename,
            "authors": _split(found.author),
            "body": found.text,
        }

    return extract


def gne() -> Extractor:
    """GeneralNewsExtractor."""
    extractor = importlib.import_module("gne").GeneralNewsExtractor()

    def extract(text: str, _: str) -> Mapping[str, Any]:
        found = extractor.extract(text)
        return {
            "title": found["title"],
            "published_at": iso_date(found["publish_time"]),
            "authors": _split(found["author"]),
            "body": found["content"],
        }

    return extract


def newspaper4k(language: str = "zh") -> Extractor:
    """newspaper4k with the word splitter of a language."""
    article_type = importlib.import_module("newspaper").Article

    def extract(text: str, url: str) -> Mapping[str, Any]:
        article = article_type(url, language=language)
        article.download(input_html=text)
        article.parse()
        return {
            "title": article.title,
            "published_at": iso_date(article.publish_date),
            "authors": article.authors,
            "body": article.text,
        }

    return extract


def readability() -> Extractor:
    """readability-lxml; its summary is HTML."""
    document_type = importlib.import_module("readability").Document
    html = importlib.import_module("lxml.html")

    def extract(text: str, _: str) -> Mapping[str, Any]:
        document = document_type(text)
        summary = html.fromstring(document.summary())
        return {"title": document.short_title(), "body": "\n".join(summary.itertext())}

    return extract


def goose3(stop_words: str = "StopWordsChinese") -> Extractor:
    """goose3 with the stop words of a language."""
    stop_words_class = getattr(importlib.import_module("goose3.text"), stop_words)
    goose = importlib.import_module("goose3").Goose({"stopwords_class": stop_words_class})

    def extract(text: str, _: str) -> Mapping[str, Any]:
        article = goose.extract(raw_html=text)
        return {
            "title": article.title,
            "published_at": iso_date(article.publish_date),
            "body": article.cleaned_text,
        }

    return extract


def justext() -> Extractor:
    """JusText without stop words, as it has none for Chinese."""
    module = importlib.import_module("justext")

    def extract(text: str, _: str) -> Mapping[str, Any]:
        paragraphs = module.justext(
            text, frozenset(), length_low=20, length_high=60, stopwords_low=0, stopwords_high=0
        )
        return {"body": "\n".join(one.text for one in paragraphs if not one.is_boilerplate)}

    return extract


def justext_english() -> Extractor:
    """JusText with its English stop words."""
    module = importlib.import_module("justext")
    stop_words = module.get_stoplist("English")

    def extract(text: str, _: str) -> Mapping[str, Any]:
        paragraphs = module.justext(text, stop_words)
        return {"body": "\n".join(one.text for one in paragraphs if not one.is_boilerplate)}

    return extract


def resiliparse() -> Extractor:
    """Resiliparse's main content: the quickest of all."""
    module = importlib.import_module("resiliparse.extract.html2text")

    def extract(text: str, _: str) -> Mapping[str, Any]:
        return {"body": module.extract_plain_text(text, main_content=True)}

    return extract


def boilerpy3() -> Extractor:
    """boilerpy3's article extractor."""
    extractor = importlib.import_module("boilerpy3.extractors").ArticleExtractor()

    def extract(text: str, _: str) -> Mapping[str, Any]:
        document = extractor.get_doc(text)
        return {"title": document.title, "body": document.content}

    return extract


PEERS: Mapping[str, Callable[[], Extractor]] = {
    "trafilatura": trafilatura,
    "gne": gne,
    "newspaper4k": newspaper4k,
    "readability-lxml": readability,
    "goose3": goose3,
    "justext": justext,
    "resiliparse": resiliparse,
    "boilerpy3": boilerpy3,
}
ENGLISH_PEERS: Mapping[str, Callable[[], Extractor]] = {
    **PEERS,
    "trafilatura, for precision": partial(trafilatura, favor_precision=True),
    "newspaper4k": partial(newspaper4k, "en"),
    "goose3": partial(goose3, "StopWords"),
    "justext": justext_english,
}


def iso_date(value: datetime | str | None) -> str | None:
    """Return a peer's date in ISO 8601, to the minute where it has one."""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%S")
    day = _DAY.search(value or "")
    if not value or day is None:
        return None
    year, month, date = map(int, day.groups())
    clock = _CLOCK.search(value)
    time = f"T{int(clock[1]):02}:{clock[2]}" if clock else ""
    return f"{year:04}-{month:02}-{date:02}{time}"


def _split(names: str | None) -> list[str]:
    return [name for name in re.split(r"[;,、\s]+", names or "") if name]
