"""``govnews import`` and ``reextract`` that are broken off: their runs say so at once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive.cli import main
from pipelines.commands import import_, reextract
from tests.pipelines.test_workers import page


def govnews(*words: str) -> Result:
    return CliRunner().invoke(main, words)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work where two pages and a catalogue lie."""
    monkeypatch.chdir(tmp_path)
    for number in (1, 2):
        Path(f"{number}.html").write_bytes(page(number).body)
    Path("rules.toml").write_text(
        '[[site]]\nid="a"\nname="a"\nstart_urls=["http://a.cn/"]\n', encoding="utf-8"
    )


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("error", "exit_code", "status"),
    [
        (KeyboardInterrupt(), 130, "interrupted"),
        (OSError(28, "No space left on device"), 1, "failed"),
    ],
)
@pytest.mark.parametrize("command", ["import", "reextract"])
def test_its_run_tells_how_it_ended(
    command: str,
    error: BaseException,
    exit_code: int,
    status: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if command == "reextract":
        assert govnews("import", "1.html", "2.html").exit_code == 0

    def broken_off(rows: Iterable[object], *_: object, **__: object) -> None:
        for _row in rows:
            raise error
        raise error

    for module in (import_, reextract):
        monkeypatch.setattr(module, "write_records", broken_off)
    words = ["1.html", "2.html"] if command == "import" else ["--catalogue", "rules.toml"]
    assert govnews(command, *words).exit_code == exit_code
    latest = json.loads(govnews("runs", "--format", "jsonl").stdout.splitlines()[0])
    assert (latest["kind"], latest["status"]) == (command, status)
    assert latest["finished_at"] is not None
