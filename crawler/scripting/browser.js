// The little of a browser that the scripts of list pages need: they run in it once, nothing is fetched,
// and what they ask for and write is noted. An answer is stood for by a value whose parts are tokens of
// their names ("ΩidΩ"), so that what a script makes of an answer tells how each entry is linked.
// Whatever a page expects and is not here is a value that takes everything and does nothing.
(function () {
  "use strict";
  const G = globalThis, MARK = "Ω", JOINT = "ǃ";
  const noted = { calls: [], written: [], sent: [] };
  const MOST_CALLS = 40, MOST_TASKS = 400, LONGEST = 20000;
  const host = G.__host, page = JSON.parse(G.__page);
  const query = {};
  page.search.slice(1).split("&").forEach((pair) => {
    const at = pair.indexOf("=");
    if (at > 0) try { query[decodeURIComponent(pair.slice(0, at))] = decodeURIComponent(pair.slice(at + 1)); } catch (e) { /* broken escapes */ }
  });
  const isText = (v) => typeof v === "string";
  const isFunction = (v) => typeof v === "function";
  const fixed = (name, value) => Object.defineProperty(G, name, { value });
  const defined = (name, value) => Object.defineProperty(G, name, { value, writable: true, configurable: true, enumerable: false });

  // --- what is done later ------------------------------------------------------------------------
  const tasks = [];
  let done = 0;
  // Whether what runs does so only because somebody clicks on what is no menu, tab or pager.
  let clicked = false;
  const asClicked = (on, work) => { const before = clicked; clicked = before || on; try { return work(); } finally { clicked = before; } };
  const later = (work) => { const on = clicked; if (tasks.length < MOST_TASKS) tasks.push(() => asClicked(on, work)); };
  const attempt = (work) => { try { return work(); } catch (e) { if (String(e).includes("interrupted")) throw e; return undefined; } };
  function settle() { while (tasks.length && done++ < MOST_TASKS) attempt(tasks.shift()); }

  // --- clock and chance --------------------------------------------------------------------------
  // A page asks for the same whenever it is read on one day: it is midnight (of China's day), chance is a number.
  // Scripts that wait for the clock do so for ever, therefore it goes on once it has been looked at that often.
  const Clock = Date, DAY = 864e5, OFTEN = 500;
  const midnight = Math.floor((Clock.now() + 8 * 36e5) / DAY) * DAY;
  let looks = 0;
  const today = () => midnight + Math.max(0, ++looks - OFTEN) * 1000;
  Clock.now = today;
  G.Date = new Proxy(Clock, {
    construct: (clock, given, made) => Reflect.construct(clock, given.length ? given : [today()], made),
    apply: (clock) => new clock(today()).toString(),
  });
  Clock.prototype.constructor = G.Date;
  Math.random = () => 0.5;

  // --- answers -----------------------------------------------------------------------------------
  const answers = new WeakSet(), unknowns = new WeakSet();
  const EACH = new Set(["forEach", "each", "map", "filter", "some", "every", "find", "flatMap"]);
  const SAME = new Set(["substring", "substr", "slice", "replace", "replaceAll", "trim", "toLowerCase", "toUpperCase", "concat",
    "reverse", "sort", "splice", "json", "text", "padStart", "toFixed", "toLocaleString", "trimStart", "trimEnd", "values", "charAt"]);
  const isAnswer = (v) => (typeof v === "function" || typeof v === "object") && v !== null && answers.has(v);
  const token = (path) => MARK + path.join(JOINT) + MARK;
  function answer(path) {
    const entry = () => answer([]);
    const self = new Proxy(() => self, {
      get(_, key) {
        if (key === Symbol.toPrimitive) return () => token(path);
        if (key === Symbol.iterator) return function* () { yield entry(); };
        if (typeof key === "symbol" || key === "then") return undefined;
        if (key === "length" || key === "size") return 1;
        if (key === "toString" || key === "valueOf" || key === "toJSON" || key === "join") return () => token(path);
        if (/^\d+$/.test(key)) return entry();
        if (EACH.has(key)) return (work) => {
          const made = isFunction(work) ? work.call(self, entry(), 0, self) : undefined;
          return key === "map" || key === "flatMap" ? [made] : self;
        };
        if (key === "reduce") return (work, first) => work(first, entry(), 0, self);
        if (key === "split") return () => [self, self, self];
        if (key === "indexOf" || key === "lastIndexOf" || key === "search") return () => -1;
        if (key === "includes" || key === "startsWith" || key === "endsWith" || key === "hasOwnProperty") return () => key === "hasOwnProperty";
        if (key === "match" || key === "exec") return () => [self, self, self];
        if (SAME.has(key)) return () => self;
        if (page.empty && page.addresses.includes(key.toLowerCase())) return "";
        return answer([...path, key]);
      },
      ownKeys: () => ["0"],
      getOwnPropertyDescriptor: (_, key) => (typeof key === "string" ? { value: entry(), configurable: true, enumerable: true, writable: true } : undefined),
      has: () => true,
      set: () => true,
      apply: () => self,
    });
    answers.add(self);
    return self;
  }
  const FAILED = /^["']?(-\d+|[45]\d\d|err\w*|fail\w*|false|null|undefined|)["']?$/i;
  // What a script compares a part of an answer with: an answer is what it is when all went well.
  fixed("__is", (value, sign, other) => {
    if (isAnswer(value)) return FAILED.test(String(other)) === (sign[0] === "!");
    switch (sign) {
      case "==": return value == other;
      case "!=": return value != other;
      case "===": return value === other;
      default: return value !== other;
    }
  });

  // --- what is not here --------------------------------------------------------------------------
  function unknown(name) {
    const kept = Object.create(null);
    const self = new Proxy(function () {}, {
      get(target, key) {
        if (key in kept) return kept[key];
        if (key === Symbol.toPrimitive) return (hint) => (hint === "number" ? 0 : "");
        if (key === Symbol.iterator) return function* () {};
        if (typeof key === "symbol" || key === "then") return undefined;
        if (key === "prototype") return target.prototype;
        if (key === "length" || key === "size") return 0;
        if (key === "toString" || key === "valueOf") return () => "";
        if (key === "location") return place;
        if (key === "call") return (own, ...given) => called(name, given, self);
        if (key === "apply") return (own, given) => called(name, [...(given || [])], self);
        if (key === "bind") return () => self;
        if (EACH.has(key)) return () => self;
        return (kept[key] = unknown(name + "." + key));
      },
      set(_, key, value) { 
        if (key === "location" || key === "src") send(value);
        else kept[key] = value;
        const node = isText(value) && /\btext:([^;]+);.*\burl:([^;]+)/.exec(value); // MzTreeView
        if (node) write('<a href="' + node[2] + '">' + node[1] + "</a>");
        return true;
      },
      has: () => true,
      apply: (_, own, given) => called(name, given, self),
      construct: (_, given) => { called(name, given, self); return unknown(name); },
    });
    unknowns.add(self);
    return self;
  }
  const inQuery = (given) => given.find((each) => isText(each) && Object.hasOwn(query, each));
  const calledBack = new Set(page.callbacks);
  const isPlain = (v) => v && typeof v === "object" && !isAnswer(v) && !v.__info && !v.jquery;
  const modules = (name) => (/jquery|zepto/i.test(name) ? jqueryProxy : /axios/i.test(name) ? axios : /vue/i.test(name) ? Vue : unknown(asText(name)));
  let depth = 0;
  function called(name, given, self) {
    if (/quer|url|req|param|parm|search|arg/i.test(name) && given.some(isText)) {
      const named = inQuery(given);
      return named === undefined ? "" : query[named];
    }
    if (depth > 3) return self;
    depth++;
    try {
      const needs = Array.isArray(given[0]) && given[0].every(isText) ? given[0].map(modules) : [];
      const from = typeof given[0] === "number" ? 0 : 1; // jquery.pagination(count, …) counts from nought
      for (const each of given) {
        if (isFunction(each) && !isAnswer(each) && !unknowns.has(each)) later(() => each(...needs, unknown("given"), unknown("given"), unknown("given")));
        else if (isPlain(each)) plugin(each, from);
      }
      nodes(given);
      const code = given.findIndex((each) => isText(each) && /^javascript:/i.test(each));
      if (code > 0) leads(() => plainEval(given[code].slice(11)), given.slice(0, code).reverse().find((each) => isText(each) && each));
    } finally { depth--; }
    return self;
  }
  // Writes where something leads, as a link of its words.
  function leads(work, words) {
    const before = noted.sent.length;
    attempt(work);
    for (const address of noted.sent.slice(before)) write('<a href="' + asText(address) + '">' + asText(words) + "</a>");
  }
  // A tree of columns: where a click on each of its nodes leads (zTree, easyui, layui).
  function nodes(given) {
    const settings = given.filter(isPlain);
    const works = settings.flatMap((each) => [each.callback && each.callback.onClick, each.onClick, each.onSelect, each.click]).filter(isFunction);
    const rows = [...given, ...settings.map((each) => each.data)].find((each) => isAnswer(each) || (Array.isArray(each) && each.length && typeof each[0] === "object"));
    if (!works.length || !rows) return;
    const walk = (each, left) => left > 0 && [each, ...[each.children, each.nodes].flat().filter((inner) => inner && !isAnswer(inner)).flatMap((inner) => walk(inner, left - 1) || [])];
    const all = isAnswer(rows) ? [answer([])] : rows.flatMap((each) => walk(each, 4) || []).slice(0, 300);
    for (const each of all) for (const work of works) {
      const one = isAnswer(each) ? each : { ...each, data: each };
      leads(() => (work.length > 1 ? work(unknown("event"), "tree", each) : work(one)), each.name || each.title || each.text || each.label);
    }
  }
  // A plugin's options: an address that it asks for its rows, and what it does with them and its pages.
  function plugin(options, first = 1) {
    if (isPlain(options.async) && isText(options.async.url)) plugin(options.async);
    if (isText(options.url) || isText(options.ajax && options.ajax.url)) {
      const told = isText(options.url) ? options : options.ajax;
      let data = [told.data, told.where, told.queryParams, told.params, options.postData].find((each) => each !== undefined && each !== null);
      const numbers = { page: 1, limit: options.pageSize || options.limit || 10, offset: 0, pageNumber: 1, pageSize: options.pageSize || 10, rows: options.pageSize || 10 };
      if (isFunction(data)) data = attempt(() => data({ ...numbers }));
      const names = options.request || {};
      const own = isFunction(told.queryParams || told.data) ? {} : { [names.pageName || "page"]: 1, [names.limitName || (options.rowNum || options.rownumbers ? "rows" : "limit")]: numbers.limit };
      const columns = [options.columns, options.cols].flat(3).filter(Boolean);
      ask(told.url, told.method || told.type || "GET", { ...own, ...(typeof data === "object" ? data : {}) }, /json/i.test(told.contentType || ""), [(rows) => {
        for (const column of columns) for (const shown of [column.templet, column.formatter, column.render]) {
          const value = isFunction(shown) ? attempt(() => (shown === column.templet ? shown(rows[0]) : shown(rows[0][column.field || column.data], rows[0], 0, rows[0]))) : shown;
          if (isText(value)) write(value);
        }
        for (const shown of [told.success, options.onLoadSuccess, options.done]) if (isFunction(shown)) attempt(() => shown(rows));
      }]);
      return;
    }
    for (const [key, value] of Object.entries(options)) if (isFunction(value) && calledBack.has(key.toLowerCase()))
      backs.push(() => value.call(options, Object.assign(new Number(first), { curr: 1, limit: options.limit || options.pageSize || 10, page: 1, current: 1, pageNum: 1, pageIndex: 1, pageNumber: 1 }), true));
  }
  const backs = [], clicks = [];

  // --- what is noted -----------------------------------------------------------------------------
  const asText = (value) => (isText(value) ? value : value === undefined || value === null || unknowns.has(value) ? "" : attempt(() => String(value)) || "");
  function write(html) {
    const text = asText(html);
    if (/[<Ω]/.test(text) && noted.written.length < 500) noted.written.push(text.slice(0, LONGEST));
  }
  const UNKNOWN = /(?:^|[=\/_-])(?:undefined|NaN|null|\[object)/;
  function send(address) {
    const text = asText(address);
    if (text && !UNKNOWN.test(text) && noted.sent.length < 100) noted.sent.push(text.slice(0, 1000));
  }
  const plainValue = (value) => {
    if (Array.isArray(value)) return value.map(plainValue);
    if (isFunction(value)) return isAnswer(value) || unknowns.has(value) ? "" : plainValue(attempt(() => value()));
    if (value && typeof value === "object") {
      if (value instanceof Number || value instanceof String) return value.valueOf();
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plainValue(each)]));
    }
    return value === undefined ? null : value;
  };
  const asked = new Map();
  // Notes a call and hands its answer on; what the script then writes is how its entries are shown.
  function ask(url, method, data, isJson, backs) {
    const address = asText(url).trim();
    const told = isText(data) ? data : plainValue(data);
    const key = JSON.stringify([address, method, told]);
    if (asked.has(key) && !clicked) asked.get(key).clicked = false;
    if (!address || /^(javascript|data|#)/.test(address) || address.includes(MARK) || UNKNOWN.test(address) || asked.has(key) || noted.calls.length >= MOST_CALLS) return;
    if (JSON.stringify(told || "").includes(MARK)) return;
    const call = { url: address, method: asText(method).toUpperCase() || "GET", data: told === undefined ? null : told, json: !!isJson, clicked, written: [], sent: [] };
    asked.set(key, call);
    noted.calls.push(call);
    for (const back of backs.filter(isFunction)) later(() => {
      const before = [noted.written.length, noted.sent.length];
      attempt(() => back(answer([])));
      call.written.push(...noted.written.slice(before[0]));
      call.sent.push(...noted.sent.slice(before[1]));
    });
  }

  // --- location ----------------------------------------------------------------------------------
  const place = new Proxy({}, {
    get(_, key) {
      if (key === Symbol.toPrimitive || key === "toString") return () => page.href;
      if (key === "assign" || key === "replace") return send;
      if (key === "reload") return () => undefined;
      return key in page ? page[key] : unknown("location." + String(key));
    },
    set(_, key, value) { if (key === "href") send(value); return true; },
  });
  Object.defineProperty(G, "location", { get: () => place, set: send, configurable: true });

  // --- elements ----------------------------------------------------------------------------------
  const selected = (selector) => (isText(selector) ? attempt(() => JSON.parse(host(selector))) || [] : []);
  // An element's parent, the nearest around it that a selector means, or the first within it.
  const near = (where, info, selector) => {
    const found = info.at === undefined ? [] : selected("\0" + where + " " + info.at + " " + asText(selector));
    return found.length ? element(found[0]) : null;
  };
  let choice = null;
  const dashed = (name) => name.replace(/[A-Z]/g, (letter) => "-" + letter.toLowerCase());
  function element(info) {
    const attributes = info.attributes || {}, kept = Object.create(null), children = [];
    const byName = (name) => (info.synthetic ? fromWritten(name) : Object.hasOwn(attributes, name) ? attributes[name] : null);
    const self = new Proxy(function () {}, {
      get(_, key) {
        if (key === "__info") return info;
        if (key in kept) return kept[key];
        if (key === Symbol.toPrimitive) return () => "[object HTMLElement]";
        if (key === Symbol.iterator) return function* () {};
        if (typeof key === "symbol" || key === "then") return undefined;
        if (key === "length" || key === "size") return 0;
        if (key === "tagName" || key === "nodeName") return (info.tag || "div").toUpperCase();
        if (key === "value" && choice && info.tag === "select") return choice.value;
        if (key === "options" && info.options) return info.options;
        if (key === "selectedIndex") return choice && info.options ? Math.max(0, info.options.findIndex((each) => each.value === choice.value)) : 0;
        if (key === "parentNode" || key === "parentElement") return near("up", info, "") || unknown(key);
        if (key === "value") return info.value === undefined ? byName("value") || "" : info.value;
        if (key === "innerHTML" || key === "outerHTML") return info.html || "";
        if (key === "innerText" || key === "textContent" || key === "text") return info.text || "";
        if (key === "className") return byName("class") || "";
        if (key === "dataset") return new Proxy({}, { get: (_, name) => (typeof name === "string" ? byName("data-" + dashed(name)) || undefined : undefined) });
        if (key === "getAttribute") return byName;
        if (key === "hasAttribute") return (name) => byName(name) !== null;
        if (key === "setAttribute") return (name, value) => { self[name] = value; };
        if (key === "addEventListener" || key === "attachEvent") return (kind, work) => listen(kind, work, [self]);
        if (key === "appendChild" || key === "append" || key === "insertBefore" || key === "prepend" || key === "replaceChildren") return (child) => { if (isText(child)) write(child); return child; };
        if (key === "insertAdjacentHTML") return (_, html) => write(html);
        if (key === "closest" && !info.synthetic) return (selector) => near("closest", info, selector);
        if (key === "querySelector" || key === "closest") return (selector) => first(selector, info.synthetic);
        if (key === "querySelectorAll" || key === "getElementsByTagName" || key === "getElementsByClassName") return document[key];
        if (key === "style" || key === "classList") return unknown(key);
        if (key === "children" || key === "childNodes") return children;
        const own = byName(key);
        return own === null ? (kept[key] = unknown("element." + key)) : own;
      },
      set(_, key, value) {
        kept[key] = value;
        if (key === "innerHTML" || key === "outerHTML") write(value);
        else if (key === "href" && info.made) write('<a href="' + asText(value) + '"></a>');
        else if (key === "src" && info.tag === "script") jsonp(asText(value));
        else if (key === "src" && /frame/.test(info.tag)) show(value);
        else if (/^on[a-z]+$/.test(key) && isFunction(value)) listen(key.slice(2), value, [self]);
        return true;
      },
      has: () => true,
    });
    return self;
  }
  // What is shown in a frame: a page of its own.
  function show(address) {
    if (/\.(?:png|jpe?g|gif|bmp|svg|webp|mp4)\b/i.test(asText(address))) return;
    send(address);
    write('<iframe src="' + asText(address) + '"></iframe>');
  }
  function jsonp(address) {
    if (/\.js(\?|$)/.test(address) && !/callback|jsonp/i.test(address)) return;
    const named = /[?&](?:callback|jsonp|cb|jsoncallback)=([\w$.]+)/i.exec(address);
    ask(address, "GET", null, false, [named && ((rows) => G[named[1]](rows))]);
  }
  // What an attribute of an entry holds, in what the scripts have written of one.
  function fromWritten(name) {
    for (const html of noted.written) {
      const found = new RegExp("[\\s\"']" + name.replace(/[^\w-]/g, "") + "\\s*=\\s*[\"']?(Ω[^\"'\\s>]*Ω)").exec(html);
      if (found) return found[1];
    }
    return null;
  }
  function first(selector, synthetic) {
    const found = selected(selector);
    if (synthetic) return element({ synthetic: true });
    return found.length ? element(found[0]) : null;
  }
  function listen(kind, work, on) {
    const name = asText(kind).replace(/^on/, "").split(".")[0];
    if (!isFunction(work) || clicks.length >= 100) return;
    if (/^(load|domcontentloaded|readystatechange|pageshow|ready)$/i.test(name)) later(() => work.call(document, unknown("event")));
    else if (/click|tap|change|mouseover|mouseenter|hover/.test(name)) clicks.push({ work, on: (on || []).filter((each) => each && each.__info).slice(0, 12) });
  }
  const many = (selector) => selected(selector).map(element);
  const document = new Proxy({}, {
    get(kept, key) {
      if (key in kept) return kept[key];
      switch (key) {
        case "getElementById": return (id) => first('[id="' + asText(id).replace(/["\\]/g, "") + '"]') || element({ tag: "div" });
        case "querySelector": return (selector) => first(selector);
        case "querySelectorAll": return many;
        case "getElementsByTagName": return (tag) => many(asText(tag));
        case "getElementsByClassName": return (name) => many("." + asText(name).trim().split(/\s+/).join("."));
        case "getElementsByName": return (name) => many('[name="' + asText(name).replace(/["\\]/g, "") + '"]');
        case "createElement": return (tag) => element({ tag: asText(tag).toLowerCase(), made: true });
        case "createDocumentFragment": case "createTextNode": return () => element({ tag: "div", made: true });
        case "write": case "writeln": return (...parts) => write(parts.map(asText).join(""));
        case "addEventListener": case "attachEvent": return listen;
        case "body": case "documentElement": return (kept[key] = element({ tag: "body" }));
        case "head": return (kept[key] = element({ tag: "head" }));
        case "location": return place;
        case "URL": case "documentURI": return page.href;
        case "domain": return page.hostname;
        case "title": return page.title;
        case "cookie": case "referrer": return "";
        case "readyState": return "complete";
        case "all": return undefined;
        default: return typeof key === "symbol" ? undefined : (kept[key] = unknown("document." + key));
      }
    },
    set(kept, key, value) {
      if (key === "location") send(value);
      else if (/^on[a-z]+$/.test(String(key))) listen(key, value);
      else kept[key] = value;
      return true;
    },
  });

  // --- jQuery ------------------------------------------------------------------------------------
  function promise(deliver) {
    const self = {};
    for (const name of ["done", "then", "success", "always", "complete"]) self[name] = (...works) => {
      for (const work of works.flat().filter(isFunction).slice(0, 1)) deliver(work);
      return self;
    };
    for (const name of ["fail", "error", "catch", "finally", "progress", "abort"]) self[name] = () => self;
    self.promise = () => self;
    return self;
  }
  const encoded = (data, within) => Object.entries(data || {}).map(([key, value]) => {
    const name = within ? within + "[" + key + "]" : key;
    return value && typeof value === "object" && !isAnswer(value) ? encoded(value, name) : encodeURIComponent(name) + "=" + encodeURIComponent(asText(plainValue(value)));
  }).join("&");
  let setUp = {};
  function ajax(first, second) {
    const told = { ...setUp, ...(isText(first) ? { url: first, ...(second || {}) } : first || {}) };
    const method = asText(told.type || told.method || "GET").toUpperCase();
    const isJson = /json/i.test(asText(told.contentType)) && method !== "GET";
    let url = asText(told.url);
    if (/jsonp/i.test(asText(told.dataType)) && !/[?&]\w*callback=/i.test(url))
      url = url.replace(/\?$/, "") + (url.includes("?") ? "&" : "?") + asText(told.jsonp || "callback") + "=" + asText(told.jsonpCallback || "callback");
    url = url.replace("=?", "=callback");
    const late = [], given = [];
    if (isFunction(told.beforeSend)) attempt(() => told.beforeSend(unknown("xhr"), told));
    ask(url, method, told.data, isJson, [(rows) => { given.push(rows); for (const work of [told.success, told.complete, ...late]) if (isFunction(work)) attempt(() => work.call(told, work === told.complete ? { responseText: rows, responseJSON: rows, status: 200 } : rows, "success", { responseText: rows, status: 200 })); }]);
    const hand = (work) => (rows) => work(rows, "success", { responseText: rows, responseJSON: rows, status: 200 });
    return promise((work) => (given.length ? later(() => hand(work)(given[0])) : late.push(hand(work))));
  }
  const short = (method) => (url, data, work, kind) => {
    if (isFunction(data)) [data, work, kind] = [undefined, data, work];
    return isText(url) ? ajax({ url, data, success: work, type: method, dataType: kind }) : ajax({ type: method, ...url });
  };
  function jquery(what) {
    if (isFunction(what) && !isAnswer(what) && !unknowns.has(what) && !what.__info) { later(() => what(jquery)); return query_([]); }
    if (isAnswer(what)) return query_([what]);
    if (isText(what) && /^\s*</.test(what)) return query_([element({ tag: "div", html: what })], what);
    if (isText(what)) return query_(what.includes(MARK) ? [] : many(what));
    if (what === document || what === G) return query_([document]);
    if (Array.isArray(what)) return query_(what);
    return query_(what ? [what] : []);
  }
  const markup = (each) => (isText(each) ? each : isAnswer(each) ? asText(each) : Array.isArray(each) ? each.map(markup).join("") : each && each.__html ? each.__html : isFunction(each) ? "" : asText(each));
  function query_(found, html) {
    const own = found[0], onAnswer = isAnswer(own);
    const attribute = (name) => (onAnswer ? own[name] : own && own.getAttribute ? own.getAttribute(name) : undefined);
    const add = (...parts) => { for (const each of parts) write(markup(each)); return self; };
    const methods = {
      __html: html, length: found.length, jquery: "3.6.0", selector: "",
      each(work) { if (onAnswer) work.call(answer([]), 0, answer([])); else found.slice(0, 50).forEach((each, at) => attempt(() => work.call(each, at, each))); return self; },
      map(work) { return query_(found.slice(0, 50).map((each, at) => attempt(() => work.call(each, at, each)))); },
      find: (selector) => (onAnswer ? query_([answer([asText(selector)])]) : own && own.__info && own.__info.synthetic ? self : own && own.__info && own.__info.tag === "select" && choice && /option/.test(asText(selector)) ? query_([element({ tag: "option", value: choice.value, text: choice.text, attributes: { value: choice.value } })]) : own && own.__info && own.__info.at !== undefined ? query_(selected("\0in " + own.__info.at + " " + asText(selector)).map(element)) : query_(many(selector))),
      parent: () => query_([own && own.__info && near("up", own.__info, "")].filter(Boolean)), closest: (selector) => (own && own.__info && own.__info.synthetic ? self : query_([own && own.__info && near("closest", own.__info, selector)].filter(Boolean))), parents: (selector) => methods.closest(selector),
      filter: () => self, not: () => self, children: (selector) => (selector ? methods.find(selector) : self), eq: (at) => query_(found.slice(at, at + 1)), first: () => query_(found.slice(0, 1)),
      get: (at) => (at === undefined ? found : found[at]), index: () => 0, is: () => false, hasClass: () => false, toArray: () => found,
      attr(name, value) { if (value === undefined && isText(name)) { const has = attribute(name); return has === null ? undefined : has; } if (name === "href" && html) write('<a href="' + asText(value) + '"></a>'); if (name === "src" && value !== undefined) show(value); return self; },
      prop: (name, value) => (value === undefined ? (own ? own[name] : undefined) : self),
      data(name, value) {
        if (value !== undefined || !isText(name)) return isText(name) ? self : {};
        const has = attribute("data-" + dashed(name));
        return has === null || has === undefined ? undefined : /^\d{1,15}$/.test(has) ? Number(has) : has;
      },
      val: (value) => (value !== undefined ? self : onAnswer ? own : own ? own.value : undefined),
      text: (value) => (value !== undefined ? self : onAnswer ? own : own ? own.innerText : ""),
      html(value) { if (value === undefined) return onAnswer ? own : html || (own ? own.innerHTML : undefined); return add(isFunction(value) ? attempt(value) : value); },
      append: add, prepend: add, after: add, before: add, replaceWith: add,
      appendTo() { if (html) write(html); return self; }, prependTo() { return methods.appendTo(); }, insertAfter() { return methods.appendTo(); },
      load(url, data, work) {
        if (isFunction(url)) { later(url); return self; }
        const back = [data, work].find(isFunction);
        if (isText(url)) ask(url.split(" ")[0], "GET", isFunction(data) ? null : data, false, [(rows) => { write(rows); if (back) back(rows); }]);
        return self;
      },
      ready(work) { later(() => work(jquery)); return self; },
      on(kind, ...given) { const work = given.find(isFunction); if (isText(kind)) kind.split(" ").forEach((each) => listen(each, work, isText(given[0]) ? many(given[0]) : found)); return self; },
      bind: (...given) => methods.on(...given), live: (...given) => methods.on(...given), one: (...given) => methods.on(...given),
      delegate: (selector, kind, work) => methods.on(kind, selector, work),
      click(...given) { const work = given.find(isFunction); if (work) listen("click", work, found); return self; },
      change: (...given) => methods.on("change", ...given), hover: (...given) => methods.on("hover", ...given), mouseover: (...given) => methods.on("mouseover", ...given), mouseenter: (...given) => methods.on("mouseover", ...given),
      serialize: () => encoded(fieldsOf(own)), serializeArray: () => Object.entries(fieldsOf(own)).map(([name, value]) => ({ name, value })),
      tmpl: () => self,
    };
    const self = new Proxy(methods, {
      get(kept, key) {
        if (key in kept) return kept[key];
        if (/^\d+$/.test(String(key))) return found[key];
        if (key === Symbol.iterator) return () => found[Symbol.iterator]();
        if (typeof key === "symbol" || key === "then") return undefined;
        if (key in fn) return (...given) => fn[key].apply(self, given);
        return (...given) => { called("plugin." + key, given, self); return self; };
      },
      set(kept, key, value) { kept[key] = value; return true; },
    });
    return self;
  }
  const fieldsOf = (form) => (form && form.__info && form.__info.fields) || {};
  const fn = {};
  const overEach = (rows, work) => {
    if (isAnswer(rows)) work.call(answer([]), 0, answer([]));
    else if (rows && !unknowns.has(rows)) Object.entries(rows).slice(0, 500).forEach(([key, each]) => { if (key !== "length") work.call(each, /^\d+$/.test(key) ? Number(key) : key, each); });
    return rows;
  };
  const jQuery = Object.assign(jquery, {
    fn, ajax, get: short("GET"), post: short("POST"), getJSON: (url, data, work) => short("GET")(url, data, work, "json"),
    getScript: (url) => { jsonp(asText(url)); return promise(() => undefined); },
    ajaxSetup: (told) => { setUp = { ...setUp, ...told }; }, each: overEach,
    map: (rows, work) => { const made = []; overEach(rows, (at, each) => { const one = work(each, at); if (one !== undefined && one !== null) made.push(one); }); return made; },
    extend(...given) { const [deep, ...rest] = typeof given[0] === "boolean" ? given : [false, ...given]; return rest.length === 1 ? Object.assign(jquery, rest[0]) : Object.assign(...rest.map((each, at) => each || {})); },
    param: (data) => encoded(data), trim: (text) => (isAnswer(text) ? text : asText(text).trim()), parseJSON: (text) => JSON.parse(text), parseXML: (text) => text,
    inArray: (each, rows) => (Array.isArray(rows) ? rows.indexOf(each) : -1), isArray: Array.isArray, isFunction, type: (v) => typeof v, noop() {}, isEmptyObject: (v) => !Object.keys(v || {}).length,
    proxy: (work, own) => (isFunction(work) ? work.bind(own) : work), now: () => 0, grep: (rows, work) => (isAnswer(rows) ? rows : (rows || []).filter((each, at) => work(each, at))),
    when: (...given) => promise((work) => work(...given.map(() => answer([])))), Deferred: () => { let rows = answer([]); const self = promise((work) => later(() => work(rows))); self.resolve = (value) => { rows = value; return self; }; self.reject = () => self; return self; },
    support: {}, browser: {}, event: unknown("event"), noConflict: () => jquery, browserVersion: "",
  });
  const jqueryProxy = new Proxy(jQuery, {
    get(kept, key) {
      if (key in kept) return kept[key];
      return typeof key === "symbol" ? undefined : (kept[key] = unknown("$." + key));
    },
  });
  Object.setPrototypeOf(fn, new Proxy({}, { get: (_, key) => (typeof key === "symbol" ? undefined : unknown("fn." + key)), has: () => false }));

  // --- requests of other kinds -------------------------------------------------------------------
  class Request {
    constructor() { this.readyState = 0; this.status = 0; this.headers = {}; }
    open(method, url) { this.method = method; this.url = url; }
    setRequestHeader(name, value) { this.headers[asText(name).toLowerCase()] = asText(value); }
    overrideMimeType() {} abort() {} getResponseHeader() { return ""; } getAllResponseHeaders() { return ""; }
    addEventListener(kind, work) { this["on" + kind] = work; }
    send(data) {
      ask(this.url, this.method, data || null, /json/i.test(this.headers["content-type"] || ""), [(rows) => {
        Object.assign(this, { readyState: 4, status: 200, responseText: rows, response: rows, responseXML: rows });
        for (const work of [this.onreadystatechange, this.onload, this.onloadend]) if (isFunction(work)) attempt(() => work.call(this, { target: this }));
      }]);
    }
  }
  // A promise that is kept at once, of an answer or of what a script makes of it.
  function thenable(start) {
    const self = {
      then(work) {
        const next = [], kept = [];
        const keep = (made) => { kept.push(made); next.forEach((each) => attempt(() => each(made))); };
        start((rows) => {
          const made = isFunction(work) ? attempt(() => work(rows)) : rows;
          if (made && typeof made === "object" && !isAnswer(made) && isFunction(made.then)) made.then(keep);
          else keep(made);
        });
        return thenable((on) => { next.push(on); kept.forEach((made) => on(made)); });
      },
      catch: () => self,
      finally: () => self,
    };
    return self;
  }
  const requested = (url, method, data, isJson, wrapped) => {
    const works = [], given = [];
    ask(url, method, data, isJson, [(rows) => { given.push(rows); works.forEach((work) => attempt(() => work(wrapped(rows)))); }]);
    return thenable((work) => (given.length ? later(() => work(wrapped(given[0]))) : works.push(work)));
  };
  function fetched(url, told) {
    const { method = "GET", body = null, headers = {} } = told || {};
    const isJson = /json/i.test(JSON.stringify(headers)) || /^\s*[{[]/.test(asText(body));
    return requested(url, method, body instanceof Form ? body.fields : body, isJson, (rows) => ({ ok: true, status: 200, json: () => rows, text: () => rows }));
  }
  class Form {
    constructor(given) {
      this.fields = {};
      const text = isText(given) ? given.replace(/^\?/, "") : "";
      text.split("&").filter(Boolean).forEach((pair) => { const [key, value = ""] = pair.split("="); this.fields[attempt(() => decodeURIComponent(key)) || key] = attempt(() => decodeURIComponent(value.replace(/\+/g, " "))) || ""; });
      if (given && given.__info) Object.assign(this.fields, fieldsOf(given));
      else if (given && typeof given === "object" && !isAnswer(given)) Object.assign(this.fields, given.fields || given);
    }
    append(key, value) { this.fields[key] = value; }
    set(key, value) { this.fields[key] = value; }
    get(key) { return Object.hasOwn(this.fields, key) ? this.fields[key] : null; }
    has(key) { return Object.hasOwn(this.fields, key); }
    delete(key) { delete this.fields[key]; }
    forEach(work) { Object.entries(this.fields).forEach(([key, value]) => work(value, key)); }
    toString() { return encoded(this.fields); }
  }
  class Address {
    constructor(address) { this.href = asText(address); const [, before, search = ""] = /^([^?#]*)(\?[^#]*)?/.exec(this.href); this.search = search; this.pathname = before.replace(/^\w+:\/\/[^/]*/, ""); this.searchParams = new Form(search); }
    toString() { return this.href; }
  }
  function axiosLike(base) {
    const join = (url) => (/^(https?:)?\/\//.test(asText(url)) ? asText(url) : asText(base.baseURL).replace(/\/$/, "") + (asText(base.baseURL) && !asText(url).startsWith("/") ? "/" : "") + asText(url));
    const run = (first, second) => {
      const told = isText(first) ? { url: first, ...(second || {}) } : first || {};
      const method = asText(told.method || "GET").toUpperCase(), params = plainValue(told.params instanceof Form ? told.params.fields : told.params || {});
      let url = isText(told.baseURL) ? told.baseURL.replace(/\/$/, "") + told.url : join(told.url), data = told.data;
      if (method === "GET") data = params;
      else if (Object.keys(params).length) url += (url.includes("?") ? "&" : "?") + encoded(params);
      const isForm = data instanceof Form || isText(data) && !/^\s*[{[]/.test(data);
      const through = self.interceptors.response.works;
      return requested(url, method, data instanceof Form ? data.fields : data, method !== "GET" && !isForm, (rows) => through.reduce((made, work) => attempt(() => work(made)) || made, { data: rows, status: 200, headers: {}, config: told }));
    };
    const interceptor = () => { const works = []; return { works, use(work) { if (isFunction(work)) works.push(work); } }; };
    const self = Object.assign(run, {
      request: run, get: (url, told) => run({ ...told, url, method: "GET" }), post: (url, data, told) => run({ ...told, url, data, method: "POST" }),
      put: () => thenable(() => undefined), delete: () => thenable(() => undefined), create: (told) => axiosLike({ ...base, ...told }),
      defaults: base, interceptors: { request: interceptor(), response: interceptor() }, all: (given) => thenable((work) => work(given.map(() => ({ data: answer([]) })))), spread: (work) => (given) => work(...given),
    });
    base.headers = base.headers || unknown("headers");
    return self;
  }
  const axios = axiosLike({});

  // --- frameworks --------------------------------------------------------------------------------
  function component(told) {
    if (!told || typeof told !== "object") return unknown("Vue");
    const self = { $http: axios, $axios: axios, $router: { push: (to) => send(isText(to) ? to : routed(to)), replace: (to) => send(isText(to) ? to : routed(to)) }, $route: { query, params: query, path: page.pathname }, $refs: unknown("refs"), $nextTick: (work) => isFunction(work) && later(() => work.call(self)), $set: (o, k, v) => { o[k] = v; }, $message: unknown("message"), $emit() {}, $on() {} };
    Object.assign(self, attempt(() => (isFunction(told.data) ? told.data.call(self) : told.data)) || {});
    for (const [name, work] of Object.entries({ ...told.filters, ...told.methods })) if (isFunction(work)) self[name] = work.bind(self);
    for (const [name, work] of Object.entries(told.computed || {})) Object.defineProperty(self, name, { get: isFunction(work) ? work.bind(self) : work.get, configurable: true });
    if (isFunction(told.setup)) attempt(() => Object.assign(self, told.setup({}, unknown("context"))));
    for (const hook of ["beforeCreate", "created", "beforeMount", "mounted", "onLoad"]) if (isFunction(told[hook])) later(() => told[hook].call(self));
    const reserved = new Proxy(self, { get: (kept, key) => (key in kept ? kept[key] : typeof key === "string" && key[0] === "$" ? unknown(key) : undefined) });
    Object.values(told.methods || {}).filter(isFunction).forEach((work) => openers.push(() => work.call(reserved, answer([]))));
    return self;
  }
  const openers = [];
  const routed = (to) => asText(to && (to.path || to.name)) + (to && to.query ? "?" + encoded(to.query) : "");
  function Vue(told) { return component(told); }
  Object.assign(Vue, { extend: (told) => told, component: (name, told) => told || {}, use() {}, prototype: unknown("Vue.prototype"), http: axios, createApp: (told) => ({ mount: () => component(told), use() { return this; }, component() { return this; }, config: unknown("config") }), ref: (value) => ({ value }), reactive: (value) => value, computed: (work) => ({ get value() { return work(); } }), onMounted: (work) => later(work), onCreated: (work) => later(work), watch() {}, nextTick: later, config: unknown("config") });
  const laypage = Object.assign((told) => plugin(told), { render: (told) => plugin(told) });
  const layui = new Proxy({
    use(names, work) { const back = [names, work].find(isFunction); if (back) later(() => back.call(layui)); return layui; },
    config: () => layui, extend: () => layui, define: (names, work) => layui.use(names, work),
    each: overEach, laypage, data: () => ({}),
    flow: { load: (told) => isFunction(told && told.done) && later(() => told.done(1, (html) => write(html))), lazyimg() {} },
    table: { render: (told) => { plugin(told); return unknown("table"); }, on() {}, reload() {} },
    laytpl: (html) => ({ render(rows, back) { const made = rendered(html); if (isFunction(back)) back(made); return made; } }),
    url: () => ({ search: query, pathname: page.pathname.split("/").slice(1), hash: {} }),
  }, { get: (kept, key) => (key in kept ? kept[key] : key === "jquery" || key === "$" ? jqueryProxy : typeof key === "symbol" ? undefined : (kept[key] = unknown("layui." + key))) });
  // What a template is filled in with: {{o.id}}, {{= it.id }}, <%= o.id %>, ${o.id}, [[o.id]].
  const FILLED = /\{\{\{?[=~!-]?\s*(?:\w+\.)*(\w+)[^{}]*\}?\}\}|<%[=-]\s*(?:\w+\.)*(\w+)[^%]*%>|\$\{\s*(?:\w+\.)*(\w+)[^{}]*\}|\[\[\s*(?:\w+\.)*(\w+)[^\[\]]*\]\]/g;
  const rendered = (html) => {
    const named = isText(html) && /^#?[\w-]+$/.test(html) && first("#" + html.replace("#", ""));
    const text = asText(named ? named.innerHTML : html).replace(FILLED, (_, ...names) => token([names.slice(0, 4).find(Boolean)]));
    write(text);
    return text;
  };
  const templates = { render: rendered, to_html: rendered, compile: (html) => () => rendered(html), template: (html) => () => rendered(html), parse() {} };

  // --- the page's world --------------------------------------------------------------------------
  const parse = JSON.parse;
  const asRead = (text, plain) => (isAnswer(text) ? text : isText(text) && text.includes(MARK) ? answer([]) : plain(text));
  JSON.parse = (text, work) => asRead(text, (own) => parse(own, work));
  const stringify = JSON.stringify;
  JSON.stringify = (value, ...rest) => (isAnswer(value) ? token([]) : stringify(plainValue(value), ...rest));
  for (const name of ["encodeURIComponent", "encodeURI", "escape", "decodeURIComponent", "decodeURI", "unescape"]) {
    const plain = G[name];
    defined(name, (text) => { const own = asText(text); return own.includes(MARK) ? own : plain(own); });
  }
  const isList = Array.isArray;
  Array.isArray = (value) => isAnswer(value) || isList(value);
  const plainEval = G.eval;
  const browser = {
    window: G, self: G, top: G, parent: G, document, $: jqueryProxy, jQuery: jqueryProxy, Zepto: jqueryProxy, axios, layui, laypage, Vue, fetch: fetched,
    XMLHttpRequest: Request, ActiveXObject: Request, FormData: Form, URLSearchParams: Form, URL: Address, eval: (text) => asRead(text, plainEval),
    setTimeout: (work) => { if (isFunction(work)) later(work); else if (isText(work)) later(() => plainEval(work)); return 1; },
    setInterval: (work) => { if (isFunction(work)) later(work); return 1; }, clearTimeout() {}, clearInterval() {}, requestAnimationFrame: later,
    open: send, addEventListener: listen, attachEvent: listen, alert() {}, confirm: () => false, prompt: () => null, print() {}, scrollTo() {}, close() {},
    localStorage: { getItem: () => null, setItem() {}, removeItem() {} }, sessionStorage: { getItem: () => null, setItem() {}, removeItem() {} },
    Mustache: templates, Handlebars: templates, juicer: rendered, doT: templates, template: Object.assign((html) => rendered(html), templates), _: templates, laytpl: layui.laytpl,
    getQueryString: (name) => query[name] || "", name: "", history: unknown("history"),
    navigator: { userAgent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120.0", platform: "Win32", appName: "Netscape", appVersion: "5.0" }, screen: { width: 1920, height: 1080 }, innerWidth: 1920, innerHeight: 1080,
    console: { log() {}, warn() {}, error() {}, info() {}, debug() {} }, frames: unknown("frames"), exports: undefined, module: undefined, define: undefined, process: undefined, onload: undefined, onready: undefined, scope: undefined, WebSocket: undefined,
  };
  for (const [name, value] of Object.entries(browser)) defined(name, value);
  Object.setPrototypeOf(G, new Proxy({}, {
    has: (_, key) => typeof key === "string",
    get: (_, key) => (typeof key === "symbol" ? undefined : key.startsWith(MARK) ? key : key in Object.prototype ? Object.prototype[key] : unknown(key)),
    set(_, key, value) { defined(key, value); return true; },
  }));

  // --- after the scripts -------------------------------------------------------------------------
  let rounds = 0;
  // What a menu of choices does for each of them.
  function choose(menu, work) {
    for (const each of (menu.options || []).slice(0, 60)) {
      if (!each.value) continue;
      choice = each;
      leads(work, each.text);
    }
    choice = null;
  }
  const handlersOf = (html) => [...html.matchAll(/\bon(?:click|tap)\s*=\s*(?:"([^"]*)"|'([^']*)')|\bhref\s*=\s*(?:"javascript:([^"]*)"|'javascript:([^']*)')/gi)].map((found) => found.slice(1).find(Boolean) || "");
  fixed("__settle", () => {
    if (isFunction(G.onload)) later(G.onload);
    page.handlers.splice(0).forEach((code) => later(() => plainEval(code)));
    settle();
    for (const address of noted.sent.slice(0, rounds ? 0 : 3)) if (!address.includes(MARK)) write('<a href="' + address + '"></a>');
    if (rounds++ !== 1) return; // what awaits has gone on once
    if (!noted.calls.length) { backs.splice(0, 20).forEach((work) => later(work)); settle(); }
    // How an entry is opened: by what the scripts wrote of it, by their functions for clicks.
    const before = noted.sent.length, shown = noted.written.filter((html) => html.includes(MARK));
    for (const html of shown.slice(0, 20)) for (const code of handlersOf(html).slice(0, 5)) if (code.includes(MARK)) asClicked(true, () => attempt(() => plainEval(code.replace(/&quot;/g, '"').replace(/&#39;/g, "'"))));
    const on = element({ tag: "a", synthetic: true });
    for (const click of clicks.splice(0, 30)) for (const each of click.on.length ? click.on : [on]) {
      const work = () => click.work.call(each, { target: each, currentTarget: each, type: "click", preventDefault() {}, stopPropagation() {}, data: {} });
      if (each === on) asClicked(true, () => attempt(work));
      else if (each.__info.acts || each.__info.named) continue;
      else if (each.__info.tag === "select") choose(each.__info, work);
      else asClicked(!each.__info.menu, () => leads(work, each.innerText));
    }
    for (const click of page.clicks) if (!click.acts) asClicked(!click.menu, () => leads(() => new Function(click.code).call(element(click)), click.text));
    for (const menu of selected("select").slice(0, 5)) {
      const code = menu.attributes.onchange;
      if (code) choose(menu, () => new Function(code).call(element(menu)));
      else for (const button of selected("button[onclick], input[onclick]").slice(0, 2)) if (!button.acts) choose(menu, () => new Function(button.attributes.onclick).call(element(button)));
    }
    for (const work of openers.splice(0, 60)) asClicked(true, () => attempt(work));
    clicked = true; // what awaits is of clicks from here on
    settle();
    opened.push(...noted.sent.slice(before).filter((address) => address.includes(MARK)));
  });
  const opened = [];
  fixed("__told", () => stringify({ calls: noted.calls, written: noted.written, opened }));
})();
