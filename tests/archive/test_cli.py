"""The command line within one process: answers, formats, exit statuses, one-line errors."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sys
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from pyarrow import parquet
from sqlalchemy import Engine, text

from archive.cli import main
from archive.cli.difference_output import print_difference
from archive.database.engine import connect
from archive.database.mapping import read_articles
from archive.database.schema import upgrade
from archive.export.files import whole_file
from archive.reading.differences import differences
from archive.reading.show import Difference
from tests.archive.samples import URL
from tests.archive.shelves import HTML, SPAM, fill

Call = Callable[..., Result]

_HUGE = "99999999999999999999"
"""More than any database's integer holds."""
TOO_LARGE = [
    *(("search 疫情", "--limit"), ("search 疫情", "--offset"), ("clusters", "--limit")),
    *(("clusters", "--min"), ("changes", "--limit"), ("changes", "--run"), ("spam", "--limit")),
    *(("runs list", "--limit"), ("runs show", "N"), ("export", "--after-id")),
    *(("show 1", "--version"), ("show 1", "--diff")),
]
"""Commands, and which of their numbers is too large."""

_PIPE_BYTES = 65_536
"""What a pipe of Linux holds before a writer has to wait for its reader: pipe(7)."""


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive on disk, with its raw pages beside it; only read."""
    folder = tmp_path_factory.mktemp("shelf")
    engine = connect(f"sqlite:///{folder / 'archive.db'}")
    upgrade(engine)
    fill(engine, folder / "warc")
    engine.dispose()
    return folder


@pytest.fixture
def govnews(shelf: Path) -> Call:
    """Run a command on the archive."""

    def call(*words: str, archive: str = f"sqlite:///{shelf / 'archive.db'}") -> Result:
        environment = {"GOVNEWS_ARCHIVE_URL": archive, "GOVNEWS_WARC_DIR": str(shelf / "warc")}
        return CliRunner().invoke(main, words, env=environment)

    return call


def lines(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_in_a_pipe_answers_are_the_articles_of_the_interface(govnews: Call, shelf: Path) -> None:
    found = lines(govnews("search", "疫情", "-25日", "--limit", "5"))
    engine = connect(f"sqlite:///{shelf / 'archive.db'}", read_only=True)
    with engine.connect() as connection:
        expected = read_articles(connection, [2])[2].to_dict()
    engine.dispose()
    assert found == [expected]
    assert list(found[0]) == list(expected)


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (["復工復產"], [2, 1]),
        (["疫情", "--sort", "newest", "--limit", "1"], [2]),
        (["疫情", "--offset", "1"], [1]),
        (["疫情", "--site", "redhongan"], [1]),
        (["--site", "redhongan", "--site", "zj-gov", "疫情"], [2, 1]),
        (["疫情", "--region", "黄冈"], [1]),
        (["--author", "汪欢", "疫情"], [1]),
        (["--section", "要闻", "--source", "日报", "疫情"], [1]),
        (["疫情 OR 大雾", "--until", "2020-01-01"], [3]),
        (["", "--since", "2020-02-25"], [2]),
        (["title:大雾"], [3]),
    ],
)
def test_filters_and_order(govnews: Call, words: list[str], ids: list[int]) -> None:
    assert [article["id"] for article in lines(govnews("search", *words))] == ids


def test_formats(govnews: Call) -> None:
    as_json = json.loads(govnews("search", "疫情", "--format", "json").stdout)
    assert [article["id"] for article in as_json] == [2, 1]
    rows = list(csv.DictReader(io.StringIO(govnews("search", "疫情", "--format", "csv").stdout)))
    assert rows[1]["authors"] == '["汪欢"]'
    assert rows[1]["body"].count("\n") == 3
    table = govnews("search", "疫情", "--format", "table").stdout
    assert "浙江省人民政府" in table
    assert "2020-02-25" in table


def test_a_table_shows_a_text_once_with_its_copies(govnews: Call) -> None:
    def rows(*options: str) -> list[list[str]]:
        table = govnews("search", "复工复产", "--format", "table", *options).stdout
        return [
            cells for line in table.splitlines() if (cells := line.split()) and cells[0] in "12"
        ]

    (once,) = rows()
    assert once[3] == "2"
    assert len(rows("--reprints")) == 2
    assert rows("--offset", "1") == []


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
        (["search", "疫情", "--since", "2020-02-30"], "YYYY-MM-DD"),
        (["search", "疫情", "--limit", "-1"], "--limit"),
        (["search", "疫情", "--sort", "random"], "relevance"),
        (["search", "疫情", "--colour"], "--colour"),
        (["show", "1", "--diff", "1"], "--diff"),
        (["show", "1", "--diff", "1", "2", "--raw"], "--diff"),
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


def test_show(govnews: Call) -> None:
    (article,) = lines(govnews("show", "1"))
    assert (article["id"], article["version"], article["url"]) == (1, 2, URL)
    assert lines(govnews("show", URL, "--version", "1"))[0]["version"] == 1
    assert govnews("show", "1", "--raw").stdout_bytes == HTML
    page = govnews("show", "3", "--spam", "--format", "table").stdout
    assert f"县气象台今[-{SPAM}-]天发布" in page
    page = govnews("show", "3", "--format", "table").stdout
    assert SPAM not in page
    assert "gone since 2020-02-25T08:00:00+00:00" in page
    assert "2[-4-]{+5+}日" in govnews("show", "1", "--diff", "1", "2", "--format", "table").stdout
    page = govnews("show", "1", "--diff", "1", "2", "--format", "html").stdout
    assert "工作部署会议2<del>4</del><ins>5</ins>日在杭举行" in page
    assert lines(govnews("show", "1", "--diff", "1", "2"))[0]["to_version"] == 2


def test_control_characters_do_not_reach_the_terminal(
    engine: Engine, govnews: Call, tmp_path: Path
) -> None:
    if engine.dialect.name == "postgresql":
        archive = engine.url.render_as_string(hide_password=False)
    else:
        archive = f"sqlite:///{engine.get_execution_options()['govnews_path']}"
    fill(engine, tmp_path / "warc")
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE articles SET title = :t"), {"t": "\x1b[31m疫情\x9b2J\u202e"}
        )
    for words in (["search", "疫情"], ["show", "1"]):
        shown = govnews(*words, "--format", "table", archive=archive).stdout
        assert "疫情" in shown
        assert not set("\x1b\x9b\u202e") & set(shown)


def test_facets_count_the_answers(govnews: Call) -> None:
    counted = lines(govnews("search", "疫情", "--facets"))
    assert counted[0] == {"facet": "answers", "value": "all", "articles": 2}
    assert {"facet": "site", "value": "zj-gov", "articles": 1} in counted
    assert {"facet": "month", "value": "2020-02", "articles": 2} in counted
    assert govnews("search", "没有这个词", "--facets").exit_code == 1


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_an_export_of_nothing_leaves_no_file_and_spares_a_former_one(
    govnews: Call, tmp_path: Path, form: str
) -> None:
    file = tmp_path / "nobody"
    nothing = ("export", "--site", "nobody", "--format", form, "-o", str(file))
    assert govnews(*nothing).exit_code == 1
    assert list(tmp_path.iterdir()) == []
    file.write_text("before")
    assert govnews(*nothing).exit_code == 1
    assert file.read_text() == "before"


def test_a_sound_archive_has_no_findings(govnews: Call) -> None:
    assert json.loads(govnews("db", "check", "--format", "json").stdout) == []


def test_export(govnews: Call, tmp_path: Path) -> None:
    assert [article["id"] for article in lines(govnews("export"))] == [1, 2, 3]
    assert [article["id"] for article in lines(govnews("export", "--originals"))] == [1, 3]
    assert [article["id"] for article in lines(govnews("export", "--after-id", "2"))] == [3]
    assert [a["id"] for a in lines(govnews("export", "--query", "疫情"))] == [1, 2]
    assert [a["id"] for a in lines(govnews("export", "--query", "疫情", "--after-id", "1"))] == [2]
    target = tmp_path / "all.csv"
    assert govnews("export", "--format", "csv", "-o", str(target)).exit_code == 0
    assert target.read_bytes().startswith(b"\xef\xbb\xbfid,url,")
    rows = list(csv.DictReader(io.StringIO(target.read_text("utf-8-sig"), newline="")))
    assert [row["id"] for row in rows] == ["1", "2", "3"]
    assert json.loads(rows[2]["removed"])[0]["text"] == SPAM
    assert [path.name for path in tmp_path.iterdir()] == ["all.csv"]


def test_export_to_parquet(govnews: Call, tmp_path: Path) -> None:
    target = tmp_path / "all.parquet"
    assert govnews("export", "--format", "parquet", "-o", str(target)).exit_code == 0
    assert parquet.read_table(target).to_pylist() == lines(govnews("export"))


def test_parquet_without_pyarrow_names_the_cure(
    govnews: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    result = govnews("export", "--format", "parquet", "-o", str(tmp_path / "x.parquet"))
    assert result.exit_code == 2
    assert "make setup" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_chart_without_matplotlib_names_the_cure(
    govnews: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("matplotlib", "matplotlib.figure"):
        monkeypatch.setitem(sys.modules, name, None)
    result = govnews("stats", "--by", "site", "--plot", str(tmp_path / "x.png"))
    assert result.exit_code == 2
    assert "make setup" in result.stderr


def test_an_export_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "x.jsonl"
    target.write_text("old")

    def fail_halfway() -> None:
        with whole_file(target) as stream:
            stream.write(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_halfway()
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_that_cannot_be_written_is_one_line(govnews: Call, tmp_path: Path) -> None:
    result = govnews("export", "-o", str(tmp_path / "no" / "x.jsonl"))
    assert result.exit_code == 1
    assert "x.jsonl" in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_an_export_into_a_pipe_goes_through_it(govnews: Call, tmp_path: Path, form: str) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        result = govnews("export", "--format", form, "-o", str(pipe))
        assert result.exit_code == 0, result.output
        assert os.read(reader, _PIPE_BYTES) == govnews("export", "--format", form).stdout_bytes
    finally:
        os.close(reader)
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


def test_an_export_into_a_pipe_cannot_be_resumed(govnews: Call, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    result = govnews("export", "--resume", "-o", str(pipe))
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "no regular file" in result.stderr


@pytest.mark.parametrize("there", [True, False])
def test_an_export_through_a_link_writes_its_target(
    govnews: Call, tmp_path: Path, *, there: bool
) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    target, link = folder / "all.jsonl", tmp_path / "link"
    link.symlink_to(target)
    if there:
        target.write_text("stale")
    assert govnews("export", "-o", str(link)).exit_code == 0
    assert link.readlink() == target
    assert target.read_bytes() == govnews("export").stdout_bytes
    assert list(folder.iterdir()) == [target]


def test_stats_runs_and_lists(govnews: Call) -> None:
    assert lines(govnews("stats"))[0]["articles"] == 3
    assert lines(govnews("stats", "--by", "region"))[0] == {"region": None, "articles": 1}
    assert "█" in govnews("stats", "--by", "site", "--format", "table").stdout
    assert lines(govnews("runs"))[0]["run"] == 1
    assert lines(govnews("runs", "list", "--limit", "1"))[0]["run"] == 1
    assert lines(govnews("runs", "show", "1"))[0]["report"] == {"fetched": 3}
    assert len(lines(govnews("runs", "show", "1", "--urls", "fetched"))) == 4
    assert "report.fetched" in govnews("runs", "--format", "table", "show", "1").stdout
    assert len(lines(govnews("clusters"))) == 1
    assert [change["kind"] for change in lines(govnews("changes"))] == ["gone", "edited"]
    assert lines(govnews("spam"))[0]["phrase"] == SPAM
    for command in ("clusters", "changes", "spam", "runs"):
        assert govnews(command, "--format", "table").exit_code == 0


def test_keeping_the_database(govnews: Call, tmp_path: Path) -> None:
    archive = f"sqlite:///{tmp_path / 'new.db'}"
    assert govnews("db", "upgrade", archive=archive).exit_code == 0
    assert govnews("db", "check", archive=archive).exit_code == 0
    engine = connect(archive)
    fill(engine, tmp_path / "warc")
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM search_entries"))
    engine.dispose()
    warc = ["--warc-dir", str(tmp_path / "warc")]
    broken = govnews("db", "check", *warc, archive=archive)
    assert broken.exit_code == 1
    assert "db reindex" in json.loads(broken.stdout.splitlines()[0])["message"]
    assert broken.stderr.startswith("govnews: 1 thing is wrong in ")
    assert govnews("db", "reindex", archive=archive).exit_code == 0
    assert govnews("db", "check", *warc, archive=archive).exit_code == 0


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


def test_a_difference_page_lets_no_text_count_as_markup(
    capsys: pytest.CaptureFixture[str],
) -> None:
    evil = tuple(differences("<b>甲</b>", "<script>alert(1)</script>"))
    print_difference(Difference('http://a/"<', 1, 2, evil, evil), "html")
    page = capsys.readouterr().out
    assert "&lt;" in page
    assert not re.search("<(script|b)>|<p>[^<]*<[^/]", page)
