// Lists that grow: a library calls a function for each further part, once the reader has come to
// the end of those before (dropload, mescroll, layui's flow, vue-infinite-loading and its like),
// or asks for the page that a link names (infinite-scroll, jscroll, ias).
function loader(work, isAtOnce = true) {
  if (isAtOnce) later(() => work(1));
  turners.push({ from: 1, current: undefined, pages: TABLE_PAGES, work });
}
const FURTHER_LINKS = ["nextSelector", "next", "path"];
const LOADERS = {
  dropload: ({ loadDownFn }) => isWork(loadDownFn) && loader(() => loadDownFn(unknown("dropload"))),
  mescroll({ up }) {
    const { num = 0, size = 10 } = (up && up.page) || {};
    if (up && isWork(up.callback))
      loader((at) => up.callback({ num: num + at, size }, unknown("mescroll")));
  },
  infinitescroll: furtherLink,
  jscroll: furtherLink,
  ias: furtherLink,
};
function furtherLink(options) {
  const to = optionIn(options, ...FURTHER_LINKS);
  if (isWork(to)) {
    const address = attempt(() => to.call({ loadCount: 0, pageIndex: 1 }, 1));
    return isText(address) && leadsTo(address, page.further);
  }
  if (isList(to)) return leadsTo(to.join("2"), page.further); // ["/news/page", ".html"]
  if (!isText(to)) return undefined;
  if (to.includes("{{#}}")) return leadsTo(to.replace("{{#}}", 2), page.further);
  const [link] = selected(to);
  const href = link && link.attributes.href;
  return href && !/^(?:#|javascript:)/i.test(href) ? leadsTo(href, page.further) : undefined;
}
function loaded(name, given) {
  const own = name.split(".").pop().toLowerCase();
  const options = given.find(isPlain);
  if (!Object.hasOwn(LOADERS, own) || !options) return false;
  attempt(() => LOADERS[own](options));
  return true;
}
const flowed = (told) =>
  isFunction(told && told.done) &&
  loader((number) => told.done(number, (html) => write(html), unknown("flow")));
// What components call: <infinite-loading @infinite="more">, <van-list @load="more">,
// <ul v-infinite-scroll="more">.
const LOADING =
  /(?:<infinite-loading\b[^<>]{0,1000}?(?:@|v-on:)infinite|<van-list\b[^<>]{0,1000}?(?:@|v-on:)load|\bv-infinite-scroll)\s*=\s*(?:"([^"]{1,200})"|'([^']{1,200})')/gi;
function loadersIn(html, self) {
  for (const found of [...html.matchAll(LOADING)].slice(0, MOST.backs)) {
    const code = either(found);
    loader(() => {
      const work = inTemplate(code, within(self, "$event", unknown("state")));
      if (isWork(work)) work.call(self, unknown("state"));
    });
  }
}
// A reader who scrolls down, and again: what asks once more for more loads a list.
function scrollDown(work) {
  const before = noted.calls.length;
  attempt(work);
  settle();
  const first = noted.calls.slice(before);
  if (!first.length) return;
  asClicked(false, () => attempt(work), page.further);
  settle();
  const again = noted.calls.slice(before + first.length);
  const path = (call) => call.url.split("?")[0].replace(/\d+/g, "#");
  const one = first.find((call) => again.some((each) => path(each) === path(call)));
  if (one && !one.by) one.by = page.further;
}
