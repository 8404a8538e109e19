"""Single-page applications of AngularJS: what their controllers and services ask for and show."""

from __future__ import annotations

from urllib.parse import unquote_plus

import pytest

from crawler.discovery.json_lists import following
from crawler.scripting.documents import document_number
from crawler.scripting.page_execution import shown
from tests.crawler.script_pages import HOST

LIST = f"{HOST}/view/list.html?col=915&name=%E8%A6%81%E9%97%BB"
ROWS = """<ul><li ng-repeat="x in rows"><a ng-href="/view/doc.html?docId={{x.docId}}"
  title="{{x.docTitle}}">{{x.docTitle | limitTo:20}}</a> {{x.day|date:'yyyy'}}</li></ul>
  <a ng-click="turn(now+1)">下一页</a>"""
LINK = "#link:/view/doc.html?docId={docId} {docTitle}"
SHOW = "$scope.rows=d.data.rows;$scope.now=n"

CONTROLLERS = {
    "$http": f"""angular.module('a',[]).controller('C',function($scope,$http,$location){{
      var col=$location.search().col;$scope.turn=function(n){{
      $http.get('/api/'+col+'/rows?seite='+n).success(function(d){{{SHOW}}})}};$scope.turn(1)}})""",
    "an annotation, and parameters": f"""angular.module('a',['ngRoute']).controller('C',
      ['$scope','$http','$routeParams',function(s,h,p){{var $scope=s;s.turn=function(n){{h({{
      method:'GET',url:'/api/'+p.col+'/rows',params:{{seite:n}}}}).then(function(r){{var d=r.data;
      {SHOW}}})}};s.turn(1)}}])""",
    "a service": f"""var a=angular.module('a',[]);a.factory('News',function($http){{return{{
      list:function(c,n){{return $http.get('/api/'+c+'/rows?seite='+n)}}}}}});
      a.controller('C',function($scope,News,$location){{$scope.turn=function(n){{
      News.list($location.search().col,n).then(function(r){{var d=r.data;{SHOW}}})}};
      $scope.turn(1)}})""",
    "a resource": f"""angular.module('a',['ngResource']).factory('News',function($resource){{
      return $resource('/api/:col/rows',{{}},{{query:{{method:'GET',isArray:false}}}})}})
      .controller('C',function($scope,News,$location){{$scope.turn=function(n){{
      News.query({{col:$location.search().col,seite:n}},function(d){{{SHOW}}})}};$scope.turn(1)}})""",
    "a promise of its own": f"""angular.module('a',[]).service('News',function($http,$q){{
      this.list=function(c,n){{var l=$q.defer();$http.get('/api/'+c+'/rows?seite='+n)
      .success(function(d){{l.resolve(d)}});return l.promise}}}}).controller('C',
      function($scope,News,$location){{$scope.turn=function(n){{News.list($location.search().col,n)
      .then(function(d){{{SHOW}}})}};$scope.turn(1)}})""",
    "a base address": f"""angular.module('a',[]).constant('BASE','/api/').controller('C',
      function($scope,$http,BASE,$location){{$scope.turn=function(n){{$http({{url:BASE+
      $location.search().col+'/rows?seite='+n}}).success(function(d){{{SHOW}}})}};
      $scope.turn(1)}})""",
}


def asked(script: str, around: str, url: str = LIST) -> list[str]:
    files = {f"{HOST}/app.js": script}
    text = f"<html><body>{around}<script src=/app.js></script></body></html>"
    found = shown(text, url, files).asked
    return [unquote_plus(unquote_plus(each)).removeprefix(HOST) for each in found]


def document(script: str, around: str, url: str) -> str | None:
    text = f"<html><body>{around}<script src=/app.js></script></body></html>"
    return shown(text, url, {f"{HOST}/app.js": script}).document


@pytest.mark.parametrize("name", CONTROLLERS)
def test_a_controllers_list_is_asked_for_and_counted_on(name: str) -> None:
    around = f'<div ng-app="a" ng-controller="C">{ROWS}</div>'
    (found,) = asked(CONTROLLERS[name], around)
    assert found == f"/api/915/rows?seite=1{LINK}  seite"


@pytest.mark.parametrize(
    ("around", "script"),
    [
        ('<div data-ng-controller="C as vm">VM</div>', "controller('C',MAKE)"),
        ("<news-list></news-list>", "component('newsList',{template:`VM`,controller:MAKE})"),
        (
            '<script type="text/ng-template" id="l.html">VM</script><div ng-view></div>',
            (
                "config(function($routeProvider){$routeProvider.when('/view/:file',"
                "{templateUrl:'l.html',controller:'C',controllerAs:'vm'})}).controller('C',MAKE)"
            ),
        ),
        (
            '<script type="text/ng-template" id="l.html">VM</script><div ui-view></div>',
            (
                "config(['$stateProvider',function(s){s.state('l',{url:'/view/{file}',"
                "templateUrl:'l.html',controller:'C as vm'})}]).controller('C',MAKE)"
            ),
        ),
    ],
)
def test_controllers_stand_on_the_page_in_components_and_behind_routes(
    around: str, script: str
) -> None:
    make = """function($http){var vm=this;$http.get('/api/rows?page=1').then(function(r){
      vm.rows=r.data.rows})}"""
    name = "$ctrl" if "component" in script else "vm"
    rows = f'<a ng-repeat="x in {name}.rows" ng-href="/d/{{{{x.id}}}}.html">{{{{x.t}}}}</a>'
    app = f"angular.module('a',[]).{script.replace('MAKE', make).replace('VM', rows)}"
    assert asked(app, around.replace("VM", rows)) == ["/api/rows?page=1#link:/d/{id}.html {t}"]


