"""The techniques of the benchmark: each attacks a clean article with phrases.

What an attacked page looks like: docs/SPAM.md. A body attack gives blocks, as ``extract`` would; a
page attack gives HTML and goes through all stages.
"""

from __future__ import annotations

import html
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pipelines.document import Block, Span
from tests.bench.spam_cases import foreign_link, place
from tests.bench.spam_clean import CleanArticle

HIDINGS = {
    "display:none": "display:none",
    "upper case": "DISPLAY:NONE",
    "visibility": "visibility:hidden",
    "off-screen": "position:absolute;left:-9999px",
    "above the page": "position:fixed;top:-999em",
    "text-indent": "text-indent:-9999px",
    "font-size:0": "font-size:0",
    "font-size:1px": "font-size:1px",
    "opacity": "opacity:0",
    "white text": "color:#fff",
    "filter": "filter:alpha(opacity=0)",
    "clip": "position:absolute;clip:rect(0 0 0 0)",
    "margin": "margin-left:-9999px",
    "z-index": "position:absolute;z-index:-1",
    "no height": "height:0;overflow:hidden",
}
CYRILLIC = str.maketrans("aeopcxy", "аеорсху")
TRADITIONAL = str.maketrans(
    "门娱乐场网体电游戏录载开户国亚无码区视频龙发贷证办学",
    "門娛樂場網體電遊戲錄載開戶國亞無碼區視頻龍發貸證辦學",
)
FULL_WIDTH = {ord(c): ord(c) + 0xFEE0 for c in map(chr, range(0x30, 0x7F)) if c.isalnum()}


@dataclass(frozen=True, slots=True)
class Attacked:
    """An attacked article: what the stages get, and what should be left."""

    technique: str
    article: CleanArticle
    blocks: tuple[Block, ...] = ()
    page: str = ""
    """The page's HTML, for techniques that need one; otherwise the blocks."""
    spam: tuple[str, ...] = ()
    """What stands in the text and should go, in order."""
    tags: tuple[str, ...] = field(default=())


Disguise = Callable[[str, random.Random], str]
"""Rewrites a phrase so that word lists do not know it."""
Technique = Callable[[CleanArticle, Sequence[str], random.Random], Attacked]


def _blocks(article: CleanArticle) -> list[Block]:
    return [Block(text=line) for line in article.lines]


def _long_lines(article: CleanArticle) -> list[int]:
    return [i for i, line in enumerate(article.lines) if len(line) >= 30]


def disguised(phrase: str, rng: random.Random, share: float = 0.4) -> str:
    """Return a phrase, as it is or in one of the disguises; ``share`` of them are disguised."""
    if rng.random() >= share:
        return phrase
    return rng.choice(list(DISGUISES.values()))(phrase, rng)


def _splice(
    name: str,
    *,
    inside: bool = True,
    linked: bool = False,
    times: int = 1,
    disguise: Disguise = lambda phrase, _: phrase,
) -> Technique:
    """Return the technique that puts one phrase into lines of prose."""

    def attack(article: CleanArticle, phrases: Sequence[str], rng: random.Random) -> Attacked:
        phrase = disguise(rng.choice(phrases), rng)
        blocks = _blocks(article)
        lines = _long_lines(article)
        for number in sorted(rng.sample(lines, min(times, len(lines)))):
            line = article.lines[number]
            at = place(line, rng, inside=inside)
            span = Span(start=at, end=at + len(phrase), link=foreign_link(rng))
            text = line[:at] + phrase + line[at:]
            blocks[number] = Block(text=text, spans=(span,) if linked else ())
        return Attacked(name, article, tuple(blocks), spam=(phrase,) * min(times, len(lines)))

    return attack


OVERWRITTEN = (
    "会议",
    "全省",
    "全市",
    "经济",
    "企业",
    "群众",
    "疫情",
    "部门",
    "干部",
    "项目",
    "生产",
    "工作",
    "服务",
)


def _overwritten(article: CleanArticle, phrases: Sequence[str], rng: random.Random) -> Attacked:
    """A phrase stands in place of a word, as on the Henan page in place of a name."""
    phrase = rng.choice(phrases)
    places = [
        (number, line.index(word), word)
        for number, line in enumerate(article.lines)
        for word in OVERWRITTEN
        if word in line
    ]
    number, at, word = rng.choice(places or [(0, 0, article.lines[0][:2])])
    line = article.lines[number]
    lines, blocks = list(article.lines), _blocks(article)
    lines[number] = line[:at] + line[at + len(word) :]
    blocks[number] = Block(text=line[:at] + phrase + line[at + len(word) :])
    left = CleanArticle(article.title, tuple(lines))
    return Attacked("in place of a word", left, tuple(blocks), spam=(phrase,))


def _paragraph(article: CleanArticle, phrases: Sequence[str], rng: random.Random) -> Attacked:
    """Whole lines of phrases between the paragraphs."""
    blocks = _blocks(article)
    lines = [" ".join(rng.sample(phrases, rng.randrange(2, 7))) for _ in "12"]
    for line in lines:
        blocks.insert(rng.randrange(len(blocks) + 1), Block(text=line))
    return Attacked("paragraphs", article, tuple(blocks), spam=tuple(lines))


def _hidden(name: str, style: str, *, tag: str = "div") -> Technique:
    """Return the technique that hides phrases by a style attribute."""

    def attack(article: CleanArticle, phrases: Sequence[str], rng: random.Random) -> Attacked:
        some = rng.sample(phrases, 4)
        links = " ".join(f'<a href="{foreign_link(rng)}">{html.escape(p)}</a>' for p in some)
        piece = f'<{tag} style="{style}">{links if rng.random() < 0.5 else " ".join(some)}</{tag}>'
        return Attacked(
            f"hidden: {name}", article, page=page_of(article, within=piece), tags=tuple(some)
        )

    return attack


