// Routes of single-page sites: which component is shown at an address, with what of the address.
const MOST_ROUTES = 20; // that are opened of a page
const routing = { routes: [], hash: false, opened: new Set() };
const joined = (above, path) =>
  path.startsWith("/") ? path : above.replace(/\/$/, "") + "/" + path;
// A route's components, those around it first: {path: "/list/:id", component, children: […]}.
function flat(routes, above = "", around = []) {
  if (!isList(routes)) return [];
  return routes.slice(0, MOST.found).flatMap((route) => {
    const path = joined(above, asText(route && route.path));
    const own = [route.component, ...Object.values(route.components || {})].filter(Boolean);
    const components = [...around, ...own];
    return [...flat(route.children, path, components), { path, components }];
  });
}
const formOf = (path, names) =>
  new RegExp(
    "^" +
      path
        .replace(/[.+^$|\\[\]{}]/g, "\\$&")
        .replace(/\/?:(\w+)(?:\([^()]*\))?(\?)?/g, (_, name, may) => {
          names.push(name);
          return may ? "(?:/([^/]+))?" : "/([^/]+)";
        }) +
      "/?$",
  );
function routeOf(address) {
  const [path, search = ""] = address.split("?");
  for (const route of routing.routes) {
    const names = [];
    const found = route.path.includes("*") ? null : formOf(route.path, names).exec(path);
    if (!found) continue;
    const params = Object.fromEntries(names.map((name, at) => [name, found[at + 1]]));
    const told = search ? new Form(search).fields : address === hereAt() ? { ...query } : {};
    return { ...route, params, query: told, fullPath: address, at: path };
  }
  return null;
}
const hereAt = () => (routing.hash ? "/" : page.pathname + page.search);
let currentRoute = { path: page.pathname, params: query, query, name: "", meta: {} };
// Shows what stands at an address; `of`: the call whose answer told the address.
function open_(address, of) {
  const route = routeOf(address);
  const key = route && (address.includes(MARK) ? route.path : address);
  if (!route || routing.opened.has(key) || routing.opened.size >= MOST_ROUTES) return;
  routing.opened.add(key);
  const { params, query: told, fullPath, at: path } = route;
  for (const each of route.components)
    later(() => {
      const [before, outer] = [currentRoute, handled];
      currentRoute = { path, params, query: told, fullPath, name: "", meta: {} };
      handled = of;
      attempt(() => component(isFunction(each) ? imported(each) : each, undefined, currentRoute));
      [currentRoute, handled] = [before, outer];
    });
}
// A component that is loaded when it is shown: () => import("./List.js"), which stands beside it.
const imported = (work) => {
  const made = attempt(() => work());
  return made && !unknowns.has(made) ? made.default || made : {};
};
// An address that a component links to, in its browser's words; what stands there is opened.
function linked(address) {
  if (!routing.routes.length || !address.startsWith("/")) return address;
  if (address.includes(MARK) || routing.hash) {
    const of = handled;
    later(() => open_(address, of));
  }
  return routing.hash ? "#" + address : address;
}
function Router(told) {
  const { routes = [], mode, history } = told || {};
  routing.routes = flat(routes);
  routing.hash = history ? history.hash === true : mode !== "history";
  later(() => {
    open_(hereAt(), null);
    if (routing.hash)
      for (const each of selected('a[href^="#/"], a[href^="#!/"]').slice(0, MOST_ROUTES))
        open_(each.attributes.href.replace(/^#!?/, ""), null);
  });
  return Object.assign(this instanceof Router ? this : {}, {
    push: (to) => send(isText(to) ? to : routed(to)),
    replace: (to) => send(isText(to) ? to : routed(to)),
    beforeEach() {},
    afterEach() {},
    install() {},
    resolve: (to) => ({ href: isText(to) ? to : routed(to) }),
    addRoute: (each) => routing.routes.push(...flat([each])),
  });
}
const VueRouter = Object.assign(Router, {
  createRouter: (told) => new Router(told),
  createWebHistory: () => ({ hash: false }),
  createWebHashHistory: () => ({ hash: true }),
  createMemoryHistory: () => ({ hash: true }),
  useRoute: () => currentRoute,
  useRouter: () => ({ push: (to) => send(isText(to) ? to : routed(to)) }),
});
