// Answers of servers that nobody asked: values whose parts are tokens of their names.
const answers = new WeakSet(),
  unknowns = new WeakSet();
const EACH = new Set(["forEach", "each", "map", "filter", "some", "every", "find", "flatMap"]);
const SAME = new Set([
  "substring",
  "substr",
  "slice",
  "replace",
  "replaceAll",
  "trim",
  "toLowerCase",
  "toUpperCase",
  "concat",
  "reverse",
  "sort",
  "splice",
  "json",
  "text",
  "padStart",
  "toFixed",
  "toLocaleString",
  "trimStart",
  "trimEnd",
  "values",
  "charAt",
]);
const isAnswer = (v) =>
  (typeof v === "function" || typeof v === "object") && v !== null && answers.has(v);
const token = (path) => MARK + path.join(JOINT) + MARK;
// What a script reckons with: how many pages there are, or rows. A pager is drawn of a few.
const PAGES = /^(?:total_?)?pages?(?:_?(?:count|num|total|size))?$|^(?:all|max|last)_?page$/i;
const ROWS_IN_ALL = /^(?:total|count)(?:_?(?:count|num|rows?|records?|elements|size))?$|^record_?count$/i;
const SIZE = /size$/i;
function reckoned(name) {
  const pages = (page.turns || 2) + 1;
  if (!isText(name) || SIZE.test(name)) return undefined;
  return PAGES.test(name) ? pages : ROWS_IN_ALL.test(name) ? pages * 10 : undefined;
}
// What scripts ask an answer in XML for: nodes by the name of their element, whose parts are theirs.
const ASKS_NODES = new Set([
  "getElementsByTagName",
  "getElementsByTagNameNS",
  "querySelectorAll",
  "querySelector",
  "selectNodes",
  "selectSingleNode",
]);
const ITSELF = new Set(["firstChild", "lastChild", "childNodes", "firstElementChild", "children"]);
const SAYS = new Set(["nodeValue", "textContent", "innerText", "data", "text", "innerHTML", "wholeText"]);
const nodesNamed = (...given) => node(asText(given.at(-1)).split(/[\s>/:]+/).pop());
const attributeOf = (name) => dayOf(asText(name)) ?? answer([asText(name)]);
function node(name) {
  const plain = answer([name]);
  const self = new Proxy(() => self, {
    get(_, key) {
      if (key === Symbol.iterator)
        return function* () {
          yield self;
        };
      if (typeof key === "symbol") return plain[key];
      if (ITSELF.has(key) || /^\d+$/.test(key)) return self;
      if (SAYS.has(key)) return dayOf(name) ?? plain;
      if (key === "item" || key === "namedItem") return () => self;
      if (key === "nodeName" || key === "tagName") return name;
      if (EACH.has(key))
        return (work) => {
          const made = isFunction(work) ? work.call(self, self, 0, self) : undefined;
          return key === "map" ? [made] : self;
        };
      return plain[key];
    },
    apply: () => self,
    has: () => true,
    set: () => true,
  });
  answers.add(self);
  return self;
}
function answer(path) {
  const entry = () => answer([]);
  const self = new Proxy(() => self, {
    get(_, key) {
      if (key === Symbol.toPrimitive)
        return (hint) => (hint === "number" && reckoned(path[path.length - 1])) || token(path);
      if (key === Symbol.iterator)
        return function* () {
          yield entry();
        };
      if (key === Symbol.isConcatSpreadable) return true; // shown.concat(answer.rows)
      if (typeof key === "symbol" || key === "then") return undefined;
      if (key === "length" || key === "size") return 1;
      if (key === "toString" || key === "valueOf" || key === "toJSON" || key === "join")
        return () => token(path);
      if (/^\d+$/.test(key)) return entry();
      if (ASKS_NODES.has(key)) return nodesNamed;
      if (key === "getAttribute") return attributeOf;
      if (key === "documentElement") return self;
      if (EACH.has(key))
        return (work) => {
          const made = isFunction(work) ? work.call(self, entry(), 0, self) : undefined;
          return key === "map" || key === "flatMap" ? [made] : self;
        };
      if (key === "reduce") return (work, first) => work(first, entry(), 0, self);
      if (key === "split") return () => [self, self, self];
      if (key === "indexOf" || key === "lastIndexOf" || key === "search") return () => -1;
      if (
        key === "includes" ||
        key === "startsWith" ||
        key === "endsWith" ||
        key === "hasOwnProperty"
      )
        return () => key === "hasOwnProperty";
      if (key === "match" || key === "exec") return () => [self, self, self];
      if (SAME.has(key)) return () => self;
      if (page.lacking.includes(key.toLowerCase())) return "";
      return dayOf(key) === undefined ? answer([...path, key]) : dayOf([...path, key].join("."));
    },
    ownKeys: () => ["0"],
    getOwnPropertyDescriptor: (_, key) =>
      typeof key === "string"
        ? { value: entry(), configurable: true, enumerable: true, writable: true }
        : undefined,
    has: () => true,
    set: () => true,
    apply: () => self,
  });
  answers.add(self);
  return self;
}
// An entry of a tree that has none below it.
const BELOW = /^(?:is_?parent|has_?child(?:ren)?|children|nodes)$/i;
function leaf() {
  const plain = answer([]);
  const self = new Proxy(plain, {
    get: (_, key) => (typeof key === "string" && BELOW.test(key) ? false : plain[key]),
  });
  answers.add(self);
  return self;
}
const FAILED = /^["']?(-\d+|[45]\d\d|err\w*|fail\w*|false|null|undefined|)["']?$/i;
// What a script compares a part of an answer with: an answer is what it is when all went well.
fixed("__is", (value, sign, other) => {
  if (isAnswer(value)) return FAILED.test(String(other)) === (sign[0] === "!");
  switch (sign) {
    case "==":
      return value == other;
    case "!=":
      return value != other;
    case "===":
      return value === other;
    default:
      return value !== other;
  }
});
