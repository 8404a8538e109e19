"""Of all commands: exit statuses, one-line errors, help."""

from __future__ import annotations

from importlib.metadata import EntryPoint
from pathlib import Path

import click
import pytest

from tests.archive.cli.calls import Call

_HUGE = "99999999999999999999"
"""More than any database's integer holds."""
TOO_LARGE = [
    *(("search 疫情", "--limit"), ("search 疫情", "--offset"), ("clusters", "--limit")),
    *(("clusters", "--min"), ("changes", "--limit"), ("changes", "--run"), ("spam", "--limit")),
    *(("runs list", "--limit"), ("runs show", "N"), ("export", "--after-id")),
    *(("show 1", "--version"), ("show 1", "--diff")),
]
"""Commands, and which of their numbers is too large."""


@pytest.mark.parametrize(
    "words",
    [
        ["search", "没有这个词"],
        ["search", "疫情", "--since", "2030-01-01"],
        ["show", "99"],
        ["show", _HUGE],
        ["show", "1", "--version", "9"],
        ["runs", "show", "99"],
        ["runs", "show", "1", "--urls", "gone"],
        ["clusters", "--min", "9"],
        ["changes", "--run", "99"],
        ["spam", "--site", "zj-gov"],
        ["stats", "--by", "site", "--site", "nobody"],
        ["export", "--site", "nobody"],
        ["export", "--site", "nobody", "--format", "csv"],
    ],
)
def test_nothing_found_is_status_1_and_one_line(govnews: Call, words: list[str]) -> None:
    result = govnews(*words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("govnews: ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["search"], "QUERY"),
        (["search", "疫情", "--since", "2020-02-30"], "there is no day 2020-02-30"),
        (["search", "疫情", "--since", "20200229"], "write YYYY-MM-DD"),
        (["changes", "--until", "2020-W09-6"], "write YYYY-MM-DD"),
        (["search", "疫情", "--site", "a,b"], "'a,b' is no site's id; write --site a --site b"),
        (["spam", "--site", "红安网"], "'红安网' is no site's id; it has a-z, 0-9 and - alone"),
        (["search", "", "--since", "2020-03-01", "--until", "2020-02-01"], "lies after"),
        (["search", "疫情", "--limit", "-1"], "--limit"),
        (["search", "疫情", "--limit", "abc"], "'abc' is not a valid whole number"),
        (["search", "疫情", "--sort", "random"], "relevance"),
        (["search", "疫情", "--colour"], "--colour"),
        (["show", "1", "--diff", "1"], "--diff"),
        (["show", "1", "--diff", "1", "2", "--raw"], "--diff does not go with --raw"),
        (["show", "1", "--diff", "1", "2", "--version", "1"], "--diff does not go with"),
        (["show", "1", "--diff", "1", "2", "--spam"], "--diff does not go with --spam"),
        (["show", "1", "--diff", "1", "2", "--restore"], "--diff does not go with"),
        (["show", "1", "--raw", "--spam"], "--raw does not go with --spam"),
        (["show", "1", "--raw", "--restore"], "--raw does not go with --restore"),
        (["show", "1", "--raw", "--format", "json"], "--raw does not go with --format"),
        (["show", "1", "--spam", "--format", "json"], "records have it as `removed`"),
        (["show", "1", "--format", "html"], "--diff"),
        (["export", "--resume"], "-o FILE"),
        (["export", "--resume", "-o", "never-begun.jsonl"], "to go on with"),
        (["export", "--resume", "--format", "parquet", "-o", "x"], "Parquet"),
        (["stats", "--site", "redhongan"], "--by"),
        (["nonsense"], "nonsense"),
        (["db"], "Usage"),
    ],
)
def test_wrong_use_is_status_2_and_one_line(govnews: Call, words: list[str], said: str) -> None:
    result = govnews(*words)
    assert result.exit_code == 2
    assert said in result.stderr
    if words != ["db"]:
        assert result.stderr.startswith("govnews: ")
        assert result.stderr.count("\n") == 1
        assert "Traceback" not in result.output


@pytest.mark.parametrize(("command", "number"), TOO_LARGE)
def test_a_number_that_no_database_holds_is_status_2(
    govnews: Call, command: str, number: str
) -> None:
    option = [number] if number.startswith("-") else []
    result = govnews(*command.split(), *option, _HUGE, *(["1"] if number == "--diff" else []))
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert number in result.stderr
    assert "range" in result.stderr


@pytest.mark.parametrize(
    "command",
    [
        *("search", "show", "export", "stats", "runs", "clusters", "changes", "spam"),
        *("watch", "watch add", "watch run", "watch list", "watch remove"),
        *("db", "db upgrade", "db check", "db reindex", "runs list", "runs show"),
    ],
)
def test_every_command_has_help(govnews: Call, command: str) -> None:
    result = govnews(*command.split(), "--help")
    assert result.exit_code == 0
    assert command in {"db", "watch"} or "--archive" in result.stdout
    assert "Usage:" in result.stdout


@pytest.mark.parametrize(
    "words",
    [
        *(["search", "疫情"], ["show", "1"], ["export"], ["stats"], ["runs"], ["clusters"]),
        *(["changes"], ["spam"], ["db", "check"], ["db", "reindex"]),
    ],
)
def test_readers_never_make_an_archive(govnews: Call, tmp_path: Path, words: list[str]) -> None:
    result = govnews(*words, archive=f"sqlite:///{tmp_path / 'none.db'}")
    assert result.exit_code == 2
    assert result.stderr == (
        f"govnews: there is no archive at {tmp_path / 'none.db'}; "
        "a crawl, an import or `govnews db upgrade` makes one\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_broken_room_breaks_only_its_own_command(
    govnews: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = EntryPoint("broken", "no.such.module:command", "govnews.commands")
    strange = EntryPoint("strange", "json:dumps", "govnews.commands")
    monkeypatch.setattr("archive.cli.group.entry_points", lambda **_: [broken, strange])
    assert govnews("search", "疫情").exit_code == 0
    assert "broken" in govnews("--help").stdout
    for name in ("broken", "strange"):
        result = govnews(name, "--any", "thing")
        assert result.exit_code == 1
        assert "make setup" in result.stderr
        assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("error", "status"),
    [(KeyboardInterrupt(), 130), (click.Abort(), 130), (OSError(28, "No space left"), 1)],
)
def test_what_happens_outside(
    govnews: Call, monkeypatch: pytest.MonkeyPatch, error: BaseException, status: int
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("archive.cli.search_command.ask", fail)
    result = govnews("search", "疫情")
    assert result.exit_code == status
    assert "Traceback" not in result.output


def test_a_bug_is_seen(govnews: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.cli.search_command.ask", lambda *_, **__: 1 / 0)
    assert isinstance(govnews("search", "疫情").exception, ZeroDivisionError)
