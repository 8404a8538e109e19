from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from seeds.addresses import covers, host_of
from seeds.catalogue import Selectors, Site, load_catalogue

EVERY_KEY = r"""
[[site]]
id = "redhongan"
name = "红安网"
start_urls = ["http://www.redhongan.com/", "http://www.redhongan.com:8080/news/"]
region = "湖北省/黄冈市/红安县"
region_code = "421122"
level = "county"
allowed_domains = ["RedHongan.com"]
list_urls = ['/news/list_\d+\.html$']
article_urls = ['/news/show/\d+\.html$']
exclude_urls = ['/video/']
sitemaps = ["http://www.redhongan.com/sitemap.xml"]
delay = 2
max_pages = 500
obey_robots = false
enabled = false
render = true

[site.selectors]
title = "h1"
published_at = "span.time"
source = ""
authors = ""
editors = ""
section = ""
body = "#content"
remove = [".share", "//div[@class='ad']"]
"""
THREE_KEYS = """
[[site]]
id = "{id}"
name = "站"
start_urls = ["{url}"]
"""


def load(path: Path, text: str) -> tuple[Site, ...]:
    path.write_text(text, encoding="utf-8")
    return load_catalogue(path)


def test_every_key_of_the_interface_reaches_the_record(tmp_path: Path) -> None:
    file = tmp_path / "hubei.toml"
    assert load(file, EVERY_KEY) == (
        Site(
            id="redhongan",
            name="红安网",
            start_urls=("http://www.redhongan.com/", "http://www.redhongan.com:8080/news/"),
            region="湖北省/黄冈市/红安县",
            region_code="421122",
            level="county",
            allowed_domains=("redhongan.com",),
            list_urls=(r"/news/list_\d+\.html$",),
            article_urls=(r"/news/show/\d+\.html$",),
            exclude_urls=("/video/",),
            sitemaps=("http://www.redhongan.com/sitemap.xml",),
            delay_seconds=2.0,
            max_pages=500,
            obey_robots=False,
            enabled=False,
            render=True,
            selectors=Selectors(
                title="h1",
                published_at="span.time",
                body="#content",
                remove=(".share", "//div[@class='ad']"),
            ),
            origin_file=str(file),
        ),
    )


def test_three_keys_are_enough(tmp_path: Path) -> None:
    (site,) = load(tmp_path / "a.toml", THREE_KEYS.format(id="a", url="http://www.a.gov.cn/"))
    assert site.allowed_domains == ("www.a.gov.cn",)
    assert (site.delay_seconds, site.max_pages, site.obey_robots, site.enabled, site.render) == (
        1.0,
        0,
        True,
        True,
        False,
    )
    assert site.selectors == Selectors()


def test_sites_of_one_address_and_several_ports_stay_apart(tmp_path: Path) -> None:
    text = "".join(
        THREE_KEYS.format(id=f"sample-{port}", url=f"http://127.0.0.1:{port}/")
        for port in (8001, 8002)
    )
    domains = [site.allowed_domains for site in load(tmp_path / "a.toml", text)]
    assert domains == [("127.0.0.1:8001",), ("127.0.0.1:8002",)]


def test_a_folder_gives_its_own_toml_files_in_order_and_no_others(tmp_path: Path) -> None:
    (tmp_path / "samples").mkdir()
    files = {
        "b.toml": "b",
        "a.toml": "a",
        ".b.toml": "editor-copy",
        "a.toml.orig": "old",
        "samples/s.toml": "sample",
    }
    for name, site_id in files.items():
        text = THREE_KEYS.format(id=site_id, url="http://a.cn/")
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert [site.id for site in load_catalogue(tmp_path)] == ["a", "b"]


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text(THREE_KEYS.format(id="a", url="http://a.cn/"), encoding="utf-8-sig")
    assert load_catalogue(file)[0].id == "a"


def test_a_site_crosses_a_process_border(tmp_path: Path) -> None:
    (site,) = load(tmp_path / "a.toml", EVERY_KEY)
    assert pickle.loads(pickle.dumps(site)) == site  # noqa: S301 - our own


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://WWW.Gov.CN/", "www.gov.cn"),
        ("http://www.gov.cn:80/", "www.gov.cn"),
        ("https://www.gov.cn:443/", "www.gov.cn"),
        ("https://www.gov.cn:80/", "www.gov.cn:80"),
        ("http://www.gov.cn:/", "www.gov.cn"),
        ("http://127.0.0.1:8001/x?y#z", "127.0.0.1:8001"),
        ("http://[::1]:8001/", "[::1]:8001"),
        ("http://[::1]/", "[::1]"),
        ("http://中国政府网.政务/", "中国政府网.政务"),
    ],
)
def test_the_host_of_an_address(url: str, host: str) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize(
    ("domain", "host", "inside"),
    [
        ("redhongan.com", "redhongan.com", True),
        ("redhongan.com", "www.redhongan.com", True),
        ("redhongan.com", "www.redhongan.com:8080", True),
        ("redhongan.com", "myredhongan.com", False),
        ("www.redhongan.com", "redhongan.com", False),
        ("127.0.0.1:8001", "127.0.0.1:8001", True),
        ("127.0.0.1:8001", "127.0.0.1:8002", False),
        ("127.0.0.1:8001", "127.0.0.1", False),
        ("[::1]:8001", "[::1]:8001", True),
        ("[::1]", "[::1]:8001", True),
    ],
)
def test_what_a_domain_covers(domain: str, host: str, *, inside: bool) -> None:
    assert covers(domain, host) is inside
