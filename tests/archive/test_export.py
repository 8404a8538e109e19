"""Exports that are broken off go on, and end as if nothing had happened."""

from __future__ import annotations

import errno
import random
import signal
import subprocess
import time
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine

from archive.cli import main
from archive.database.engine import writing
from archive.export.articles import chosen, count_chosen
from archive.search.filters import Filters
from tests.archive.test_cli_process import call
from tests.archive.texts import ODD_TEXTS, store_texts

TEXTS = [*ODD_TEXTS, ('"引号', '第一段\n第二段，"引号"\r\n,,"\n'), ("疫情", "防控\n" * 400)] * 4


@pytest.fixture
def address(sqlite_engine: Engine) -> str:
    with writing(sqlite_engine) as connection:
        store_texts(connection, TEXTS)
    return f"sqlite:///{sqlite_engine.get_execution_options()['govnews_path']}"


def export(address: str, target: Path, *words: str) -> int:
    return (
        CliRunner()
        .invoke(main, ["export", "--archive", address, "-o", str(target), *words])
        .exit_code
    )


def full(_descriptor: int) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def broken_off(address: str, folder: Path, *words: str) -> tuple[Path, Path]:
    """Return the file that is wanted, and the partial one that is left when the disk is full."""
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("os.fsync", full)
        assert export(address, folder / "all", *words) == 1
    (partial,) = folder.iterdir()
    return folder / "all", partial


@pytest.mark.parametrize("form", ["jsonl", "csv"])
@pytest.mark.parametrize("question", [(), ("--query", "疫情 OR GDP")], ids=["all", "query"])
def test_wherever_it_was_cut_it_ends_the_same(
    address: str, tmp_path: Path, form: str, question: tuple[str, ...]
) -> None:
    words = ("--format", form, *question)
    whole = tmp_path / "whole"
    assert export(address, whole, *words) == 0
    expected = whole.read_bytes()
    draw = random.Random(form)
    cuts = [
        0,
        1,
        2,
        3,
        4,
        50,
        len(expected) - 1,
        *(draw.randrange(len(expected)) for _ in range(9)),
    ]
    for number, cut in enumerate(cuts):
        target, partial = broken_off(address, tmp_path / str(number), *words)
        partial.write_bytes(expected[:cut])
        assert export(address, target, *words, "--resume") == 0, cut
        assert target.read_bytes() == expected, cut
        assert list(target.parent.iterdir()) == [target]


def test_only_the_same_question_goes_on(address: str, tmp_path: Path) -> None:
    target, partial = broken_off(address, tmp_path / "export")
    assert export(address, target, "--query", "疫情", "--resume") == 2
    assert partial.exists()
    assert export(address, target) == 0
    assert list(target.parent.iterdir()) == [target]
    assert export(address, target, "--resume") == 2


def test_a_killed_export_goes_on(sqlite_engine: Engine, tmp_path: Path) -> None:
    with writing(sqlite_engine) as connection:
        store_texts(connection, [("题", f"文{n}" * 20_000) for n in range(150)])
    address = f"sqlite:///{sqlite_engine.get_execution_options()['govnews_path']}"
    whole, target = tmp_path / "whole", tmp_path / "all" / "all.jsonl"
    target.parent.mkdir()
    assert export(address, whole) == 0
    with subprocess.Popen(call(address, "export", "-o", str(target))) as process:
        while not any(one.stat().st_size for one in target.parent.iterdir()):
            assert process.poll() is None
            time.sleep(0.001)
        process.send_signal(signal.SIGKILL)
    assert not target.exists()
    assert export(address, target, "--resume") == 0
    assert target.read_bytes() == whole.read_bytes()


@pytest.mark.parametrize("query", ["", "疫情", "疫情 OR GDP"])
@pytest.mark.parametrize("after_id", [0, 3, 99])
def test_what_is_chosen_is_counted(sqlite_engine: Engine, query: str, after_id: int) -> None:
    with writing(sqlite_engine) as connection:
        store_texts(connection, TEXTS)
        for filters in (Filters(), Filters(until=date(2020, 1, 9))):
            found = list(chosen(connection, query, filters, after_id=after_id))
            assert count_chosen(connection, query, filters, after_id=after_id) == len(found)
