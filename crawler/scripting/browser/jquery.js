// A part of an answer in XML that is found by a selector.
const partOf = (name) => {
  const day = dayOf(name);
  return day === undefined ? answer([name]) : Object.assign(new String(day), { innerText: day });
};
// What a selector means within an element, or of what scripts have written, as into it.
const withinByNow = (own, selector) => {
  const found = selected("\0in " + own.__info.at + " " + selector).map(element);
  if (found.length) return found;
  return ofWritten(selector).map((each) => element({ ...each.__info, around: [own.__info] }));
};
// What is jQuery's own at the end of a selector: $(".row:last"), $("li:eq(2)").
function picked(selector) {
  const found = /^(.+?):(first(?:-child)?|last|eq\((-?\d+)\))$/.exec(selector.trim());
  if (!found) return many(selector);
  const all = many(found[1]);
  const at = found[2].startsWith("first") ? 0 : found[2] === "last" ? -1 : Number(found[3]);
  return all.slice(at < 0 ? at + all.length : at).slice(0, 1);
}
// An element that a script makes of HTML: $("<a data-num='7'>").
function made(html) {
  const found = html.includes(MARK) ? [] : among("", html);
  return found.length
    ? [element({ ...found[0].__info, html, made: true })]
    : [element({ tag: "div", html, made: true })];
}
// jQuery: selections, their methods, and what stands beside them.
function jquery(what, told) {
  if (isFunction(what) && !isAnswer(what) && !unknowns.has(what) && !what.__info) {
    later(() => what(jquery));
    return query_([]);
  }
  if (isAnswer(what)) return query_([what]);
  if (isText(what) && /^\s*</.test(what))
    return isPlain(told) ? toldOf(query_(made(what), what), told) : query_(made(what), what);
  if (isText(what)) return query_(what.includes(MARK) ? [] : picked(what));
  if (what === document) return query_([document]);
  if (what === G) return query_([element({ tag: "window" })]);
  if (Array.isArray(what)) return query_(what);
  return query_(what ? [what] : []);
}
// $("<a>", {href: "/art/1.html", text: "words"})
function toldOf(link, told) {
  for (const [name, value] of Object.entries(told))
    if (name === "text" || name === "html") link[name](value);
    else if (!isFunction(value) || isAnswer(value)) link.attr(name, value);
  return link;
}
const markup = (each) =>
  isText(each)
    ? each
    : isAnswer(each)
      ? asText(each)
      : Array.isArray(each)
        ? each.map(markup).join("")
        : each && each.__html
          ? each.__html
          : isFunction(each)
            ? ""
            : asText(each);
