"""The browser that scripts see is in parts: each is read, and is JavaScript by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from quickjs_rs import JSError, Runtime, SourceTransform

from crawler.scripting import engine

PARTS = sorted(Path(engine.__file__).with_name("browser").iterdir())


def test_every_part_is_read_once() -> None:
    assert sorted(f"{part}.js" for part in engine._PARTS) == [part.name for part in PARTS]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_a_part_is_javascript_by_itself(part: Path) -> None:
    _compiled(part.read_text(encoding="utf-8"))


def test_half_a_part_is_none() -> None:
    with pytest.raises(JSError, match="SyntaxError"):
        _compiled("function half() {")


def _compiled(source: str) -> None:
    with Runtime() as runtime:
        context = runtime.new_context(timeout=5)
        context.eval(
            f'(function () {{\n"use strict";\n{source}}});0', transform_flags=SourceTransform.NONE
        )
