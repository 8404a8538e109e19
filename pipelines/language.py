"""Which language a text is in, from the characters that it is written with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from seeds.scripts import traditional_forms

_SCRIPTS = (
    ("han", re.compile("[\u3400-\u9fff]")),
    ("latin", re.compile("[A-Za-z\u00c0-\u024f]")),
    ("arabic", re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")),
    ("bo", re.compile("[\u0f00-\u0fff]")),
    ("mn", re.compile("[\u1800-\u18af]")),
    ("ko", re.compile("[\uac00-\ud7af\u1100-\u11ff]")),
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("cyrillic", re.compile("[\u0400-\u04ff]")),
    ("ii", re.compile("[\ua000-\ua4cf]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
)
"""Scripts of the languages that Chinese government sites publish in."""
_HAN = re.compile("[\u3400-\u9fff]+")
_KANA = re.compile("[\u3040-\u30ff]")
_SAMPLE = 400
"""Characters looked at: more settle nothing."""
_TURKIC = re.compile("[\u06d5\u06c7\u06ad\u06c6]")
"""Letters that Uyghur and Kazakh write in Arabic script, and Arabic does not."""
_UYGHUR = re.compile("[\u0626\u06d0\u06c8]")
"""The carrier of initial vowels, and e and ü."""
_KAZAKH = re.compile("[\u0639\u0621\u0674-\u0678\u062d]")
"""Ghain, hamza as the sign of soft vowels, and hah."""
_KAZAKH_CYRILLIC = re.compile("[\u04d8\u04d9\u0492\u0493\u049a\u049b\u04a2\u04a3\u04b0\u04b1]")
_MONGOLIAN_CYRILLIC = re.compile("[\u04e8\u04e9\u04ae\u04af]")
_FRENCH = re.compile(r"\b(?:le|les|des|une|est|dans|pour|sur|du|et)\b", re.IGNORECASE)
_GERMAN = re.compile(r"\b(?:der|die|das|und|ist|nicht|mit|von|für|den)\b", re.IGNORECASE)
_SPANISH = re.compile(r"\b(?:el|los|las|una|con|para|por|del|y|que)\b", re.IGNORECASE)
_ENGLISH = re.compile(r"\b(?:the|and|of|to|in|is|for|with|that|on)\b", re.IGNORECASE)
_KANA_SHARE = 0.1


def language_of(texts: Iterable[str]) -> str | None:
    """Return the BCP 47 tag of a text given in parts, or None where nothing tells."""
    sample = "".join(_sampled(texts))
    if _count(_HAN, sample) * 2 > len(sample) and not _KANA.search(sample):
        return _chinese(sample)
    counts = {name: len(pattern.findall(sample)) for name, pattern in _SCRIPTS}
    total = sum(counts.values())
    if not total:
        return None
    script = max(counts, key=counts.__getitem__)
    if script in ("han", "ja") and counts["ja"] > _KANA_SHARE * total:
        return "ja"
    if script == "han" or (script == "latin" and counts["han"] * 3 > counts["latin"]):
        return _chinese(sample)
    return _by_words_or_letters(script, sample)


def _sampled(texts: Iterable[str]) -> Iterable[str]:
    left = _SAMPLE
    for text in texts:
        if left <= 0:
            return
        yield text[:left]
        left -= len(text)


def _chinese(sample: str) -> str:
    simplified, traditional = _distinguishing()
    count = _count(traditional, sample)
    return "zh-Hant" if count and count > _count(simplified, sample) else "zh-Hans"


def _count(signs: re.Pattern[str], sample: str) -> int:
    """Return how many characters of ``sample`` stand in runs of ``signs``."""
    return len(sample) - len(signs.sub("", sample))


def _by_words_or_letters(script: str, sample: str) -> str | None:
    if script == "arabic":
        if not _TURKIC.search(sample):
            return "ar"
        return "kk" if len(_KAZAKH.findall(sample)) > len(_UYGHUR.findall(sample)) else "ug"
    if script == "cyrillic":
        if _KAZAKH_CYRILLIC.search(sample):
            return "kk"
        return "mn" if _MONGOLIAN_CYRILLIC.search(sample) else "ru"
    if script == "latin":
        counts = {
            "en": len(_ENGLISH.findall(sample)),
            "de": len(_GERMAN.findall(sample)),
            "fr": len(_FRENCH.findall(sample)),
            "es": len(_SPANISH.findall(sample)),
        }
        best = max(counts, key=counts.__getitem__)
        return best if counts[best] else None
    return script


@cache
def _distinguishing() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds characters that only simplified, and only traditional writing has."""
    forms = traditional_forms()
    only_simplified, only_traditional = "".join(forms), "".join(forms.values())
    return re.compile(f"[{only_simplified}]+"), re.compile(f"[{only_traditional}]+")
