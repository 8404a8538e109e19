"""The rooms import only what they may: the table of docs/ARCHITECTURE.md, kept true."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.imports import Import, find_cycle, is_library, module_name, read_imports, within

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Room:
    """What the modules of one room may import beside each other and the standard library."""

    ours: tuple[str, ...] = ()
    """Rooms, or modules of rooms."""
    libraries: tuple[str, ...] = ()


COMMAND_LINE = ("click", "rich")
WEB = ("fastapi", "starlette", "pydantic", "jinja2", "uvicorn")
ROOMS = {
    "seeds": Room(),
    # lxml, w3lib and the others are what Scrapy itself is made of.
    "crawler": Room(
        ours=("seeds", "archive"),
        libraries=(
            "scrapy", "spidermon", "lxml", "w3lib", "itemadapter", "twisted",
            "scrapy_playwright", "playwright",  # the extra `render`
            "quickjs_rs", "wasmtime",  # the scripts of pages, in a sandbox
            *COMMAND_LINE,
        ),
    ),
    "pipelines": Room(
        ours=("seeds", "archive.records", "archive.errors"),
        libraries=(
            "lxml", "cssselect", "trafilatura", "dateparser", "rensa", "opencc", "rapidfuzz",
            "numpy",  # the spam stage and sketches of near-duplicate search
            "daachorse",  # all words of the spam vocabulary in one pass
        ),
    ),
    # brotli and backports (zstd) undo what servers packed stored payloads with.
    "archive": Room(
        libraries=(
            "sqlalchemy", "alembic", "psycopg", "warcio", "opencc", "brotli", "backports", "numpy",
            "matplotlib", "pyarrow",  # what charts and Parquet are made with
            *WEB, *COMMAND_LINE,
        )
    ),
}  # fmt: skip
# Around the stages of pipelines: what brings pages in and takes articles out, and what makes a
# stage's model. Stages know nothing of these, and these alone may use the archive as a whole,
# Scrapy and the command line.
OUTER_RING = (
    "pipelines.child",
    "pipelines.children",
    "pipelines.commands",
    "pipelines.despam.language.train",
    "pipelines.inputs",
    "pipelines.manifests",
    "pipelines.processes",
    "pipelines.scrapy_adapters",
    "pipelines.spares",
    "pipelines.staging",
    "pipelines.storing",
    "pipelines.workers",
)
RING = Room(
    ours=("seeds", "archive"),
    libraries=(*ROOMS["pipelines"].libraries, "scrapy", "itemadapter", *COMMAND_LINE),
)
# Each of these is known to one file of a room, so that it can be replaced there.
ONE_FILE = (
    "trafilatura", "dateparser", "rensa", "opencc", "rapidfuzz", "cssselect", "warcio",
    "quickjs_rs", "wasmtime",
)  # fmt: skip
# What a stage may not even take from the standard library: the network, processes, the clock,
# chance and databases.
IMPURE = (
    "http.client", "urllib.request", "socket", "ssl", "ftplib", "smtplib", "asyncio",
    "subprocess", "multiprocessing", "time", "random", "secrets", "sqlite3", "dbm", "shelve",
    "tempfile", "shutil",
)  # fmt: skip
CLOCK_READERS = ("now", "utcnow", "today")
WRITERS = ("open", "write_text", "write_bytes", "print", "input")

# Words that code looks for are data, in seeds/. These few modules may hold Chinese in their texts:
# remove a line when its module needs it no more.
WORDS_IN_CODE = {
    "crawler/demo/__main__.py": "what the demo prints and searches for",
    "crawler/discovery/anchors.py": "the grammar of a page's number: 第2页",
    "crawler/discovery/dates.py": "the grammar of a date: 2024年3月20日",
    "crawler/discovery/links.py": "the grammar of a date: 2024年3月20日",
}
HAN = re.compile("[\u3400-\u9fff]")
SHOWN = ("help", "description", "title")
"""Arguments whose texts are read by people."""

Imports = Mapping[str, list[Import]]


@pytest.fixture(scope="module")
def imports() -> Imports:
    return read_imports(ROOT, ROOMS)


def rules_of(module: str) -> Room:
    return RING if within(module, OUTER_RING) else ROOMS[module.split(".", maxsplit=1)[0]]


def forbidden(imports: Imports) -> list[str]:
    """Imports that break the table."""
    return [
        str(one)
        for module, found in imports.items()
        for one in found
        if not _is_allowed(one, rules_of(module))
    ]


def _is_allowed(one: Import, rules: Room) -> bool:
    own_room = one.module.split(".")[0]
    if one.package == own_room:
        return within(one.module, OUTER_RING) or not within(one.target, OUTER_RING)
    if is_library(one.package, ROOMS):
        return one.package in rules.libraries
    return one.package not in {*ROOMS, "tests"} or within(one.target, rules.ours)


def spread(imports: Imports) -> list[str]:
    """Libraries of ONE_FILE that more than one module of a room imports."""
    users: dict[tuple[str, str], set[str]] = {}
    for module, found in imports.items():
        for one in found:
            if one.package in ONE_FILE:
                users.setdefault((one.package, module.split(".")[0]), set()).add(module)
    return [
        f"{library}: {', '.join(sorted(modules))}"
        for (library, _), modules in users.items()
        if len(modules) > 1
    ]


def impure(imports: Imports) -> list[str]:
    """Imports of stages that reach the network, the clock, chance or a database."""
    return [
        str(one)
        for module, found in imports.items()
        if _is_stage(module)
        for one in found
        if within(one.target, IMPURE)
    ]


def _is_stage(module: str) -> bool:
    return within(module, ["pipelines"]) and not within(module, OUTER_RING)


def impure_calls(file: Path) -> list[str]:
    """Calls in ``file`` that read the clock, or read or write files or the terminal."""
    calls = (
        node
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    )
    named = ((node.lineno, _called(node.func)) for node in calls)
    return [
        f"{file.name} line {line} calls {name}"
        for line, name in named
        if name.rpartition(".")[2] in CLOCK_READERS or name in WRITERS
    ]


def _called(function: ast.expr) -> str:
    return ast.unparse(function) if isinstance(function, ast.Name | ast.Attribute) else ""


def chinese_words(source: str) -> set[str]:
    """Texts with Chinese words in a module's code; docstrings and what is shown to people apart."""
    tree = ast.parse(source)
    left = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg in SHOWN:
            left |= {id(part) for part in ast.walk(node.value)}
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and id(node) not in left
        if isinstance(node.value, str) and HAN.search(node.value)
    }


