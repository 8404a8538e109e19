"""The places in which a credit may stand that no label begins, and whom it names there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile

from archive.records import Candidate
from pipelines.document import Document
from pipelines.fields.bylines import (
    LONGEST_BYLINE,
    NOBODY,
    SIGNATURE,
    Byline,
    bracket_byline,
    is_sure_name,
    line_byline,
    names_official,
    office_signed,
    surely_signs,
    words_byline,
)
from pipelines.fields.datelines import dateline_names
from pipelines.fields.folding import fold, key
from pipelines.fields.paths import breadcrumb_items, leads_from_home
from pipelines.fields.weighing import candidate, joined
from pipelines.fields.wording import word_list
from pipelines.fields.zones import Line, Zones, headline_index, under_headline
from pipelines.names import (
    Role,
    credits_of,
    evened,
    headings,
    is_credit,
    is_name,
    is_office,
    is_post,
    mentions_role,
    names_reporter,
    nobodies,
    titles,
    without_groups,
)
from seeds.vocabulary import table

SIGNS = re.compile(r"[\s、/／（）()]+")
"""What parts the words of a signature."""
_LINES_ABOVE, _LINES_BELOW, _LINES_BESIDE, _SIGNERS_BELOW = 16, 12, 12, 3
"""How many lines are looked at, from the prose outwards."""
_LONGEST_NAMES = 24
_MOST_SIGNERS = 4
_UNLABELLED = 28.0
"""Weight of reviewers without a label, below that of those with one."""
_FIRST_LINES = 3
_DAY_ALONE = re.compile(
    r"\s*[（(]?\s*(?:\d{4}年\d{1,2}月\d{1,2}日|[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)\s*[）)]?\s*"
)
_SIGNED_AT = re.compile(r"^[于在][\u3400-\u9fff]{2,6}\s+")
"""Where a text was signed, behind the day: 2022年3月5日于清河 张三."""
_SET_APART = re.compile(r"[□■◇◆○●◎△▲☆★※—]+\s*[\u3400-\u9fff]")
"""A sign of newspapers before the name of the author."""
_APART = re.compile(r"([\u3400-\u9fff])\s{1,4}([\u3400-\u9fff])")
_PARTED = re.compile(r"[\s（(·]")
_BRACKETED = re.compile(r"\s*[（(【\[]([^（）()【】\[\]]{2,60})[）)】\]]\s*[。.]?\s*")
_OFFICE_SIGN = re.compile(r"\s*(?:[:：]|[—-]{1,2})\s*")
"""What parts an office from who signs for it, beside a space: 县妇联：张三."""
AROUND = "[]—-–□■◇◆○●◎△▲☆★※ "
"""Signs around a signature."""
_CLOSING = ("）", ")", "】", "]")
_LINES_INTRODUCING = 4
_INTRODUCTION = re.compile(r"[（(【\[]?\s*作者简介\s*[】\]]?\s*[:：]?\s*")
_INTRODUCED = re.compile(rf"{_INTRODUCTION.pattern}([\u3400-\u9fff·、 ]{{2,20}})[，,（(]")
_UNBRACKETED = re.compile(r"[。！？!?][”’」』]?\s*([\u3400-\u9fff·、/:： \u3000]{4,36})$")
"""What a paragraph ends in behind its last sentence: …。 田如瑞 摄影报道."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a credit stands, and how much its names weigh there."""

    why: str
    authors: str
    """Kind of the candidate, as of ``weighing.WEIGHTS``."""
    editors: str = "after-date"
    weight: float | None = None
    """Of the authors, where it is not that of the kind."""


_ABOVE = Place("byline above the prose", "byline")
_INNER = Place("byline between the first paragraphs", "byline")
_BELOW = Place("signature line below the prose", "signature")
_BESIDE_DATE = Place("words beside the date", "after-date")
_BEHIND_SOURCE = Place("words behind 来源", "label-below")
_BEHIND_AUTHOR = Place("words behind the author", "after-date")
_DATELINE = Place("dateline of the first paragraph", "dateline")
_BRACKET = Place("bracket at the end", "signature", "signature")
_BEHIND_PROSE = Place("signature behind the prose", "signature")
_ALONE = Place("names alone", "byline", weight=48)
_SIGNED = Place("signed below the prose", "signature", weight=45)


