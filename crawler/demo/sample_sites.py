"""The sample sites of ``seeds/samples`` as files: which one answers what, under which type."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, unquote

SAMPLES = Path(__file__).resolve().parents[2] / "seeds" / "samples"

_INDEX_FILES = ("index.html", "index.shtml", "index.htm")
_UNKNOWN_TYPE = "application/octet-stream"


class SampleServerError(Exception):
    """The sample sites cannot be served: a port is taken, or the samples are not there."""


@dataclass(frozen=True, slots=True)
class SampleSite:
    """One folder of files and the habits of the server that would send them."""

    id: str
    folder: Path
    server: str
    """Value of the Server header."""
    content_types: Mapping[str, str] = field(default_factory=dict)
    """Suffix (``.html``) to Content-Type as this site sends it."""

    def file_for(self, target: str) -> Path | None:
        """Return the file that answers ``target`` (path and query), or None.

        A query is ignored, as static servers do, unless a file ``name@key=value,…`` stands beside
        ``name`` all of whose pairs are in the query: that is how generated answers are laid down.
        """
        asked, _, query = target.partition("?")
        name = posixpath.normpath("/" + unquote(asked)).lstrip("/")
        if "\0" in name:
            return None
        path = self.folder / name
        if path.is_dir():
            path = next((path / i for i in _INDEX_FILES if (path / i).is_file()), path)
        path = _generated_answer(path, dict(parse_qsl(query))) or path
        inside = path.resolve().is_relative_to(self.folder.resolve())
        return path if inside and path.is_file() else None

    def content_type(self, path: Path) -> str:
        """Return the Content-Type that this site sends with ``path``."""
        suffix = Path(path.name.partition("@")[0]).suffix
        return self.content_types.get(suffix.lower(), _UNKNOWN_TYPE)


def _generated_answer(path: Path, query: Mapping[str, str]) -> Path | None:
    """Return the file beside ``path`` that was laid down for this very query."""
    if not query or not path.parent.is_dir():
        return None
    for candidate in sorted(path.parent.glob(f"{path.name}@*")):
        pairs = dict(pair.split("=", 1) for pair in candidate.name.partition("@")[2].split(","))
        if pairs.items() <= query.items():
            return candidate
    return None


def sample_sites(folder: Path = SAMPLES) -> tuple[SampleSite, ...]:
    """Return the sample sites of ``folder`` in the order of its ``servers.json``.

    Raises:
        SampleServerError: the folder or its ``servers.json`` is not there.
    """
    try:
        habits = json.loads((folder / "servers.json").read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise SampleServerError(
            f"no sample sites: {error.filename} is missing; run from a complete checkout"
        ) from error
    return tuple(
        SampleSite(
            id=name,
            folder=folder / name,
            server=habit["server"],
            content_types=habit["content_types"],
        )
        for name, habit in habits.items()
    )
