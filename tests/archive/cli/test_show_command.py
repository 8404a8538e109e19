"""``govnews show``: an article, its versions, what changed in it."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from archive.cli.difference_output import print_difference
from archive.database.engine import connect
from archive.database.schema import upgrade
from archive.ledger import Outcome
from archive.reading.differences import differences
from archive.reading.show import Difference
from archive.records import ELSEWHERE, Removal
from archive.writing.writer import Writer
from tests.archive.cli.calls import Call, lines
from tests.archive.samples import NOW, URL, extraction, judge
from tests.archive.shelves import HTML, SPAM


def test_show(govnews: Call) -> None:
    (article,) = lines(govnews("show", "1"))
    assert (article["id"], article["version"], article["url"]) == (1, 2, URL)
    assert lines(govnews("show", URL, "--version", "1"))[0]["version"] == 1
    assert lines(govnews("show", URL.replace("http://www", "HTTP://WWW") + "#top"))[0]["id"] == 1
    assert govnews("show", "1", "--format", "csv").stdout.count("\n") >= 2
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


def test_one_article_is_one_json_object(govnews: Call) -> None:
    article = json.loads(govnews("show", "1", "--format", "json").stdout)
    assert article == lines(govnews("show", "1"))[0]
    difference = json.loads(govnews("show", "1", "--diff", "1", "2", "--format", "json").stdout)
    assert difference["from_version"] == 1


def test_a_difference_in_csv_has_json_in_its_cells(govnews: Call) -> None:
    table = govnews("show", "1", "--diff", "1", "2", "--format", "csv").stdout
    (row,) = csv.DictReader(io.StringIO(table, newline=""))
    (record,) = lines(govnews("show", "1", "--diff", "1", "2"))
    assert {name: json.loads(row[name]) for name in ("title", "body")} == {
        name: record[name] for name in ("title", "body")
    }


def test_spam_is_told_wherever_it_was_found(tmp_path: Path, govnews: Call) -> None:
    archive = f"sqlite:///{tmp_path / 'archive.db'}"
    engine = connect(archive)
    upgrade(engine)
    removed = (
        Removal(rule="island", text=SPAM, at=0, where="source"),
        Removal(rule="metadata", text="\n\x1b[2J博彩", at=0, where=ELSEWHERE),
    )
    Writer(engine, judge).store(extraction(source=None, removed=removed, hacked=True), now=NOW)
    engine.dispose()
    page = govnews("show", "1", "--format", "table", archive=archive).stdout
    assert "1 piece of injected spam removed (source): --spam" in page
    assert "1 piece of injected spam elsewhere on the page: --spam" in page
    assert SPAM not in page
    page = govnews("show", "1", "--format", "table", "--spam", archive=archive).stdout
    assert f"source: [-{SPAM}-]\npage: [-\N{REPLACEMENT CHARACTER}[2J博彩-]\n" in page


def test_a_difference_page_lets_no_text_count_as_markup(
    capsys: pytest.CaptureFixture[str],
) -> None:
    evil = tuple(differences("<b>甲</b>", "<script>alert(1)</script>"))
    print_difference(Difference('http://a/"<', 1, 2, evil, evil), "html")
    page = capsys.readouterr().out
    assert "&lt;" in page
    assert not re.search("<(script|b)>|<p>[^<]*<[^/]", page)


def test_the_address_of_a_copy_shows_the_article_and_says_so(tmp_path: Path, govnews: Call) -> None:
    archive, copy = f"sqlite:///{tmp_path / 'archive.db'}", URL.replace("news", "notices")
    engine = connect(archive)
    upgrade(engine)
    writer = Writer(engine, judge)
    writer.store(extraction(), now=NOW)
    fetch = Outcome(url=copy, site="redhongan", state="fetched", kind="article", http_status=200)
    further = copy.replace(".html", "_2.html")
    long = extraction(copy, pages=(copy, further))
    assert writer.store(long, now=NOW, fetch=fetch).copy_of == URL
    engine.dispose()
    for where in (copy, copy + "#top", further):
        shown = govnews("show", where, archive=archive)
        assert [article["url"] for article in lines(shown)] == [URL]
        assert shown.stderr == f"govnews: {where} is a copy; the archive has the article as {URL}\n"
    assert govnews("show", URL, archive=archive).stderr == ""
    assert "no article" in govnews("show", copy + "x", archive=archive).stderr
