<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>站内搜索_红安网</title>
<meta name="keywords" content="">
<meta name="description" content="">
<link href="/templets/hongan/style.css" rel="stylesheet" type="text/css">
</head>
<body topmargin="0">
<table width="980" border="0" align="center" cellpadding="0" cellspacing="0"><tr><td><img src="/templets/hongan/top.gif" width="980" height="120" border="0"></td></tr></table>
<table width="980" border="0" align="center" cellpadding="0" cellspacing="0" bgcolor="#CC0000"><tr><td height="36" align="center" class="nav"><a href="/">首页</a>&nbsp;&nbsp;<a href="/gaikuang/">红安概况</a>&nbsp;&nbsp;&nbsp;&nbsp;<a href="/xinwen/">新闻中心</a>&nbsp;&nbsp;<a href="/shipin/">红安视频</a>&nbsp;&nbsp;<a href="/jingdian/">经典红安</a>&nbsp;&nbsp;<a href="/zhaoshang/">招商引资</a>&nbsp;&nbsp;<a href="/dangjian/">红安党建</a>&nbsp;&nbsp;<a href="/lvyou/">文化旅游</a>&nbsp;&nbsp;<a href="/zhuanti/">专题网站</a></td></tr></table>
<table width="980" border="0" align="center"><tr><td class="place"><strong>当前位置:</strong> <a href="/">主页</a> &gt; 站内搜索</td></tr><tr><td>
<form action="/plus/search.php"><input name="keyword"><input type="submit" value="搜索"></form>
</td></tr></table>
<table width="980" border="0" align="center" cellpadding="4" cellspacing="0" class="foot"><tr><td align="center">版权为 红安网 <a href="http://www.redhongan.com/">www.redhongan.com</a> 鄂ICP备18020062号-1 所有 未经同意不得复制或镜像<br>
主办: 中共红安县委 红安县人民政府 承办:红安县融媒体中心(红安传媒集团)<br>
新闻热线:0713-5182570 E-mail:<a href="mailto:redhongan@163.com">redhongan@163.com</a><br>
地址:湖北省红安县红金龙大道广播电视大楼 邮编:438400<br>
Copyright &copy; 2007-2018 redhongan.com All Rights Reserved.<br>
<img src="/templets/hongan/ga.gif" border="0">鄂公网安备 42112202000030号</td></tr></table>
</body>
</html>
