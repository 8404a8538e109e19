"""However a run ends, its row says so as soon as it has ended."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, select, text

from archive.errors import StorageError
from archive.models import RunRow
from archive.monitoring.runs import Runs


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (None, "finished"),
        (KeyboardInterrupt(), "interrupted"),
        (GeneratorExit(), "interrupted"),
        (BrokenPipeError(), "interrupted"),
        (StorageError("database or disk is full"), "failed"),
        (OSError(28, "No space left on device"), "failed"),
        (LookupError("a bug"), "failed"),
    ],
)
def test_it_tells_how_it_ended_and_what_it_had_done(
    engine: Engine, error: BaseException | None, status: str
) -> None:
    done = {"pages": {"new": 0}}

    def run() -> None:
        with Runs(engine).recorded("import", {"paths": ["a"]}, report=lambda: done):
            done["pages"]["new"] = 3
            if error is not None:
                raise error

    if error is None:
        run()
    else:
        with pytest.raises(type(error)):
            run()
    with engine.connect() as connection:
        row = connection.execute(select(RunRow.__table__)).mappings().one()
    assert (row["status"], row["report"]) == (status, {"pages": {"new": 3}})
    assert row["finished_at"] >= row["started_at"]


def test_the_error_is_told_where_not_even_the_end_can_be_written(sqlite_engine: Engine) -> None:
    def run() -> None:
        with Runs(sqlite_engine).recorded("import", {}, report=dict):
            with sqlite_engine.begin() as connection:
                connection.execute(text("ALTER TABLE runs RENAME TO lost"))
            raise StorageError("database or disk is full")

    with pytest.raises(StorageError, match="disk is full"):
        run()
