"""``govnews import`` with a catalogue: what is known of the site, and what is not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.pipelines.test_workers import page
from tests.programs import govnews

CATALOGUE = '[[site]]\nid = "example"\nname = "某县"\nstart_urls = ["http://www.example.gov.cn/"]\n'
LINKS = "".join(f'<a href="http://s{n}.vip/">澳门新葡京官网{n}</a> ' for n in range(60))
HACKED = f"<meta charset=utf-8><title>澳门新葡京官网登录入口</title><body><p>{LINKS}"


@pytest.fixture(params=["sqlite", "postgresql"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'archive.db'}"
    address: str = request.getfixturevalue("postgres_url")
    return address


def put(folder: Path, archive: str, *arguments: str) -> None:
    (folder / "cat.toml").write_text(CATALOGUE, encoding="utf-8")
    (folder / "1.html").write_bytes(page(1).body)
    (folder / "hacked.html").write_text(HACKED, encoding="utf-8")
    host = "http://www.example.gov.cn"
    rows = [{"path": f"{name}.html", "url": f"{host}/{name}.html"} for name in ("hacked", "1")]
    (folder / "m.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    done = govnews("import", "--manifest", "m.jsonl", "--archive", archive, *arguments, cwd=folder)
    assert done.returncode == 0, done.stderr


def told(folder: Path, archive: str, *command: str) -> list[dict[str, Any]]:
    done = govnews(*command, "--archive", archive, cwd=folder)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_page_refused_as_hacked_is_its_sites(tmp_path: Path, archive: str) -> None:
    put(tmp_path, archive, "--catalogue", "cat.toml")
    assert {record["site"] for record in told(tmp_path, archive, "spam")} == {"example"}


def test_a_page_imported_again_with_a_catalogue_is_given_its_site(
    tmp_path: Path, archive: str
) -> None:
    put(tmp_path, archive)
    assert {record["site"] for record in told(tmp_path, archive, "spam")} == {None}
    put(tmp_path, archive, "--catalogue", "cat.toml")
    assert {record["site"] for record in told(tmp_path, archive, "spam")} == {"example"}


def test_a_region_that_the_catalogue_does_not_say_is_null(tmp_path: Path, archive: str) -> None:
    put(tmp_path, archive, "--catalogue", "cat.toml")
    (article,) = told(tmp_path, archive, "show", "http://www.example.gov.cn/1.html")
    listed = told(tmp_path, archive, "sites", "list", "--catalogue", "cat.toml")
    assert (article["site"], article["region"]) == ("example", None)
    assert [site["region"] for site in listed] == [None]