@dataclass(frozen=True, slots=True)
class Credited:
    """A credit and its place."""

    place: Place
    byline: Byline


def find_credited(document: Document, zones: Zones, title: str | None) -> list[Credited]:
    """Return every credit without a label around the article that names somebody."""
    found = [
        *_lines(zones),
        *_names_alone(zones, title),
        *_datelines(document, zones),
        *_behind_prose(document, zones),
        *_brackets(document, zones),
        *_signed(document, zones),
        *_introduced(document),
        *_behind_sources(zones),
        *_beside_dates(zones),
        *_behind_authors(zones),
    ]
    return [Credited(place, byline) for place, byline in found if byline != NOBODY]


def credited_authors(found: Iterable[Credited]) -> Iterator[Candidate]:
    """Yield the authors of every credit, weighed by its place."""
    for one in found:
        place = one.place
        if one.byline.authors:
            names = joined(one.byline.authors)
            yield candidate("authors", names, place.authors, place.why, place.weight)


def credited_editors(found: Iterable[Credited]) -> Iterator[Candidate]:
    """Yield the editors of every credit, and reviewers where it names no editors."""
    for one in found:
        place = one.place
        if one.byline.editors:
            yield candidate("editors", joined(one.byline.editors), place.editors, place.why)
        elif one.byline.reviewers:
            names = joined(one.byline.reviewers)
            yield candidate("editors", names, "table", f"reviewers: {place.why}", _UNLABELLED)


_Found = Iterator[tuple[Place, Byline]]


def _lines(zones: Zones) -> _Found:
    """Read lines that are nothing but a credit: 澎湃新闻记者 段彦超 廖艳; 石佳/中国青年报."""
    for lines, place in (
        (_without_columns(zones.above), _ABOVE),
        (zones.inner, _INNER),
        (zones.below, _BELOW),
    ):
        texts = [line.text for line in lines]
        near = texts[:_LINES_BELOW] if place is _BELOW else texts
        yield place, Byline(authors=_together(near))
        for line in lines:
            said = line_byline(line.text)
            if said is not NOBODY and not _tells_editors(line):
                yield place, Byline(editors=said.editors, reviewers=said.reviewers)


def _tells_editors(line: Line) -> bool:
    return any(entry.kind == "editor" for entry in line.bar.entries)


def _without_columns(lines: tuple[Line, ...]) -> list[Line]:
    """Return the last lines that are no column of the breadcrumb: 荣誉报道 is no credit."""
    near = lines[-_LINES_ABOVE:]
    if all(line_byline(line.text) is NOBODY for line in near):
        return list(near)
    paths = [breadcrumb_items(line.text) for line in lines if leads_from_home(line.text)]
    columns = {item for path in paths for item in path}
    return [line for line in near if line.text not in columns]


def _together(texts: list[str]) -> tuple[str, ...]:
    """Return the authors of the first credit, which may go on over several lines."""
    credited = [line_byline(text).authors for text in texts]
    first = next((index for index, names in enumerate(credited) if names), len(credited))
    # A line of photographers alone does not end the credit.
    lines = takewhile(
        lambda pair: pair[0] or is_credit(pair[1]),
        zip(credited[first:], texts[first:], strict=True),
    )
    return tuple(name for names, _ in lines for name in names)


def _names_alone(zones: Zones, title: str | None) -> _Found:
    """Read a line of names right under the headline: 赵延东、风笑天."""
    lines = _first_lines(zones, title)
    if _is_speech(title) or _is_list([line for _, line in lines], zones):
        return
    for before, line in lines:
        if len(line.text) > _LONGEST_NAMES or _is_speaker(line, zones):
            continue
        names = _names_of(line.text) or _pen_name(before, line)
        if any(name in (title or "") for name in names):
            continue  # whom the article is about
        if not names and (said := _with_office(line.text)) != NOBODY:
            yield _ALONE, said
        # 时间, 安全: a word of two characters is a name only where a name must stand.
        if names and (len(key(line.text)) > 2 or before is None or _wants_name(before, line)):
            yield _ALONE, Byline(names)


