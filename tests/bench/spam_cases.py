"""Attacked lines and traps, made from the lists beside this file; the same seed, the same cases."""

from __future__ import annotations

import itertools
import random
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pipelines.document import Block, Span
from tests.bench.spam_names import InventedNames, drawn_name

HERE = Path(__file__).parent
Half = Literal["author", "unseen", "fresh", "further", "wider", "everyday", "sealed"]

PAGE_URL = "http://www.example.gov.cn/art/2020/2/24/art_1_1.html"
LONGEST_FOUND = 22
"""Characters."""
_SLOT = re.compile(r"\{(\w+)\}")
FOREIGN_LINKS = ("http://www.xx{n}.com/", "https://m.{n}bet.vip/?a=1", "http://{n}.xyz:8899/reg")


@dataclass(frozen=True, slots=True)
class Attack:
    """One attacked line: what it was, what it became, where the phrase lies."""

    technique: str
    phrase: str
    clean: str
    block: Block | None
    start: int
    end: int


def lists(name: str) -> Mapping[str, Any]:
    """Return one of the lists, e.g. ``spam_author``."""
    return tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))


def phrases(
    half: Half, *, everyday: Sequence[str] = (), times: int = 1, draw: int = 0
) -> list[str]:
    """Return all phrases of one half, slots filled.

    ``everyday``: words of prose of which invented names are made, ``times`` how often as many as
    usual are drawn, ``draw`` which of many draws; 0 is the one that is scored.
    """
    data = {**_parts_of_names(), **lists(f"spam_{half}")}
    if everyday:
        data = {**data, "everyday": everyday}
    rng = random.Random(f"{half} phrases{draw or ''}")
    brands = data.get("brands") or [*data["known_brands"], *data["unknown_brands"]]
    patterns = [*data["phrases"], *data["decorated"]]
    made = [filled(grammar, brand, data, rng) for grammar in data["grammars"] for brand in brands]
    rng.shuffle(made)
    made = made[:600] + [filled(p, rng.choice(brands), data, rng) for p in patterns for _ in "12"]
    for name, draws in (("drawn", "draws"), ("more", "more_draws")):
        for pattern in data.get(name, ()):
            made += [filled(pattern, "", data, rng) for _ in range(data[draws] * times)]
    return list(dict.fromkeys(made))


def _parts_of_names() -> dict[str, Any]:
    """Return what names are made of where a list has no parts of its own."""
    author = lists("spam_author")
    return {name: author[name] for name in ("names", "everyday")}


def real_phrases(path: Path | None) -> list[str]:
    """Return the phrases of a file, one a line, that are short enough to be nothing but spam.

    Longer ones run into the headline of the page on which they were found.
    """
    lines = path.read_text("utf-8").splitlines() if path else []
    return [line for line in lines if 0 < len(line) <= LONGEST_FOUND]


def headlines(path: Path | None) -> list[str]:
    """Return the headlines of a file, one a line: news of all kinds, none of it spam."""
    return [line for line in path.read_text("utf-8").splitlines() if line] if path else []


def traps(half: Half) -> list[str]:
    """Return the legitimate sentences of one half, slots filled."""
    data = lists("spam_traps")
    rng = random.Random(f"{half} traps")
    made = []
    for pattern, brand in itertools.product(data[half], data["brands"]):
        made.append(
            pattern.replace("{b}", brand)
            .replace("{n}", str(rng.randrange(10, 9999)))
            .replace("{o}", rng.choice(data["bodies"]))
            .replace("{t}", rng.choice(data["products"]))
        )
    return list(dict.fromkeys(made))


def trap_pages(half: Half) -> list[tuple[str, str]]:
    """Return the headline and the first paragraph of each page of good faith of one half."""
    pages = (entry.split("|", 1) for entry in lists("spam_trap_pages")[half])
    return [(headline, lead) for headline, lead in pages]


def trap_lines(half: Half) -> list[str]:
    """Return all lines of good faith of one half: sentences, headlines, paragraphs."""
    return [*traps(half), *(line for page in trap_pages(half) for line in page)]


def filled(pattern: str, brand: str, data: Mapping[str, Any], rng: random.Random) -> str:
    """Return a pattern with each of its slots filled by a draw of its own."""
    words = data.get("words", {})
    invented: list[str] = []

    def value(match: re.Match[str]) -> str:
        name = match.group(1)
        if name == "INVENTED":
            invented.append(InventedNames(data["names"], data["everyday"]).draw(rng))
        if name in ("INVENTED", "SAME"):
            return invented[-1]
        if name in words:
            return _SLOT.sub(value, rng.choice(words[name]))
        values = {
            "b": brand,
            "n": str(rng.randrange(18, 99999)),
            "y": str(rng.randrange(2019, 2027)),
            "c": rng.choice(data.get("cities", ["广州"])),
            "N": drawn_name(rng),
        }
        return str(values[name])

    return _SLOT.sub(value, pattern)


def spliced(line: str, phrase: str, at: int, spans: Sequence[Span] = ()) -> Block:
    """Return the line with a phrase put in."""
    return Block(text=line[:at] + phrase + line[at:], spans=tuple(spans))


def place(line: str, rng: random.Random, *, inside: bool = True) -> int:
    """Return an offset to put a phrase: inside a sentence, or at its beginning or end."""
    if inside:
        return rng.randrange(2, len(line) - 1)
    ends = [
        i + 1 for i, character in enumerate(line) if character in "。；！" and i + 1 < len(line)
    ]
    return rng.choice([0, len(line), *ends])


def foreign_link(rng: random.Random) -> str:
    """Return an address on a site that has nothing to do with the page's."""
    return rng.choice(FOREIGN_LINKS).replace("{n}", str(rng.randrange(100, 9999)))


def clean_lines(paths: Sequence[Path]) -> Iterator[str]:
    """Give the lines of clean text files that are long enough to be attacked."""
    for path in paths:
        for line in path.read_text("utf-8", "replace").splitlines():
            bare = line.strip()
            if len(bare) >= 40:
                yield bare
