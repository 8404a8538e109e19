// What is not here: values that take everything; plugins, whose options tell what they ask for.
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
    construct: (_, given) => {
      called(name, given, self);
      return unknown(name);
    },
  });
  unknowns.add(self);
  return self;
}
const inQuery = (given) => given.find((each) => isText(each) && Object.hasOwn(query, each));
const isPlain = (v) => v && typeof v === "object" && !isAnswer(v) && !v.__info && !v.jquery;
// What a script makes of an answer and hands to what is not here is shown there.
function handed(given) {
  for (const each of given.flat().slice(0, MOST.found))
    if (isText(each) && each.includes("<") && each.includes(MARK)) write(each);
}
// A link as React, Vue's h() and what is like them write one: h("a", {href: "/art/1"}, "words").
const words = (children) =>
  children
    .flat(3)
    .slice(0, MOST.found)
    .map((each) => (isAnswer(each) || isText(each) || typeof each === "number" ? asText(each) : ""))
    .join("");
function hyper([tag, told, ...children]) {
  const isLink = isFunction(tag) ? unknowns.has(tag) : isText(tag) && /^(a|.*link)$/i.test(tag);
  if (!isLink || !isPlain(told)) return false;
  const own = told.attrs || told.props || told;
  const to = [own.href, own.to].find((each) => isText(each) || isAnswer(each));
  if (to === undefined || to === "") return false;
  const text = words([own.title, own.children, ...children].filter((each) => each !== undefined));
  write('<a href="' + asText(to) + '">' + text + "</a>");
  return true;
}
// What is handed to something that is not here is called once; it may be a component of React's.
function asComponent(work, needs) {
  const given = [...needs, unknown("given"), unknown("given"), unknown("given")];
  render(instance(() => work(...given)));
}
const modules = (name) =>
  /jquery|zepto/i.test(name)
    ? jqueryProxy
    : /axios/i.test(name)
      ? axios
      : /vue-?router/i.test(name)
        ? VueRouter
        : /vue/i.test(name)
          ? Vue
        : unknown(asText(name));
let depth = 0;
function called(name, given, self) {
  if (/quer|url|req|param|parm|search|arg/i.test(name) && given.some(isText)) {
    const named = inQuery(given);
    return named === undefined ? "" : query[named];
  }
  if (depth > 3) return self;
  depth++;
  try {
    const made = tabled(name, given, self);
    if (made !== undefined) return made;
    if (loaded(name, given)) return self;
    handed(given);
    if (hyper(given)) return self;
    if (isPlain(given[0]) && drawnBy(name, given[0])) return self;
    if (/(?:ajax|request)$/i.test(name) && isPlain(given[0]) && isText(given[0].url)) {
      ajax(given[0]);
      return self;
    }
    const needs = Array.isArray(given[0]) && given[0].every(isText) ? given[0].map(modules) : [];
    // jquery.pagination(count, …) counts from nought.
    const count = isPlain(given[1]) ? wholeNumber(given[0]) : undefined;
    const from = count !== undefined || isAnswer(given[0]) ? 0 : 1;
    // Ls.pagination("#p", show, {pageCount: 5}): the function is no option.
    const back = given.find((each) => isFunction(each) && !isAnswer(each) && !unknowns.has(each));
    const told = back && given.find((each) => isPlain(each) && pagesOf(each) !== undefined);
    if (told) pager({ ...told, callback: back }, from);
    for (const each of given) {
      if (isFunction(each) && !isAnswer(each) && !unknowns.has(each))
        later(() => asComponent(each, needs));
      else if (isPlain(each)) plugin(each, from, count);
    }
    nodes(given);
    const code = given.findIndex((each) => isText(each) && /^javascript:/i.test(each));
    if (code > 0)
      leads(
        () => plainEval(given[code].slice(11)),
        given
          .slice(0, code)
          .reverse()
          .find((each) => isText(each) && each),
      );
  } finally {
    depth--;
  }
  return self;
}
// Writes where something leads, as a link of its words.
function leads(work, words) {
  const before = noted.sent.length;
  attempt(work);
  for (const address of noted.sent.slice(before)) leadsTo(address, words);
}
const leadsTo = (address, words) =>
  write('<a href="' + asText(address) + '">' + asText(words) + "</a>");
