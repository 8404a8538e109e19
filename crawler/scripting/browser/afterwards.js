// After the scripts: tasks, clicks and choices of menus; what is told of it all.
let rounds = 0;
// An element that listens, and what is within it: what is clicked there is clicked on it.
const PARTS = "[data-page], [data-p], [data-index], li, a, span";
function withParts(each) {
  const { at, tag } = each.__info;
  if (at === undefined || !/^(?:ul|ol|div|nav|p|table|section)$/.test(tag)) return [each];
  const within = selected("\0in " + at + " " + PARTS).slice(0, MOST.elements);
  return [each, ...within.map(element)];
}
// What a menu of choices does for each of them.
function choose(menu, work) {
  for (const each of (menu.options || []).slice(0, MOST.choices)) {
    if (!each.value) continue;
    choice = each;
    leads(work, each.text);
  }
  choice = null;
}
const handlersOf = (html) =>
  [
    ...html.matchAll(
      /\bon(?:click|tap)\s*=\s*(?:"([^"]*)"|'([^']*)')|\bhref\s*=\s*(?:"javascript:([^"]*)"|'javascript:([^']*)')/gi,
    ),
  ].map((found) => found.slice(1).find(Boolean) || "");
fixed("__settle", () => {
  if (isFunction(G.onload)) later(G.onload);
  page.handlers.splice(0).forEach((code) => later(() => plainEval(code)));
  settle();
  for (const address of noted.sent.slice(0, rounds ? 0 : 3))
    if (!address.includes(MARK)) write('<a href="' + address + '"></a>');
  if (rounds++ !== 1) return; // what awaits has gone on once
  if (isFunction(G.onscroll)) scrolls.push(G.onscroll);
  scrolls.splice(0, MOST.scrolls).forEach((work) => later(work));
  settle();
  if (!noted.calls.length) {
    backs.splice(0, MOST.backs).forEach((work) => later(work));
    settle();
  }
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
  for (const click of clicks.splice(0, MOST.clicks))
    for (const each of click.on.length ? click.on.flatMap(withParts) : [on]) {
      const work = () =>
        click.work.call(each, {
          target: each,
          currentTarget: each,
          type: "click",
          preventDefault() {},
          stopPropagation() {},
          data: {},
        });
      if (each === on) asClicked(true, () => attempt(work));
      else if (each.__info.acts || each.__info.named) continue;
      else if (each.__info.tag === "select") choose(each.__info, work);
      else asClicked(!each.__info.menu, () => leads(work, each.innerText), each.innerText);
    }
  for (const click of page.clicks)
    if (!click.acts)
      asClicked(
        !click.menu,
        () => leads(() => new Function(click.code).call(element(click)), click.text),
        click.text,
      );
  for (const menu of selected("select").slice(0, MOST.menus)) {
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