function query_(found, html) {
  const own = found[0],
    onAnswer = isAnswer(own);
  const attribute = (name) =>
    onAnswer ? own[name] : own && own.getAttribute ? own.getAttribute(name) : undefined;
  const keep = (name, value) =>
    found.slice(0, MOST.found).forEach((each) => {
      if (each && each.__set && !isAnswer(each)) each.__set[name] = isAnswer(value) ? value : asText(value);
    });
  const add = (...parts) => {
    for (const each of parts) {
      write(markup(each));
      if (html && own && own.__info) own.append(each && each.jquery ? each[0] : each);
      if (own && own.__info) addOptions(own.__info, markup(each));
    }
    return self;
  };
  // $(".tab").click(load) listens, $(".tab").click() fires.
  const heardOrFired =
    (kind) =>
    (...given) =>
      given.some(isFunction) ? methods.on(kind, ...given) : methods.trigger(kind);
  const methods = {
    __html: html,
    length: found.length,
    jquery: "3.6.0",
    selector: "",
    each(work) {
      if (onAnswer) work.call(answer([]), 0, answer([]));
      else
        found.slice(0, MOST.found).forEach((each, at) => attempt(() => work.call(each, at, each)));
      return self;
    },
    map(work) {
      return query_(
        found.slice(0, MOST.found).map((each, at) => attempt(() => work.call(each, at, each))),
      );
    },
    find: (selector) =>
      onAnswer
        ? query_([partOf(asText(selector))])
        : own && own.__info && own.__info.synthetic
          ? self
          : own &&
              own.__info &&
              own.__info.tag === "select" &&
              chosen(own.__info) &&
              /option/.test(asText(selector))
            ? query_([
                element({
                  tag: "option",
                  value: chosen(own.__info).value,
                  text: chosen(own.__info).text,
                  attributes: { value: chosen(own.__info).value },
                }),
              ])
            : own && own.__info && own.__info.at !== undefined
              ? query_(withinByNow(own, asText(selector)))
              : query_(many(selector)),
    parent: () => query_([own && own.__info && near("up", own.__info, "")].filter(Boolean)),
    closest: (selector) =>
      own && own.__info && own.__info.synthetic
        ? self
        : query_([own && own.__info && near("closest", own.__info, selector)].filter(Boolean)),
    parents: (selector) => methods.closest(selector),
    filter: () => self,
    not: () => self,
    children: (selector) => (selector ? methods.find(selector) : self),
    eq: (at) => query_(found.slice(at < 0 ? at + found.length : at).slice(0, 1)),
    first: () => query_(found.slice(0, 1)),
    last: () => query_(found.slice(-1)),
    get: (at) => (at === undefined ? found : found[at]),
    index: () => 0,
    is: () => false,
    hasClass: () => false,
    toArray: () => found,
    attr(name, value) {
      if (value === undefined && isText(name)) {
        const has = attribute(name);
        return has === null ? undefined : has;
      }
      if (isPlain(name)) return toldOf(self, name);
      if (html && own && own.__info && /^(?:href|title)$/.test(name)) own[name] = value;
      if (name === "src" && value !== undefined) show(value);
      if (isText(name) && /^data-/.test(name)) keep(name, value);
      if (own && own.__info && turnedTo !== null && /^(?:action|value)$/.test(name)) own[name] = value;
      return self;
    },
    prop: (name, value) => (value === undefined ? (own ? own[name] : undefined) : self),
    data(name, value) {
      if (value !== undefined && isText(name)) keep("data-" + dashed(name), value);
      if (value !== undefined || !isText(name)) return isText(name) ? self : {};
      const has = attribute("data-" + dashed(name));
      return has === null || has === undefined
        ? undefined
        : /^\d{1,15}$/.test(has) && String(Number(has)) === has
          ? Number(has)
          : has;
    },
    val(value) {
      if (value === undefined) return onAnswer ? own : own ? own.value : undefined;
      if (turnedTo !== null && !onAnswer) found.forEach((each) => (each.value = value));
      return self;
    },
    submit(...given) {
      if (given.length) called("plugin.submit", given, self);
      else if (own && own.__info) own.submit();
      return self;
    },
    trigger(kind, given) {
      if (eventName(kind) === "submit") return methods.submit();
      fire(kind, found, isList(given) ? given : given === undefined ? [] : [given]);
      return self;
    },
    triggerHandler: (...given) => methods.trigger(...given),
    tab: (what) => (what === "show" ? methods.trigger("show").trigger("shown") : self),
    text(value) {
      if (value === undefined) return onAnswer ? own : own ? own.innerText : "";
      if (html && own && own.__info) own.textContent = asText(value);
      return self;
    },
    html(value) {
      if (value === undefined) return onAnswer ? own : html || (own ? own.innerHTML : undefined);
      return add(isFunction(value) ? attempt(value) : value);
    },
    append: add,
    prepend: add,
    after: add,
    before: add,
    replaceWith: add,
    appendTo(where) {
      if (html) write(html);
      if (html && isText(where)) many(where).forEach((each) => addOptions(each.__info, html));
      return self;
    },
    prependTo() {
      return methods.appendTo();
    },
    insertAfter() {
      return methods.appendTo();
    },
    load(url, data, work) {
      if (isFunction(url)) {
        later(url);
        return self;
      }
      const back = [data, work].find(isFunction);
      if (isText(url))
        ask(url.split(" ")[0], "GET", isFunction(data) ? null : data, false, [
          (rows) => {
            write(rows);
            if (back) back(rows);
          },
        ]);
      return self;
    },
    ready(work) {
      later(() => work(jquery));
      return self;
    },
    on(kind, ...given) {
      const [work, data] = [given.find(isFunction), given.find(isPlain)];
      if (isPlain(kind))
        Object.entries(kind).forEach(([each, own]) => methods.on(each, ...given, own));
      if (isText(kind))
        kind
          .split(" ")
          .forEach((each) =>
            isText(given[0])
              ? listen(each, work, many(given[0]), { selector: given[0], around: own }, data)
              : listen(each, work, found, undefined, data),
          );
      return self;
    },
    bind: (...given) => methods.on(...given),
    live: (...given) => methods.on(...given),
    one: (...given) => methods.on(...given),
    delegate: (selector, kind, work) => methods.on(kind, selector, work),
    click: heardOrFired("click"),
    scroll: (...given) => (given.some(isFunction) ? methods.on("scroll", ...given) : self),
    scrollTop: (value) => (value === undefined ? AT_THE_END.scrollTop : self),
    height: (value) =>
      value !== undefined
        ? self
        : own && own.__info && own.__info.tag === "window"
          ? AT_THE_END.clientHeight
          : AT_THE_END.scrollHeight,
    offset: () => ({ top: AT_THE_END.offsetTop, left: 0 }),
    position: () => ({ top: AT_THE_END.offsetTop, left: 0 }),
    change: heardOrFired("change"),
    hover: heardOrFired("hover"),
    mouseover: heardOrFired("mouseover"),
    mouseenter: heardOrFired("mouseover"),
    serialize: () => encoded(fieldsOf(own)),
    serializeArray: () => Object.entries(fieldsOf(own)).map(([name, value]) => ({ name, value })),
    tmpl: () => self,
  };
  const self = new Proxy(methods, {
    get(kept, key) {
      if (key in kept) return kept[key];
      if (/^\d+$/.test(String(key))) return found[key];
      if (key === Symbol.iterator) return () => found[Symbol.iterator]();
      if (typeof key === "symbol" || key === "then") return undefined;
      if (key in fn) return (...given) => fn[key].apply(self, given);
      return (...given) => {
        called("plugin." + key, given, self);
        return self;
      };
    },
    set(kept, key, value) {
      kept[key] = value;
      return true;
    },
  });
  return self;
}
// What stands in an element, or what a script may have written there.
const fieldsOf = (form) => (form && form.__info && form.__info.fields) || {};
const fn = {};
const overEach = (rows, work) => {
  if (isAnswer(rows)) work.call(answer([]), 0, answer([]));
  else if (rows && !unknowns.has(rows))
    Object.entries(rows)
      .slice(0, MOST.rows)
      .forEach(([key, each]) => {
        if (key !== "length") work.call(each, /^\d+$/.test(key) ? Number(key) : key, each);
      });
  return rows;
};
const jQuery = Object.assign(jquery, {
  fn,
  ajax,
  get: short("GET"),
  post: short("POST"),
  getJSON: (url, data, work) => short("GET")(url, data, work, "json"),
  getScript: (url) => {
    jsonp(asText(url));
    return promise(() => undefined);
  },
  ajaxSettings: setUp,
  ajaxSetup: (told) => {
    Object.assign(setUp, told);
  },
  each: overEach,
  map: (rows, work) => {
    const made = [];
    overEach(rows, (at, each) => {
      const one = work(each, at);
      if (one !== undefined && one !== null) made.push(one);
    });
    return made;
  },
  extend(...given) {
    const rest = typeof given[0] === "boolean" ? given.slice(1) : given;
    return rest.length === 1
      ? Object.assign(jquery, rest[0])
      : Object.assign(...rest.map((each) => each || {}));
  },
  param: (data, isTraditional) => encoded(sentBy(data, isTraditional)),
  trim: (text) => (isAnswer(text) ? text : asText(text).trim()),
  parseJSON: (text) => JSON.parse(text),
  parseXML: (text) => text,
  inArray: (each, rows) => (Array.isArray(rows) ? rows.indexOf(each) : -1),
  isArray: Array.isArray,
  isFunction,
  type: (v) => typeof v,
  noop() {},
  isEmptyObject: (v) => !Object.keys(v || {}).length,
  proxy: (work, own) => (isFunction(work) ? work.bind(own) : work),
  now: () => 0,
  grep: (rows, work) => (isAnswer(rows) ? rows : (rows || []).filter((each, at) => work(each, at))),
  when: (...given) => promise((work) => work(...given.map(() => answer([])))),
  Deferred: () => {
    let rows = answer([]);
    const self = promise((work) => later(() => work(rows)));
    self.resolve = (value) => {
      rows = value;
      return self;
    };
    self.reject = () => self;
    return self;
  },
  support: {},
  browser: {},
  Event: PageEvent,
  event: unknown("event"),
  noConflict: () => jquery,
  browserVersion: "",
});
const jqueryProxy = new Proxy(jQuery, {
  get(kept, key) {
    if (key in kept) return kept[key];
    return typeof key === "symbol" ? undefined : (kept[key] = unknown("$." + key));
  },
});
Object.setPrototypeOf(
  fn,
  new Proxy(
    {},
    {
      get: (_, key) => (typeof key === "symbol" ? undefined : unknown("fn." + key)),
      has: () => false,
    },
  ),
);
