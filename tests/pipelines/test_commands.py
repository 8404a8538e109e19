"""``govnews extract`` and ``govnews import`` as a user calls them."""

from __future__ import annotations

import csv
import dataclasses
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from archive.records import Extraction, Removal
from pipelines.commands.extract import explanation
from pipelines.run import process
from tests.pipelines.test_workers import page
from tests.programs import govnews

GOVNEWS = Path(sys.executable).with_name("govnews")
DOCUMENTS = Path(__file__).parents[1] / "pages" / "documents"


def cold_govnews(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run ``govnews`` as users do, with nothing loaded."""
    command = [str(GOVNEWS), *map(str, arguments)]
    return subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in (1, 2):
        (folder / f"{number}.html").write_bytes(page(number).body)
    (folder / "empty.html").write_bytes(b"")
    return folder


def test_extract_answers_a_line_a_page(pages: Path, tmp_path: Path) -> None:
    done = cold_govnews("extract", pages, cwd=tmp_path)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert [Path(row["path"]).name for row in rows] == ["1.html", "2.html", "empty.html"]
    assert rows[0]["title"] == "县委第1次会议研究部署春耕生产工作"
    assert "id" not in rows[0]
    assert rows[2]["error"]
    assert not (tmp_path / "data").exists()


@pytest.mark.usefixtures("pages")
def test_extract_follows_a_manifest(tmp_path: Path) -> None:
    entries = [
        {"path": "pages/2.html", "url": "http://www.example.gov.cn/b.html"},
        {"path": "pages/lost.html", "url": "http://www.example.gov.cn/lost.html"},
        {"path": "pages/1.html", "url": "http://www.example.gov.cn/a.html"},
    ]
    manifest = tmp_path / "manifest.jsonl"
    manifest.write_text("\n".join(map(json.dumps, entries)), encoding="utf-8")
    done = govnews("extract", "--manifest", manifest, "--workers", 2, cwd=tmp_path)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["path"], row["url"]) for row in rows] == [
        (entry["path"], entry["url"]) for entry in entries
    ]
    assert rows[1]["error"] == "cannot be read: No such file or directory"
    assert done.stderr.strip().endswith("; 1 line of the manifest is wrong")
    assert done.returncode == 1


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("command", ["extract", "import"])
def test_wrong_lines_of_a_manifest_keep_no_page_from_being_read(
    tmp_path: Path, command: str, workers: int
) -> None:
    lines = (
        '{"path": "pages/1.html", "url": "http://www.example.gov.cn/a.html"}',
        '{"path": "pages/2.html", "url": "garbage"}',
        "{",
        '{"path": "pages/2.html", "url": "http://www.example.gov.cn/b.html"}',
    )
    (tmp_path / "m.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = govnews(command, "--manifest", "m.jsonl", "--workers", workers, cwd=tmp_path)
    one, wrong, no_json, other = map(json.loads, done.stdout.splitlines())
    assert (one["path"], other["path"]) == ("pages/1.html", "pages/2.html")
    assert not any(row.get("error") for row in (one, other))
    assert (wrong["path"], wrong["url"]) == ("pages/2.html", "garbage")
    assert wrong["error"].startswith("line 2: url garbage: does not begin with http://")
    assert (no_json["path"], no_json["url"]) == (None, None)
    assert no_json["error"].startswith("line 3: is not JSON")
    assert done.stderr.strip().endswith("; 2 lines of the manifest are wrong")
    assert done.returncode == 1


def test_explain_names_candidates_and_winner(pages: Path, tmp_path: Path) -> None:
    done = govnews("extract", pages / "1.html", "--explain", cwd=tmp_path)
    explained = json.loads(done.stdout)["explain"]["fields"]
    assert explained["title"][0]["won"]
    assert explained["published_at"][0]["kind"]


@pytest.mark.parametrize("first", ["1.html", "empty.html"])
def test_explanations_are_a_column_of_csv_whatever_the_first_page_holds(
    pages: Path, tmp_path: Path, first: str
) -> None:
    names = (first, "2.html")
    done = govnews(
        "extract", *(pages / name for name in names), "--explain", "--format", "csv", cwd=tmp_path
    )
    rows = list(csv.DictReader(done.stdout.splitlines()))
    assert [bool(row["explain"]) for row in rows] == [first != "empty.html", True]


def test_explanations_do_not_go_into_a_table(pages: Path, tmp_path: Path) -> None:
    done = govnews("extract", pages / "1.html", "--explain", "--format", "table", cwd=tmp_path)
    assert done.returncode == 2
    assert "--format json" in done.stderr


def test_explain_names_spam_that_is_in_no_field_and_what_is_suspected(
    pages: Path, tmp_path: Path
) -> None:
    html = (pages / "1.html").read_text(encoding="utf-8")
    hacked = html.replace("<title>", "<title>澳门新葡京官网登录入口_博彩网站大全 ")
    (tmp_path / "hacked.html").write_text(hacked, encoding="utf-8")
    done = govnews("extract", "hacked.html", "--explain", cwd=tmp_path)
    record = json.loads(done.stdout)
    assert (record["hacked"], record["removed"]) == (True, [])
    (found,) = record["explain"]["elsewhere"]
    assert (found["where"], found["rule"]) == ("page", "metadata")
    assert "澳门新葡京官网" in found["text"]
    doubt = Removal(rule="island", text="某某", at=3, where="title", confidence=0.4)
    outcome = process(page(1))
    assert isinstance(outcome, Extraction)
    doubtful = dataclasses.replace(outcome, suspected=(doubt,))
    assert explanation(doubtful)["suspected"] == [dataclasses.asdict(doubt)]


def test_extract_takes_plain_text(tmp_path: Path) -> None:
    done = govnews("extract", DOCUMENTS, cwd=tmp_path)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(rows) == 5
    assert all(row["body"] for row in rows)


def test_import_stores_once_and_keeps_the_raw_page(pages: Path, tmp_path: Path) -> None:
    first = govnews("import", pages, cwd=tmp_path)
    second = govnews("import", pages, cwd=tmp_path)
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    results = [json.loads(line)["result"] for line in first.stdout.splitlines()]
    assert results == ["new", "new", "not an article"]
    assert [json.loads(line)["result"] for line in second.stdout.splitlines()][:2] == [
        "unchanged",
        "unchanged",
    ]
    with create_engine(f"sqlite:///{tmp_path}/data/archive.db").connect() as connection:
        stored = connection.execute(text("SELECT count(*) FROM articles")).scalar_one()
    assert stored == 2
    assert len(list((tmp_path / "data" / "warc").glob("*.warc.gz"))) == 2
    raw = govnews("show", 1, "--raw", cwd=tmp_path)
    assert raw.stdout.encode() == page(1).body


def test_a_warc_file_gives_its_pages_again(pages: Path, tmp_path: Path) -> None:
    govnews("import", pages, cwd=tmp_path)
    (warc,) = (tmp_path / "data" / "warc").glob("*.warc.gz")
    done = govnews("extract", warc, cwd=tmp_path)
    titles = [json.loads(line).get("title") for line in done.stdout.splitlines()]
    assert titles[:2] == ["县委第1次会议研究部署春耕生产工作", "县委第2次会议研究部署春耕生产工作"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("extract",), "nothing to read"),
        (("extract", "nowhere"), "nowhere: no such file or folder"),
        (("extract", "pages", "--url", "http://a.gov.cn/"), "--url names one page"),
        (("extract", "pages/1.html", "--url", "garbage"), "--url garbage: does not begin with"),
        (("import", "pages/1.html", "--url", "http://"), "--url http://: has no valid host"),
        (("extract", "--manifest", "lost.jsonl"), "lost.jsonl: cannot be read"),
        (("extract", "pages", "--catalogue", "lost.toml"), "lost.toml"),
        (("extract", "pages", "--workers", "0"), "--workers"),
        (("import", "nowhere"), "nowhere: no such file or folder"),
        (("reextract",), "seeds: no such file or folder; run this in the project's folder"),
        (("sites", "list"), "or name yours: --catalogue PATH"),
        (("import", "pages", "--archive", "mysql://x/y"), "archive"),
        (("import", "pages", "--archive", "postgresql://127.0.0.1:1/x"), "does not open"),
    ],
)
def test_wrong_use_is_one_line_and_writes_nothing(
    pages: Path, tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    assert pages.is_dir()
    done = govnews(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert told in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stdout == ""
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("command", ["extract", "import"])
@pytest.mark.parametrize(
    ("arguments", "told"),
    [(("empty",), "no page in empty"), (("--manifest", "m.jsonl"), "m.jsonl names no page")],
)
def test_nothing_to_read_is_told_and_writes_nothing(
    tmp_path: Path, command: str, arguments: tuple[str, ...], told: str
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "style.css").write_text("p {}")
    (tmp_path / "m.jsonl").write_text("\n")
    done = govnews(command, *arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert told in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("command", ["extract", "import"])
def test_a_manifest_in_a_pipe_is_refused_and_not_called_empty(tmp_path: Path, command: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    done = govnews(command, "--manifest", "pipe", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "pipe: a manifest is read more than once; write it into a file" in done.stderr


def test_a_folder_for_raw_pages_that_cannot_be_made_is_told_before_anything_is(
    pages: Path, tmp_path: Path
) -> None:
    done = govnews("import", pages, "--warc-dir", "/proc/x", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "/proc/x cannot be made" in done.stderr
    assert done.stderr.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["pages"]
