"""From bytes to text: which charset the bytes really are in, whatever the page says of itself.

Pages of Chinese government sites declare the wrong charset often enough that a declaration is
only a tie-break here: byte order mark, then strict UTF-8, then whichever reading gives the most
ordinary Han characters and the least damage. One bad byte costs one character, never the page.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache

from archive.records import changed
from pipelines.document import Document
from pipelines.errors import NotAnArticleError
from seeds.file_kinds import binary_kind, wide_encoding

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the UTF-16 one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

_LABELS = {
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gb-2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "gb18030": "gb18030",
    "utf8": "utf-8",
    "utf-8": "utf-8",
    "big5": "big5hkscs",
    "big-5": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "iso-8859-1": "cp1252",  # as the WHATWG encoding standard reads it
    "latin1": "cp1252",
    "us-ascii": "cp1252",
}
"""What the labels that pages declare stand for; others go by Python's own names."""

_DECLARED = re.compile(
    rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.+-]{2,40})|"
    rb"<\?xml[^>]{0,100}encoding\s*=\s*[\"']([A-Za-z0-9_:.+-]{2,40})",
    re.IGNORECASE,
)
_DECLARATION_BYTES = 16_384
"""How far in a declaration is looked for; browsers stop at 1,024, real pages do not."""

_SAMPLE_BYTES = 400_000
"""Bytes that the charset is chosen by: all of nearly every page."""
_SCORED_CHARACTERS = 4_000
"""How many characters outside ASCII of a reading are judged: enough to tell, and quick."""
_GOOD_SHARE = 0.8
"""Share of common Han among all Han above which GB18030 without damage needs no rival:
Chinese prose has 0.97 and more, Big5 bytes read as GB18030 stay under 0.5."""
_POOR_SHARE = 0.3
"""Score for each character outside ASCII under which no Chinese reading is believed."""


def _level_one(codec: str, rows: range, cells: tuple[range, ...]) -> set[str]:
    """Return the characters that a national charset lists as its commonly used ones."""
    pairs = (bytes((row, cell)) for row in rows for part in cells for cell in part)
    return {pair.decode(codec, "ignore") for pair in pairs} - {""}


@cache
def _common_han() -> re.Pattern[str]:
    """Return what finds them; made for the first page that is not UTF-8, for it takes a while."""
    # GB 2312 level 1: 3,755 characters; Big5 level 1: 5,401 characters.
    simplified = _level_one("gb2312", range(0xB0, 0xD8), (range(0xA1, 0xFF),))
    traditional = _level_one("big5", range(0xA4, 0xC7), (range(0x40, 0x7F), range(0xA1, 0xFF)))
    return re.compile(f"[{''.join(sorted(simplified | traditional))}]+")


_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]+")
_DAMAGE = re.compile("[\ufffd\x80-\x9f\ue000-\ue5e4\ue5e6-\uf8ff]+")
"""Replacement, C1 controls, private use; U+E5E5 is how GB18030 bytes A3 A0, a space, are read."""
_ASCII = re.compile("[\x00-\x7f]+")
_SLICE = 16_384
"""Characters that are looked through at once for those that are judged."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a response, and how it was read."""

    text: str
    encoding: str
    """Python's name of the charset: utf-8, gb18030, big5hkscs, utf-16-le …"""
    replaced: int
    """How many U+FFFD stand in the text for bytes that the charset could not read."""


@dataclass(frozen=True, slots=True)
class _Reading:
    text: str
    encoding: str
    score: float
    """Common Han characters less damage, over the judged part."""
    share: float
    """``score`` for each character outside ASCII, at most 1."""


def decode(document: Document) -> Document:
    """Stage: set ``text``, ``encoding``, ``replaced_characters`` and the article's ``encoding``.

    Raises NotAnArticleError when the bytes are no text.
    """
    kind = binary_kind(document.page.body)
    if kind is not None:
        raise NotAnArticleError(f"not text ({kind})")
    decoded = decode_bytes(document.page.body, document.page.content_type)
    return changed(
        document,
        text=as_script_data(decoded.text) if _is_data(document) else decoded.text,
        encoding=decoded.encoding,
        replaced_characters=decoded.replaced,
        article=changed(document.article, encoding=decoded.encoding),
    )


def decode_bytes(body: bytes, content_type: str | None = None) -> Decoded:
    """Return the text of ``body``; raises nothing. ``content_type`` is the header as sent."""
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return _decoded(body[len(mark) :], encoding)
    if wide := wide_encoding(body):
        return _decoded(body, wide)
    try:
        return Decoded(text=body.decode("utf-8"), encoding="utf-8", replaced=0)
    except UnicodeDecodeError:
        return _best_reading(body, content_type)


