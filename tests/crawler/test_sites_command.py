"""``govnews sites``: what the catalogue and the archive know, and new sites from a home page."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive.cli import main
from archive.records import RawPage
from crawler.demo.sample_server import SampleServer
from crawler.sites.catalogue_text import site_text
from crawler.sites.probe import Findings, decoded
from seeds.addresses import host_of
from seeds.catalogue import Selectors, load_catalogue
from tests.crawler.sites import site
from tests.programs import WARM_CRAWL, warm_server

CATALOGUE = '[[site]]\nid = "a"\nname = "甲"\nstart_urls = ["http://a.gov.cn/"]\nenabled = false\n'


def sites(*words: str) -> Result:
    return CliRunner().invoke(main, ["sites", *words])


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sites.toml").write_text(CATALOGUE, encoding="utf-8")
    return "sites.toml"


@pytest.fixture
def quick_probe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a probe's crawl begin with its modules loaded, and wait between no two requests."""

    def run(
        command: list[str], *, cwd: Path, env: dict[str, str], timeout: float, **_: object
    ) -> subprocess.CompletedProcess[str]:
        words = command[command.index("crawl") :]
        program = warm_server().start(
            WARM_CRAWL, *words, "-s", "DOWNLOAD_DELAY=0", cwd=cwd, environment=env
        )
        out, error = program.communicate(timeout)
        return subprocess.CompletedProcess(command, program.wait(timeout), out, error)

    monkeypatch.setattr(subprocess, "run", run)


def test_sites_that_were_never_crawled_are_listed_as_new(catalogue: str, tmp_path: Path) -> None:
    answer = sites("list", "--catalogue", catalogue, "--format", "json")
    (record,) = json.loads(answer.stdout)
    assert answer.exit_code == 0
    assert (record["site"], record["health"], record["articles"]) == ("a", "new", 0)
    assert [path.name for path in tmp_path.iterdir()] == ["sites.toml"]


@pytest.mark.parametrize(
    ("archive", "told"),
    [
        ("postgresql+psycopg://postgres@127.0.0.1:1/x", "does not open"),
        ("sqlite:///none.db", "there is no archive at"),
        ("mysql://a/b", "cannot be kept in 'mysql'"),
        ("x/y.db", "not a SQLAlchemy URL"),
    ],
)
def test_an_archive_that_was_named_must_be_there(catalogue: str, archive: str, told: str) -> None:
    answer = sites("list", "--catalogue", catalogue, "--archive", archive)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert told in answer.stderr
    assert answer.stderr.count("\n") == 1


def test_a_default_archive_that_does_not_open_is_told(catalogue: str, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "archive.db").write_bytes(b"no database at all" * 99)
    answer = sites("list", "--catalogue", catalogue)
    assert (answer.exit_code, answer.stdout) == (2, "")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("list", "--catalogue", "nowhere"), "no such file"),
        (("check", "b", "--catalogue", "sites.toml"), "no site 'b'"),
        (("add", "garbage"), "garbage: is no host of the web"),
        (("add", "ftp://a.gov.cn/"), "write the address of a home page"),
        (("add", "http://a.gov.cn/", "--catalogue", "more.toml"), "has this address already"),
        (("add", "http://b.gov.cn/", "--id", "a", "--catalogue", "more.toml"), "choose another"),
        (("add", "http://b.gov.cn/", "--id", "A B"), "a-z, 0-9"),
    ],
)
@pytest.mark.usefixtures("catalogue")
def test_wrong_use_is_told_before_anything_is_fetched(words: tuple[str, ...], told: str) -> None:
    answer = sites(*words)
    assert answer.exit_code == 2
    assert told in answer.stderr
    assert answer.stderr.count("\n") == 1


@pytest.mark.usefixtures("quick_probe")
def test_a_site_is_added_from_its_home_page_alone(tmp_path: Path) -> None:
    file = tmp_path / "added.toml"
    with SampleServer() as server:
        answer = sites("add", server.url("longquanyi"), "--id", "lqy", "--catalogue", str(file))
    assert answer.exit_code == 0
    (added,) = load_catalogue(file)
    assert (added.id, added.start_urls) == ("lqy", (server_url(answer),))
    assert "龙泉驿" in added.name
    assert "13 articles read" in file.read_text(encoding="utf-8")


