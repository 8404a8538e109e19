// AngularJS: its modules, what they hand to controllers and services, and their scopes.
const MOST_MADE = 100; // services and controllers of a page
const angularModules = new Map();
const registry = { services: new Map(), controllers: new Map(), components: [], routes: [] };
const root = { $on() {}, $broadcast() {}, $emit() {}, $apply: (work) => isFunction(work) && work() };
let madeSoFar = 0;
function inject(work, self, given = {}) {
  const isArray = isList(work);
  const called = isArray ? work[work.length - 1] : work;
  if (!isFunction(called) || madeSoFar++ > MOST_MADE) return undefined;
  const names = isArray ? work.slice(0, -1) : called.$inject || parametersOf(sourceOf(called));
  const needs = names.map((name) => (Object.hasOwn(given, name) ? given[name] : service(name)));
  return isClass(called) ? new called(...needs) : called.apply(self, needs);
}
const isClass = (work) => /^class\b/.test(sourceOf(work));
function service(name) {
  if (Object.hasOwn(provided, name)) return provided[name];
  if (!registry.services.has(name)) return unknown(name);
  const make = registry.services.get(name);
  provided[name] = unknown(name); // of those that need each other
  return (provided[name] = attempt(make) ?? unknown(name));
}
// Requests: axios with what AngularJS calls its promise's methods.
const httpOf = (client) => {
  const answered = (made) =>
    Object.assign(made, {
      success(work) {
        made.then(({ data }) => work(data, 200, () => "", {}));
        return made;
      },
      error: () => made,
    });
  const asked = (told) => {
    const { transformRequest, data, headers } = told;
    const sent = isFunction(transformRequest) && data ? attempt(() => transformRequest(data)) : data;
    return answered(client({ ...told, headers, data: sent }));
  };
  const plain = (method) => (url, told) => asked({ ...told, url, method });
  return Object.assign((told) => asked(told || {}), {
    get: plain("GET"),
    jsonp: plain("GET"),
    post: (url, data, told) => asked({ ...told, url, data, method: "POST" }),
    put: () => answered(thenable(() => undefined)),
    delete: () => answered(thenable(() => undefined)),
    defaults: { headers: { common: {}, post: {}, get: {} } },
  });
};
const angularHttp = axiosLike({});
const $http = httpOf(angularHttp);
// News.query({page: 1}, show): GET of the address with what is given in its places, or behind it.
function resource(url, usual, actions = {}) {
  const call = (told) => (given, work) => {
    const back = [given, work].find(isFunction);
    const params = { ...usual, ...told.params, ...(isFunction(given) ? {} : given) };
    const to = (told.url || url).replace(/:([A-Za-z_]\w*)/g, (_, name) => {
      const value = params[name];
      delete params[name];
      return value === undefined || isFunction(value) ? "" : asText(value);
    });
    const method = asText(told.method || "GET").toUpperCase();
    if (!/^(?:GET|POST)$/.test(method)) return answer([]);
    const sent = method === "GET" ? { params } : { data: params };
    const made = $http({ ...sent, url: to.replace(/\/+$/, ""), method });
    if (back) made.success(back);
    return withPromise(made);
  };
  const usualOnes = { get: {}, query: {}, save: { method: "POST" }, remove: { method: "DELETE" } };
  return Object.fromEntries(
    Object.entries({ ...usualOnes, ...actions }).map(([name, told]) => [name, call(told || {})]),
  );
}
// What is shown at once of what comes later.
function withPromise(made) {
  const plain = answer([]);
  const self = new Proxy(plain, {
    get: (_, key) =>
      key === "$promise" ? { then: (work) => made.then(({ data }) => work(data)) } : plain[key],
  });
  answers.add(self);
  return self;
}
const deferred = () => {
  const works = [];
  let kept;
  return {
    promise: thenable((work) => (kept ? later(() => work(kept[0])) : works.push(work))),
    resolve(value) {
      kept = kept || [value];
      works.splice(0).forEach((work) => attempt(() => work(value)));
    },
    reject() {},
    notify() {},
  };
};
const goTo = (path, given) => {
  const fields = encoded(given || {});
  send(asText(path) + (fields ? (asText(path).includes("?") ? "&" : "?") + fields : ""));
};
const $location = {
  path: (to) => (to === undefined ? page.pathname : (send(to), $location)),
  url: (to) => (to === undefined ? page.pathname + page.search : (send(to), $location)),
  search(name, value) {
    if (name === undefined) return query;
    goTo(page.pathname, { ...query, ...(isText(name) ? { [name]: value } : name) });
    return $location;
  },
  absUrl: () => page.href,
  hash: () => "",
  host: () => page.hostname,
  protocol: () => page.protocol.replace(":", ""),
  port: () => page.port,
  replace: () => $location,
};
const same = (value) => value;
const trusting = { trustAsHtml: same, trustAsResourceUrl: same, trustAsUrl: same, trustAs: (_, v) => v };
const states = new Map();
const stateOf = (name, given) => {
  const rest = { ...given };
  const to = (states.get(name) || "").replace(/[:{](\w+)(?::[^}]*)?\}?/g, (_, part) => {
    const value = rest[part];
    delete rest[part];
    return asText(value);
  });
  if (to) goTo(to.split("?")[0], rest);
};
const providers = {
  $locationProvider: unknown("$locationProvider"),
  $httpProvider: { interceptors: [], defaults: $http.defaults },
  $routeProvider: {
    when(path, told) {
      registry.routes.push({ path, told: told || {} });
      return providers.$routeProvider;
    },
    otherwise: () => providers.$routeProvider,
  },
  $stateProvider: {
    state(name, told) {
      const own = isText(name) ? told || {} : name || {};
      const path = asText(own.url);
      states.set(isText(name) ? name : own.name, path);
      registry.routes.push({ path, told: own });
      Object.values(own.views || {}).forEach((each) => registry.routes.push({ path, told: each || {} }));
      return providers.$stateProvider;
    },
  },
};
const provided = {
  $http,
  $resource: resource,
  $location,
  $sce: trusting,
  $window: G,
  $document: [document],
  $routeParams: query,
  $stateParams: query,
  $state: { go: stateOf, href: stateOf, params: query, current: {} },
  $route: { current: { params: query }, reload() {} },
  $timeout: (work) => isFunction(work) && later(work),
  $interval: (work) => isFunction(work) && later(work),
  $q: Object.assign(
    (work) => {
      const made = deferred();
      attempt(() => work(made.resolve, made.reject));
      return made.promise;
    },
    {
      defer: deferred,
      when: (value) => thenable((work) => later(() => work(value))),
      resolve: (value) => thenable((work) => later(() => work(value))),
      all: axios.all,
    },
  ),
  $rootScope: root,
  $filter: () => same,
  $log: unknown("$log"),
  $httpParamSerializer: encoded,
  $httpParamSerializerJQLike: encoded,
};
// What a controller or a component is given: whatever it sets is shown by its template.
function scopeOf(template) {
  const watchers = [];
  const kept = {
    $watch: (what, work) => {
      if (isFunction(work)) watchers.push({ what: asText(what), work });
      later(() => isFunction(work) && work(answer([]), undefined, self));
    },
    $watchers: watchers,
    $on: (name, work) => /ready|success|loaded|enter/i.test(name) && isFunction(work) && later(() => work(unknown("event"))),
    $apply: (work) => isFunction(work) && work(),
    $digest() {},
    $broadcast() {},
    $emit() {},
    $root: root,
  };
  kept.$watchCollection = kept.$watchGroup = kept.$watch;
  kept.$evalAsync = kept.$applyAsync = kept.$apply;
  const self = showing(kept, () => self, template);
  kept.$parent = self;
  return self;
}
function showing(kept, scope, template, name) {
  return new Proxy(kept, {
    get: (own, key) => (key in own ? own[key] : isText(key) && name === undefined ? root[key] : undefined),
    set(own, key, value) {
      own[key] = value;
      if (isPlain(value) && !unknowns.has(value)) later(() => settings(value));
      if (template && isText(key) && !unknowns.has(value)) template.shows(scope(), name || key);
      return true;
    },
  });
}
// tm.pagination: {currentPage: 1, itemsPerPage: 10, onChange: load}, which it keeps up to date.
function settings(value) {
  const now = Object.keys(value).find((key) => isNamed("currents", key));
  const change = Object.keys(value).find((key) => isNamed("callbacks", key) && isFunction(value[key]));
  if (!now || !change) return;
  const told = { current: optionOf(value, "currents"), pages: pagesOf(value), from: 1 };
  turners.push({
    ...told,
    work(number) {
      value[now] = number;
      value[change](number);
    },
  });
}
const heldBy = (name) => /^\s*([\w$.]+)(?:\s+as\s+([\w$]+))?\s*$/.exec(asText(name)) || [];
function control(what, html, as, given = {}) {
  const [, name, alias] = isText(what) ? heldBy(what) : [];
  const work = name ? registry.controllers.get(name) || globalController(name) : what;
  const template = html ? new Template(html) : null;
  const scope = scopeOf(template);
  const own = as || alias;
  const self = own ? showing({}, () => scope, template, own) : {};
  if (own) scope[own] = self;
  if (html) later(() => pagersIn(html, scope));
  attempt(() => inject(work, self, { $scope: scope, $element: jqueryProxy, $attrs: {}, ...given }));
  if (isFunction(self.$onInit)) attempt(() => self.$onInit());
  turnsOf(html, scope);
}
// AngularJS before 1.3 finds controllers among the functions of the page.
const globalController = (name) => (isFunction(G[name]) && !unknowns.has(G[name]) ? G[name] : null);
// What is clicked to turn the page: <a ng-click="query(pageIndex + 1)">下一页</a>.
function turnsOf(html, scope) {
  for (const { attributes, turns, acts, named, ...info } of among("[ng-click], [data-ng-click]", html || "").map((each) => each.__info)) {
    const code = attributes["ng-click"] || attributes["data-ng-click"];
    if (turns && !acts && !named)
      clicks.push({ work: () => inTemplate(code, scope), on: [element({ ...info, attributes, turns, menu: true })] });
  }
}
const markupOf = (selector) =>
  selected("\0markup " + selector)
    .slice(0, MOST.menus * 2)
    .map(({ html }) => html);
