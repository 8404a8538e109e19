"""The stage: every field without its spam, and the account of what was taken out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from archive.records import Article, Caption, Removal, changed
from pipelines.despam.advertisements.advertising import without_advertisements
from pipelines.despam.advertisements.lonely import with_lonely
from pipelines.despam.advertisements.paragraphs import without_offers
from pipelines.despam.advertisements.rows import with_rows
from pipelines.despam.advertisements.tails import with_tails
from pipelines.despam.cutting import Cut, cut
from pipelines.despam.fields.headline import retitled, without_frames
from pipelines.despam.fields.keywords import without_strangers
from pipelines.despam.fields.publishers import with_publishers
from pipelines.despam.fields.trail import spans_of_columns
from pipelines.despam.fields.witnesses import with_witness
from pipelines.despam.lines import Line, Verdict, judge
from pipelines.despam.page.outside import page_spam
from pipelines.despam.page.put_in import with_put_in
from pipelines.despam.page.refused import refuse_if_spam
from pipelines.despam.page.sight import in_sight
from pipelines.despam.runs.broken import with_broken
from pipelines.despam.runs.echoes import with_echoes
from pipelines.despam.runs.strewn import with_strewn
from pipelines.despam.shields.contexts import shielded
from pipelines.despam.shields.own_words import with_own_words
from pipelines.document import Block, Document

_TUPLES = ("subtitles", "authors", "editors", "keywords")
_STRINGS = ("title", "source")


def despam(document: Document) -> Document:
    """Set ``article.body`` from the blocks, and take injected spam out of every field.

    Sets ``removed``, ``hacked`` and ``suspected``. Raises NotAnArticleError for a page that is
    mostly spam.
    """
    body = [
        block for block in in_sight(document.blocks, document.page.url) if block.kind != "caption"
    ]
    lines = [*_body_lines(body), *_field_lines(document)]
    outside = page_spam(document)
    verdicts = judge(lines, document.page.url, document.page.known_spam)
    verdicts = with_broken(lines, verdicts, document.text)
    verdicts = with_rows(lines, without_advertisements(lines, verdicts))
    verdicts = with_echoes(lines, verdicts)
    verdicts = without_offers(lines, verdicts, hacked=bool(outside))
    verdicts = with_lonely(lines, verdicts)
    verdicts = without_frames(lines, with_publishers(lines, verdicts), document.page.url)
    verdicts = with_tails(lines, shielded(lines, verdicts, document.page.url))
    verdicts = with_strewn(lines, with_own_words(lines, verdicts))
    verdicts, outside = with_witness(lines, verdicts, document.article, outside)
    verdicts = without_strangers(lines, verdicts, document.article, outside)
    verdicts = with_put_in(lines, verdicts, document.put_in)
    if not outside and not any(verdict.cuts or verdict.suspected for verdict in verdicts):
        return _with_body(document, body)
    cleaned = _cleaned(document, body, lines, verdicts, outside)
    named = retitled(cleaned)
    refuse_if_spam(named.article, [block.text for block in body])
    return named


def _with_body(document: Document, body: Sequence[Block]) -> Document:
    text = "\n".join(block.text for block in body)
    return changed(document, article=changed(document.article, body=text))


def _body_lines(body: Iterable[Block]) -> list[Line]:
    return [Line("body", block.text, block.spans) for block in body]


def _field_lines(document: Document) -> list[Line]:
    article = document.article
    lines = [Line(name, text) for name in _STRINGS if (text := getattr(article, name))]
    lines += [Line(name, text) for name in _TUPLES for text in getattr(article, name)]
    columns = zip(article.section, spans_of_columns(document), strict=True)
    lines += [Line("section", name, spans) for name, spans in columns]
    return lines + [Line("captions", caption.text) for caption in article.captions]


def _cleaned(
    document: Document,
    body: Sequence[Block],
    lines: Sequence[Line],
    verdicts: Sequence[Verdict],
    outside: Sequence[Removal],
) -> Document:
    changes: dict[str, object] = {"body": "\n".join(block.text for block in body)}
    removed: list[Removal] = []
    suspected: list[Removal] = []
    for where in dict.fromkeys(line.where for line in lines):
        mine = [(a.text, v) for a, v in zip(lines, verdicts, strict=True) if a.where == where]
        texts = [text for text, _ in mine]
        clean, gone = cut(texts, [verdict.cuts for _, verdict in mine], where)
        changes[where] = _value(document.article, where, texts, clean, gone)
        removed += gone
        suspected += _left(texts, [verdict.suspected for _, verdict in mine], where)
    article = changed(document.article, **changes)  # type: ignore[arg-type] # by name
    told = {removal.text for removal in removed}
    removed += (removal for removal in outside if removal.text not in told)
    article = changed(article, removed=tuple(removed), hacked=bool(removed))
    return changed(document, article=article, suspected=tuple(suspected))


def _value(
    article: Article,
    where: str,
    texts: Sequence[str],
    clean: tuple[str, ...],
    gone: Sequence[Removal],
) -> object:
    """Return the field's new value in the field's own type."""
    if where == "body":
        return "\n".join(clean)
    if where in _STRINGS:
        return clean[0] if clean else None
    if where == "captions":
        return _captions(article.captions, texts, clean) if gone else article.captions
    return clean


def _captions(
    captions: Sequence[Caption], texts: Sequence[str], clean: Sequence[str]
) -> tuple[Caption, ...]:
    """Return the captions with cleaned texts; one that was nothing but spam is gone."""
    left = list(clean)
    kept = []
    for caption, text in zip(captions, texts, strict=True):
        if left and (left[0] == text or _is_part(left[0], text)):
            kept.append(changed(caption, text=left.pop(0)))
    return tuple(kept)


def _is_part(short: str, long: str) -> bool:
    """Tell whether a text is another one with characters left out."""
    characters = iter(long)
    return all(character in characters for character in short)


def _left(texts: Sequence[str], cuts: Sequence[Sequence[Cut]], where: str) -> list[Removal]:
    """Return what is suspected and stays, with its offset in the uncleaned field."""
    offset = 0
    found = []
    for text, mine in zip(texts, cuts, strict=True):
        found += [
            Removal(
                rule=c.rule,
                text=text[c.start : c.end],
                at=offset + c.start,
                where=where,
                link=c.link,
                confidence=round(c.confidence, 3),
            )
            for c in mine
        ]
        offset += len(text) + 1
    return found