// A tree of columns: where a click on each of its nodes leads (zTree, easyui, layui).
function nodes(given) {
  const settings = given.filter(isPlain);
  const works = settings
    .flatMap((each) => [
      each.callback && each.callback.onClick,
      each.onClick,
      each.onSelect,
      each.click,
    ])
    .filter(isFunction);
  const rows = [...given, ...settings.map((each) => each.data)].find(
    (each) => isAnswer(each) || (Array.isArray(each) && each.length && typeof each[0] === "object"),
  );
  if (!works.length || !rows) return;
  const walk = (each, left) =>
    left > 0 && [
      each,
      ...[each.children, each.nodes]
        .flat()
        .filter((inner) => inner && !isAnswer(inner))
        .flatMap((inner) => walk(inner, left - 1) || []),
    ];
  // Scripts may do nothing with a node that has others below it.
  const all = isAnswer(rows)
    ? [answer([]), leaf()]
    : rows.flatMap((each) => walk(each, 4) || []).slice(0, MOST.nodes);
  for (const each of all)
    for (const work of works) {
      const one = isAnswer(each) ? each : { ...each, data: each };
      leads(
        () => (work.length > 1 ? work(unknown("event"), "tree", each) : work(one)),
        each.name || each.title || each.text || each.label,
      );
    }
}
// A plugin's options: an address that it asks for its rows, what it does with them and its pages.
function plugin(options, first = 1, count = undefined) {
  if (isPlain(options.async) && isText(options.async.url))
    // zTree: its columns are no page of a list, and a click on each asks for its list.
    ask(
      options.async.url,
      options.async.type || "POST",
      options.async.otherParam || null,
      /json/i.test(options.async.contentType || ""),
      [(rows) => nodes([options, rows])],
      [options.async.autoParam].flat().filter(isText),
    );
  if (isText(options.url) || isText(options.ajax && options.ajax.url)) {
    const told = isText(options.url) ? options : options.ajax;
    let data = [told.data, told.where, told.queryParams, told.params, options.postData].find(
      (each) => each !== undefined && each !== null,
    );
    const numbers = {
      page: 1,
      limit: options.pageSize || options.limit || 10,
      offset: 0,
      pageNumber: 1,
      pageSize: options.pageSize || 10,
      rows: options.pageSize || 10,
    };
    if (isFunction(data)) data = attempt(() => data({ ...numbers }));
    const names = options.request || {};
    const own = isFunction(told.queryParams || told.data)
      ? {}
      : {
          [names.pageName || "page"]: 1,
          [names.limitName || (options.rowNum || options.rownumbers ? "rows" : "limit")]:
            numbers.limit,
        };
    const columns = [options.columns, options.cols].flat(3).filter(Boolean);
    ask(
      told.url,
      told.method || told.type || "GET",
      { ...own, ...(typeof data === "object" ? data : {}) },
      /json/i.test(told.contentType || ""),
      [
        (rows) => {
          for (const column of columns)
            for (const shown of [column.templet, column.formatter, column.render]) {
              const value = isFunction(shown)
                ? attempt(() =>
                    shown === column.templet
                      ? shown(rows[0])
                      : shown(rows[0][column.field || column.data], rows[0], 0, rows[0]),
                  )
                : shown;
              if (isText(value)) write(value);
            }
          for (const shown of [told.success, options.onLoadSuccess, options.done])
            if (isFunction(shown)) attempt(() => shown(rows));
        },
      ],
    );
    return;
  }
  pager(options, first, count);
  for (const [key, value] of Object.entries(options))
    if (isFunction(value) && isNamed("callbacks", key))
      backs.push(() =>
        value.call(
          options,
          Object.assign(new Number(first), {
            curr: 1,
            limit: options.limit || options.pageSize || 10,
            page: 1,
            current: 1,
            pageNum: 1,
            pageIndex: 1,
            pageNumber: 1,
          }),
          true,
        ),
      );
}
const backs = [],
  clicks = [];
