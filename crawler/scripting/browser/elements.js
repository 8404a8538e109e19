// The document and its elements.
const selected = (selector) =>
  isText(selector) ? attempt(() => JSON.parse(host(selector))) || [] : [];
// An element's parent, the nearest around it that a selector means, or the first within it.
const near = (where, info, selector) => {
  const found =
    info.at === undefined ? [] : selected("\0" + where + " " + info.at + " " + asText(selector));
  return found.length ? element(found[0]) : null;
};
// What a selector means of what scripts have written; without one, the outermost element.
const among = (selector, html) => selected("\0among " + selector + "\0" + html).map(element);
let choice = null; // in a menu: what is chosen, by the menu's name or id
let chosenBeside = null; // in another menu that is read with it
const menusRead = new Map();
function chosen(info) {
  if (!choice || info.tag !== "select") return null;
  const name = fieldName(info);
  if (!choice.menu || !name || choice.menu === name) return choice;
  menusRead.set(name, info);
  return chosenBeside && chosenBeside.menu === name ? chosenBeside : null;
}
// Options that a script has put into a menu, by its name or id.
const madeOptions = new Map();
function addOptions(info, html) {
  const name = info.tag === "select" && fieldName(info);
  if (!name) return;
  const before = madeOptions.get(name) || [];
  const found = [...html.matchAll(OPTION)].map(([, code, quoted, plain, text]) => {
    const words = text.replace(/<[^<>]*>/g, "").trim();
    return { value: (quoted ?? plain ?? code) || words, text: words };
  });
  madeOptions.set(name, [...before, ...found].slice(0, MOST.choices));
}
const OPTION = /<option\b(?:[^<>]*?\bvalue\s*=\s*(?:'([^']*)'|"([^"]*)"|([^\s>"']+)))?[^<>]*>([^<]{0,100})/gi;
const withOptions = (info) => {
  const made = info.tag === "select" && madeOptions.get(fieldName(info));
  return made ? { ...info, options: [...(info.options || []), ...made] } : info;
};
const optionOfHtml = ({ value, text }) =>
  '<option value="' + asText(value) + '">' + asText(text) + "</option>";