@pytest.mark.parametrize(
    ("click", "more"),
    [
        ("go(x.id)", "$scope.go=function(i){location.href='/d/'+i+'.html'}"),
        ("go(x)", "$scope.go=function(o){$window.open('/d/'+o.id+'.html')}"),
        ("go(x.id)", "$scope.go=function(i){$location.path('/d/'+i+'.html')}"),
    ],
)
def test_rows_may_be_clicked(click: str, more: str) -> None:
    around = (
        f'<ul ng-controller="C"><li ng-repeat="x in rows" ng-click="{click}">{{{{x.t}}}}</li></ul>'
    )
    script = f"""angular.module('a',[]).controller('C',function($scope,$http,$window,$location){{
      {more};$http.get('/api/rows?page=1').success(function(d){{$scope.rows=d.rows}})}})"""
    (found,) = asked(script, around)
    assert found.startswith("/api/rows?page=1#link:/d/{id}.html")


PAGERS = {
    "ui-bootstrap": (
        """<uib-pagination total-items="all" items-per-page="10" ng-model="now"
        ng-change="load()"></uib-pagination>""",
        "$scope.now=1;",
    ),
    "tm.pagination": (
        '<tm-pagination conf="conf"></tm-pagination>',
        """$scope.conf={currentPage:1,totalItems:60,itemsPerPage:10,onChange:function(){
        $scope.now=$scope.conf.currentPage;$scope.load()}};$scope.now=1;""",
    ),
}


@pytest.mark.parametrize("name", PAGERS)
def test_pagers_of_angular_are_turned(name: str) -> None:
    drawn, told = PAGERS[name]
    around = f'<div ng-controller="C">{ROWS.partition("<a ng-click")[0]}{drawn}</div>'
    script = f"""angular.module('a',[]).controller('C',function($scope,$http){{{told}
      $scope.load=function(){{$http.get('/api/rows?seite='+$scope.now).success(function(d){{
      $scope.rows=d.rows;$scope.all=d.all}})}};$scope.load()}})"""
    assert asked(script, around) == [f"/api/rows?seite=1{LINK}  seite"]


STATIC_THEN = """angular.module('a',[]).controller('C',function($scope,$http){
  $scope.turn=function(n){var u=n<=3?'/data/col=915,page='+n+',size=8.json'
  :'/web/rows?col=915&size=8&page='+n;$http.get(u).success(function(d){$scope.rows=d.rows;
  $scope.now=n})};$scope.turn(1)})"""


def test_later_pages_may_be_elsewhere() -> None:
    """Of a list whose first pages are files and whose others a program makes."""
    around = f'<div ng-controller="C">{ROWS}</div>'
    files, program = asked(STATIC_THEN, around)
    assert files == f"/data/col=915,page=1,size=8.json{LINK}  /2"
    assert program == f"/web/rows?col=915&size=8&page=4{LINK}"


def test_a_number_within_a_files_name_is_counted_up() -> None:
    around = f'<div ng-controller="C">{ROWS}</div><script>{STATIC_THEN}</script>'
    address = shown(around, LIST, {}).asked[0]
    second = following({"rows": [{"docId": 1, "docTitle": "会议"}]}, address, listed=1)
    assert second is not None
    assert second.partition("#")[0] == f"{HOST}/data/col=915,page=2,size=8.json"


DETAIL = """angular.module('a',[]).controller('C',function($scope,$http,$location,$sce){
  var id=$location.search().docId;$http.get('/data/docId='+id+'.json').success(function(d){
  $scope.doc=d.data;$scope.text=$sce.trustAsHtml(d.data.docClob)})})"""


def test_an_articles_text_is_what_its_controller_shows() -> None:
    around = """<div ng-controller="C"><h1>{{doc.docTitle}}</h1>
      <div ng-bind-html="text"></div></div>"""
    url = f"{HOST}/view/doc.html?docId=1258001&itemId=915&generaltype=0"
    assert document(DETAIL, around, url) == f"{HOST}/data/docId=1258001.json"


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("/view/doc.html?docId=1258001&itemId=915", "1258001"),
        ("/view/doc.html?itemId=915&doc_id=1258001&type=01", "1258001"),
        ("/view/doc.html?cid=12&nid=4567", "4567"),
        ("/p/1142", "1142"),
        ("/p/list.html", None),
    ],
)
def test_a_documents_number_is_told_from_its_columns(address: str, number: str | None) -> None:
    assert document_number(HOST + address) == number


def test_services_that_need_each_other_and_endless_ones_end() -> None:
    script = """angular.module('a',[]).factory('A',function(B){return B}).factory('B',function(A){
      return A}).controller('C',function($scope,A,$http){$scope.$watch('x',function(){
      $scope.x=1});$http.get('/api/rows?page=1').success(function(d){$scope.rows=d.rows})})"""
    assert len(asked(script, f'<div ng-controller="C">{ROWS}</div>')) == 1


@pytest.mark.parametrize("call", ["$http.post('/vote?page='+n)", "$http.delete('/news/5?page='+n)"])
def test_what_acts_is_not_asked_for(call: str) -> None:
    script = f"""angular.module('a',[]).controller('C',function($scope,$http){{
      $scope.turn=function(n){{{call}}};$scope.turn(1)}})"""
    assert asked(script, f'<div ng-controller="C">{ROWS}</div>') == []
