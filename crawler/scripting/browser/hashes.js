// What stands behind "#" in the page's address: pagers of rows that the page holds lead to "#p2",
// and its script shows the second ten once that changes.
const HASHED = /\bhref\s*=\s*["']?(#[^"'\s<>]{0,60}\d[^"'\s<>]{0,20})/gi;
const shownHashes = new Set();
function hashChanges(hash) {
  const before = page.hash;
  page.hash = hash && !hash.startsWith("#") ? "#" + hash : hash;
  if (page.hash === before) return;
  const event = eventOn("hashchange", G);
  event.oldURL = page.href + before;
  event.newURL = page.href + page.hash;
  if (isWork(G.onhashchange)) attempt(() => G.onhashchange(event));
  fire(event, [G]);
}
const hearsHashes = () =>
  isWork(G.onhashchange) || listeners.some(({ name }) => name === "hashchange");
const hashesIn = (html) => [...html.matchAll(HASHED)].map(([, hash]) => hash);
// What a page of its own making shows where its menu leads: <a href="#/list/2">.
function goToHashes() {
  const links = hearsHashes() ? selected('a[href^="#/"], a[href^="#!/"]') : [];
  for (const { attributes } of links.slice(0, MOST_ROUTES)) {
    shownHashes.add(attributes.href);
    hashChanges(attributes.href);
    settle();
  }
  page.hash = "";
}
// Turns to each page that a link leads to, and to those to which what is shown then leads, as long
// as rows come.
function turnHashes() {
  if (!hearsHashes()) return;
  const links = selected("a[href^='#']").map(({ attributes }) => attributes.href || "");
  const waiting = [...links.filter((hash) => /\d/.test(hash)), ...hashesIn(plainWritten())];
  const first = page.hash;
  for (let barren = 0; waiting.length && barren < MOST.barren && shownHashes.size < MOST.hashes; ) {
    const hash = waiting.shift();
    if (shownHashes.has(hash)) continue;
    shownHashes.add(hash);
    const before = [noted.written.length, noted.calls.length];
    asClicked(false, () => attempt(() => hashChanges(hash)), page.further);
    settle();
    const rows = newRows(before[0]);
    barren = rows.length || noted.calls.length > before[1] ? 0 : barren + 1;
    waiting.push(...hashesIn(plainWritten(before[0])));
  }
  page.hash = first;
}