function Option(text, value) {
  return element({ tag: "option", text: asText(text), value: asText(value ?? text), made: true });
}
// A link that a script makes piece by piece is written down once, as it is by now.
function linkOf(kept, said, at) {
  const title = kept.title ? ' title="' + asText(kept.title).replace(/"/g, "&quot;") + '"' : "";
  return write('<a href="' + asText(kept.href) + '"' + title + ">" + said + "</a>", at);
}
const dashed = (name) => name.replace(/[A-Z]/g, (letter) => "-" + letter.toLowerCase());
function element(given) {
  const info = withOptions(given);
  const attributes = info.attributes || {},
    kept = Object.create(null),
    set = Object.create(null), // attributes that scripts have given it
    children = [],
    inner = []; // what a script has put into an element of its own making
  let writtenAt;
  const saidBySelf = () =>
    asText(kept.textContent ?? kept.innerText ?? kept.innerHTML ?? kept.text ?? info.text) +
    inner.map((each) => (isText(each) || isAnswer(each) ? asText(each) : asText(each.__said))).join("");
  const tell = () => {
    if (kept.href !== undefined) writtenAt = linkOf(kept, saidBySelf(), writtenAt);
    else if (kept.__around) kept.__around.__tell();
  };
  const put = (child) => {
    if (!info.made || inner.length >= MOST.found || !(isText(child) || isAnswer(child) || (child && child.__info)))
      return;
    inner.push(child);
    if (child.__info && child !== self) child.__around = self;
    tell();
  };
  const byName = (given) => {
    const name = asText(given).toLowerCase(); // as the names of HTML are
    if (name in set) return set[name];
    if (info.synthetic) return fromWritten(given);
    return Object.hasOwn(attributes, name) ? attributes[name] : null;
  };
  const self = new Proxy(function () {}, {
    get(_, key) {
      if (key === "__info") return info;
      if (key === "__set") return set;
      if (key === "__said") return saidBySelf();
      if (key === "__tell") return tell;
      if (key in kept) return kept[key];
      if (key === Symbol.toPrimitive) return () => "[object HTMLElement]";
      if (key === Symbol.iterator) return function* () {};
      if (typeof key === "symbol" || key === "then") return undefined;
      if (Object.hasOwn(AT_THE_END, key)) return AT_THE_END[key];
      if (key === "length" || key === "size") return 0;
      if (key === "tagName" || key === "nodeName") return (info.tag || "div").toUpperCase();
      if (key === "value" && chosen(info)) return chosen(info).value;
      if (key === "options" && info.tag === "select") return optionsOf(info);
      if (key === "add" && info.tag === "select")
        return (option) => addOptions(info, optionOfHtml(option));
      if (key === "selectedIndex") {
        const { value } = chosen(info) || {};
        return Math.max(0, (info.options || []).findIndex((each) => each.value === value));
      }
      if (key === "parentNode" || key === "parentElement")
        return near("up", info, "") || unknown(key);
      if (key === "value" && filledIn.has(fieldName(info))) return filledIn.get(fieldName(info));
      if (key === "value") return info.value === undefined ? byName("value") || "" : info.value;
      if (key === "innerHTML" || key === "outerHTML") return info.html || "";
      if (key === "innerText" || key === "textContent" || key === "text") return info.text || "";
      if (key === "className") return byName("class") || "";
      if (key === "dataset")
        return new Proxy(
          {},
          {
            get: (_, name) =>
              typeof name === "string" ? byName("data-" + dashed(name)) || undefined : undefined,
            set(_, name, value) {
              set["data-" + dashed(name)] = asText(value);
              return true;
            },
          },
        );
      if (key === "getAttribute") return byName;
      if (key === "hasAttribute") return (name) => byName(name) !== null;
      if (key === "setAttribute")
        return (name, value) => {
          if (/^data-/i.test(asText(name))) set[asText(name).toLowerCase()] = asText(value);
          else self[name] = value;
        };
      if (key === "addEventListener" || key === "attachEvent")
        return (kind, work) => listen(kind, work, [self]);
      if (
        key === "appendChild" ||
        key === "append" ||
        key === "insertBefore" ||
        key === "prepend" ||
        key === "replaceChildren"
      )
        return (child, ...others) => {
          if (isText(child)) write(child);
          else if (child && child.__info && child.__info.tag === "option")
            addOptions(info, optionOfHtml(child));
          [child, ...(key === "append" ? others : [])].forEach(put);
          return child;
        };
      if (key === "insertAdjacentHTML") return (_, html) => write(html);
      if (key === "closest" && !info.synthetic)
        return (selector) => near("closest", info, selector);
      if (key === "querySelector" || key === "closest")
        return (selector) => first(selector, info.synthetic);
      if (
        key === "querySelectorAll" ||
        key === "getElementsByTagName" ||
        key === "getElementsByClassName"
      )
        return document[key];
      if (key === "click") return () => fire("click", [self]);
      if (key === "dispatchEvent" || key === "fireEvent") return (event) => fire(event, [self]);
      if (key === "submit") return () => submitted(info, kept.action);
      if (key === "form") return near("closest", info, "form");
      if (info.fields && isText(key) && Object.hasOwn(info.fields, key))
        return near("in", info, '[name="' + key + '"]');
      if (key === "style" || key === "classList") return unknown(key);
      if (key === "children" || key === "childNodes") return children;
      const own = byName(key);
      return own === null ? (kept[key] = unknown("element." + key)) : own;
    },
    set(_, key, value) {
      kept[key] = value;
      if (key === "value" && turnedTo !== null) filledIn.set(fieldName(info), value);
      if (key === "innerHTML" || key === "outerHTML") {
        write(value);
        addOptions(info, asText(value));
        if (info.made) tell();
      }
      else if (info.made && PIECES.has(key)) tell();
      else if (key === "src" && info.tag === "script") jsonp(asText(value));
      else if (key === "src" && (/frame/.test(info.tag) || isOutside(info))) show(value);
      else if (/^on[a-z]+$/.test(key) && isFunction(value)) listen(key.slice(2), value, [self]);
      return true;
    },
    has: () => true,
  });
  return self;
}
const PIECES = new Set(["href", "title", "textContent", "innerText", "text"]);
// The options of a menu, to which scripts add some: options.add(…), options[options.length] = ….
const optionsOf = (info) => {
  const add = (option) => addOptions(info, optionOfHtml(option));
  return new Proxy(info.options || [], {
    get: (own, key) => (key === "add" ? add : own[key]),
    set(own, key, option) {
      if (/^\d+$/.test(key) && option) add(option);
      return true;
    },
  });
};
// What a script writes into the fields of a form where it turns a page, and then sends.
const filledIn = new Map();
const fieldName = (info) =>
  (info.attributes && (info.attributes.name || info.attributes.id)) || undefined;
const chosenFor = (name) =>
  [choice, chosenBeside].find((each) => each && each.menu === name)?.value;
function submitted(info, action) {
  const isChosen = choice !== null && !/^post$/i.test((info.attributes || {}).method);
  if ((turnedTo === null && !isChosen) || info.tag !== "form" || info.acts || info.named) return;
  const { action: own = "", method = "get" } = info.attributes;
  const to = asText(action) || own || page.pathname;
  const told = Object.entries(info.fields).map(([name, value]) => [
    name,
    filledIn.has(name) ? filledIn.get(name) : chosenFor(name) ?? value,
  ]);
  const fields = Object.fromEntries(told.filter(([, value]) => asText(value)));
  if (/^post$/i.test(method)) ask(to, "POST", fields, false, []);
  else send(to.split("?")[0] + "?" + encoded(fields));
}
// A reader who has scrolled down to the end of the page: what is there then is asked for.
const AT_THE_END = {
  scrollTop: 1000,
  clientHeight: 1080,
  offsetHeight: 1080,
  scrollHeight: 2080,
  offsetTop: 1000,
};
const scrolls = [];
class Watcher {
  constructor(work) {
    this.work = work;
  }
  observe(target) {
    const seen = { isIntersecting: true, intersectionRatio: 1, target };
    if (isFunction(this.work)) scrolls.push(() => this.work([seen], this));
  }
  unobserve() {}
  disconnect() {}
}
// A frame of the page around this one, which a menu in another frame of it fills.
const isOutside = ({ missing = "" }) => missing && (choice !== null || /frame|main/i.test(missing));
// What is shown in a frame: a page of its own.
function show(address) {
  if (/\.(?:png|jpe?g|gif|bmp|svg|webp|mp4)\b/i.test(asText(address))) return;
  send(address);
  write('<iframe src="' + asText(address) + '"></iframe>');
}
function jsonp(address) {
  if (/\.js(\?|$)/.test(address) && !/callback|jsonp/i.test(address)) return;
  const named = /[?&](?:callback|jsonp|cb|jsoncallback)=([\w$.]+)/i.exec(address);
  ask(address, "GET", null, false, [named && ((rows) => G[named[1]](rows))]);
}
// What an attribute of an entry holds, in what the scripts have written of one.
function fromWritten(name) {
  for (const html of noted.written) {
    const found = new RegExp(
      "[\\s\"']" + name.replace(/[^\w-]/g, "") + "\\s*=\\s*[\"']?(Ω[^\"'\\s>]*Ω)",
    ).exec(html);
    if (found) return found[1];
  }
  return null;
}
function first(selector, synthetic) {
  const found = selected(selector);
  if (synthetic) return element({ synthetic: true });
  return found.length ? element(found[0]) : null;
}
function listen(kind, work, on, within, data) {
  const name = eventName(kind);
  if (!isFunction(work) || clicks.length >= MOST.handlers) return;
  if (listeners.length < MOST.handlers) {
    const infos = (on || []).map(infoOf).filter(Boolean).slice(0, MOST.found);
    listeners.push({ name, work, within, data, on: infos, from: handled });
  }
  if (/^(scroll|wheel|touchmove)/i.test(name))
    scrolls.push(() => work.call(document, unknown("event")));
  else if (/^(load|domcontentloaded|readystatechange|pageshow|ready)$/i.test(name))
    later(() => work.call(document, unknown("event")));
  else if (isNamed("events", name)) pagerEvent(name, work);
  else if (name === "hashchange") return;
  else if (/click|tap|change|mouseover|mouseenter|hover|^shown?$/.test(name))
    clicks.push({
      work,
      within,
      data,
      from: handled,
      on: (on || []).filter((each) => each && each.__info).slice(0, MOST.elements),
    });
}
const named = (forms) =>
  Object.assign(forms, Object.fromEntries(forms.map((each) => [fieldName(each.__info), each])));
const formNamed = (name) => /^[A-Za-z]\w*$/.test(name) && first('form[name="' + name + '"]');
// What a selector means of the page, or else of what scripts have written into it.
function many(selector) {
  const found = selected(selector);
  return found.length || !isText(selector) ? found.map(element) : ofWritten(selector);
}
const document = new Proxy(
  {},
  {
    get(kept, key) {
      if (key in kept) return kept[key];
      switch (key) {
        case "getElementById":
          return (id) =>
            first('[id="' + asText(id).replace(/["\\]/g, "") + '"]') ||
            element({ tag: "div", missing: asText(id) });
        case "querySelector":
          return (selector) => first(selector) || ofWritten(asText(selector))[0] || null;
        case "querySelectorAll":
          return many;
        case "getElementsByTagName":
          return (tag) => many(asText(tag));
        case "getElementsByClassName":
          return (name) => many("." + asText(name).trim().split(/\s+/).join("."));
        case "getElementsByName":
          return (name) => many('[name="' + asText(name).replace(/["\\]/g, "") + '"]');
        case "createElement":
          return (tag) => element({ tag: asText(tag).toLowerCase(), made: true });
        case "createDocumentFragment":
          return () => element({ tag: "div", made: true });
        case "createTextNode":
          return (text) => element({ tag: "#text", text: asText(text), made: true });
        case "write":
        case "writeln":
          return (...parts) => write(parts.map(asText).join(""));
        case "forms":
          return (kept.forms = named(many("form")));
        case "addEventListener":
        case "attachEvent":
          return (kind, work) => listen(kind, work, [document]);
        case "dispatchEvent":
          return (event) => fire(event, [document]);
        case "createEvent":
          return () => new PageEvent("");
        case "body":
        case "documentElement":
          return (kept[key] = element({ tag: "body" }));
        case "head":
          return (kept[key] = element({ tag: "head" }));
        case "location":
          return place;
        case "URL":
        case "documentURI":
          return page.href;
        case "domain":
          return page.hostname;
        case "title":
          return page.title;
        case "cookie":
        case "referrer":
          return "";
        case "readyState":
          return "complete";
        case "all":
          return undefined;
        default:
          return typeof key === "symbol"
            ? undefined
            : (kept[key] = formNamed(key) || unknown("document." + key));
      }
    },
    set(kept, key, value) {
      if (key === "location") send(value);
      else if (/^on[a-z]+$/.test(String(key))) listen(key, value);
      else kept[key] = value;
      return true;
    },
  },
);