def _hidden_in_sentence(
    article: CleanArticle, phrases: Sequence[str], rng: random.Random
) -> Attacked:
    phrase, style = rng.choice(phrases), rng.choice(list(HIDINGS.values()))
    number = rng.choice(_long_lines(article))
    at = place(article.lines[number], rng)
    return Attacked(
        "hidden: inside a sentence",
        article,
        page=page_of(
            article, splice=(number, at, f'<span style="{style}">{html.escape(phrase)}</span>')
        ),
        tags=(phrase,),
    )


def _hidden_by_sheet(article: CleanArticle, phrases: Sequence[str], rng: random.Random) -> Attacked:
    style = rng.choice(list(HIDINGS.values()))
    head = f"<style>.kx7{{{style}}}</style>"
    piece = f'<div class="kx7">{html.escape(" ".join(rng.sample(phrases, 4)))}</div>'
    return Attacked(
        "hidden: by the style sheet", article, page=page_of(article, head=head, within=piece)
    )


def _hijacked_title(article: CleanArticle, phrases: Sequence[str], rng: random.Random) -> Attacked:
    spam = "_".join(rng.sample(phrases, 2))
    encoded = "".join(f"&#x{ord(c):X};" for c in spam)
    return Attacked("title replaced", article, page=page_of(article, title=encoded))


def _title_suffix(article: CleanArticle, phrases: Sequence[str], rng: random.Random) -> Attacked:
    spam = f"{rng.choice(('-', '_', ' ', '|', ''))}{rng.choice(phrases)}"
    return Attacked(
        "appended to the headline", article, page=page_of(article, suffix=html.escape(spam))
    )


def _keywords(article: CleanArticle, phrases: Sequence[str], rng: random.Random) -> Attacked:
    words = html.escape(",".join(rng.sample(phrases, 4)))
    names = ("keywords", "description")
    head = "".join(f'<meta name="{name}" content="{words}">' for name in names)
    return Attacked("keywords and description", article, page=page_of(article, head=head))


def _scripted(article: CleanArticle, phrases: Sequence[str], rng: random.Random) -> Attacked:
    spam = " ".join(rng.sample(phrases, 3))
    written = rng.choice(
        (
            f"document.write('<a href=\"{foreign_link(rng)}\">{spam}</a>')",
            f"document.title='{spam}'",
            f"document.write(unescape('{''.join(f'%u{ord(c):04X}' for c in spam)}'))",
            f"document.write(String.fromCharCode({','.join(str(ord(c)) for c in spam)}))",
        )
    )
    return Attacked(
        "written by a script", article, page=page_of(article, within=f"<script>{written}</script>")
    )


def page_of(
    article: CleanArticle,
    *,
    title: str | None = None,
    suffix: str = "",
    head: str = "",
    within: str = "",
    splice: tuple[int, int, str] | None = None,
) -> str:
    """Return the article as an HTML page, with what an attack adds."""
    lines = []
    for number, line in enumerate(article.lines):
        text = html.escape(line)
        if splice and splice[0] == number:
            text = html.escape(line[: splice[1]]) + splice[2] + html.escape(line[splice[1] :])
        lines.append(f"<p>{text}</p>")
    headline = html.escape(article.title) + suffix
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title or headline}</title>{head}'
        f'</head><body><div class="nav"><a href="/">首页</a> &gt; <a href="/yw/">要闻</a></div>'
        f"<h1>{headline}</h1><div>发布时间：2020-02-24 15:28　来源：本报讯</div>"
        f'<div id="zoom">{"".join(lines[:2])}{within}{"".join(lines[2:])}</div>'
        f"<div>主办：某某县人民政府办公室</div></body></html>"
    )


def _zero_width(phrase: str, rng: random.Random) -> str:
    mark = rng.choice("\u200b\u200c\u200d\u2060\ufeff")
    return mark.join(phrase)


def _apart(phrase: str, rng: random.Random) -> str:
    return rng.choice("_*·|-✳●").join(phrase)


def _framed(phrase: str, rng: random.Random) -> str:
    opening, closing = rng.choice(("【】", "『』", "▌▌", "★★", "✅✅", "▲▼", "「」"))
    return f"{opening}{phrase}{closing}"


DISGUISES: dict[str, Disguise] = {
    "framed by signs": _framed,
    "zero-width characters": _zero_width,
    "set apart by signs": _apart,
    "full width": lambda p, _: p.translate(FULL_WIDTH),
    "look-alike letters": lambda p, _: p.translate(CYRILLIC),
    "Traditional": lambda p, _: p.translate(TRADITIONAL),
    "references in text": lambda p, _: "".join(f"&#{ord(c)};" for c in p),
}
BODY: dict[str, Technique] = {
    "inside a sentence": _splice("inside a sentence"),
    "inside, as a link": _splice("inside, as a link", linked=True),
    "between sentences": _splice("between sentences", inside=False),
    "same phrase three times": _splice("same phrase three times", times=3),
    "in place of a word": _overwritten,
    **{name: _splice(name, disguise=disguise) for name, disguise in DISGUISES.items()},
    "paragraphs": _paragraph,
}
PAGE: dict[str, Technique] = {
    **{f"hidden: {name}": _hidden(name, style) for name, style in HIDINGS.items()},
    "hidden: marquee table": _hidden("marquee table", "display:none", tag="table"),
    "hidden: inside a sentence": _hidden_in_sentence,
    "hidden: by the style sheet": _hidden_by_sheet,
    "title replaced": _hijacked_title,
    "appended to the headline": _title_suffix,
    "keywords and description": _keywords,
    "written by a script": _scripted,
}