def _names_of(text: str) -> tuple[str, ...]:
    """Return the names of a line that is nothing else."""
    names = tuple(credit.name for credit in credits_of(text, strict=True))
    alone = key("".join(names)) == key(text) and all(map(_may_be_name, names))
    return names if alone else ()


def _pen_name(before: Line | None, line: Line) -> tuple[str, ...]:
    """Return a name of two letters apart, without a family name, that is set to sign: 阿　依.

    It stands out between the bar and the text, where the headings of parts stand as well: 前　言.
    """
    match = _APART.fullmatch(line.text.strip())
    if match is None or before is None or not (line.strong and _wants_name(before, line)):
        return ()
    word = match[1] + match[2]
    return () if word in nobodies() or word in headings() else (word,)


def _is_list(lines: list[Line], zones: Zones) -> bool:
    """Whether lines are a list of people and sign nothing.

    That is several officials, or people on several lines of an article without a sentence.
    """
    officials = sum(names_official(line.text) for line in lines)
    inside = [line.text for line in lines if line.block is not None]
    may_be = zones.last_prose < 0 and len(inside) > 1
    return officials > 1 or (may_be and all(map(_is_of_people, inside)))


def _is_of_people(text: str) -> bool:
    return bool(_names_of(text)) or _with_office(text) != NOBODY


def _first_lines(zones: Zones, title: str | None) -> list[tuple[Line | None, Line]]:
    """Return the first lines under the headline that are no bars, each with the line before it.

    Outside of the article's container others may stand there, and within it a poem.
    """
    start = headline_index(zones, title) + 1
    lines = zones.above[start:] if start else under_headline(zones, title)
    pairs = pairwise((None, *takewhile(lambda line: not _introduces(line), lines)))
    told = [(before, line) for before, line in pairs if line and not line.bar.is_bar]
    outside = [pair for pair in told if pair[1].block is None]
    inside = [pair for pair in told if pair[1].block is not None]
    return outside[:_FIRST_LINES] + inside[:_FIRST_LINES]


def _is_speaker(line: Line, zones: Zones) -> bool:
    """Whether a line says which official spoke, beside the day: 县长 张三 / （2024年3月5日）."""
    if not names_official(line.text):
        return False
    near = zones.above[-_LINES_BESIDE:]
    days = [index for index, other in enumerate(near) if _DAY_ALONE.fullmatch(other.text)]
    at = next((index for index, other in enumerate(near) if other is line), len(near))
    return any(index > at or near[index].text.startswith(("（", "(")) for index in days)


def _is_speech(title: str | None) -> bool:
    """Whether a headline is that of a speech, under which stands who held it: 在…上的讲话."""
    return (title or "").rstrip("》”）) ").endswith(word_list("speeches"))


def _with_office(text: str) -> Byline:
    """Return the names in a line of names and offices: 易蓉（市委党校）; （株洲网 易蓉 晏子）.

    Posts may stand there too, if they say of which office: 市教育局党组书记、局长 易蓉. An order is
    signed by the post alone: 市长 易蓉.
    """
    if not _PARTED.search(text.strip("（）() ")):
        return NOBODY
    if authors := words_byline(text).authors:
        return Byline(authors)
    if ":" in fold(text):
        return NOBODY  # 访谈嘉宾：县水利局局长 韩雪
    words = [word for word in SIGNS.split(text) if word]
    return Byline(words_byline(" ".join(_without_offices(words))).authors)


def _wants_name(before: Line, line: Line) -> bool:
    """Whether a name must stand here: behind a date, an office or the bar.

    A sign before it says so, too.
    """
    is_first = before.bar.is_bar and before.block is None and line.block is not None
    at_place = is_first or before.bar.dated or is_office(before.text)
    return at_place or _SET_APART.match(line.text) is not None


def _may_be_name(name: str) -> bool:
    return is_sure_name(name) or len(name) <= 3  # a pen name