def came_as_utf8(document: Document) -> bool:
    """Tell whether the page's bytes are its text in UTF-8 and no more."""
    if document.encoding != "utf-8" or document.replaced_characters or _is_data(document):
        return False
    return not document.page.body.startswith(codecs.BOM_UTF8)


_DATA = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{")
_DATA_TYPE = re.compile(r"\s*(?:application|text)/(?:[\w.-]+\+)?json\b", re.IGNORECASE)


def _is_data(document: Document) -> bool:
    """Tell whether a page is an article's data, which a script was to fill its page with."""
    page = document.page
    return bool(_DATA_TYPE.match(page.content_type or "") and _DATA.match(page.body))


def as_script_data(text: str) -> str:
    """Return data as the page that holds it in a script."""
    data = text.replace("</", "<\\/").strip()
    return f'<html><body><script type="application/json">{data}</script></body></html>'


def declared_encodings(body: bytes, content_type: str | None = None) -> tuple[str, ...]:
    """Return the charsets that header and page name, as Python's codecs, the header's first."""
    found = re.findall(r"charset\s*=\s*[\"']?([\w:.+-]{2,40})", content_type or "", re.IGNORECASE)
    for match in _DECLARED.finditer(body[:_DECLARATION_BYTES]):
        found.append((match.group(1) or match.group(2)).decode("ascii"))
    names = (_codec(label) for label in found)
    return tuple(dict.fromkeys(name for name in names if name))


def _codec(label: str) -> str | None:
    known = _LABELS.get(label.lower())
    if known:
        return known
    try:
        info = codecs.lookup(label)
    except LookupError:
        return None
    # zlib, rot13 and the like are registered as codecs, too, but make no text of bytes.
    return info.name if info._is_text_encoding else None


def _decoded(body: bytes, encoding: str) -> Decoded:
    text = body.decode(encoding, _errors_for(encoding))
    return Decoded(text=_tidy(text), encoding=encoding, replaced=text.count("\ufffd"))


def _tidy(text: str) -> str:
    return text.replace("\ue5e5", "\u3000")


def _best_reading(body: bytes, content_type: str | None) -> Decoded:
    """Choose among the Chinese charsets; only where none reads well, among what is declared."""
    sample = body[:_SAMPLE_BYTES]
    best = _read(sample, "gb18030")
    if best.share < _GOOD_SHARE or "\ufffd" in best.text:
        declared = declared_encodings(body, content_type)
        readings = [best, _read(sample, "utf-8"), _read(sample, "big5hkscs")]
        best = max(readings, key=lambda r: (r.score, r.encoding in declared))
        if best.share < _POOR_SHARE:
            best = _foreign_reading(sample, declared) or best
    if len(sample) < len(body):
        return _decoded(body, best.encoding)
    text = _tidy(best.text)
    return Decoded(text=text, encoding=best.encoding, replaced=text.count("\ufffd"))


def _foreign_reading(body: bytes, declared: tuple[str, ...]) -> _Reading | None:
    """Return the first declared reading outside the Chinese charsets that fits without damage."""
    for encoding in declared:
        reading = _read(body, encoding)
        if not _DAMAGE.search(reading.text):
            return reading
    return None


def _read(body: bytes, encoding: str) -> _Reading:
    text = body.decode(encoding, _errors_for(encoding))
    sample = _sample(text)
    score = _score(sample)
    return _Reading(text, encoding, score, score / max(1, len(sample)))


def _sample(text: str) -> str:
    """Return the first characters of ``text`` that are not ASCII."""
    sample = ""
    for start in range(0, len(text), _SLICE):
        sample += _ASCII.sub("", text[start : start + _SLICE])
        if len(sample) >= _SCORED_CHARACTERS:
            break
    return sample[:_SCORED_CHARACTERS]


def _score(sample: str) -> float:
    """Return what the characters say for the reading that they stand in."""
    others = _common_han().sub("", sample)
    neither = _HAN.sub("", others)
    rare_han = len(others) - len(neither)
    damaged = len(neither) - len(_DAMAGE.sub("", neither))
    return len(sample) - len(others) - 0.5 * rare_han - 3.0 * damaged


def _errors_for(encoding: str) -> str:
    return _EURO_ERRORS if encoding == "gb18030" else "replace"


def _replace_but_euro(error: UnicodeError) -> tuple[str, int]:
    """Read byte 0x80 as Internet Explorer's GBK did: €; any other bad byte as U+FFFD."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    euro = error.object[error.start] == 0x80
    return ("€" if euro else "\ufffd"), error.start + 1


_EURO_ERRORS = "govnews-gbk"
codecs.register_error(_EURO_ERRORS, _replace_but_euro)