def test_a_site_is_checked_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("crawler", "scrapy"):  # somebody else's
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise ImportError('not ours')")
    (tmp_path / "scrapy.cfg").write_text("[settings]\ndefault = others.settings\n")
    with SampleServer() as server:
        start = server.url("longquanyi")
        found = site(host_of(start), id="lqy", start_urls=(start,), delay_seconds=0)
        (tmp_path / "one.toml").write_text(site_text(found), encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        monkeypatch.delenv("SCRAPY_SETTINGS_MODULE", raising=False)
        answer = sites("check", "--pages", "12", "--catalogue", "one.toml", "--format", "json")
    (record,) = json.loads(answer.stdout)
    assert record["failures"] == {}
    assert record["lists"]
    assert record["articles"]


@pytest.mark.parametrize(
    ("out", "err", "told"),
    [
        ("a\nUnknown command: crawl\n", "", "Unknown command: crawl"),
        ("x\n", "one\ngovnews: no such file\n", "no such file"),
        ("", "\n", "no message"),
    ],
)
def test_a_probe_that_fails_tells_what_its_crawl_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, out: str, err: str, told: str
) -> None:
    done = subprocess.CompletedProcess([], 1, out, err)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: done)
    file = tmp_path / "one.toml"
    file.write_text(site_text(site()), encoding="utf-8")
    answer = sites("check", "--catalogue", str(file), "--format", "json")
    (record,) = json.loads(answer.stdout)
    assert record["failures"] == {f"the probe's crawl failed: {told}": 1}


def server_url(answer: Result) -> str:
    """Return the start URL of the entry that was printed."""
    return answer.stdout.split('start_urls = ["')[1].partition('"')[0]


@pytest.mark.usefixtures("quick_probe")
def test_a_site_without_news_is_not_added(tmp_path: Path) -> None:
    file = tmp_path / "added.toml"
    answer = sites("add", "http://127.0.0.1:9/", "--catalogue", str(file))
    assert (answer.exit_code, file.exists()) == (1, False)
    assert "no news found" in answer.stderr


def test_an_entry_reads_back_as_it_was(tmp_path: Path) -> None:
    written = site(
        name='引"号\\县',
        delay_seconds=0.5,
        list_urls=(r"/list_\d+\.html$",),
        obey_robots=False,
        selectors=Selectors(title="h1", remove=(".share",)),
    )
    file = tmp_path / "one.toml"
    file.write_text(site_text(written, comments=["found"]), encoding="utf-8")
    (read,) = load_catalogue(file)
    assert site_text(read) == site_text(written)


@pytest.mark.parametrize(
    ("lists", "articles", "filled", "missing"),
    [
        (0, 0, {}, ["lists"]),
        (2, 0, {}, ["articles"]),
        (
            2,
            9,
            {"title": 1.0, "published_at": 0.2, "source": 0.6, "section": 0.9, "body": 1.0},
            ["published_at"],
        ),
    ],
)
def test_what_is_missing_is_named(
    lists: int, articles: int, filled: dict[str, float], missing: list[str]
) -> None:
    found = Findings(("u",) * lists, articles, filled, {}, None)
    assert found.missing == missing
    assert found.record(site())["missing"] == missing


@pytest.mark.usefixtures("quick_probe")
def test_a_host_that_does_not_exist_is_told_in_words(tmp_path: Path) -> None:
    answer = sites("add", "http://nowhere.invalid/", "--catalogue", str(tmp_path / "added.toml"))
    assert answer.exit_code == 1
    assert "its host has no address" in answer.stderr
    assert "Error" not in answer.stderr
    assert not (tmp_path / "added.toml").exists()


def test_the_probe_reads_bytes_as_the_crawl_does() -> None:
    home = "<html><head><title>红安网</title></head><body>中共红安县委主办</body></html>"
    page = RawPage(
        url="http://a.gov.cn/",
        body=home.encode("gb2312"),
        content_type="text/html; charset=utf-8",
    )
    assert decoded(page) == home
