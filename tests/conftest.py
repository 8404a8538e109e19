"""Fixtures that tests of more than one room use."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import URL, Engine, create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from tests.installing import Installing

# Other work on the machine makes an example slow now and then; that is no failure.
settings.register_profile(
    "govnews", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("govnews")

# A server on this machine that trusts local users, as CI starts one; only its "test" database is
# connected to, and that only to create and drop others.
_DEFAULT_SERVER = "postgresql+psycopg://127.0.0.1:5432/test"


def pytest_configure() -> None:
    """Hear interrupts: begun in the background, a suite ignores them, and so does all it starts."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def _no_archive_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep tests off the archive that the user's environment names."""
    for name in ("GOVNEWS_ARCHIVE_URL", "GOVNEWS_WARC_DIR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session", autouse=True)
def installing(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installing | None]:
    """The set-up that ``test_installation`` looks at, begun with the first test of all."""
    test = Path(__file__).with_name("test_installation.py")
    if all(item.path != test for item in request.session.items):
        yield None
        return
    begun = Installing(tmp_path_factory.mktemp("installation"))
    yield begun
    begun.stop()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Engine]:
    """A connection to the PostgreSQL server of GOVNEWS_TEST_POSTGRES_URL.

    Without one, tests that need it are skipped; under CI they fail.
    """
    address = make_url(os.environ.get("GOVNEWS_TEST_POSTGRES_URL", _DEFAULT_SERVER))
    server = create_engine(
        address, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 5}
    )
    try:
        server.connect().close()
    except OperationalError as error:
        _no_server(address, error)
    yield server
    server.dispose()


def _no_server(address: URL, error: OperationalError) -> None:
    reason = f"no PostgreSQL at {address!r} (GOVNEWS_TEST_POSTGRES_URL): {error.orig}"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture
def postgres_url(postgres_server: Engine) -> Iterator[str]:
    """The address of an empty PostgreSQL database that is dropped after the test."""
    name = f"govnews_test_{secrets.token_hex(6)}"
    with postgres_server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"))
        yield postgres_server.url.set(database=name).render_as_string(hide_password=False)
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture(scope="session")
def chromium() -> str:
    """The machine's Chromium. Under CI a missing one is a failure."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        reason = f"no browser is installed (looked for {', '.join(names)})"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return found
