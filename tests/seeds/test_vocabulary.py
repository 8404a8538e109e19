from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from seeds import knowledge, vocabulary
from seeds.knowledge import KnowledgeError
from seeds.vocabulary import table, words


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty vocabulary folder in place of the program's own."""
    monkeypatch.setattr(knowledge, "files", lambda _package: tmp_path)
    words.cache_clear()
    table.cache_clear()
    (tmp_path / "vocabulary").mkdir()
    yield tmp_path / "vocabulary"
    words.cache_clear()
    table.cache_clear()


def test_a_word_list_keeps_its_order_without_comments_and_blank_lines(folder: Path) -> None:
    (folder / "labels.txt").write_text("# 标签\n来源\n\n  作者  \n编辑#1\n", encoding="utf-8")
    assert words("labels") == ("来源", "作者", "编辑#1")


def test_a_table_cannot_be_changed_by_its_reader(folder: Path) -> None:
    (folder / "roles.toml").write_text('author = ["记者"]\n', encoding="utf-8")
    assert table("roles")["author"] == ["记者"]
    with pytest.raises(TypeError):
        table("roles")["author"] = []  # type: ignore[index]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"# only a comment\n", "holds no entry"),
        ("来源\n来源\n".encode(), "twice"),
        (b"\xff", "read"),
    ],
)
def test_a_wrong_word_list_names_its_file(folder: Path, content: bytes, problem: str) -> None:
    (folder / "labels.txt").write_bytes(content)
    with pytest.raises(KnowledgeError, match=rf"vocabulary/labels\.txt .*{problem}"):
        words("labels")


def test_a_missing_word_list_is_named() -> None:
    with pytest.raises(KnowledgeError, match=r"vocabulary/no-such-list\.txt cannot be read"):
        words("no-such-list")


def test_a_wrong_table_names_its_file(folder: Path) -> None:
    (folder / "roles.toml").write_text("author = [", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"vocabulary/roles\.toml is not valid TOML"):
        table("roles")


def test_every_vocabulary_file_of_the_program_can_be_read() -> None:
    shipped = Path(vocabulary.__file__).parent / "vocabulary"
    for file in shipped.glob("*.txt"):
        assert words(file.stem)
    for file in shipped.glob("*.toml"):
        assert table(file.stem)
