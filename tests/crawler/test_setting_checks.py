"""What is given with ``-s`` is checked before Scrapy trips over it."""

from pathlib import Path

import pytest
from scrapy.settings import Settings

from archive.errors import UsageError
from crawler.setting_checks import check_settings


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
        {"MAX_LIST_PAGES": "3", "SPIDERMON_ENABLED": "0", "RETRY_PRIORITY_ADJUST": "-2"},
        {"GOVNEWS_CONTACT": "mailto:a@b.cn", "WARC_DIR": "new/folder"},
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
        ("DOWNLOAD_DELAY", "-1", "0 or more"),
        ("DOWNLOAD_TIMEOUT", "nan", "0 or more"),
        ("ROBOTSTXT_OBEY", "perhaps", "write True or False"),
        ("LOG_LEVEL", "LOUD", "write DEBUG"),
        ("LOG_FILE", "/no/such/folder/x.log", "a folder that exists"),
        ("WARC_DIR", "", "name a folder"),
        ("WARC_DIR", __file__, "is a file"),
        ("WARC_DIR", f"{__file__}/warc", "lies under a file"),
    ],
)
def test_mistakes_name_the_setting_and_the_cure(name: str, value: str, told: str) -> None:
    with pytest.raises(UsageError, match=told) as error:
        check_settings(settings(**{name: value}))
    assert name in str(error.value)


def test_nothing_is_made(tmp_path: Path) -> None:
    check_settings(settings(WARC_DIR=str(tmp_path / "warc")))
    assert list(tmp_path.iterdir()) == []
