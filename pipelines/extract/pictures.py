"""The article's pictures and the captions under them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from archive.records import Caption
from pipelines.extract.lines import Line, Page, Picture
from pipelines.extract.links import absolute, media_types
from seeds.vocabulary import table

_SOURCES = ("data-original", "data-src", "data-echo", "data-lazy-src", "data-url", "src", "oldsrc")
"""Attributes that hold a picture's address, lazy loaders first: their ``src`` is a blank."""
_MIN_SIDE = 80
"""Pixels under which a picture is an icon."""
_MAX_CAPTION = 160
_CREDIT_END = 6
_MIN_WORDS = 4
"""Characters before a credit from which a line is a caption without a picture above it."""
_MIN_PROSE = 20
"""Characters of a line that shows how the article's paragraphs are set."""
_MAX_SHORT = 45
"""Characters up to which a centred line under a picture is its caption without more evidence."""
_SENTENCE_END = ("。", "！", "？", "；", "：", ":", ".")
_PERSON = r"[\u4e00-\u9fff·]{2,4}"
_NAME = rf"(?P<name>{_PERSON}(?:[\s、/]+{_PERSON}){{0,3}}|[\u4e00-\u9fff]\s[\u4e00-\u9fff])"
_OFFICE = r"(?P<name>[\u4e00-\u9fffA-Za-z·]{2,24})"
_BEGINNING = r"(?:^|(?<=[\s。！？；，、,;：:）)】（(【\[/]))"
"""Where a credit can begin: not within a word."""
_GIVEN_OUT = re.compile(r"(?<=[。！？）)\s])[\u4e00-\u9fff]{2,8}(?:社|网|报|客户端)发\s*$")
"""Which outlet gave the picture out, before its photographer: …。新华社发（李斌 摄）."""
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp)(?:$|\?)", re.IGNORECASE)
_NUMBER = re.compile(r"\s*(\d+)\s*(?:px)?\s*$")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    parts = (f"(?:{part})" for part in table("captions")[name])
    return re.compile("|".join(parts), re.IGNORECASE)


@cache
def _credits(kind: str = "credits") -> tuple[re.Pattern[str], ...]:
    roles = "|".join(table("captions")["roles"])
    begin = rf"[(（【\[]?(?:(?:{roles})[\s:：/]*|{_BEGINNING})"
    parts = (
        part.replace("NAME", begin + _NAME).replace("OFFICE", begin + _OFFICE)
        for part in table("captions")[kind]
    )
    return tuple(re.compile(part) for part in parts)


def article_pictures(
    page: Page, start: int, end: int, foreign: frozenset[int], base: str
) -> tuple[list[Picture], tuple[str, ...]]:
    """Return the pictures within the article, and the absolute addresses that they have, once."""
    pictures: list[Picture] = []
    urls: dict[str, None] = {}
    for picture in page.pictures:
        if not start <= picture.line <= end or picture.line in foreign or _is_code(page, picture):
            continue
        url = picture_url(picture, base)
        if _is_icon(picture, url or "") or _leads_elsewhere(picture, base):
            continue
        if url:
            urls[url] = None
        if url or _is_inline(picture) or _is_beside_page(picture, base):
            pictures.append(picture)
    return pictures, tuple(urls)


def _is_code(page: Page, picture: Picture) -> bool:
    """Tell a code to scan: the line below it asks to (扫一扫在手机打开当前页, 长按关注我们)."""
    below = page.lines[picture.line].text if picture.line < len(page.lines) else ""
    return len(below) <= _MAX_SHORT and _pattern("codes").search(below) is not None


def picture_url(picture: Picture, base: str) -> str | None:
    """Return the picture's absolute address, or None where it stands within the markup."""
    for name in _SOURCES:
        address = picture.element.get(name)
        url = absolute(base, address) if address else None
        if url:
            return url
    return None


def _is_inline(picture: Picture) -> bool:
    """Tell a picture within the markup, or one whose loader we do not know; neither is fetched."""
    return (picture.element.get("src") or "")[:11].lower() == "data:image/"


def _is_beside_page(picture: Picture, base: str) -> bool:
    """Tell a picture of a page that was saved and came without its address: picture/1.jpg."""
    if base.startswith(("http://", "https://")):
        return False
    address = picture.element.get("src") or ""
    return _FILE.search(address) is not None and not _is_icon(picture, address)


def _is_icon(picture: Picture, url: str) -> bool:
    get = picture.element.get
    sides = (_NUMBER.match(get(side) or "") for side in ("width", "height"))
    if any(side and int(side.group(1)[:6]) < _MIN_SIDE for side in sides):
        return True
    file = url.lower().partition("?")[0].rpartition("/")[2]
    if file.partition(".")[0] in media_types():
        return True  # doc.gif, pdf.png: what stands before an attachment's name
    name = f"{url.lower().rpartition('/')[2]} {(get('class') or '').lower()}"
    return any(icon in name or (icon[0] == "/" and icon in url) for icon in _icons())


