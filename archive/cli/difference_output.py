"""What a site changed between two versions: in colour, with signs, as HTML or as a record."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from html import escape

import click
from rich.console import Group
from rich.text import Text

from archive.cli.errors import printing
from archive.cli.output import chosen_format, print_rich, safe_text, write_record
from archive.reading.differences import Piece
from archive.reading.show import Difference

_STYLES = {"same": "", "removed": "strike red", "added": "underline green"}
_SIGNS = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
"""How ``wdiff`` writes what terminals show in colour."""
_TAGS = {"same": ("", ""), "removed": ("<del>", "</del>"), "added": ("<ins>", "</ins>")}
_PAGE = """<!DOCTYPE html>
<html lang="zh">
<meta charset="utf-8">
<title>{title}</title>
<style>
body {{ max-width: 42em; margin: 2em auto; padding: 0 1em; line-height: 1.8; }}
.body {{ white-space: pre-wrap; }}
del {{ color: #a00; background: #fdd; }}
ins {{ color: #060; background: #dfd; }}
</style>
<p>{url}: {old} → {new}</p>
<h1>{headline}</h1>
<div class="body">{body}</div>
</html>"""


def print_difference(found: Difference, output_format: str | None) -> None:
    """Print it in colour on a terminal, with signs in a text that is kept."""
    if output_format == "html":
        _print(_page(found))
    elif output_format in {"json", "jsonl"} or chosen_format(output_format) != "table":
        write_record(found.to_dict(), output_format)
    elif sys.stdout.isatty():
        print_rich(Group(_coloured(found.title), _coloured(found.body)))
    else:
        _print(f"{_signed(found.title)}\n{_signed(found.body)}")


def _print(text: str) -> None:
    with printing():
        click.echo(text)


def in_signs(kind: str, text: str) -> str:
    """Put a piece between the signs of its kind."""
    return _between(_SIGNS[kind], text)


def _coloured(pieces: Iterable[Piece]) -> Text:
    whole = Text()
    for piece in pieces:
        text = safe_text(piece.text)
        text.stylize(_STYLES[piece.kind])
        whole.append_text(text)
    return whole


def _signed(pieces: Iterable[Piece]) -> str:
    return "".join(in_signs(piece.kind, piece.text) for piece in pieces)


def _page(found: Difference) -> str:
    """Return a whole page that needs nothing beside it."""
    return _PAGE.format(
        title=escape("".join(piece.text for piece in found.title if piece.kind != "removed")),
        url=escape(found.url),
        old=found.from_version,
        new=found.to_version,
        headline=_tagged(found.title),
        body=_tagged(found.body),
    )


def _tagged(pieces: Iterable[Piece]) -> str:
    return "".join(_between(_TAGS[piece.kind], escape(piece.text)) for piece in pieces)


def _between(pair: tuple[str, str], text: str) -> str:
    opening, closing = pair
    return opening + text + closing