def _introduces(line: Line) -> bool:
    """Whether what follows a line is what it announces: 优秀志愿者名单公布如下：."""
    return line.text.endswith(("：", ":")) and not line.bar.is_bar


def _datelines(document: Document, zones: Zones) -> _Found:
    for block in document.blocks[max(zones.first_prose - 2, 0) : zones.first_prose + 3]:
        if not line_byline(block.text).authors and (names := dateline_names(block.text)):
            yield _DATELINE, Byline(tuple(names))


def _behind_prose(document: Document, zones: Zones) -> _Found:
    for block in reversed(document.blocks[max(zones.last_prose, 0) :]):
        match = _UNBRACKETED.search(block.text[-LONGEST_BYLINE - 4 :])
        if match and mentions_role(match[1]) and is_credit(match[1]):
            yield _BEHIND_PROSE, Byline(bracket_byline(match[1]).authors)


def _brackets(document: Document, zones: Zones) -> _Found:
    """Read the bracket that the prose ends in, or that stands on a line of its own below it.

    …。（记者 何韬 责任编辑 郭兴）; （松花江网编辑 孙桂芳）.
    """
    for block in reversed(document.blocks[max(zones.last_prose, 0) :]):
        tail = block.text[-LONGEST_BYLINE - 4 :]
        if not tail.rstrip(" 。.").endswith(_CLOSING):
            continue
        match = SIGNATURE.search(without_groups(tail))
        if match and (match[0][0] in "（(" or mentions_role(match[1])):
            yield _BRACKET, bracket_byline(match[1])
    for index, line in enumerate(zones.below):
        begins = line.text.startswith(("（", "(", "【", "["))
        match = _BRACKETED.fullmatch(without_groups(line.text)) if begins else None
        if match and mentions_role(match[1]):
            said = bracket_byline(match[1])
            near = index < _LINES_BELOW
            yield _BRACKET, said if near else Byline((), said.editors, said.reviewers)


def _signed(document: Document, zones: Zones) -> _Found:
    """Read what a text is signed with: 山王镇 毕海燕, or （法院 张海山） behind its container."""
    for text in _signatures(document, zones):
        if mentions_role(text) or names_official(text) or len(text) > LONGEST_BYLINE:
            continue  # 刘水莲 摄; 县长 张三
        signed = SIGNS.split(evened(_office_apart(text)).strip(AROUND))
        words = _without_offices([word for word in signed if word])
        if any(word in nobodies() and word.endswith("人") for word in words):
            continue  # 申请人 张三
        relations = tuple(table("people")["signs_as"])
        words = [word for word in words if word not in nobodies() and not word.endswith(relations)]
        if 0 < len(words) <= _MOST_SIGNERS and all(map(surely_signs, words)):
            yield _SIGNED, Byline(tuple(words))


def _without_offices(words: list[str]) -> list[str]:
    """Return words without offices and, beside an office, without posts: 儿科 龚素娥 主治医师.

    A post alone is of a judgment, which nobody writes for readers: 审判员 韩雪.
    """
    rest = [word for word in words if not is_office(word)]
    return rest if len(rest) == len(words) else [word for word in rest if not is_post(word)]


def _signatures(document: Document, zones: Zones) -> list[str]:
    """Return the lines in which a text may be signed: its last one, and those below it."""
    texts = _last_lines(document, zones)
    near = [without_groups(line.text) for line in zones.below[:_SIGNERS_BELOW]]
    texts += [text for text in near if _BRACKETED.fullmatch(text)]
    if zones.below and zones.below[0].block is None:
        # 教务处 褚晓 signs, where a name alone may be a tag.
        first = near[0]
        is_whose = first != zones.below[0].text or any(map(is_office, SIGNS.split(first)))
        texts += [first] if is_whose else []
    return texts


def _last_lines(document: Document, zones: Zones) -> list[str]:
    """Return the line that ends a text; the day and the office of a letter stand around it."""
    lines = [*document.blocks[zones.last_prose + 1 :]] if zones.last_prose >= 0 else []
    if len(lines) > 1 and _DAY_ALONE.fullmatch(lines[-1].text):
        lines.pop()
    texts = [line.text for line in lines if line.kind not in ("caption", "heading")]
    if len(lines) == len(texts) == 2 and is_office(texts[0]):  # two lines
        return [" ".join(texts)]
    return texts if len(lines) == 1 else []


