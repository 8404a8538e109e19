"""``govnews reextract``: today's rules over yesterday's pages, without a new version."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.pipelines.test_workers import page
from tests.programs import govnews

CATALOGUE = """[[site]]
id = "example"
name = "某县人民政府"
start_urls = ["http://www.example.gov.cn/"]
region = "某省/某市/某县"
[site.selectors]
{selectors}
"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive with two articles, read without a catalogue."""
    entries = []
    for number in (1, 2):
        (tmp_path / f"{number}.html").write_bytes(page(number).body)
        entries.append({"path": f"{number}.html", "url": page(number).url})
    manifest = tmp_path / "manifest.jsonl"
    manifest.write_text("\n".join(map(json.dumps, entries)), encoding="utf-8")
    assert govnews("import", "--manifest", manifest, cwd=tmp_path).returncode == 0
    return tmp_path


def catalogue(folder: Path, selectors: str) -> Path:
    file = folder / "catalogue.toml"
    file.write_text(CATALOGUE.format(selectors=selectors), encoding="utf-8")
    return file


def test_other_rules_make_a_revision_and_no_version(archive: Path) -> None:
    rules = catalogue(archive, 'source = "h1"')
    done = govnews("reextract", "--catalogue", rules, cwd=archive)
    assert done.returncode == 0, done.stderr
    assert [json.loads(line)["result"] for line in done.stdout.splitlines()] == ["revised"] * 2
    shown = json.loads(govnews("show", 1, "--format", "json", cwd=archive).stdout)
    article = shown[0] if isinstance(shown, list) else shown
    assert article["source"] == article["title"]
    assert (article["version"], article["status"]) == (1, "live")
    assert govnews("changes", cwd=archive).returncode == 1
    assert govnews("db", "check", cwd=archive).returncode == 0


def test_the_same_rules_change_nothing(archive: Path) -> None:
    rules = catalogue(archive, "")
    govnews("reextract", "--catalogue", rules, cwd=archive)
    again = govnews("reextract", "--catalogue", rules, "--workers", 2, cwd=archive)
    assert again.stdout == ""
    assert again.stderr.strip() == "2 unchanged"


def test_a_lost_raw_page_is_told_and_the_article_stays(archive: Path) -> None:
    for file in (archive / "data" / "warc").glob("*.warc.gz"):
        file.unlink()
    done = govnews("reextract", "--catalogue", catalogue(archive, ""), cwd=archive)
    assert done.returncode == 1
    assert [json.loads(line)["result"] for line in done.stdout.splitlines()] == ["unreadable"] * 2
    with create_engine(f"sqlite:///{archive}/data/archive.db").connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM articles")).scalar_one() == 2
