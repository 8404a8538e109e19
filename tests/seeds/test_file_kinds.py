"""Text is told from what only has a page's name, whatever charset it is in."""

from __future__ import annotations

import gzip
import random

import pytest

from seeds.file_kinds import binary_kind, is_html_document, wide_encoding

PAGE = "<html><head><title>公告</title></head><body><p>经县政府同意，现予公布。</p></body>" * 9
HAN = "经县政府同意，现予公布，请遵照执行。" * 40
ELF = b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\x00\x3e\x00\x01\x00\x00\x00" + bytes(40)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog>>\nendobj\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00", "MP4"),
        (b"PK\x03\x04\x14\x00\x06\x00", "ZIP, Office or OFD"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16), "Office"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "WAV"),
        (gzip.compress(PAGE.encode()), "gzip"),
        (ELF, "ELF"),
        (ELF[4:] * 9, "binary data"),
        (bytes(range(256)) * 10, "binary data"),
        (random.Random(8).randbytes(3_000), "binary data"),
        (bytes(100), "binary data"),
    ],
)
def test_what_is_no_text_is_named(body: bytes, kind: str) -> None:
    assert binary_kind(body) == kind


@pytest.mark.parametrize("text", [PAGE, HAN], ids=["page", "text"])
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "gb18030", "big5hkscs", "utf-16"])
def test_text_is_text_in_every_charset(text: str, charset: str) -> None:
    assert binary_kind(text.encode(charset, "ignore")) is None


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be"])
def test_a_page_in_utf_16_without_a_mark_is_known_by_its_markup(charset: str) -> None:
    assert binary_kind(PAGE.encode(charset)) is None
    assert wide_encoding(PAGE.encode(charset)) == charset


def test_nuls_that_a_page_has_by_mistake_make_it_no_binary_file() -> None:
    assert binary_kind(PAGE.replace("公告", "公\x00告").encode()) is None
    assert binary_kind(PAGE.encode("gb18030")[:500] + bytes(3_000)) is None
    assert binary_kind(b"") is None


@pytest.mark.parametrize(
    ("body", "whole"),
    [
        ("<HTML><BODY><P>全市工作会议召开</P></BODY></HTML>", True),
        ("\ufeff\n<!DOCTYPE html>\n<html><p>全市工作会议召开</p></html>\n", True),
        ('<?xml version="1.0"?><!-- a --> <!-- b --><html><p>会议</p></html>', True),
        ("<html><p>全市工作会议召开", False),
        ("<p>全市工作会议召开</p></html>", False),
        ("全市工作会议召开\n<html><body></body></html>", False),
        ("<htmlx></html>", False),
        ("", False),
    ],
)
def test_a_whole_html_document_is_told_by_its_ends(body: str, *, whole: bool) -> None:
    assert is_html_document(body.encode()) == whole
