// After the scripts: tasks, clicks and choices of menus; what is told of it all.
let rounds = 0;
// An element that listens, and what is within it: what is clicked there is clicked on it.
const PARTS = "[data-page], [data-p], [data-index], li, a, span";
function withParts(each) {
  const { at, tag } = each.__info;
  if (at === undefined || !/^(?:ul|ol|div|nav|p|table|section)$/.test(tag)) return [each];
  const within = selected("\0in " + at + " " + PARTS).map(element);
  const parts = within.length ? within : among(PARTS, plainWritten());
  return [each, ...parts.slice(0, MOST.elements)];
}
// What scripts have written that is no pattern of an answer's.
const plainWritten = (since = 0) =>
  noted.written
    .slice(since)
    .filter((html) => html.includes("<") && !html.includes(MARK))
    .join("\n");
// Where an event is heard of by what is around it, what is there by now.
function heard({ on, within }) {
  if (on.length || !within) return on;
  const { around, selector } = within;
  const menu = !!(around && around.__info && around.__info.menu);
  return among(selector, plainWritten())
    .slice(0, MOST.elements)
    .map((each) => element({ ...each.__info, menu: menu || each.__info.menu }));
}
// What an element says on which somebody clicks: a number in a table's cell is a calendar's day.
const saidBy = ({ tag, text }) => (/^t[dh]$/.test(tag) && /^\d+$/.test(text) ? text + "日" : text);
const saidOf = (each) =>
  saidBy({
    tag: each.__info.tag,
    text: asText(each.textContent || each.innerText || (each.__info.tag === "input" && each.value)).trim(),
  });
// The work of a click on a pager's label: it turns to that page.
const NUMBERED = /^(?:page-id|data-(?:page\w*|p|num|index|id))$/;
function labelled(each, work, code = "") {
  const text = saidOf(each);
  if (!/^[1-9]\d{0,3}$/.test(text) || text === "1") return work;
  const { attributes = {}, menu } = each.__info;
  const own = Object.entries({ ...attributes, ...each.__set });
  const isLabel = menu || own.some(([name, value]) => NUMBERED.test(name) && value === text);
  return isLabel || new RegExp("\\b" + text + "\\b").test(code)
    ? () => asTurned(Number(text), work)
    : work;
}
// A click; once more on what turns pages, as long as rows come that a script holds itself.
const shownBefore = new Set();
// The rows that scripts have written since, of what they hold themselves.
function newRows(since) {
  const rows = noted.written
    .slice(since)
    .filter((html) => /<a\b/i.test(html) && !html.includes(MARK) && !shownBefore.has(html));
  rows.forEach((html) => shownBefore.add(html));
  return rows;
}
function press(info, work, words) {
  for (let turn = 0; turn < (page.turns || MOST.turns); turn++) {
    const before = [noted.calls.length, noted.sent.length, noted.written.length];
    leads(work, words);
    settle();
    const rows = newRows(before[2]);
    const asks = noted.calls.length > before[0];
    const sends = noted.sent.length > before[1];
    // What awaits a token asks later, for which there is no waiting here.
    const isMore = rows.length || page.turns || (asks && turn < MOST.asking);
    if (!info.turns || sends || !isMore) return;
  }
}
// The controls that scripts have written, such as a pager: href="javascript:show(2)".
const pressed = new Set(page.clicks.map((click) => click.code));
function pressWritten(html, depth = 0, may = () => true) {
  for (const each of among("[onclick], a[href]", html).filter(may)) {
    const { attributes, acts, named, menu } = each.__info;
    const code = attributes.onclick || /^\s*javascript:(.*)/is.exec(attributes.href || "")?.[1] || "";
    if (!code.includes("(") || code.includes(MARK) || acts || named || pressed.has(code)) continue;
    if (pressed.size > MOST.pressed) return;
    pressed.add(code);
    const [words, before] = [saidOf(each), noted.written.length];
    asClicked(!menu, () => press(each.__info, labelled(each, () => new Function(code).call(each), code), words), words);
    if (depth < 1) pressWritten(plainWritten(before), depth + 1);
  }
}
// The pagers that are written beside how many pages an answer says there are: 1/ΩpagesΩ.
const turnsPage = (each) => each.__info.turns || /^[1-9]\d{0,3}$/.test(saidOf(each));
const pagersOfAnswers = () =>
  noted.written.filter((html) => html.includes("<") && html.includes(MARK)).join("\n");
