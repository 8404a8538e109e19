"""Where the demo's archive lies: in the default place, unless somebody's real archive is there."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, func, inspect, select
from sqlalchemy.exc import SQLAlchemyError

from archive.database import URL_VARIABLE, connect
from archive.errors import GovnewsError
from archive.lock import hold
from archive.models import ArticleRow, PageRow, SiteRow
from archive.rawstore import FOLDER_VARIABLE
from crawler.sample_server import HOST, SAMPLES

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
            files = _warc_files(engine)
        for name in files:
            (self.warc_folder / name).unlink(missing_ok=True)
        for suffix in _SIDE_FILES:
            self.file.with_name(self.file.name + suffix).unlink(missing_ok=True)

    def documents(self) -> list[tuple[str, ...]]:
        """Return what the archive has of the five documents' pages, a table row each."""
        expected = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))
        wanted = {(d["site"], d["path"]) for d in expected["documents"].values()}
        with _opened(self.file) as engine, engine.connect() as connection:
            rows = connection.execute(select(*_COLUMNS).order_by(ArticleRow.id)).all()
        return [_shown(row) for row in rows if (row.site_id, _path(row.url)) in wanted]

    def counts(self) -> dict[str, int]:
        """Return the number of articles by site."""
        query = select(ArticleRow.site_id, func.count()).group_by(ArticleRow.site_id)
        with _opened(self.file) as engine, engine.connect() as connection:
            return {str(site): count for site, count in connection.execute(query).all()}


_COLUMNS = (
    *(ArticleRow.id, ArticleRow.site_id, ArticleRow.url, ArticleRow.title),
    *(ArticleRow.published_at, ArticleRow.source, ArticleRow.authors, ArticleRow.editors),
    ArticleRow.hacked,
)


def choose_archive() -> DemoArchive:
    """Return the default archive where it is free or a demo's own, else one aside."""
    default = DemoArchive(DEFAULT_FOLDER)
    told_elsewhere = os.environ.get(URL_VARIABLE) or os.environ.get(FOLDER_VARIABLE)
    free = not default.file.exists() or _is_a_demos(default.file)
    return default if free and not told_elsewhere else DemoArchive(_ASIDE)


def _is_a_demos(file: Path) -> bool:
    """Tell whether an archive holds nothing but sample sites; in doubt it is a real one."""
    try:
        with _opened(file) as engine, engine.connect() as connection:
            if not inspect(engine).get_table_names():
                return True
            starts = connection.execute(select(SiteRow.start_urls)).scalars().all()
            strangers = sum(
                connection.execute(
                    select(func.count()).where(~column.startswith(_SAMPLE_ADDRESS))
                ).scalar_one()
                for column in (PageRow.url, ArticleRow.url)
            )
    except (GovnewsError, SQLAlchemyError):
        return False
    return not strangers and all(
        url.startswith(_SAMPLE_ADDRESS) for listed in starts for url in listed
    )


def _warc_files(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        query = select(PageRow.warc_file).where(PageRow.warc_file.is_not(None)).distinct()
        return [str(name) for name in connection.execute(query).scalars()]


@contextmanager
def _opened(file: Path) -> Iterator[Engine]:
    engine = connect(f"sqlite:///{file}", read_only=True)
    try:
        yield engine
    finally:
        engine.dispose()


def _path(url: str) -> str:
    return "/" + url.split("/", 3)[3]


def _shown(row: object) -> tuple[str, ...]:
    values = [getattr(row, column.key) for column in _COLUMNS]
    number, site, _, title, published, source, authors, editors, hacked = values
    names = (" ".join(authors), " ".join(editors))
    return (
        str(number),
        site,
        title or "",
        (published or "")[:16],
        source or "",
        *names,
        "yes" * hacked,
    )
