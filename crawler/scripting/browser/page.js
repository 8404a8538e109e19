// The page, what is noted of its scripts, and words that the other parts share.
const G = globalThis;
// How an answer's part is written: its names, joined, between two marks.
const MARK = "Ω";
const JOINT = "ǃ";
// The most that is noted or done of each kind, so that no script of a stranger grows without end;
// lists of real systems stay far below each.
const MOST = {
  calls: 40,
  tasks: 400,
  written: 500, // pieces of markup
  writtenLength: 20000, // characters of one
  sent: 100, // addresses
  sentLength: 1000, // characters of one
  handlers: 100, // of clicks, that are kept
  labels: 12, // of a pager that a script has written
  elements: 12, // that one handler is on
  clicks: 30, // that are tried
  turns: 30, // of one control, while rows come that a script holds
  asking: 5, // of these, where each asks for a page: later ones may be elsewhere
  nodes: 300, // of a tree of columns
  choices: 60, // of a menu
  chosen: 240, // of two menus together: years and months
  pressed: 200, // controls that scripts have written
  scrolls: 5, // that are listened to
  menus: 5,
  buttons: 2, // beside a menu
  entries: 20, // written of an answer, that are opened
  openings: 5, // of one entry
  openers: 60, // methods of components
  parts: 60, // components within others
  backs: 20, // of pagers
  height: 6, // of what stands around an element
  firing: 3, // events that are fired by what hears of others
  fired: 60,
  hashes: 120, // behind the page's address
  barren: 3, // of these in a row that bring no rows
  found: 50, // elements of a selection that are gone over
  rows: 500, // of a script's own data that are gone over
};
const noted = { calls: [], chained: [], written: [], sent: [] };
const host = G.__host;
const page = JSON.parse(G.__page);
// The values of the page's own address.
const query = {};
page.search
  .slice(1)
  .split("&")
  .forEach((pair) => {
    const at = pair.indexOf("=");
    if (at > 0)
      try {
        query[decodeURIComponent(pair.slice(0, at))] = decodeURIComponent(pair.slice(at + 1));
      } catch {
        /* broken escapes */
      }
  });
const isText = (v) => typeof v === "string";
const isFunction = (v) => typeof v === "function";
const fixed = (name, value) => Object.defineProperty(G, name, { value });
const defined = (name, value) =>
  Object.defineProperty(G, name, { value, writable: true, configurable: true, enumerable: false });
