"""Takes a page of our own making through the stages; loaded by a process that waits for its first.

Vocabularies, patterns and models are made when a page first asks for them, which takes half a
second. A crawl's process that has nothing to do yet does it before the first page has come.
"""

from __future__ import annotations

from archive.records import RawPage
from pipelines.run import process

_HTML = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>县政府召开常务会议-某县人民政府</title></head>
<body>
<div class="nav"><a href="/">首页</a> <a href="/xw/">新闻中心</a> <a href="/gk/">政务公开</a></div>
<div class="path">当前位置：<a href="/">首页</a> &gt; <a href="/xw/">新闻中心</a> &gt; 正文</div>
<h1>县政府召开常务会议</h1>
<div class="info">发布时间：2020年2月24日 15:28 来源：县政府办公室 作者：王小明 浏览次数：12</div>
<div id="content">
<p>2月24日上午，县政府召开常务会议，研究春季农业生产、道路交通安全和城乡供水等工作。</p>
<p>会议指出，各乡镇、各部门要加强协调，把各项措施落实到位，确保全年目标任务顺利完成。</p>
<p>会议还听取了全县防汛抗旱准备工作的汇报，并就下一步工作作了安排。</p>
<p>（责任编辑：李华）</p>
</div>
<ul><li><a href="/xw/1.html">全县春耕生产现场会召开</a></li></ul>
<div class="foot">版权所有：某县人民政府 <a href="http://www.gov.cn/">中国政府网</a></div>
</body></html>
"""

OUTCOME = process(RawPage(url="http://localhost/xw/2.html", body=_HTML.encode()))
"""An article, in which all stages had something to read."""
