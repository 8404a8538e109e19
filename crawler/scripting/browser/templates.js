// Templates of Vue: the links that a component's own markup makes of what the component is given.
const LOOP = /\bv-for\s*=\s*(?:"([^"]{1,300})"|'([^']{1,300})')/g;
const OVER = /^\s*\(?\s*([A-Za-z_$][\w$]*)[^()]{0,100}\)?\s+(?:in|of)\s+(\S.{0,200})$/s;
const TAG = "a|router-link|nuxt-link";
const LINKED = new RegExp(
  `<(?:${TAG})\\b((?:[^<>"']|"[^"]*"|'[^']*'){0,2000})>([\\s\\S]{0,1000}?)</(?:${TAG})>`,
  "gi",
);
const LEADS_TO = /:(?:href|to)\s*=\s*(?:"([^"]{1,500})"|'([^']{1,500})')/;
const TITLED = /:title\s*=\s*(?:"([^"]{1,200})"|'([^']{1,200})')/;
const SAID = /\bv-(?:text|html)\s*=\s*(?:"([^"]{1,200})"|'([^']{1,200})')/g;
const BODY = /\bv-html\s*=\s*(?:"([^"]{1,200})"|'([^']{1,200})')/g;
const BRACED = /\{\{([^{}]{1,200})\}\}/g;
const PLAIN = { "&quot;": '"', "&#39;": "'", "&lt;": "<", "&gt;": ">", "&amp;": "&" };
const either = (found) =>
  (found ? found[1] || found[2] || "" : "").replace(/&(?:quot|#39|lt|gt|amp);/g, (each) => PLAIN[each]);
const inTemplate = (code, scope) =>
  attempt(() => new Function("scope", "with (scope) { return (" + code + "\n); }")(scope));
// The names in an expression, but for those that are parts of others, or text.
const namesIn = (code) =>
  code
    .replace(/'[^']*'|"[^"]*"/g, "")
    .replace(/`([^`]*)`/g, (_, text) => (text.match(/\$\{[^{}]*\}/g) || []).join(" "))
    .match(/(?<![\w$.])[A-Za-z_$][\w$]*/g) || [];
const within = (scope, name, value) => Object.create(scope, { [name]: { value } });
const rowsIn = (value) =>
  isAnswer(value) ? [answer([])] : isList(value) ? value.slice(0, MOST.choices) : [];

class Template {
  constructor(html) {
    this.loops = [...html.matchAll(LOOP)].slice(0, MOST.found).flatMap((found) => {
      const over = OVER.exec(either(found));
      return over ? [{ at: found.index, name: over[1], code: over[2] }] : [];
    });
    this.links = [...html.matchAll(LINKED)].slice(0, MOST.found).flatMap((found) => {
      const [, attributes, inner] = found;
      const to = either(LEADS_TO.exec(attributes));
      const start = found.index + found[0].indexOf(attributes) + attributes.length;
      return to ? [{ start, to, attributes, inner }] : [];
    });
    this.bodies = [...html.matchAll(BODY)].slice(0, MOST.found).map(either);
    this.busy = false;
  }
  // The loops of which an expression that stands there takes the entries, the outermost first.
  around(code, start, found = []) {
    for (const name of namesIn(code)) {
      const loop = this.loops.findLast((each) => each.name === name && each.at < start);
      if (!loop || found.includes(loop)) continue;
      this.around(loop.code, loop.at, found);
      found.push(loop);
    }
    return found;
  }
  // Writes the links of the entries of what has been given that name.
  shows(self, key) {
    if (this.busy) return;
    this.busy = true;
    for (const link of this.links) {
      const loops = this.around(link.to, link.start);
      if (loops.length && namesIn(loops[0].code).includes(key)) this.write(self, link, loops);
    }
    for (const code of this.bodies)
      if (namesIn(code).includes(key) && !this.around(code, Infinity).length)
        write(asText(inTemplate(code, self)));
    this.busy = false;
  }
  write(self, link, loops) {
    const [last] = loops.slice(-1);
    let around = self;
    for (const loop of loops.slice(0, -1))
      around = within(around, loop.name, rowsIn(inTemplate(loop.code, around))[0]);
    for (const row of rowsIn(inTemplate(last.code, around))) {
      const scope = within(around, last.name, row);
      const to = inTemplate(link.to, scope);
      const address = isText(to) || isAnswer(to) ? asText(to) : to ? routed(to) : "";
      if (!address || UNKNOWN.test(address)) continue;
      const said = [...link.attributes.matchAll(SAID), ...link.inner.matchAll(SAID)].map(either);
      const braced = link.inner.replace(BRACED, (_, code) => asText(inTemplate(code, scope)));
      const text = said.map((code) => asText(inTemplate(code, scope))).join(" ") + braced;
      const title = either(TITLED.exec(link.attributes));
      const titled = title ? ' title="' + asText(inTemplate(title, scope)) + '"' : "";
      write('<a href="' + address + '"' + titled + ">" + text + "</a>");
    }
  }
}
// Pagers of components: <el-pagination :total="all" @current-change="turn">.
const PAGER = /<(?:[a-z]+-)?pag(?:e|er|ination|inator)\b((?:[^<>"']|"[^"]*"|'[^']*'){0,3000})>/gi;
const BOUND = /(?:^|\s)(?:v-bind)?:([\w-]+)(?:\.sync)?\s*=\s*(?:"([^"]{1,300})"|'([^']{1,300})')/g;
const MODEL = /\bv-model(?::([\w-]+))?\s*=\s*(?:"([^"]{1,300})"|'([^']{1,300})')/;
const HEARD = /(?:@|\bv-on:)([\w-]+)\s*=\s*(?:"([^"]{1,300})"|'([^']{1,300})')/g;
const undashed = (name) => name.toLowerCase().replace(/-/g, "");
function pagersIn(html, self) {
  for (const [, attributes] of [...html.matchAll(PAGER)].slice(0, MOST.backs)) {
    const bound = [...attributes.matchAll(BOUND)].map(([, name, ...codes]) => [
      undashed(name),
      codes.find(Boolean),
    ]);
    const model = MODEL.exec(attributes);
    if (model) bound.push([undashed(model[1] || "current"), model[2] || model[3]]);
    const told = Object.fromEntries(bound.map(([name, code]) => [name, inTemplate(code, self)]));
    const [, current] = bound.find(([name]) => isNamed("currents", name)) || [];
    for (const [, name, ...codes] of attributes.matchAll(HEARD))
      if (isNamed("heard", name))
        pager({ ...told, callback: (number) => change(self, current, codes.find(Boolean), number) }, 1);
  }
}
// What a component does once its pager says a number: it has kept it, and calls a method.
function change(self, current, code, number) {
  const scope = within(self, "$event", number);
  if (current && /^[\w$.]+$/.test(current)) inTemplate(current + " = " + number, scope);
  const work = inTemplate(code, scope);
  if (isFunction(work) && !unknowns.has(work)) work.call(self, number);
}
// The template of a component: its own, one in the page, or what stands where it is mounted.
function templateOf(told, where, self) {
  const own = isText(told.template) ? told.template : told.el || where;
  if (!isText(own)) return null;
  const [found] = own.includes("<") ? [{ html: own }] : selected("\0markup " + own);
  const html = (found && found.html) || "";
  if (html.search(PAGER) >= 0) later(() => pagersIn(html, self()));
  return html.includes("v-for") || html.includes("v-html") ? new Template(html) : null;
}
