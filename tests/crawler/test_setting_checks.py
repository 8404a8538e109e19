"""What is given with ``-s`` is checked before Scrapy trips over it."""

from pathlib import Path

import pytest
from scrapy.settings import Settings

from archive.errors import RawStoreError, UsageError
from crawler.running.setting_checks import check_begin, check_settings
from pipelines import spares


def settings(**given: object) -> Settings:
    made = Settings()
    made.setmodule("crawler.settings")
    made.setdict(given, priority="cmdline")
    return made


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"DOWNLOAD_DELAY": "2.5", "LOG_LEVEL": "DEBUG", "ROBOTSTXT_OBEY": "False"},
        {"DOWNLOAD_TIMEOUT": "2.5", "DNS_TIMEOUT": "0.5", "CLOSESPIDER_TIMEOUT": "86400"},
        {
            "COOKIES_ENABLED": "0",
            "MAX_LIST_PAGES": "3",
            "SPIDERMON_ENABLED": "0",
            "RETRY_PRIORITY_ADJUST": "-2",
        },
        {"GOVNEWS_CONTACT": "mailto:a@b.cn", "WARC_DIR": "new/folder"},
        {"GOVNEWS_CONTACT": "zhang.san+crawl@a-b.edu.cn"},
        {"GOVNEWS_CONTACT": "https://a.edu.cn:8443/~lab/crawl?x=1#us"},
        {"GOVNEWS_CONTACT": " www.a.edu.cn/crawl "},
        {"GOVNEWS_CONTACT": "  "},
    ],
)
def test_what_has_sense_passes(given: dict[str, object]) -> None:
    check_settings(settings(**given))


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("ARCHVE_URL", "x", "did you mean ARCHIVE_URL"),
        ("XYZZY", "1", "there is no setting XYZZY"),
        ("DOWNLOAD_DELAY", "soon", "write a number"),
        ("DOWNLOAD_DELAY", "-1", "0 to 86400"),
        ("DOWNLOAD_TIMEOUT", "nan", "0 to 86400"),
        ("DOWNLOAD_DELAY", "inf", "0 to 86400"),
        ("AUTOTHROTTLE_MAX_DELAY", "86401", "0 to 86400"),
        ("LOGSTATS_INTERVAL", "inf", "at most 86400"),
        ("MAX_LIST_DEPTH", "1.5", "write a whole number"),
        ("MAX_LIST_PAGES", "1e3", "write a whole number"),
        ("MAX_REVISITS", "inf", "write a whole number"),
        ("CONCURRENT_REQUESTS", "9" * 20, "0 to 2147483647"),
        ("EXTRACT_WORKERS", "257", "1 to 256"),
        ("EXTRACT_WORKERS", "0", "1 to 256"),
        ("ROBOTSTXT_OBEY", "perhaps", "write True or False"),
        ("COOKIES_ENABLED", "1", "need no cookies, and a crawl keeps none; leave it out"),
        ("REMOTE_CONTROL_ENABLED", "True", "leave it out"),
        ("LOG_LEVEL", "LOUD", "write DEBUG"),
        ("GOVNEWS_CONTACT", "foo", "write a mail or web address"),
        ("GOVNEWS_CONTACT", "张三 a@b.cn", "write a mail or web address"),
        ("GOVNEWS_CONTACT", "a@b", "write a mail or web address"),
        ("GOVNEWS_CONTACT", "http://a b.cn/", "write a mail or web address"),
        ("GOVNEWS_CONTACT", "a@b.cn\nX-Header: 1", "write a mail or web address"),
        ("GOVNEWS_CONTACT", "http://实验室.中国/", r"in ASCII.*xn--"),
        ("GOVNEWS_CONTACT", "a@实验室.cn", r"in ASCII.*xn--"),
        ("GOVNEWS_CONTACT", "http://203.0.113.7/crawl", "the name of a host and not its IP"),
        ("GOVNEWS_CONTACT", "lab@[2001:db8::1]", "the name of a host and not its IP"),
        ("LOG_FILE", "/no/such/folder/x.log", "a folder that exists"),
        ("WARC_DIR", "", "name a folder"),
        ("WARC_DIR", __file__, "is a file"),
        ("WARC_DIR", f"{__file__}/warc", "lies under a file"),
        # A file system that takes no folder from anybody, root included.
        ("WARC_DIR", "/proc/govnews/warc", "cannot be made"),
    ],
)
def test_mistakes_name_the_setting_and_the_cure(name: str, value: str, told: str) -> None:
    with pytest.raises(UsageError, match=told) as error:
        check_settings(settings(**{name: value}))
    assert name in str(error.value)


def test_a_contact_from_the_environment_is_checked_too() -> None:
    made = settings()
    made.set("GOVNEWS_CONTACT", "nobody", priority="project")
    with pytest.raises(UsageError, match="or leave it empty"):
        check_settings(made)


def test_a_folder_that_is_there_and_takes_nothing_is_no_wrong_setting() -> None:
    with pytest.raises(RawStoreError, match=r"/proc/self cannot be written: .*another folder"):
        check_settings(settings(WARC_DIR="/proc/self"))


def test_nothing_is_made(tmp_path: Path) -> None:
    check_settings(settings(WARC_DIR=str(tmp_path / "warc")))
    assert list(tmp_path.iterdir()) == []


def test_what_begins_processes_is_a_function_or_nothing() -> None:
    assert check_begin(settings(BEGIN_PROCESSES="pipelines.spares.begin")) is spares.begin
    assert check_begin(settings(BEGIN_PROCESSES=spares.begin)) is spares.begin
    assert check_begin(settings(BEGIN_PROCESSES="")) is None


@pytest.mark.parametrize(
    "wrong",
    [
        *("nope.x", "pipelines.nope.x", "pipelines.spares.nope", "pipelines..begin", "begin"),
        *("os.sep", "os.open", "5", 5, ".", "..x", "crawler.running.setting_checks.check_begin"),
    ],
)
def test_another_is_named_with_the_cure(wrong: object) -> None:
    with pytest.raises(UsageError, match=r"no function to call; write pipelines\.spares\.begin"):
        check_begin(settings(BEGIN_PROCESSES=wrong))


def test_a_library_that_its_module_misses_is_another_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "needing.py").write_text("import no_such_library\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModuleNotFoundError, match="no_such_library"):
        check_begin(settings(BEGIN_PROCESSES="needing.begin"))


@pytest.mark.parametrize("kind", ["DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES", "EXTENSIONS"])
def test_no_component_is_named_to_be_left_out(kind: str) -> None:
    """Scrapy loads all that a setting names: what is None there is loaded for nothing."""
    ours = settings()
    assert None not in ours.getdict(kind).values()
    base = ours.getdict(f"{kind}_BASE")
    assert set(base.items()) < set(Settings().getdict(f"{kind}_BASE").items())
