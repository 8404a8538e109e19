"""Arguments and options that ``extract``, ``import`` and ``reextract`` share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from archive.cli.options import Decorator, WholeNumber, format_option


def page_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add PATH…, --url, --catalogue, --manifest, --workers and --format."""
    decorators = (
        click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="PATH…"),
        click.option("--url", help="The address of a single page."),
        catalogue_option(),
        click.option(
            "--manifest",
            type=click.Path(path_type=Path),
            help='JSON lines {"path", "url"}, optional "content_type", "fetched_at".',
        ),
        workers_option,
        format_option(),
    )
    for decorator in reversed(decorators):
        command = decorator(command)
    return command


def catalogue_option(default: str | None = None) -> Decorator:
    """Add ``--catalogue PATH``; without a default the command works without a catalogue."""
    return click.option(
        "--catalogue",
        type=click.Path(path_type=Path),
        default=default,
        show_default=default is not None,
        help="TOML file or folder: gives pages their site, and its selectors.",
    )


def workers_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--workers N``."""
    return click.option(
        "--workers",
        type=WholeNumber(min=1),
        default=1,
        show_default=True,
        help="Processes that work side by side.",
    )(command)
