"""Pages to damage, what to damage them with, and gigantic ones that bait slow algorithms."""

from __future__ import annotations

from tests.pipelines.html import PARAGRAPHS, layout

BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
PAGE = layout(
    f"<div class='TRS_Editor'><img src='1.jpg'><p>图为现场。（张三摄）</p>{BODY}"
    "<table><tr><td>户数</td><td>7</td></tr><tr><td>人数</td><td>20</td></tr></table></div>",
    head="<style>.a{display:none}</style><script>var x = '<div>';</script>",
    below="<p>附件：<a href='a.doc'>方案</a></p><a href='t_2.html'>下一页</a><!-- x -->",
)
TAGS = (
    "<div>", "</div>", "<table><tr><td>", "</td>", "<a href=x>", "<!--", "-->", "<script>",
    "</html>", "<b><i>", "<p><li>", "\0", "<svg>", "<select><option>", "<pre>", "<style>", "&#x0;",
    "\ufffd", "<td>",
    "<h1 hidden>", "<p style='display:none", "<frameset>", "<plaintext>", "<br>", "［", "<![CDATA[",
)  # fmt: skip
SENTENCE = PARAGRAPHS[1]
GIANTS = {
    "twenty megabytes of text": "<p>" + SENTENCE * 150_000,
    "twenty thousand paragraphs": f"<p>{SENTENCE}</p>" * 20_000,
    "links": "<a href='/a.html'>下载</a>" * 30_000,
    "pictures": "<p><img src=a.jpg>" * 10_000 + BODY,
    "nested divs": "<div>" * 10_000 + SENTENCE,
    "nested fonts with text": f"<font>{SENTENCE}" * 10_000,
    "nested tables": "<table><tr><td>" * 3_000 + BODY,
    "cells": "<table>" + ("<tr>" + "<td>12.5</td>" * 20 + "</tr>") * 2_000 + "</table>" + BODY,
    "spaces": "<p>" + " " * 3_000_000 + BODY,
    "digits": "<br>".join(["1" * 59 + "x"] * 5_000),
    "words of tools": "<br>".join(["分享到微博微信朋友圈好友" * 4 + "好"] * 5_000),
    "brackets": "<p>" + "[" * 1_000_000 + BODY,
    "less-than signs": "<" * 1_000_000,
    "ampersands": "&" * 1_000_000,
    "attributes": "<p " + "a=b " * 200_000 + ">" + BODY,
    "comments": "<!-- x -->" * 100_000 + BODY,
    "delimiters of a family": "<!--<$[信息内容]>begin-->" * 50_000 + BODY,
    "open rules of a style sheet": "<style>" + ".a{" * 300_000 + "</style>" + BODY,
    "comments of a style sheet": "<style>" + "/*" * 300_000 + "</style>" + BODY,
    "a picture in the markup": f"<img src='data:image/png;base64,{'A' * 8_000_000}'>{BODY}",
    "declarations of charsets": "charset=" * 500_000,
}
