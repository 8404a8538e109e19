"""The words of the web page itself, in Chinese and English: ``words.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

DEFAULT = "en"


@dataclass(frozen=True, slots=True)
class Wording:
    """All words in one language."""

    language: str
    """For the ``lang`` attribute, BCP 47."""
    words: dict[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """Return a text with its values filled in."""
        return self.words[key].format(**values)

    def of(self, group: str, value: object) -> str:
        """Return the word for one of the archive's own terms (``gone``); itself when unknown."""
        return self.words.get(f"{group}_{value}", str(value))


@cache
def wordings() -> dict[str, Wording]:
    """Return the wording of each language, by its tag."""
    source = files("archive.web").joinpath("words.toml").read_text(encoding="utf-8")
    by_key: dict[str, dict[str, str]] = tomllib.loads(source)
    languages = sorted({tag for words in by_key.values() for tag in words})
    return {
        tag: Wording(tag, {key: words[tag] for key, words in by_key.items()}) for tag in languages
    }


def wanted(accept_language: str) -> Wording:
    """Choose by an Accept-Language header: what is wanted most of what there is."""
    for tag in _by_quality(accept_language):
        for language, wording in wordings().items():
            if tag.partition("-")[0] == language.partition("-")[0]:
                return wording
    return wordings()[DEFAULT]


def _by_quality(header: str) -> list[str]:
    """Read ``zh-CN,zh;q=0.9,en;q=0.8`` (RFC 9110, section 12.5.4); nonsense counts for nothing."""
    weighed: list[tuple[float, int, str]] = []
    for part in header.lower().split(",")[:20]:
        tag, _, quality = part.partition(";")
        weight = _weight(quality.strip().removeprefix("q="))
        if tag.strip() and weight > 0:
            weighed.append((-weight, len(weighed), tag.strip()))
    return [tag for _, _, tag in sorted(weighed)]


def _weight(quality: str) -> float:
    try:
        return float(quality) if quality else 1.0
    except ValueError:
        return 0.0
