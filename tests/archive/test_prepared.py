"""Statements that the driver executes do what SQLAlchemy's own way does, on both databases."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, bindparam, func, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError, InvalidRequestError

from archive.database.engine import connect, writing
from archive.database.prepared import Prepared
from archive.database.schema import upgrade
from archive.errors import StorageError
from archive.models import SiteRow
from tests.archive.samples import NOW

ROW = {"id": "s", "name": "青禾县", "start_urls": ["http://x/?a=%20"], "registered_at": NOW}

ADD = Prepared(insert(SiteRow).returning(SiteRow.id))
RENAME = Prepared(update(SiteRow).where(SiteRow.id == bindparam("of_site")))
NAME = Prepared(select(SiteRow.name).where(SiteRow.id == bindparam("of_site")).limit(1))


def test_what_is_written_is_read_as_it_was(engine: Engine) -> None:
    with writing(engine) as connection:
        assert ADD.scalar(connection, ROW) == "s"
        assert ADD.scalar(connection, ROW | {"id": "t", "region": None}) == "t"
    with engine.connect() as connection:
        row = connection.execute(select(SiteRow.start_urls, SiteRow.registered_at)).first()
    assert row == (ROW["start_urls"], NOW)


def test_columns_that_are_given_are_changed_and_no_others(engine: Engine) -> None:
    with writing(engine) as connection:
        ADD.run(connection, ROW)
        assert RENAME.run(connection, {"of_site": "s", "region": "云岭省"}).rowcount == 1
        assert RENAME.run(connection, {"of_site": "s", "name": "临江市"}).rowcount == 1
        assert RENAME.run(connection, {"of_site": "none", "name": "x"}).rowcount == 0
    with engine.connect() as connection:
        row = connection.execute(select(SiteRow.name, SiteRow.region)).one()
    assert row == ("临江市", "云岭省")


def test_no_row_is_no_value(engine: Engine) -> None:
    with engine.connect() as connection:
        assert NAME.scalar(connection, {"of_site": "s"}) is None


def test_what_the_database_refuses_is_an_error_of_sqlalchemys(engine: Engine) -> None:
    def add_twice() -> None:
        with writing(engine) as connection:
            ADD.run(connection, ROW)
            ADD.run(connection, ROW)

    with pytest.raises(IntegrityError):
        add_twice()
    with engine.connect() as connection:
        assert NAME.scalar(connection, {"of_site": "s"}) is None


def test_a_parameter_that_is_not_given_is_an_error(engine: Engine) -> None:
    with engine.connect() as connection, pytest.raises(InvalidRequestError):
        NAME.run(connection, {"of_sight": "s"})


@pytest.mark.parametrize("times", [1, 2])
def test_a_connection_that_is_lost_is_given_up(postgres_url: str, times: int) -> None:
    """PostgreSQL was restarted in the middle of a run."""
    engine = connect(postgres_url)
    upgrade(engine)

    def broken() -> None:
        with writing(engine) as connection:
            mine = connection.execute(select(func.pg_backend_pid())).scalar_one()
            with engine.connect() as other:
                other.execute(select(func.pg_terminate_backend(mine, 5000)))
            ADD.run(connection, ROW)

    pooled = [engine.connect() for _ in range(2)]
    for one in pooled:
        one.close()
    for _ in range(times):
        with pytest.raises(StorageError) as told:
            broken()
        assert isinstance(told.value.__cause__, DBAPIError)
        assert told.value.__cause__.connection_invalidated
        with writing(engine) as connection:
            assert NAME.scalar(connection, {"of_site": "s"}) is None
    with writing(engine) as connection:
        assert ADD.scalar(connection, ROW) == "s"
    engine.dispose()
