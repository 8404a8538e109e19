"""Charsets as pages have them: what they declare, what the bytes are, what must be read."""

from __future__ import annotations

import pytest

from archive.records import RawPage
from pipelines.decode import Decoded, came_as_utf8, declared_encodings, decode, decode_bytes
from pipelines.run import begin

PROSE = (
    "全市统筹推进防汛抗旱和安全生产工作会议在市民中心举行。会议强调，各县区各部门要认真贯彻落实部署，"
    "把人民群众生命财产安全放在第一位，压紧压实责任，抓好隐患排查整治，确保安全度汛。"
)
GBK_ONLY = "朱镕基、李喆等同志出席，场馆面积三万㎡——全市最大。" + PROSE
TRADITIONAL = (
    "本市統籌推進防汛抗旱及安全生產工作會議於市民中心舉行，會議強調各部門應認真貫徹落實，"
    "將民眾生命財產安全放在第一位，壓緊壓實責任，抓好隱患排查整治，確保安全度汛。"
)
CANTONESE = "佢哋嘅工作喺度做緊啲乜嘢，" + TRADITIONAL
RARE_NAME = "记者𠮷田报道。" + PROSE
JUNK = "<script>var filler = 0;</script>" * 160


def page(text: str, *metas: str, junk: str = "") -> str:
    head = "".join(f'<meta http-equiv="Content-Type" content="text/html; {m}">' for m in metas)
    return f"<html><head>{junk}{head}<title>公告</title></head><body><p>{text}</p></body></html>"


GB2312, GBK, UTF8 = "charset=gb2312", "charset=gbk", "charset=utf-8"

WHOLE = {
    "GB2312 bytes, meta gb2312": (page(PROSE, GB2312), "gb18030", None),
    "GBK-only characters, meta gb2312": (page(GBK_ONLY, GB2312), "gb18030", None),
    "GBK-only characters, header gb2312": (page(GBK_ONLY), "gb18030", f"text/html; {GB2312}"),
    "GBK, right header, wrong meta": (page(PROSE, UTF8), "gb18030", "text/html; charset=GBK"),
    "GBK, wrong header, right meta": (page(PROSE, GB2312), "gb18030", f"text/html; {UTF8}"),
    "GBK, wrong header, no meta": (page(PROSE), "gb18030", f"text/html; {UTF8}"),
    "GBK, wrong meta": (page(PROSE, UTF8), "gb18030", "text/html"),
    "GBK, nothing declared": (page(PROSE), "gb18030", "text/html"),
    "GBK, header Latin 1": (page(PROSE), "gb18030", "text/html; charset=ISO-8859-1"),
    "GBK, header Latin 1, meta": (page(PROSE, GB2312), "gb18030", "text/html; charset=ISO-8859-1"),
    "UTF-8, wrong meta": (page(PROSE, GB2312), "utf-8", "text/html"),
    "UTF-8, wrong header": (page(PROSE, UTF8), "utf-8", "text/html; charset=gbk"),
    "UTF-8, nothing declared": (page(PROSE), "utf-8", "text/html"),
    "4-byte GB18030, meta gb2312": (page(RARE_NAME, GB2312), "gb18030", "text/html"),
    "4-byte GB18030, meta gb18030": (page(RARE_NAME, "charset=gb18030"), "gb18030", "text/html"),
    "4-byte GB18030, meta gbk": (page(RARE_NAME, GBK), "gb18030", "text/html"),
    "Big5, meta big5": (page(TRADITIONAL, "charset=big5"), "big5hkscs", "text/html"),
    "Big5, nothing declared": (page(TRADITIONAL), "big5hkscs", "text/html"),
    "Big5, wrong meta": (page(TRADITIONAL, GB2312), "big5hkscs", "text/html"),
    "Big5-HKSCS, meta big5": (page(CANTONESE, "charset=big5"), "big5hkscs", "text/html"),
    "GBK, meta after 5 KB": (page(PROSE, GB2312, junk=JUNK), "gb18030", "text/html"),
    "UTF-8, wrong meta after 5 KB": (page(PROSE, GB2312, junk=JUNK), "utf-8", "text/html"),
    "GBK, XML declaration": (
        '<?xml version="1.0" encoding="GB2312"?>' + page(PROSE),
        "gb18030",
        "text/html",
    ),
    "UTF-8, meta utf8": (page(PROSE, "charset=utf8"), "utf-8", "text/html"),
    "GBK, misspelt gb-2312": (page(PROSE, "charset=gb-2312"), "gb18030", "text/html"),
    "GBK, gb_2312-80": (page(PROSE, "charset=gb_2312-80"), "gb18030", "text/html"),
    "UTF-8, two metas, the first wrong": (page(PROSE, GB2312, UTF8), "utf-8", "text/html"),
    "GBK, a title of twelve bytes": ("安全生产通报", "gb18030", None),
}


