"""Which addresses lead to files, by their endings and by the programs that hand files out."""

from __future__ import annotations

import pytest

from pipelines.extract.links import file_ending, is_attachment


@pytest.mark.parametrize(
    ("address", "ending"),
    [
        ("/files/2020/通知.doc", "doc"),
        ("/files/2020/BMB.XLSX", "xlsx"),
        ("a.Pdf?v=2", "pdf"),
        ("/a.pdf#page=2", "pdf"),
        ("/a.doc/index.html", None),
        ("/t20200224_97.html", None),
        ("/documents/", None),
    ],
)
def test_endings_are_told_in_lower_case(address: str, ending: str | None) -> None:
    assert file_ending(address) == ending
    assert is_attachment(address) == (ending is not None)


@pytest.mark.parametrize(
    ("address", "is_file"),
    [
        ("/system/_content/download.jsp?urltype=news&wbfileid=1", True),
        ("/xw/content_1.html", False),
    ],
)
def test_programs_hand_files_out(address: str, is_file: bool) -> None:
    assert is_attachment(address) == is_file