@cache
def _sure_ends() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, table("captions")["sure_ends"])))


@cache
def _icons() -> tuple[str, ...]:
    return tuple(table("captions")["icons"])


def _leads_elsewhere(picture: Picture, base: str) -> bool:
    """Tell a banner, whose link leads to another site, from a picture that links to itself."""
    link = absolute(base, picture.link or "")
    return link is not None and link.rstrip("/").count("/") == 2


def captions(
    page: Page, pictures: list[Picture], lines: list[Line], base: str
) -> dict[Line, Caption]:
    """Return the captions among the article's lines, by their line."""
    above = {page.lines[one.line]: one for one in pictures if one.line < len(page.lines)}
    found: dict[Line, Caption] = {}
    prose = [line for line in lines if len(line.text) > _MIN_PROSE and line not in above]
    left_aligned = 2 * sum(line.centered for line in prose) < len(prose)
    for line in lines:
        picture = above.get(line)
        if picture and _is_caption(line, picture, left_aligned=left_aligned):
            found[line] = split_credit(line.text, picture_url(picture, base))
    for line in lines:
        if line in found or (line.kind != "caption" and not _is_credited(line)):
            continue
        if pictures or line.kind == "caption" or not _is_paragraph(line):
            found[line] = split_credit(line.text, None)
    told = _has_clause(set(lines) - found.keys()) or _are_captions(lines)
    return found if told else {}


def captions_alone(page: Page, start: int, base: str) -> list[int]:
    """Return the lines below the pictures at ``start`` that are their captions, each marked so.

    Asked where a page has no text but these: the rest of the page is not looked at.
    """
    above = {
        one.line: one for one in page.pictures if picture_url(one, base) and not _is_code(page, one)
    }
    found: list[int] = []
    while (at := start + len(found)) in above and at < len(page.lines):
        line = page.lines[at]
        if (
            line.hidden
            or line.link_characters
            or not _is_caption(line, above[at], left_aligned=False)
        ):
            break
        line.kind = "caption"
        found.append(at)
    return found


def _are_captions(lines: list[Line]) -> bool:
    """Tell that all lines say they are captions, and that none is a sentence."""
    starts = _pattern("starts")
    said = (line.kind == "caption" or starts.match(line.text) for line in lines)
    return not _has_clause(lines) and all(said)


def _is_paragraph(line: Line) -> bool:
    """Tell, on a page without a picture, a paragraph whose end names who took one."""
    return "。" in line.text and not _pattern("starts").match(line.text)


def _has_clause(lines: Iterable[Line]) -> bool:
    """Whether prose is left: the only sentence of a page is its text, whoever took the picture."""
    return any("，" in line.text or "。" in line.text for line in lines)


def _is_credited(line: Line) -> bool:
    """Tell a caption whose picture a script loads: words, and who took the picture."""
    if len(line.text) > _MAX_CAPTION or line.kind != "paragraph":
        return False
    if not _sure_ends().search(line.text, max(0, len(line.text) - _CREDIT_END)):
        return False  # spares nearly all lines the patterns
    matches = (credit.search(line.text) for credit in _credits("sure_credits"))
    return any(match and match.start() >= _MIN_WORDS for match in matches)


def _is_caption(line: Line, picture: Picture, *, left_aligned: bool) -> bool:
    """Tell the caption of the picture right above from the next paragraph.

    ``left_aligned``: most paragraphs are not centred, so that a centred sentence is none of them.
    """
    text = line.text
    if line.kind == "caption":
        return True
    if len(text) > _MAX_CAPTION or line.kind in ("heading", "table_row"):
        return False
    if _pattern("classes").search(line.box.names) or _pattern("starts").match(text):
        return True
    if _pattern("ends").search(text) or any(credit.search(text) for credit in _credits()):
        return True
    return _is_set_as_caption(line, picture) and (left_aligned or not text.endswith(_SENTENCE_END))


def _is_set_as_caption(line: Line, picture: Picture) -> bool:
    """Tell a short line in the middle below its picture; a numbered one is a table's title."""
    short = len(line.text) <= _MAX_SHORT and not _pattern("numbered").match(line.text)
    return short and line.centered and not line.bold and picture.box.tag != "body"


def split_credit(text: str, image_url: str | None) -> Caption:
    """Return the caption with the photographer's name taken out of its end."""
    for pattern in _credits():
        match = pattern.search(text)
        if match:
            words = re.split(r"[\s、/]+", match.group("name"))
            joined = "".join(words) if all(len(word) == 1 for word in words) else " ".join(words)
            left = _GIVEN_OUT.sub("", text[: match.start()].rstrip(" （(【["))
            return Caption(text=left or text, image_url=image_url, credit=joined)
    return Caption(text=text, image_url=image_url)