// What a menu of choices does for each of them.
function choose(menu, work) {
  const name = fieldName(menu);
  let left = MOST.chosen;
  for (const each of (menu.options || []).slice(0, MOST.choices)) {
    if (!each.value) continue;
    choice = { ...each, menu: name };
    menusRead.clear();
    gone(() => leads(work, each.text));
    const [beside, ...others] = [...menusRead.values()].filter((one) => (one.options || []).length > 1);
    for (const other of beside && !others.length ? beside.options : []) {
      if (!other.value || left-- <= 0) continue;
      chosenBeside = { ...other, menu: fieldName(beside) };
      gone(() => leads(work, each.text + other.text));
    }
    chosenBeside = null;
  }
  choice = null;
}
// Does what goes somewhere, and forgets it: it is written down.
function gone(work) {
  const before = noted.sent.length;
  work();
  settle();
  const kept = noted.sent.splice(before).filter((address) => address.includes(MARK));
  noted.sent.push(...kept);
}
const handlersOf = (html) =>
  [
    ...html.matchAll(
      /\bon(?:click|tap)\s*=\s*(?:"([^"]*)"|'([^']*)')|\bhref\s*=\s*(?:"javascript:([^"]*)"|'javascript:([^']*)')/gi,
    ),
  ].map((found) => found.slice(1).find(Boolean) || "");
fixed("__go_on", settle);
fixed("__settle", () => {
  if (isFunction(G.onload)) later(G.onload);
  if (!rounds) later(tablesOfPage);
  page.handlers.splice(0).forEach((code) => later(() => plainEval(code)));
  settle();
  for (const address of noted.sent.slice(0, rounds ? 0 : 3))
    if (!address.includes(MARK)) write('<a href="' + address + '"></a>');
  if (rounds++ !== 1) return; // what awaits has gone on once
  if (isFunction(G.onscroll)) scrolls.push(G.onscroll);
  scrolls.splice(0, MOST.scrolls).forEach(scrollDown);
  if (!noted.calls.length) {
    backs.splice(0, MOST.backs).forEach((work) => later(work));
    settle();
  }
  turnPages();
  goToHashes();
  turnHashes();
  // How an entry is opened: by what the scripts wrote of it, by their functions for clicks.
  const before = noted.sent.length,
    shown = noted.written.filter((html) => html.includes(MARK));
  for (const html of shown.slice(0, MOST.entries))
    for (const code of handlersOf(html).slice(0, MOST.openings))
      if (code.includes(MARK))
        asClicked(true, () =>
          attempt(() => plainEval(code.replace(/&quot;/g, '"').replace(/&#39;/g, "'"))),
        );
  const on = element({ tag: "a", synthetic: true });
  const onto = (click) => {
    const found = heard(click).flatMap(withParts);
    return found.length ? found : [on];
  };
  for (const click of clicks.splice(0, MOST.clicks))
    for (const each of onto(click)) {
      const work = () =>
        inHand(click.from, () =>
          click.work.call(each, eventOn("click", each, { data: click.data || {} })),
        );
      if (each === on) asClicked(true, () => attempt(work));
      else if (each.__info.acts || each.__info.named) continue;
      else if (each.__info.tag === "select") choose(each.__info, work);
      else asClicked(!each.__info.menu, () => press(each.__info, labelled(each, work), saidOf(each)), saidOf(each));
    }
  for (const click of page.clicks)
    if (!click.acts)
      asClicked(
        !click.menu,
        () => press(click, () => new Function(click.code).call(element(click)), saidBy(click)),
        saidBy(click),
      );
  pressWritten(plainWritten());
  pressWritten(pagersOfAnswers(), 1, turnsPage);
  // A component that is told its choices in the page: <input data-options="data: […], onSelect: show">.
  for (const { attributes } of selected("[data-options]").slice(0, MOST.menus)) {
    const told = attempt(() => new Function("return ({" + attributes["data-options"] + "})")());
    if (isPlain(told)) nodes([told]);
  }
  for (const menu of selected("select").slice(0, MOST.menus).map(withOptions)) {
    const code = menu.attributes.onchange;
    if (code) choose(menu, () => new Function(code).call(element(menu)));
    else
      for (const button of selected("button[onclick], input[onclick]").slice(0, MOST.buttons))
        if (!button.acts)
          choose(menu, () => new Function(button.attributes.onclick).call(element(button)));
  }
  for (const work of openers.splice(0, MOST.openers)) asClicked(true, () => attempt(work));
  clicked = true; // what awaits is of clicks from here on
  settle();
  opened.push(...noted.sent.slice(before).filter((address) => address.includes(MARK)));
});
const opened = [];
fixed("__told", () =>
  stringify({ calls: noted.calls, chained: noted.chained, written: noted.written, opened }),
);
