"""The crawl refuses the selectors that the stages could not use, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.errors import UsageError
from crawler.running.arguments import plan_from
from crawler.running.selectors import selector_error

CATALOGUE = """
[[site]]
id = "one"
name = "一"
start_urls = ["http://www.x.gov.cn/"]
[site.selectors]
title = '{}'
"""


@pytest.mark.parametrize("selector", ["h1", ".time", "//h1", ".//p", "(//h1)[1]"])
def test_what_the_stages_can_use_is_right(selector: str) -> None:
    assert selector_error(selector) is None


@pytest.mark.parametrize("selector", ["h1::text", "a:has-class(b)", "h1[", "//h1["])
def test_what_the_stages_cannot_use_is_refused_before_the_crawl(
    selector: str, tmp_path: Path
) -> None:
    file = tmp_path / "catalogue.toml"
    file.write_text(CATALOGUE.format(selector), encoding="utf-8")
    with pytest.raises(UsageError, match=r'site "one": key "selectors.title": is a bad selector'):
        plan_from({"catalogue": str(file)})
