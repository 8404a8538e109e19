// Templates of Vue and AngularJS: the links that a component's own markup makes of what it is given.
const LOOP = /\b(?:v-for|ng-repeat(?:-start)?)\s*=\s*(?:"([^"]{1,300})"|'([^']{1,300})')/g;
const OVER = /^\s*\(?\s*([A-Za-z_$][\w$]*)[^()]{0,100}\)?\s+(?:in|of)\s+(\S.{0,200})$/s;
const TAG = "a|router-link|nuxt-link";
const LINKED = new RegExp(
  `<(?:${TAG})\\b((?:[^<>"']|"[^"]*"|'[^']*'){0,2000})>([\\s\\S]{0,1000}?)</(?:${TAG})>`,
  "gi",
);
const LEADS_TO = /:(?:href|to)\s*=\s*(?:"([^"]{1,500})"|'([^']{1,500})')/;
// AngularJS writes text with what is to be filled in: ng-href="/d/{{x.id}}.html".
const FILLS = /\b(?:ng-)?(?:href|ui-sref)\s*=\s*(?:"([^"]{0,300}\{\{[^"]{1,300})"|'([^']{0,300}\{\{[^']{1,300})')/;
const TITLED = /:title\s*=\s*(?:"([^"]{1,200})"|'([^']{1,200})')/;
const TITLE_FILLS = /\btitle\s*=\s*(?:"([^"]{0,100}\{\{[^"]{1,200})"|'([^']{0,100}\{\{[^']{1,200})')/;
const CLICKED = /(?:\bng-click|@click(?:\.\w+)*|\bv-on:click)\s*=\s*(?:"([^"]{1,300})"|'([^']{1,300})')/g;
const SAID = /\b(?:v-(?:text|html)|ng-bind(?:-html)?)\s*=\s*(?:"([^"]{1,200})"|'([^']{1,200})')/g;
const BODY = /\b(?:v-html|ng-bind-html(?:-unsafe)?)\s*=\s*(?:"([^"]{1,200})"|'([^']{1,200})')/g;
const BRACED = /\{\{([^{}]{1,200})\}\}/g;
const PLAIN = { "&quot;": '"', "&#39;": "'", "&lt;": "<", "&gt;": ">", "&amp;": "&" };
const either = (found) =>
  (found ? found[1] || found[2] || "" : "").replace(/&(?:quot|#39|lt|gt|amp);/g, (each) => PLAIN[each]);
// An expression of AngularJS says behind a bar how its value is shown: x.day | date:'yyyy'.
const unfiltered = (code) => code.replace(/\s+track\s+by\s.*$/s, "").replace(/(?<!\|)\|(?!\|).*$/s, "");
const braced_ = (text, scope) =>
  text.replace(BRACED, (_, code) => asText(inTemplate(unfiltered(code), scope)));
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

const codeOf = ({ to, fills }) =>
  to || [...fills.matchAll(BRACED)].map(([, code]) => unfiltered(code)).join(" ");

class Template {
  constructor(html) {
    this.loops = [...html.matchAll(LOOP)].slice(0, MOST.found).flatMap((found) => {
      const over = OVER.exec(either(found));
      return over ? [{ at: found.index, name: over[1], code: unfiltered(over[2]) }] : [];
    });
    this.links = [...html.matchAll(LINKED)].slice(0, MOST.found).flatMap((found) => {
      const [, attributes, inner] = found;
      const to = either(LEADS_TO.exec(attributes));
      const fills = to ? "" : either(FILLS.exec(attributes));
      const start = found.index + found[0].indexOf(attributes) + attributes.length;
      return to || fills ? [{ start, to, fills, attributes, inner }] : [];
    });
    this.clicks = [...html.matchAll(CLICKED)].slice(0, MOST.found).map((found) => ({
      start: found.index,
      code: either(found),
    }));
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
      const loops = this.around(codeOf(link), link.start);
      if (loops.length && namesIn(loops[0].code).includes(key)) this.write(self, link, loops);
    }
    for (const code of this.bodies)
      if (namesIn(code).includes(key) && !this.around(code, Infinity).length)
        write(asText(inTemplate(code, self)));
    for (const { code, start } of this.clicks) {
      const loops = this.around(code, start);
      if (loops.length && namesIn(loops[0].code).includes(key))
        openers.push(() =>
          this.rows(self, loops).forEach((scope) => inTemplate(code, scope)),
        );
    }
    this.busy = false;
  }
  // The scopes of the entries of the innermost of loops, each within the first of those around it.
  rows(self, loops) {
    const [last] = loops.slice(-1);
    let around = self;
    for (const loop of loops.slice(0, -1))
      around = within(around, loop.name, rowsIn(inTemplate(loop.code, around))[0]);
    return rowsIn(inTemplate(last.code, around)).map((row) => within(around, last.name, row));
  }
  write(self, link, loops) {
    for (const scope of this.rows(self, loops)) {
      const to = link.to ? inTemplate(link.to, scope) : braced_(link.fills, scope);
      const address = isText(to) || isAnswer(to) ? asText(to) : to ? routed(to) : "";
      if (!address || UNKNOWN.test(address)) continue;
      const said = [...link.attributes.matchAll(SAID), ...link.inner.matchAll(SAID)].map(either);
      const braced = braced_(link.inner, scope);
      const text = said.map((code) => asText(inTemplate(code, scope))).join(" ") + braced;
      const title = either(TITLED.exec(link.attributes));
      const filled = either(TITLE_FILLS.exec(link.attributes));
      const shown = title ? asText(inTemplate(title, scope)) : braced_(filled, scope);
      const titled = shown ? ' title="' + shown + '"' : "";
      write('<a href="' + linked(address) + '"' + titled + ">" + text + "</a>");
    }
  }
}
// Pagers of components: <el-pagination :total="all" @current-change="turn">.
const PAGER = /<(?:[a-z]+-)?pag(?:e|er|ination|inator)\b((?:[^<>"']|"[^"]*"|'[^']*'){0,3000})>/gi;
const BOUND = /(?:^|\s)(?:v-bind)?:?((?<=:)[\w-]+|total-items|items-per-page)(?:\.sync)?\s*=\s*(?:"([^"]{1,300})"|'([^']{1,300})')/g;
const MODEL = /\b(?:v|ng)-model(?::([\w-]+))?\s*=\s*(?:"([^"]{1,300})"|'([^']{1,300})')/;
const HEARD = /(?:@|\bv-on:|\b(?=ng-change))([\w-]+)\s*=\s*(?:"([^"]{1,300})"|'([^']{1,300})')/g;
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
// What is clicked to turn the page: <a @click="go(page + 1)">下一页</a>.
const CONTROL =
  /<(a|button|span|li|div|p)\b(?:[^<>"']|"[^"]*"|'[^']*'){0,1000}?(?:@click(?:\.\w+)*|v-on:click)\s*=\s*(?:"([^"]{1,300})"|'([^']{1,300})')(?:[^<>"']|"[^"]*"|'[^']*'){0,1000}>\s*([^<>]{1,20}?)\s*<\/\1>/gi;
function turnsIn(html, self) {
  for (const [, tag, ...rest] of [...html.matchAll(CONTROL)].slice(0, MOST.backs)) {
    const [text, code] = [rest[2], rest[0] || rest[1]];
    if (!page.next_words.includes(text.replace(/[\s>»›]/g, "").toLowerCase())) continue;
    const work = () => {
      const made = inTemplate(code, self);
      if (isFunction(made) && !unknowns.has(made)) made.call(self);
    };
    clicks.push({ work, on: [element({ tag, text, turns: true, menu: true })] });
  }
}
// The template of a component: its own, one in the page, or what stands where it is mounted.
function templateOf(told, where, self) {
  const own = isText(told.template) ? told.template : told.el || where;
  if (!isText(own)) return null;
  const [found] = own.includes("<") ? [{ html: own }] : selected("\0markup " + own);
  const html = (found && found.html) || "";
  if (html.search(PAGER) >= 0) later(() => pagersIn(html, self()));
  if (html.search(CONTROL) >= 0) later(() => turnsIn(html, self()));
  if (html && (told.components || registered.size)) later(() => partsIn(html, told, self()));
  if (html.search(LOADING) >= 0) later(() => loadersIn(html, self()));
  return html.includes("v-for") || html.includes("v-html") ? new Template(html) : null;
}
