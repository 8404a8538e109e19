// Events that a script fires itself: $(".tab").eq(0).click(), trigger("change"), dispatchEvent. Who
// opens the page sees what comes of them without a click.
const listeners = [];
class PageEvent {
  constructor(type, told) {
    Object.assign(this, isPlain(told) ? told : {});
    this.type = eventName(type);
  }
  initEvent(type) {
    this.type = eventName(type);
  }
  preventDefault() {}
  stopPropagation() {}
  stopImmediatePropagation() {}
  isDefaultPrevented() {
    return false;
  }
}
// "click.tabs" and "onclick" are "click"; "shown.bs.tab" is "shown".
const eventName = (kind) =>
  asText(kind && isText(kind.type) ? kind.type : kind)
    .replace(/^on/, "")
    .split(".")[0];
const eventOn = (name, each, told) =>
  Object.assign(new PageEvent(name), {
    target: each,
    currentTarget: each,
    delegateTarget: each,
    srcElement: each,
    data: {},
    ...told,
  });
const isSame = (one, other) =>
  one === other ||
  (one.at !== undefined && one.at === other.at) ||
  (/^(?:window|document)$/.test(one.tag) && one.tag === other.tag);
const matches = (selector, info) =>
  info.at !== undefined &&
  selected("\0closest " + info.at + " " + selector).some((found) => found.at === info.at);
const infoOf = (each) =>
  each === document ? { tag: "document" } : each === G ? { tag: "window" } : each && each.__info;
// An element and those around it, to which what happens on it rises: of what a script has written,
// what stands around that in the page.
function path(info) {
  const found = [info];
  for (let each = info; each && found.length < MOST.height; found.push(each))
    [each] = each.at === undefined ? [] : selected("\0up " + each.at + " ");
  return [...found.filter(Boolean), ...(info.around || []), { tag: "document" }, { tag: "window" }];
}
function hearers(name, each) {
  const [info, ...around] = path(infoOf(each));
  const hears = (heard) =>
    heard.within
      ? matches(heard.within.selector, info)
      : heard.on.some((on) => isSame(on, info) || around.some((outer) => isSame(on, outer)));
  return listeners.filter((heard) => heard.name === name && hears(heard));
}
// What stands in an element itself for an event: onclick="load(1)", href="javascript:load(1)".
function ownCode(name, info) {
  const { ["on" + name]: code, href = "" } = info.attributes || {};
  const called = name === "click" ? /^\s*javascript:(.*)/is.exec(href) : null;
  return code || (called && called[1]) || "";
}
let [firing, fired] = [0, 0];
function fire(kind, found, given = []) {
  const name = eventName(kind);
  if (firing >= MOST.firing) return;
  firing++;
  for (const each of found.slice(0, MOST.elements)) {
    const info = infoOf(each);
    if (!info || info.acts || info.named || fired++ >= MOST.fired) continue;
    const code = ownCode(name, info);
    if (code) attempt(() => new Function("event", code).call(each, eventOn(name, each)));
    for (const { work, from, data } of hearers(name, each))
      inHand(from, () => attempt(() => work.call(each, eventOn(name, each, { data }), ...given)));
  }
  firing--;
}
// Does something as what has the answer to a call in hand.
function inHand(call, work) {
  const before = handled;
  handled = call || handled;
  try {
    return work();
  } finally {
    handled = before;
  }
}
// What a selector means of what scripts have written by now, where the page itself has nothing of
// it: by its last two parts, or its last one alone, for what stands around is the page's.
const meantOfWritten = new Map();
function ofWritten(selector) {
  const parts = selector.trim().split(/\s*[\s>]\s*/);
  if (!noted.written.length || /[,+~]/.test(selector) || /^(?:\*|)$/.test(parts.at(-1))) return [];
  const key = noted.written.length + " " + selector;
  if (!meantOfWritten.has(key)) {
    const html = noted.written.filter((each) => each.includes("<")).join("\n");
    const narrow = parts.length > 2 ? among(parts.slice(-2).join(" "), html) : [];
    const found = narrow.length ? narrow : among(parts.at(-1), html);
    const around = parts.length > 1 ? selected(parts.slice(0, -1).join(" ")).slice(0, 1) : [];
    meantOfWritten.set(key, found.map((each) => element({ ...each.__info, around })));
  }
  return meantOfWritten.get(key);
}
