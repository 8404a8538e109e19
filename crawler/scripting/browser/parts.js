// Components of Vue within others: by their tags in a template, or by what draws them itself.
const registered = new Map(); // of all pages' templates, by name
let partsMade = 0;
const hyphenated = (name) => name.replace(/(?<=[a-z\d])[A-Z]/g, (letter) => "-" + letter.toLowerCase());
const camel = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
function part(told, given = {}) {
  const own = isFunction(told) ? imported(told) : told;
  if (!isPlain(own) || partsMade++ >= MOST.parts) return;
  later(() => component(own, undefined, currentRoute, given));
}
const GIVEN = /(?:^|\s)(?:v-bind)?(:?)([\w-]+)\s*=\s*(?:"([^"]{0,300})"|'([^']{0,300})')/g;
const givenIn = (attributes, self) =>
  Object.fromEntries(
    [...attributes.matchAll(GIVEN)].map(([, bound, name, ...texts]) => {
      const text = texts.find((each) => each !== undefined);
      return [camel(name), bound ? inTemplate(text, self) : text];
    }),
  );
const partsOf = (told) => [...registered, ...Object.entries(told.components || {})].slice(0, MOST.found);
// <news-list :channel="12">, with components: {NewsList}.
function partsIn(html, told, self) {
  for (const [name, each] of partsOf(told)) {
    if (!/^[\w-]{1,60}$/.test(name)) continue;
    const tag = "<(?:" + name + "|" + hyphenated(name) + ")(?=[\\s/>])";
    const found = new RegExp(tag + "((?:[^<>\"']|\"[^\"]*\"|'[^']*'){0,2000})>", "i").exec(html);
    if (found) part(each, givenIn(found[1], self));
  }
}
// What draws itself: render: h => h(App), and what a compiler has made of a template.
function drawing(told, self) {
  const heard = new Set();
  let times = 0;
  const componentOf = (tag) =>
    isText(tag) ? partsOf(told).find(([name]) => hyphenated(name) === hyphenated(tag))?.[1] : tag;
  const h = (tag, first, ...rest) => {
    const options = isPlain(first) && !isList(first) ? first : {};
    const own = componentOf(tag);
    if (own && !isAnswer(own) && !unknowns.has(own)) {
      part(own, { ...options.attrs, ...options.props });
      return "";
    }
    const { innerHTML, textContent } = options.domProps || {};
    if (isAnswer(innerHTML) || isText(innerHTML)) write(asText(innerHTML));
    const children = [innerHTML, textContent, options === first ? "" : first, ...rest];
    const inner = children.filter((each) => isText(each) || isAnswer(each) || isList(each));
    hyper([tag, options, ...inner]);
    const [work, text] = [options.on && options.on.click, words(inner).trim()];
    const turns = page.next_words.includes(text.replace(/[\s>»›]/g, "").toLowerCase());
    if (isFunction(work) && turns && !heard.has(text)) {
      heard.add(text);
      clicks.push({ work, on: [element({ tag, text, turns: true, menu: true })] });
    }
    return words(inner);
  };
  const helpers = {
    $createElement: h,
    _c: h,
    _l: (rows, work) => rowsIn(rows).map((row, at) => work(row, at)),
    _v: asText,
    _s: asText,
    _f: () => (value) => value,
    _q: () => false,
    _self: self,
  };
  for (const name of ["_e", "_m", "_t", "_b", "_g", "_k", "_o", "_n"]) helpers[name] = () => "";
  const drawn = new Proxy(self, {
    get: (own, key) => (Object.hasOwn(helpers, key) ? helpers[key] : own[key]),
    has: () => true,
  });
  helpers._self = drawn;
  return () => times++ < MOST_RENDERED && attempt(() => told.render.call(drawn, h));
}