const CONTROLLER = /\b(?:data-)?ng-controller\s*=\s*["']([^"']{1,100})["']/;
const matched = ({ path }) => {
  const names = [];
  const form = asText(path)
    .split("?")[0]
    .replace(/[.+*()[\]^$|\\]/g, "\\$&")
    .replace(/[:{](\w+)(?::[^}]*)?[?]?\}?/g, (_, name) => (names.push(name), "([^/]+)"));
  const found = new RegExp(form + "/?$").exec(page.pathname);
  if (found) names.forEach((name, at) => (query[name] = found[at + 1]));
  return path && path !== "/" && found;
};
let begun = false;
function beginAngular() {
  if (begun || !angularModules.size) return;
  begun = true;
  registry.starts.forEach((work) => attempt(work));
  providers.$httpProvider.interceptors.forEach((each) => {
    const made = isText(each) ? service(each) : attempt(() => inject(each)) || {};
    if (isFunction(made.request)) angularHttp.interceptors.request.use(made.request);
  });
  for (const html of markupOf("[ng-controller], [data-ng-controller]")) {
    const found = CONTROLLER.exec(html);
    if (found) control(found[1], html);
  }
  for (const { told } of registry.routes.filter(matched))
    if (told.controller) control(told.controller, templateText(told), told.controllerAs);
  for (const { tag, told } of registry.components)
    if (selected(tag).length) control(told.controller, templateText(told), told.controllerAs || "$ctrl");
}
function templateText(told) {
  if (isText(told.template)) return told.template;
  const name = asText(told.templateUrl).replace(/["\\]/g, "");
  const [found] = name ? selected('script[id="' + name + '"]') : [];
  return found ? found.html : "";
}
registry.starts = [];
const dashedTag = (name) => asText(name).replace(/[A-Z]/g, (letter) => "-" + letter.toLowerCase());
function moduleNamed(name) {
  if (angularModules.has(name)) return angularModules.get(name);
  const keep = (make) => (key, work) => {
    if (isText(key)) registry.services.set(key, () => make(work));
    return self;
  };
  const self = {
    name,
    requires: [],
    value: keep(same),
    constant: keep(same),
    factory: keep((work) => inject(work, {})),
    service: keep((work) => {
      const own = {};
      return inject(work, own) || own;
    }),
    provider: keep((work) => {
      const own = isFunction(work) || isList(work) ? {} : work;
      const made = own === work ? own : inject(work, own) || own;
      return inject(made.$get, made);
    }),
    controller(key, work) {
      if (isText(key)) registry.controllers.set(key, work);
      else Object.entries(key || {}).forEach((each) => registry.controllers.set(...each));
      return self;
    },
    component(key, told) {
      registry.components.push({ tag: dashedTag(key), told: told || {} });
      return self;
    },
    directive(key, work) {
      const told = attempt(() => inject(work, {})) || {};
      if (told.controller) registry.components.push({ tag: dashedTag(key), told });
      return self;
    },
    config(work) {
      registry.starts.unshift(() => inject(work, {}, providers));
      return self;
    },
    run(work) {
      registry.starts.push(() => inject(work, {}));
      return self;
    },
    filter: () => self,
    decorator: () => self,
    animation: () => self,
  };
  angularModules.set(name, self);
  later(() => later(beginAngular));
  return self;
}
const angular = new Proxy(
  {
    module: (name) => moduleNamed(asText(name)),
    element: jqueryProxy,
    forEach: (rows, work, self) =>
      overEach(rows, (key, each) => isFunction(work) && work.call(self, each, key)),
    copy: same,
    identity: same,
    extend: (...given) => Object.assign(...given.map((each) => each || {})),
    merge: (...given) => Object.assign(...given.map((each) => each || {})),
    isArray: (value) => Array.isArray(value),
    isDefined: (value) => value !== undefined,
    isUndefined: (value) => value === undefined,
    isObject: (value) => value !== null && typeof value === "object",
    isString: isText,
    isNumber: (value) => typeof value === "number",
    isFunction,
    toJson: (value) => JSON.stringify(value),
    fromJson: (text) => JSON.parse(text),
    lowercase: (text) => asText(text).toLowerCase(),
    noop() {},
  },
  {
    get: (kept, key) =>
      key in kept
        ? kept[key]
        : typeof key === "symbol"
          ? undefined
          : (kept[key] = unknown("angular." + key)),
  },
);
