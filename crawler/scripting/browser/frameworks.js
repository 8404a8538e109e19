// Vue, layui and templates.
function component(told, where, route = { query, params: query, path: page.pathname }, given = {}) {
  if (!told || typeof told !== "object") return unknown("Vue");
  const template = templateOf(told, where, () => self);
  let draw = null;
  const kept = {
    $http: axios,
    $axios: axios,
    $router: {
      push: (to) => send(isText(to) ? to : routed(to)),
      replace: (to) => send(isText(to) ? to : routed(to)),
    },
    $route: route,
    ...(told.props ? route.params : {}),
    ...given,
    $refs: unknown("refs"),
    $nextTick: (work) => isFunction(work) && later(() => work.call(self)),
    $set: (o, k, v) => {
      o[k] = v;
    },
    $message: unknown("message"),
    $emit() {},
    $on() {},
  };
  // What is given to a component is shown by its template, there and then.
  const self = new Proxy(kept, {
    set(own, key, value) {
      own[key] = value;
      if (template && isText(key) && (isAnswer(value) || isList(value))) template.shows(self, key);
      if (draw && isAnswer(value)) draw();
      return true;
    },
  });
  Object.assign(
    kept,
    attempt(() => (isFunction(told.data) ? told.data.call(kept) : told.data)) || {},
  );
  for (const [name, work] of Object.entries({ ...told.filters, ...told.methods }))
    if (isFunction(work)) self[name] = work.bind(self);
  for (const [name, work] of Object.entries(told.computed || {}))
    Object.defineProperty(self, name, {
      get: isFunction(work) ? work.bind(self) : work.get,
      configurable: true,
    });
  if (isFunction(told.setup))
    attempt(() => Object.assign(self, told.setup({}, unknown("context"))));
  for (const hook of ["beforeCreate", "created", "beforeMount", "mounted", "onLoad"])
    if (isFunction(told[hook])) later(() => told[hook].call(self));
  if (template)
    later(() =>
      Object.keys(kept)
        .filter((key) => isList(kept[key]))
        .forEach((key) => template.shows(self, key)),
    );
  const reserved = new Proxy(self, {
    get: (own, key) =>
      key in own
        ? own[key]
        : typeof key === "string" && key[0] === "$"
          ? unknown(key)
          : undefined,
  });
  if (isFunction(told.render) && !isText(told.template)) {
    draw = drawing(told, reserved);
    later(draw);
  }
  Object.values(told.methods || {})
    .filter(isFunction)
    .forEach((work) => openers.push(() => work.call(reserved, answer([]))));
  return self;
}
const openers = [];
const routed = (to) =>
  asText(to && (to.path || to.name)) + (to && to.query ? "?" + encoded(to.query) : "");
function Vue(told) {
  return component(told);
}
Object.assign(Vue, {
  extend: (told) => told,
  component(name, told) {
    if (isPlain(told)) registered.set(asText(name), told);
    return told || {};
  },
  use() {},
  prototype: unknown("Vue.prototype"),
  http: axios,
  createApp: (told) => ({
    mount: (where) => component(told, where),
    use() {
      return this;
    },
    component(name, told) {
      if (isPlain(told)) registered.set(asText(name), told);
      return this;
    },
    config: unknown("config"),
  }),
  ref: (value) => ({ value }),
  reactive: (value) => value,
  computed: (work) => ({
    get value() {
      return work();
    },
  }),
  onMounted: (work) => later(work),
  onCreated: (work) => later(work),
  watch() {},
  nextTick: later,
  config: unknown("config"),
});
const laypage = Object.assign((told) => plugin(told), { render: (told) => plugin(told) });
const layui = new Proxy(
  {
    use(names, work) {
      const back = [names, work].find(isFunction);
      if (back) later(() => back.call(layui));
      return layui;
    },
    config: () => layui,
    extend: () => layui,
    define: (names, work) => layui.use(names, work),
    each: overEach,
    laypage,
    data: () => ({}),
    flow: {
      load: flowed,
      lazyimg() {},
    },
    table: {
      render: (told) => {
        layuiTable(told || {});
        return unknown("table");
      },
      on() {},
      reload() {},
    },
    laytpl: (html) => ({
      render(rows, back) {
        const made = rendered(html);
        if (isFunction(back)) back(made);
        return made;
      },
    }),
    url: () => ({ search: query, pathname: page.pathname.split("/").slice(1), hash: {} }),
  },
  {
    get: (kept, key) =>
      key in kept
        ? kept[key]
        : key === "jquery" || key === "$"
          ? jqueryProxy
          : typeof key === "symbol"
            ? undefined
            : (kept[key] = unknown("layui." + key)),
  },
);
// What a template is filled in with: {{o.id}}, {{= it.id }}, <%= o.id %>, ${o.id}, [[o.id]].
const FILLED =
  /\{\{\{?[=~!-]?\s*(?:\w+\.)*(\w+)[^{}]*\}?\}\}|<%[=-]\s*(?:\w+\.)*(\w+)[^%]*%>|\$\{\s*(?:\w+\.)*(\w+)[^{}]*\}|\[\[\s*(?:\w+\.)*(\w+)[^\[\]]*\]\]/g;
const rendered = (html) => {
  const named = isText(html) && /^#?[\w-]+$/.test(html) && first("#" + html.replace("#", ""));
  const text = asText(named ? named.innerHTML : html).replace(FILLED, (_, ...names) =>
    token([names.slice(0, 4).find(Boolean)]),
  );
  write(text);
  return text;
};
const templates = {
  render: rendered,
  to_html: rendered,
  compile: (html) => () => rendered(html),
  template: (html) => () => rendered(html),
  parse() {},
};
