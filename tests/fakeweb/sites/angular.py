"""A single-page application of AngularJS: lists and articles are empty pages that scripts fill."""

from __future__ import annotations

from tests.fakeweb.model import Article, Column
from tests.fakeweb.site import FakeSite
from tests.fakeweb.wire import Answer, Asked, error, json_answer

FILES = 2
"""Pages of a list that are files; those behind them a program makes."""
_LIST = """angular.module("portal", []).factory("Lists", function ($http) {
  return {of: function (folder, at) {
    return $http.get(at <= %d ? "/static/lists/folder=" + folder + ",at=" + at + ",rows=%d.json"
      : "/service/lists?folder=" + folder + "&rows=%d&pageIndex=" + at);
  }};
}).controller("ListCtrl", function ($scope, $location, Lists) {
  var folder = $location.search().folder;
  $scope.show = function (at) {
    Lists.of(folder, at).then(function (answer) {
      if (answer.data.code === "200") { $scope.docs = answer.data.data.rows; $scope.at = at; }
    });
  };
  $scope.show(1);
});"""
_DOC = """angular.module("portal", []).controller("DocCtrl", function ($scope, $http, $location, $sce) {
  $http.get("/static/docs/doc=" + $location.search().docId + ".json").success(function (answer) {
    $scope.doc = answer.data; $scope.text = $sce.trustAsHtml(answer.data.docClob);
  });
});"""


class AngularSite(FakeSite):
    """``list.html?folder=101``, ``doc.html?docId=7533&folder=101``: an article is its page's address,
    and what is read is the JSON that the page's controller asks for."""

    def article_path(self, article: Article, part: int = 1) -> str:  # noqa: ARG002
        return f"/view/doc.html?docId={article.number}&folder={self.column_of(article).number}"

    def list_path(self, column: Column, number: int = 1) -> str:
        return f"/view/list.html?folder={column.number}" + ("" if number == 1 else f"&at={number}")

    def _vary(self) -> None:
        """Make all articles of one page: data has no parts."""

    def home_page(self) -> str:
        links = "".join(f'<a href="{self.list_path(c)}">{c.name}</a>' for c in self.columns)
        return self.framed(self.name, f"<p>{links}</p>", self.meta("首页"))

    def list_page(self, column: Column, number: int) -> str:  # noqa: ARG002
        return self.framed(
            self.name,
            '<div ng-app="portal" ng-controller="ListCtrl"><div ng-repeat="d in docs"><a '
            'ng-href="/view/doc.html?docId={{d.docId}}&folder={{d.folder}}">{{d.docTitle}}</a>'
            '<i>{{d.day|date}}</i></div><a ng-click="show(at-1)">上一页</a><a ng-click="show(at+1)">'
            '下一页</a></div><script src="/lib/angular.min.js"></script><script src="/js/list.js"></script>',
        )

    def article_page(self, article: Article, part: int = 1) -> str:  # noqa: ARG002
        return self.framed(
            self.name,
            '<div ng-app="portal" ng-controller="DocCtrl"><h1>{{doc.docTitle}}</h1><p>发布时间：'
            '{{doc.day}} 来源：{{doc.source}}</p><div ng-bind-html="text"></div></div>'
            '<script src="/lib/angular.min.js"></script><script src="/js/doc.js"></script>',
        )

    def side(self) -> str:
        return ""

    def dynamic(self, asked: Asked) -> Answer | None:
        size = self.size.page_size
        scripts = {"/js/list.js": _LIST % (FILES, size, size), "/js/doc.js": _DOC}
        if asked.path in scripts:
            body = scripts[asked.path].encode()
            return Answer(body=body, content_type="application/javascript")
        told = dict(part.partition("=")[::2] for part in asked.path.split("/")[-1].split(","))
        if asked.path.startswith("/static/docs/"):
            return self._doc(told["doc"].removesuffix(".json"))
        if asked.path == "/service/lists":
            return self._rows(asked.query["folder"], int(asked.query["pageIndex"]))
        if asked.path.startswith("/static/lists/"):
            number = int(told["at"])
            return error(404) if number > FILES else self._rows(told["folder"], number)
        return None

    def _doc(self, number: str) -> Answer:
        article = next((a for a in self.all_articles() if str(a.number) == number), None)
        if article is None:
            return error(404)
        text = "".join(f"<p>{each}</p>" for each in article.paragraphs)
        return json_answer({"code": 200, "data": {**self._row(article), "docClob": text}})

    def _rows(self, folder: str, number: int) -> Answer:
        column = next(each for each in self.columns if str(each.number) == folder)
        pages = self.list_pages(column)
        rows = pages[number - 1] if number <= len(pages) else []
        data = {"total": len(column.articles), "rows": [self._row(a) for a in rows]}
        return json_answer({"code": 200, "data": data})

    def _row(self, article: Article) -> dict[str, object]:
        return {
            "docId": article.number,
            "folder": self.column_of(article).number,
            "docTitle": article.title,
            "publishDate": f"{article.minute}:00",
            "docSource": article.source,
        }
