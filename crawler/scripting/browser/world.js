// What a script finds by its name, and how it reads JSON and escapes.
const parse = JSON.parse;
const asRead = (text, plain) =>
  isAnswer(text) ? text : isText(text) && text.includes(MARK) ? answer([]) : plain(text);
// What came as JSON is told as data, whether or not a library has parsed it.
const isData = (value) => !!value && typeof value === "object";
JSON.parse = (text, work) =>
  isData(text) ? text : asRead(text, (own) => parse(own, work));
const stringify = JSON.stringify;
JSON.stringify = (value, ...rest) =>
  isAnswer(value) ? token([]) : stringify(plainValue(value), ...rest);
for (const name of [
  "encodeURIComponent",
  "encodeURI",
  "escape",
  "decodeURIComponent",
  "decodeURI",
  "unescape",
]) {
  const plain = G[name];
  defined(name, (text) => {
    const own = asText(text);
    return own.includes(MARK) ? own : plain(own);
  });
}
const isList = Array.isArray;
Array.isArray = (value) => isAnswer(value) || isList(value);
const plainEval = G.eval;
const browser = {
  window: G,
  self: G,
  top: G,
  parent: G,
  document,
  $: jqueryProxy,
  jQuery: jqueryProxy,
  Zepto: jqueryProxy,
  axios,
  layui,
  laypage,
  Vue,
  VueRouter,
  angular,
  React,
  ReactDOM: React,
  preact: React,
  ...hooks,
  fetch: fetched,
  XMLHttpRequest: Request,
  ActiveXObject: Request,
  FormData: Form,
  DOMParser: class {
    parseFromString(text) {
      return isAnswer(text) ? text : isText(text) && text.includes(MARK) ? answer([]) : unknown("parsed");
    }
  },
  Headers,
  qs,
  Qs: qs,
  URLSearchParams: Form,
  URL: Address,
  Option,
  eval: (text) => asRead(text, plainEval),
  setTimeout: (work) => {
    if (isFunction(work)) later(work);
    else if (isText(work)) later(() => plainEval(work));
    return 1;
  },
  setInterval: (work) => {
    if (isFunction(work)) later(work);
    return 1;
  },
  clearTimeout() {},
  clearInterval() {},
  requestAnimationFrame: later,
  open: send,
  addEventListener: (kind, work) => listen(kind, work, [G]),
  attachEvent: (kind, work) => listen(kind, work, [G]),
  dispatchEvent: (event) => fire(event, [G]),
  Event: PageEvent,
  CustomEvent: PageEvent,
  MouseEvent: PageEvent,
  UIEvent: PageEvent,
  HashChangeEvent: PageEvent,
  alert() {},
  confirm: () => false,
  prompt: () => null,
  print() {},
  scrollTo() {},
  close() {},
  localStorage: { getItem: () => null, setItem() {}, removeItem() {} },
  sessionStorage: { getItem: () => null, setItem() {}, removeItem() {} },
  Mustache: templates,
  Handlebars: templates,
  juicer: rendered,
  doT: templates,
  template: Object.assign((html) => rendered(html), templates),
  _: templates,
  laytpl: layui.laytpl,
  getQueryString: (name) => query[name] || "",
  name: "",
  history: unknown("history"),
  navigator: {
    userAgent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120.0",
    platform: "Win32",
    appName: "Netscape",
    appVersion: "5.0",
  },
  screen: { width: 1920, height: 1080 },
  innerWidth: 1920,
  innerHeight: AT_THE_END.clientHeight,
  pageYOffset: AT_THE_END.scrollTop,
  scrollY: AT_THE_END.scrollTop,
  IntersectionObserver: Watcher,
  console: { log() {}, warn() {}, error() {}, info() {}, debug() {} },
  frames: unknown("frames"),
  exports: undefined,
  module: undefined,
  define: undefined,
  process: undefined,
  onload: undefined,
  onready: undefined,
  onhashchange: undefined,
  onscroll: undefined,
  scope: undefined,
  WebSocket: undefined,
};
for (const [name, value] of Object.entries(browser)) defined(name, value);
Object.setPrototypeOf(
  G,
  new Proxy(
    {},
    {
      has: (_, key) => typeof key === "string",
      get: (_, key) =>
        typeof key === "symbol"
          ? undefined
          : key.startsWith(MARK)
            ? key
            : key in Object.prototype
              ? Object.prototype[key]
              : unknown(key),
      set(_, key, value) {
        defined(key, value);
        return true;
      },
    },
  ),
);
