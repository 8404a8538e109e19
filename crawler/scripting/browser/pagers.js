// Pagers that a library draws (laypage, kkpager, jquery.pagination and their kin): it calls a
// function with a page's number, or is told how the address of a page is made. A reader who turns
// to the page after this one has that done with the number after this page's.
const OPTIONS = Object.fromEntries(
  Object.entries(page.pagers).map(([kind, names]) => [kind, new Set(names)]),
);
const USUAL_SIZE = 10; // rows of a page, where a library is not told
const turners = [];
const isNamed = (kind, key) => OPTIONS[kind].has(key.toLowerCase());
const wholeNumber = (value) =>
  isList(value)
    ? value.length
    : isAnswer(value)
      ? wholeNumber(Number(value))
      : (isText(value) && /^\s*\d{1,6}\s*$/.test(value)) || Number.isInteger(value)
      ? Number(value)
      : undefined;
const optionOf = (options, kind) =>
  Object.entries(options)
    .filter(([key]) => isNamed(kind, key))
    .map(([, value]) => wholeNumber(value))
    .find((value) => value !== undefined);
// How many pages a library is told there are; `count`: the rows that it is told beside its options.
function pagesOf(options, count) {
  const [size, pages] = [optionOf(options, "sizes"), optionOf(options, "pages")];
  const total = optionOf(options, "rows_or_pages");
  const rows = count ?? optionOf(options, "rows") ?? (size ? total : undefined);
  if (rows !== undefined && size) return Math.ceil(rows / size);
  return pages ?? total ?? (rows === undefined ? undefined : Math.ceil(rows / USUAL_SIZE));
}
// --- what a function is given --------------------------------------------------------------------
const EVENT = /^(?:e|ev|evt|event|originalEvent)$/i;
const FIRST = /first|^init|^is_?init/i;
const KIND = /^(?:type|kind)$/i;
const sourceOf = (work) => (attempt(() => Function.prototype.toString.call(work)) || "").slice(0, 4000);
const parametersOf = (source) =>
  (/^(?:async\s+)?(?:function\b)?[^(=]*\(?([^()]*)\)?\s*(?:=>|\{)/.exec(source) || ["", ""])[1].match(
    /[\w$]+/g,
  ) || [];
const takesApart = (source, name) =>
  new RegExp("(?<![\\w$.])" + name.replace(/\$/g, "\\$&") + "\\s*\\.\\s*(?!to[A-Z])[A-Za-z]").test(source);
// A page's number as an object tells it: o.curr, api.getCurrent(), event.page.
const asObject = (number) =>
  Object.assign(
    new Number(number),
    Object.fromEntries(page.pagers.members.map((name) => [name, number])),
    { limit: USUAL_SIZE, pageSize: USUAL_SIZE, getCurrent: () => number },
    { preventDefault() {}, stopPropagation() {} },
  );
// `key`: the option's name; some hand on the event that turned the page, and then its number.
function givenTo(work, key, number) {
  const source = sourceOf(work);
  const names = parametersOf(source);
  const isAfter = names.length > 1 && isNamed("after_event", key) && !EVENT.test(names[1]);
  const each = (name, at) => {
    if (EVENT.test(name) ? names.length > 1 : isAfter && at === 0) return asObject(number);
    if (FIRST.test(name) || (at === 1 && isNamed("told_first", key))) return false;
    if (KIND.test(name)) return "change";
    return takesApart(source, name) ? asObject(number) : number;
  };
  return names.length ? names.map(each) : [asObject(number)];
}
// What stands for the library itself: its options, and whatever else it has.
const libraryOf = (options) => {
  const rest = unknown("library");
  return new Proxy(options, { get: (own, key) => (key in own ? own[key] : rest[key]) });
};
// --- what a library is told ----------------------------------------------------------------------
let latest = null; // of which events are heard later: $("#p").pagination({…}).on("pageClicked", …)
function pager(options, from, count) {
  const told = { from, current: optionOf(options, "currents"), pages: pagesOf(options, count) };
  if (told.pages !== undefined) latest = told;
  const add = (work) => turners.push({ ...told, work });
  const self = libraryOf(options);
  for (const [key, value] of Object.entries(options))
    if (isFunction(value) && !isAnswer(value) && !unknowns.has(value)) {
      const call = (number) => value.apply(self, givenTo(value, key, number));
      if (isNamed("addresses", key)) add((number) => send(call(number)));
      else if (isNamed("callbacks", key)) add(call);
    } else if (isText(value) && isNamed("before", key)) prefixed(options, key, value, add);
    else if (isText(value) && value.includes(PLACE)) add((number) => send(value.replace(PLACE, number)));
    else if (isPlain(value) && told.pages !== undefined) nested(value, told);
}
const PLACE = "__id__"; // in jquery.pagination's link_to
const nested = (options, told) =>
  Object.entries(options).forEach(([key, value]) => {
    if (isFunction(value) && isNamed("callbacks", key))
      turners.push({ ...told, work: (number) => value.apply(options, givenTo(value, key, number)) });
  });
// What stands before a page's number, and behind it; page one of kkpager has neither.
function prefixed(options, key, before, add) {
  if (Object.keys(options).some((each) => isNamed("addresses", each) || isNamed("callbacks", each)))
    return;
  const [, after = ""] = Object.entries(options).find(([each]) => isNamed("behind", each)) || [];
  const joint = isNamed("joined", key) ? "_" : "";
  add((number) => send(before + joint + number + asText(after)));
}
// Scripts listen before an answer has told how many pages there are, and after.
const pagerEvents = [];
function pagerEvent(name, work) {
  const from = isNamed("events_from_nought", name) ? 0 : 1;
  const call = (number) => work.apply(document, givenTo(work, name, number));
  if (pagerEvents.length < MOST.backs) pagerEvents.push({ name, from, told: latest, work: call });
}
function eventTurners() {
  for (const { name, from, told, work } of pagerEvents.splice(0)) {
    const known = told || latest || (isNamed("events_from_nought", name) ? {} : null);
    if (known) turners.push({ ...known, from, work });
  }
}
// Libraries that ask for a page's rows themselves, or call a function of the page's by its name.
function drawnBy(name, options) {
  const told = page.drawers.find((each) => each.name === name.split(".").pop().toLowerCase());
  if (!told) return false;
  const rendered = options[told.shows];
  const show = (rows) => isFunction(rendered) && rendered.call(options, rows[told.rows] ?? rows);
  const asks = isText(options[told.address]) && options[told.address] && options[told.unless] !== false;
  const turn = (number) => {
    if (asks) ask(options[told.address], "GET", { [told.number]: number }, false, [show]);
    else if (isFunction(G[told.calls]) && !unknowns.has(G[told.calls])) G[told.calls](number, number > 1);
  };
  later(() => turn(1));
  const pages = pagesOf(options) ?? 3;
  turners.push({ from: 1, current: optionOf(options, "currents"), pages, work: turn });
  const labels = Array.from({ length: Math.min(pages, MOST.labels) }, (_, at) => at + 1);
  write(labels.map((at) => "<a " + told.label + '="' + at + '">' + at + "</a>").join(""));
  return true;
}
// --- turning -------------------------------------------------------------------------------------
const digits = (address) => address.match(/\d+/g) || [];
const shape = (address) => address.replace(/\d+/g, "#");
// How far this page is behind the one that an address leads to, by its own address: 0 where that
// has no number there.
function aheadOf(address) {
  const file = page.pathname.split("/").pop();
  const own = [page.href, page.pathname + page.search, page.search, file + page.search].find(
    (each) => shape(each) === shape(address),
  );
  if (own === undefined) return 0;
  const [here, there] = [digits(own), digits(address)];
  const differing = here.map((each, at) => Number(each) - Number(there[at])).filter(Boolean);
  return differing.length > 1 ? 0 : (differing[0] || 0) + 1;
}
// Turns to a page; what is gone to then is the page after this one.
function turned(work, number) {
  const before = [noted.calls.length, noted.sent.length, noted.written.length];
  asTurned(number, () => asClicked(false, () => attempt(() => work(number)), page.further));
  settle();
  filledIn.clear();
  const sent = noted.sent.splice(before[1]);
  return { sent, asks: noted.calls.length > before[0], rows: newRows(before[2]) };
}
function turnPage({ work, from, pages, current }) {
  const isLast = (number) => pages !== undefined && number - from >= pages;
  let number = (current === undefined ? from : Math.max(current, from)) + 1;
  for (let turn = 0; turn < (page.turns || MOST.turns) && !isLast(number); turn++, number++) {
    const { sent, asks, rows } = turned(work, number);
    const ahead = sent.length && current === undefined ? aheadOf(sent[0]) : 0;
    if (ahead > 0 && !turn) number += ahead - 1;
    else if (sent.length) leadsTo(sent[0], page.further);
    const isMore = rows.length || (asks && turn < (page.turns || MOST.asking));
    if (!(ahead > 0 && !turn) && (sent.length || !isMore)) return;
  }
}
const turnPages = () => {
  eventTurners();
  turners.splice(0, MOST.backs).forEach(turnPage);
};
