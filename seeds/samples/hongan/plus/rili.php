<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>新闻日历_红安网</title>
<meta name="keywords" content="">
<meta name="description" content="">
<link href="/templets/hongan/style.css" rel="stylesheet" type="text/css">
</head>
<body topmargin="0">
<table width="980" border="0" align="center" cellpadding="0" cellspacing="0"><tr><td><img src="/templets/hongan/top.gif" width="980" height="120" border="0"></td></tr></table>
<table width="980" border="0" align="center" cellpadding="0" cellspacing="0" bgcolor="#CC0000"><tr><td height="36" align="center" class="nav"><a href="/">首页</a>&nbsp;&nbsp;<a href="/gaikuang/">红安概况</a>&nbsp;&nbsp;&nbsp;&nbsp;<a href="/xinwen/">新闻中心</a>&nbsp;&nbsp;<a href="/shipin/">红安视频</a>&nbsp;&nbsp;<a href="/jingdian/">经典红安</a>&nbsp;&nbsp;<a href="/zhaoshang/">招商引资</a>&nbsp;&nbsp;<a href="/dangjian/">红安党建</a>&nbsp;&nbsp;<a href="/lvyou/">文化旅游</a>&nbsp;&nbsp;<a href="/zhuanti/">专题网站</a></td></tr></table>
<table width="980" border="0" align="center"><tr><td class="place"><strong>当前位置:</strong> <a href="/">主页</a> &gt; 新闻日历</td></tr><tr><td>
<p><a href="/plus/rili.php?ym=202002">上月</a> <a href="/plus/rili.php?ym=202004">下月</a></p><table><tr><td><a href="/plus/rili.php?d=20200301">1</a></td><td><a href="/plus/rili.php?d=20200302">2</a></td><td><a href="/plus/rili.php?d=20200303">3</a></td><td><a href="/plus/rili.php?d=20200304">4</a></td><td><a href="/plus/rili.php?d=20200305">5</a></td><td><a href="/plus/rili.php?d=20200306">6</a></td><td><a href="/plus/rili.php?d=20200307">7</a></td><td><a href="/plus/rili.php?d=20200308">8</a></td><td><a href="/plus/rili.php?d=20200309">9</a></td><td><a href="/plus/rili.php?d=20200310">10</a></td><td><a href="/plus/rili.php?d=20200311">11</a></td><td><a href="/plus/rili.php?d=20200312">12</a></td><td><a href="/plus/rili.php?d=20200313">13</a></td><td><a href="/plus/rili.php?d=20200314">14</a></td><td><a href="/plus/rili.php?d=20200315">15</a></td><td><a href="/plus/rili.php?d=20200316">16</a></td><td><a href="/plus/rili.php?d=20200317">17</a></td><td><a href="/plus/rili.php?d=20200318">18</a></td><td><a href="/plus/rili.php?d=20200319">19</a></td><td><a href="/plus/rili.php?d=20200320">20</a></td><td><a href="/plus/rili.php?d=20200321">21</a></td><td><a href="/plus/rili.php?d=20200322">22</a></td><td><a href="/plus/rili.php?d=20200323">23</a></td><td><a href="/plus/rili.php?d=20200324">24</a></td><td><a href="/plus/rili.php?d=20200325">25</a></td><td><a href="/plus/rili.php?d=20200326">26</a></td><td><a href="/plus/rili.php?d=20200327">27</a></td><td><a href="/plus/rili.php?d=20200328">28</a></td><td><a href="/plus/rili.php?d=20200329">29</a></td><td><a href="/plus/rili.php?d=20200330">30</a></td><td><a href="/plus/rili.php?d=20200331">31</a></td></tr></table>
</td></tr></table>
<table width="980" border="0" align="center" cellpadding="4" cellspacing="0" class="foot"><tr><td align="center">版权为 红安网 <a href="http://www.redhongan.com/">www.redhongan.com</a> 鄂ICP备18020062号-1 所有 未经同意不得复制或镜像<br>
主办: 中共红安县委 红安县人民政府 承办:红安县融媒体中心(红安传媒集团)<br>
新闻热线:0713-5182570 E-mail:<a href="mailto:redhongan@163.com">redhongan@163.com</a><br>
地址:湖北省红安县红金龙大道广播电视大楼 邮编:438400<br>
Copyright &copy; 2007-2018 redhongan.com All Rights Reserved.<br>
<img src="/templets/hongan/ga.gif" border="0">鄂公网安备 42112202000030号</td></tr></table>
</body>
</html>