def _office_apart(text: str) -> str:
    """Return a signature with a space behind its office: 县妇联：张三, but not 法人代表：张三."""
    office = _OFFICE_SIGN.split(text)[0]
    is_apart = is_office(office) and not office.endswith(titles())
    return _OFFICE_SIGN.sub(" ", text) if is_apart else text


def _introduced(document: Document) -> _Found:
    """Read who is introduced at the end: 作者简介：张三，男，1980年生，省作家协会会员….

    A label of the byline is read as such; this line is prose, however short its name is.
    """
    texts = [block.text for block in document.blocks[-_LINES_INTRODUCING:]]
    for before, text in pairwise(("", *texts)):
        is_behind = _INTRODUCTION.fullmatch(before) is not None
        if match := _INTRODUCED.match(f"{before}{text}" if is_behind else text):
            people = credits_of(match[1], strict=True)
            yield _SIGNED, Byline(tuple(credit.name for credit in people))


def _behind_sources(zones: Zones) -> _Found:
    """Read 来源:黄冈日报全媒体(记者汪欢), 来源：台州日报 见习记者赵静, 来源：淮河镇 王晓芸."""
    for line in (*zones.above, *zones.below):
        for entry in line.bar.entries:
            if entry.kind != "source":
                continue
            value = entry.value.strip()
            _, signer = office_signed(value)
            if signer or (is_name(value) and credits_of(value)):
                yield _BEHIND_SOURCE, Byline((signer or value,))
            office, _, behind = value.partition(" ")
            if is_office(office) or names_reporter(office):
                yield _BEHIND_SOURCE, words_byline(behind.strip())
            else:
                yield _BEHIND_SOURCE, line_byline(behind.strip())
            match = SIGNATURE.search(_whole_bracket(line.text, entry.value))
            if match and not match[1].endswith(word_list("place_endings")):  # 市委办（黄山区）
                yield _BEHIND_SOURCE, Byline(bracket_byline(match[1]).authors)


def _beside_dates(zones: Zones) -> _Found:
    """Read a name beside the date: 2004年7月16日08:19 [ 黄宇 ] 来源：…; 冀勇庆 2015-06-25 08:46."""
    for line in zones.above[-_LINES_BESIDE:]:
        for words in line.bar.loose:
            yield _BESIDE_DATE, words_byline(words)
    for index, line in enumerate(zones.below):
        for words in line.bar.loose:
            yield _BESIDE_DATE, Byline(editors=line_byline(words).editors)
            if index < _SIGNERS_BELOW and line.bar.dated:
                who = _SIGNED_AT.sub("", words)
                yield _SIGNED, Byline(words_byline(who).authors)  # 商务局 郗韵 2017年5月31日


def _behind_authors(zones: Zones) -> _Found:
    """Read who has no colon behind another: 作者：王芳 编辑 李明; 编辑：李明 通讯员 王芳."""
    for line in (*zones.above[-_LINES_BESIDE:], *zones.below):
        for entry in line.bar.entries:
            if entry.kind == "editor":
                yield _BEHIND_AUTHOR, Byline(_writers_behind(entry.value))
            elif entry.kind == "author" and not _tells_editors(line):
                yield _BEHIND_AUTHOR, Byline(editors=line_byline(entry.value).editors)


def _writers_behind(value: str) -> tuple[str, ...]:
    """Return those behind an editor who wrote: 责任编辑：李明 通讯员 王芳; a trainee edits, too."""
    trains = any(word in value for word in word_list("trainees"))
    said = () if trains else credits_of(value, strict=True)
    return tuple(credit.name for credit in said if credit.role is Role.WRITER)


def _whole_bracket(line: str, value: str) -> str:
    """Return a value with its closing bracket, which the bar's reading trims."""
    end = line.find(value) + len(value)
    return line[:end] + ")" if line[end : end + 1] in ")）" else line[:end]
