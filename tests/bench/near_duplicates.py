"""Labelled near-duplicates: what reprints do to a text, and news that only looks like a reprint."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tests.bench.articles import Generator
from tests.bench.bulletins import Form, forms, unseen_forms
from tests.bench.copying import CHANGES, OF_FORMS, Change, Text
from tests.bench.templates import TEMPLATES


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text, the event that it reports, and how it came about."""

    body: str
    event: str
    """Articles of one event are the same text; all others are different articles."""
    kind: str
    title: str = ""
    day: int = 0
    """When it was published."""


def articles(count: int, seed: int) -> Iterator[Text]:
    """Give generated articles with numbers in them: one in forty characters, as in reports."""
    draw = random.Random(seed)
    for row in Generator(seed, characters=800).rows(count):
        yield Text(row["title"], _WORD.sub(lambda word: _with_number(word[0], draw), row["body"]))


def _with_number(word: str, draw: random.Random) -> str:
    if draw.random() > _NUMBERS:
        return word
    unit = draw.choice(("万元", "个", "%", "名", "亩", "年", "月", "日"))
    return f"{word}{draw.choice((draw.randint(1, 31), draw.randint(100, 9000)))}{unit}"


_WORD = re.compile(r"\w{10}")
_NUMBERS = 0.25
"""Of the stretches of ten characters, those that end in a number."""


def reprints(texts: Iterable[Text], draw: random.Random) -> Iterator[Labelled]:
    """Give each text as it is, and once in a changed form, the kinds of copies in turn."""
    kinds = list(CHANGES)
    for number, text in enumerate(texts):
        kind = kinds[number % len(kinds)]
        event, day = f"article {number}", draw.randrange(300)
        yield Labelled(text.body, event, "original", text.title, day)
        copy = _copied(text, CHANGES[kind], draw)
        yield Labelled(copy.body, event, kind, copy.title, day + draw.randrange(4))


def _copied(text: Text, changes: Iterable[Change], draw: random.Random) -> Text:
    for change in changes:
        text = change(text, draw)
    return text


def template_news(each: int, draw: random.Random) -> Iterator[Labelled]:
    """Give ``each`` issues of every template: the same words, other facts."""
    for name, template in TEMPLATES.items():
        for issue in range(each):
            event = f"{name} {issue}"
            yield Labelled(template(draw, issue), event, f"template: {name}", name, issue)


def form_news(each: int, draw: random.Random) -> Iterator[Labelled]:
    """Give issues of every form that the rules were set with, and of those that only score."""
    yield from _issues(forms(), "form", each, draw)
    yield from unseen_news(each, draw)


def unseen_news(each: int, draw: random.Random) -> Iterator[Labelled]:
    """Give issues of the forms that only score."""
    yield from _issues(unseen_forms(), "unseen", each, draw)


def _issues(of: Iterable[Form], label: str, each: int, draw: random.Random) -> Iterator[Labelled]:
    """Give ``each`` issues of every form, and of one in four a reprint."""
    kinds = list(OF_FORMS)
    for form in of:
        for number, issue in enumerate(form.issues(draw, each)):
            event, kind = f"{form.name} {number}", f"{label}: {form.name}"
            yield Labelled(issue.body, event, kind, issue.title, number)
            if number % 4 == 0:
                name = kinds[number // 4 % len(kinds)]
                copy = _copied(Text(issue.title, issue.body), OF_FORMS[name], draw)
                yield Labelled(copy.body, event, f"{kind}, {name}", copy.title, number + 1)


def digests(count: int, draw: random.Random) -> Iterator[Labelled]:
    """Give pages that hold five notices one after the other, and each notice by itself."""
    notices = [form for form in forms() if len(form.body) < 400]
    for number in range(count):
        issues = [form.issue(draw, 700 + number) for form in draw.sample(notices, 5)]
        body = "\n".join(f"{issue.title}\n{issue.body}" for issue in issues)
        yield Labelled(body, f"digest {number}", "digest", f"一周要闻（{number}）", number)
        for at, issue in enumerate(issues):
            event = f"digest {number}, {at}"
            yield Labelled(issue.body, event, "notice of a digest", issue.title, number)