def test_rooms_import_only_what_the_table_allows(imports: Imports) -> None:
    assert forbidden(imports) == []


def test_no_modules_import_each_other_in_a_ring(imports: Imports) -> None:
    assert find_cycle(imports) is None


def test_each_library_of_one_stage_is_known_to_one_file(imports: Imports) -> None:
    assert spread(imports) == []


def test_stages_reach_no_network_clock_or_database(imports: Imports) -> None:
    assert impure(imports) == []


def test_stages_read_no_clock_and_touch_no_file() -> None:
    files = [
        file
        for file in sorted((ROOT / "pipelines").rglob("*.py"))
        if _is_stage(module_name(file, ROOT))
    ]
    assert [call for file in files for call in impure_calls(file)] == []


def test_no_word_that_code_looks_for_stands_in_code() -> None:
    files = [
        file for room in ("crawler", "archive") for file in sorted((ROOT / room).rglob("*.py"))
    ]
    found = {
        str(file.relative_to(ROOT))
        for file in files
        if chinese_words(file.read_text(encoding="utf-8"))
    }
    assert found == set(WORDS_IN_CODE)


def test_a_word_in_code_is_found() -> None:
    assert chinese_words('"""下一页"""\nx = "来源"  # 来源\n') == {"来源"}
    assert chinese_words("@option('--x', help='来源')\ndef f():\n    \"来源\"") == set()


def planted(root: Path, **files: str) -> Imports:
    """A house of the given modules; ``pipelines__dates`` is ``pipelines/dates.py``."""
    for room in ROOMS:
        (root / room).mkdir()
        (root / room / "__init__.py").touch()
    for name, source in files.items():
        path = root.joinpath(*name.split("__")).with_suffix(".py")
        path.parent.mkdir(exist_ok=True)
        path.write_text(source, encoding="utf-8")
    return read_imports(root, ROOMS)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("seeds__catalogue", "import pydantic"),
        ("seeds__catalogue", "from archive import records"),
        ("crawler__spider", "from pipelines.run import process"),
        ("crawler__spider", "import trafilatura"),
        ("crawler__spider", "def late():\n    from pipelines import run"),
        ("pipelines__dates", "from archive import writer"),
        ("pipelines__dates", "from archive.writing.writer import Writer"),
        ("pipelines__dates", "import sqlalchemy.orm"),
        ("pipelines__dates", "import scrapy"),
        ("pipelines__dates", "from pipelines import workers"),
        ("pipelines__dates", "from . import workers"),
        ("pipelines__dates", "from .commands import extract"),
        ("pipelines__commands__extract", "from crawler import spider"),
        ("archive__writer", "import scrapy"),
        ("archive__writer", "from lxml import html"),
        ("archive__writer", "from pipelines.document import Document"),
        ("archive__writer", "import tests.conftest"),
    ],
)
def test_a_planted_import_is_found(tmp_path: Path, module: str, source: str) -> None:
    found = forbidden(planted(tmp_path, **{module: source}))
    assert len(found) == 1
    assert found[0].startswith(module.replace("__", "."))


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("seeds__catalogue", "import tomllib\nfrom seeds import schema"),
        ("crawler__spider", "import scrapy\nfrom archive.records import RawPage"),
        ("pipelines__dates", "from archive.records import Article\nfrom seeds import vocabulary"),
        ("pipelines__commands__extract", "import click\nfrom archive.writing.writer import Writer"),
        ("archive__writer", "from archive import records\nimport sqlalchemy"),
    ],
)
def test_a_rightful_import_is_not_found(tmp_path: Path, module: str, source: str) -> None:
    assert forbidden(planted(tmp_path, **{module: source})) == []


def test_a_planted_ring_is_found(tmp_path: Path) -> None:
    house = planted(
        tmp_path,
        archive__a="from archive.b import x",
        archive__b="def late():\n    from . import c",
        archive__c="import archive.a",
    )
    assert find_cycle(house) == ["archive.a", "archive.b", "archive.c", "archive.a"]


def test_a_library_in_two_files_is_found(tmp_path: Path) -> None:
    house = planted(
        tmp_path,
        pipelines__dates="import dateparser",
        pipelines__fields="from dateparser import parse",
        archive__folding="import opencc",
        pipelines__folding="import opencc",
    )
    assert spread(house) == ["dateparser: pipelines.dates, pipelines.fields"]


def test_an_impure_stage_is_found(tmp_path: Path) -> None:
    house = planted(
        tmp_path,
        pipelines__dates="from urllib import parse, request",
        pipelines__workers="import time",
    )
    assert impure(house) == ["pipelines.dates line 1 imports urllib.request"]
    (tmp_path / "stage.py").write_text("date.today()\nopen('x')\nself.open('x')\n", "utf-8")
    assert impure_calls(tmp_path / "stage.py") == [
        "stage.py line 1 calls date.today",
        "stage.py line 2 calls open",
    ]