@pytest.mark.parametrize("case", WHOLE)
def test_page_is_read_whole(case: str) -> None:
    text, encoding, content_type = WHOLE[case]
    decoded = decode_bytes(text.encode(encoding), content_type)
    assert decoded == Decoded(text=text, encoding=encoding, replaced=0)


@pytest.mark.parametrize("content_type", [None, f"text/html; {GB2312}"])
def test_utf8_mark_beats_every_declaration(content_type: str | None) -> None:
    text = page(PROSE, GB2312)
    decoded = decode_bytes(text.encode("utf-8-sig"), content_type)
    assert decoded == Decoded(text=text, encoding="utf-8", replaced=0)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("mark", ["\ufeff", ""])
def test_utf16_with_and_without_its_mark(encoding: str, mark: str) -> None:
    text = page(PROSE)
    decoded = decode_bytes((mark + text).encode(encoding), "text/html")
    assert decoded == Decoded(text=text, encoding=encoding, replaced=0)


def test_one_lost_byte_costs_few_characters_of_gbk() -> None:
    middle = PROSE.index("认真")
    head, tail = PROSE[:middle], PROSE[middle:]
    body = page("@@", GB2312).encode("gb18030")
    body = body.replace(b"@@", head.encode("gb18030") + tail.encode("gb18030")[1:])
    decoded = decode_bytes(body)
    assert decoded.encoding == "gb18030"
    assert head in decoded.text
    assert decoded.text.endswith("</p></body></html>")
    assert decoded.replaced <= 1


def test_one_lost_byte_costs_one_character_of_utf8() -> None:
    body = page(PROSE, UTF8).encode()
    at = body.index("贯彻".encode()) + 1
    decoded = decode_bytes(body[:at] + body[at + 1 :])
    assert (decoded.encoding, decoded.replaced) == ("utf-8", 1)
    assert "认真\ufffd彻落实" in decoded.text


def test_gbk_fragment_in_utf8_page_leaves_the_rest_whole() -> None:
    body = page(PROSE + "@@" + PROSE, UTF8).encode().replace(b"@@", "版权所有".encode("gb18030"))
    decoded = decode_bytes(body)
    assert decoded.encoding == "utf-8"
    assert decoded.text.count(PROSE) == 2
    assert 0 < decoded.replaced <= 8


def test_byte_80_is_the_euro_of_internet_explorer() -> None:
    body = page("价格为——@@30。" + PROSE, GB2312).encode("gb18030").replace(b"@@", b"\x80")
    assert decode_bytes(body) == Decoded(
        text=page("价格为——€30。" + PROSE, GB2312), encoding="gb18030", replaced=0
    )


def test_founders_space_is_a_wide_space() -> None:
    body = page("@@正文。" + PROSE).encode("gb18030").replace(b"@@", b"\xa3\xa0")
    assert "\u3000正文。" in decode_bytes(body).text


def test_latin_page_with_a_few_high_bytes_goes_by_its_declaration() -> None:
    text = "<p>Le préfet a présidé la réunion à l'hôtel de ville.</p>"
    decoded = decode_bytes(text.encode("cp1252"), "text/html; charset=iso-8859-1")
    assert decoded == Decoded(text=text, encoding="cp1252", replaced=0)


@pytest.mark.parametrize("body", [b"", b"\x00", b"\xff", b"\xff\xfe", b"\x81", b"\x80" * 99])
def test_no_bytes_are_an_error(body: bytes) -> None:
    decode_bytes(body, "text/html; charset=zip")


@pytest.mark.parametrize(
    ("body", "same"),
    [
        ("<p>正文</p>".encode(), True),
        ("<p>正文\ufffd</p>".encode(), True),
        (b"\xef\xbb\xbf" + "<p>正文</p>".encode(), False),
        ("<p>正文</p>".encode("gb18030"), False),
        ("<p>正文</p>".encode("utf-16"), False),
        (("<p>公告</p>" * 50).encode() + b"\xe5</p>", False),
    ],
)
def test_bytes_that_are_the_text_as_utf8_are_known(body: bytes, same: bool) -> None:
    document = decode(begin(RawPage(url="http://www.example.gov.cn/", body=body)))
    assert came_as_utf8(document) is same
    if same:
        assert document.text.encode() == body


def test_declarations_in_the_order_of_their_weight() -> None:
    body = page(PROSE, GB2312, "charset=x-nonsense").encode()
    assert declared_encodings(body, "text/html;charset='Big5'") == ("big5hkscs", "gb18030")
