"""The sample archive, a client within the process, a served one, and a real browser."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import Connection, Engine, select
from starlette.testclient import TestClient

from archive.models import ArticleRow
from archive.reading.articles import opened
from archive.web import create_app
from tests.archive.web.sample_archive import fill


@dataclass(frozen=True, slots=True)
class Sample:
    """Where the sample archive lies."""

    address: str
    warc: Path


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    folder = tmp_path_factory.mktemp("web")
    made = Sample(f"sqlite:///{folder / 'archive.db'}", folder / "warc")
    fill(made.address, made.warc)
    return made


@pytest.fixture(scope="session")
def sample_engine(sample: Sample) -> Iterator[Engine]:
    engine = opened(sample.address)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def ids(sample_engine: Engine) -> dict[str, int]:
    """Article ids by address."""
    with sample_engine.connect() as connection:
        return dict(connection.execute(select(ArticleRow.url, ArticleRow.id)).all())


@pytest.fixture
def connection(sample_engine: Engine) -> Iterator[Connection]:
    with sample_engine.connect() as opened_connection:
        yield opened_connection


@pytest.fixture(scope="session")
def app(sample: Sample, sample_engine: Engine) -> FastAPI:
    return create_app(sample_engine, warc=sample.warc)


@pytest.fixture(scope="session")
def client(app: FastAPI) -> TestClient:
    return TestClient(app, base_url="http://localhost:8000")


@pytest.fixture(scope="session")
def served(sample: Sample) -> Iterator[str]:
    """The address of ``govnews serve`` over the sample archive."""
    command = [str(Path(sys.executable).with_name("govnews")), "serve", "--port", "0"]
    options = ["--archive", sample.address, "--warc-dir", str(sample.warc)]
    server = subprocess.Popen([*command, *options], stderr=subprocess.PIPE, text=True)
    assert server.stderr
    line = server.stderr.readline()
    found = re.fullmatch(r"govnews: serving (http://127\.0\.0\.1:\d+)/\n", line)
    assert found, line
    yield found[1]
    server.send_signal(signal.SIGINT)
    _, errors = server.communicate(timeout=20)
    assert (server.returncode, errors) == (0, "")
