"""Where the demo's archive lies: in the default place, unless somebody's real archive is there."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from archive.database.engine import Engine, connect
from archive.errors import GovnewsError
from archive.locking.runs import hold
from archive.monitoring import inventory
from archive.places import FOLDER_VARIABLE, URL_VARIABLE
from archive.reading.articles import all_articles
from archive.records import Article
from crawler.demo.sample_server import HOST, SAMPLES

DEFAULT_FOLDER = Path("data")
_ASIDE = DEFAULT_FOLDER / "demo"
_SIDE_FILES = ("", "-wal", "-shm", ".lock")
_SAMPLE_ADDRESS = f"http://{HOST}:"


@dataclass(frozen=True, slots=True)
class DemoArchive:
    """An archive that the demo may throw away and fill."""

    folder: Path

    @property
    def file(self) -> Path:
        """The SQLite file."""
        return self.folder / "archive.db"

    @property
    def url(self) -> str:
        """Its SQLAlchemy URL."""
        return f"sqlite:///{self.file}"

    @property
    def warc_folder(self) -> Path:
        """Where its raw responses go."""
        return self.folder / "warc"

    @property
    def log(self) -> Path:
        """The log of its crawl."""
        return self.folder / "demo.log"

    @property
    def catalogue(self) -> Path:
        """The samples' catalogue, where their own names ports that others hold."""
        return self.folder / "demo-catalogue.toml"

    @property
    def is_default(self) -> bool:
        """Whether ``govnews`` asks this archive when it is told of no other."""
        return self.folder == DEFAULT_FOLDER

    @property
    def option(self) -> str:
        """What a command line needs to ask this archive."""
        return "" if self.is_default else f" --archive {self.url}"

    def clear(self) -> None:
        """Remove what an earlier demo left; nothing else in the folder is touched.

        Raises ArchiveLockedError when a crawl is still at work on it.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        if not self.file.exists():
            return
        with _opened(self.file) as engine, hold(engine):
            files = inventory.warc_files(engine)
        for name in files:
            (self.warc_folder / name).unlink(missing_ok=True)
        for suffix in _SIDE_FILES:
            self.file.with_name(self.file.name + suffix).unlink(missing_ok=True)

    def documents(self) -> list[Article]:
        """Return what the archive has of the five documents' pages."""
        expected = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))
        wanted = {(d["site"], d["path"]) for d in expected["documents"].values()}
        with _opened(self.file) as engine, engine.connect() as connection:
            return [
                article
                for article in all_articles(connection)
                if (article.site, _path(article.url)) in wanted
            ]

    def counts(self) -> dict[str, int]:
        """Return the number of articles by site."""
        with _opened(self.file) as engine:
            return inventory.articles_by_site(engine)


def choose_archive() -> DemoArchive:
    """Return the default archive where it is free or a demo's own, else one aside."""
    default = DemoArchive(DEFAULT_FOLDER)
    told_elsewhere = os.environ.get(URL_VARIABLE) or os.environ.get(FOLDER_VARIABLE)
    free = not default.file.exists() or _is_a_demos(default.file)
    return default if free and not told_elsewhere else DemoArchive(_ASIDE)


def _is_a_demos(file: Path) -> bool:
    """Tell whether an archive holds nothing but sample sites; in doubt it is a real one."""
    try:
        with _opened(file) as engine:
            return inventory.holds_only(engine, _SAMPLE_ADDRESS)
    except GovnewsError:
        return False


@contextmanager
def _opened(file: Path) -> Iterator[Engine]:
    engine = connect(f"sqlite:///{file}", read_only=True)
    try:
        yield engine
    finally:
        engine.dispose()


def _path(url: str) -> str:
    return "/" + url.split("/", 3)[3]
