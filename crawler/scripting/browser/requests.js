// Requests by XMLHttpRequest, fetch and axios.
class Request {
  constructor() {
    this.readyState = 0;
    this.status = 0;
    this.headers = {};
  }
  open(method, url, isLater = true) {
    this.waits = isLater === false;
    this.method = method;
    this.url = url;
  }
  setRequestHeader(name, value) {
    this.headers[asText(name).toLowerCase()] = asText(value);
  }
  overrideMimeType() {}
  abort() {}
  getResponseHeader() {
    return "";
  }
  getAllResponseHeaders() {
    return "";
  }
  addEventListener(kind, work) {
    this["on" + kind] = work;
  }
  send(data) {
    ask(this.url, this.method, data instanceof Form ? data.fields : data || null, /json/i.test(this.headers["content-type"] || ""), [
      (rows) => {
        Object.assign(this, {
          readyState: 4,
          status: 200,
          responseText: textOf(rows),
          response: /json/i.test(this.responseType) ? rows : textOf(rows),
          responseXML: rows,
        });
        for (const work of [this.onreadystatechange, this.onload, this.onloadend])
          if (isFunction(work)) attempt(() => work.call(this, { target: this }));
      },
    ], [], this.headers, this.waits);
  }
}
// A promise that is kept at once, of an answer or of what a script makes of it.
function thenable(start) {
  const self = {
    then(work) {
      const next = [],
        kept = [];
      const keep = (made) => {
        kept.push(made);
        next.forEach((each) => attempt(() => each(made)));
      };
      start((rows) => {
        const made = isFunction(work) ? attempt(() => work(rows)) : rows;
        if (made && typeof made === "object" && !isAnswer(made) && isFunction(made.then))
          made.then(keep);
        else keep(made);
      });
      return thenable((on) => {
        next.push(on);
        kept.forEach((made) => on(made));
      });
    },
    catch: () => self,
    finally: () => self,
  };
  return self;
}
const requested = (url, method, data, isJson, wrapped, headers = {}) => {
  const works = [],
    given = [];
  ask(url, method, data, isJson, [
    (rows) => {
      given.push(rows);
      works.forEach((work) => attempt(() => work(wrapped(rows))));
    },
  ], [], headers);
  return thenable((work) =>
    given.length ? later(() => work(wrapped(given[0]))) : works.push(work),
  );
};
function fetched(url, told) {
  const { method = "GET", body = null, headers = {} } = told || {};
  const isJson = /json/i.test(JSON.stringify(headers)) || /^\s*[{[]/.test(asText(body));
  return requested(url, method, body instanceof Form ? body.fields : body, isJson, (rows) => ({
    ok: true,
    status: 200,
    json: () => rows,
    text: () => textOf(rows),
  }), headers.fields || headers);
}
class Headers {
  constructor(given) {
    this.fields = { ...((given && given.fields) || given || {}) };
  }
  append(name, value) {
    this.fields[name] = value;
  }
  set(name, value) {
    this.fields[name] = value;
  }
}
class Form {
  constructor(given) {
    this.fields = writtenSo({}, "repeat");
    const text = isText(given) ? given.replace(/^\?/, "") : "";
    text
      .split("&")
      .filter(Boolean)
      .forEach((pair) => {
        const [key, value = ""] = pair.split("=");
        this.append(
          attempt(() => decodeURIComponent(key)) || key,
          attempt(() => decodeURIComponent(value.replace(/\+/g, " "))) || "",
        );
      });
    if (given && given.__info) Object.assign(this.fields, fieldsOf(given));
    else if (given instanceof Form) Object.assign(this.fields, given.fields);
    else if (isList(given)) for (const [key, value] of given.filter(isList)) this.append(key, value);
    else if (given && typeof given === "object" && !isAnswer(given))
      Object.assign(this.fields, given.fields || given);
  }
  append(key, value) {
    this.fields[key] = this.has(key) ? [this.fields[key], value].flat() : value;
  }
  set(key, value) {
    this.fields[key] = value;
  }
  get(key) {
    return this.has(key) ? [this.fields[key]].flat()[0] : null;
  }
  getAll(key) {
    return this.has(key) ? [this.fields[key]].flat() : [];
  }
  has(key) {
    return Object.hasOwn(this.fields, key);
  }
  delete(key) {
    delete this.fields[key];
  }
  forEach(work) {
    for (const [key, value] of this) work(value, key);
  }
  entries() {
    return Object.entries(this.fields).flatMap(([key, value]) =>
      [value].flat().map((each) => [key, each]),
    );
  }
  keys() {
    return Object.keys(this.fields);
  }
  [Symbol.iterator]() {
    return this.entries()[Symbol.iterator]();
  }
  toString() {
    return encoded(this.fields, "repeat");
  }
}
class Address {
  constructor(address) {
    this.href = asText(address);
    const [, before, search = ""] = /^([^?#]*)(\?[^#]*)?/.exec(this.href);
    this.search = search;
    this.pathname = before.replace(/^\w+:\/\/[^/]*/, "");
    this.searchParams = new Form(search);
  }
  toString() {
    return this.href;
  }
}
function axiosLike(base) {
  const join = (url) =>
    /^(https?:)?\/\//.test(asText(url))
      ? asText(url)
      : asText(base.baseURL).replace(/\/$/, "") +
        (asText(base.baseURL) && !asText(url).startsWith("/") ? "/" : "") +
        asText(url);
  const usual = (method) => {
    const { common = {}, get, post, put, patch, delete: _, ...own } = base.headers;
    return { ...own, ...common, ...(method === "POST" ? post : get) };
  };
  const run = (first, second) => {
    const given = isText(first) ? { url: first, ...(second || {}) } : first || {};
    const called = { method: "get", ...base, ...given };
    called.headers = { ...usual(asText(called.method).toUpperCase()), ...given.headers };
    const told = self.interceptors.request.works.reduce((made, work) => {
      const changed = attempt(() => work(made));
      return isPlain(changed) && "url" in changed ? changed : made;
    }, called);
    const method = asText(told.method || "GET").toUpperCase(),
      own = plainValue(told.params instanceof Form ? told.params.fields : told.params || {}),
      text = serialised(told.params, told.paramsSerializer),
      params = text ?? (told.params instanceof Form ? writtenSo(own, "repeat") : own);
    let url = isText(given.baseURL) ? given.baseURL.replace(/\/$/, "") + told.url : join(told.url),
      data = told.data;
    if (method === "GET") data = params;
    else if (Object.keys(params).length)
      url += (url.includes("?") ? "&" : "?") + (text ?? encoded(params));
    for (const work of [told.transformRequest].flat().filter(isFunction)) {
      const made = attempt(() => work(data, told.headers));
      if (isText(made) && method !== "GET") data = made;
    }
    const asForm = /urlencoded/i.test(asText(attempt(() => JSON.stringify(told.headers))));
    const isForm = data instanceof Form || (isText(data) ? !/^\s*[{[]/.test(data) : asForm);
    const through = self.interceptors.response.works;
    return requested(
      url,
      method,
      data instanceof Form ? data.fields : data,
      method !== "GET" && !isForm,
      (rows) =>
        through.reduce((made, work) => attempt(() => work(made)) || made, {
          data: rows,
          status: 200,
          headers: {},
          config: told,
        }),
      told.headers,
    );
  };
  const interceptor = () => {
    const works = [];
    return {
      works,
      use(work) {
        if (isFunction(work)) works.push(work);
      },
    };
  };
  const self = Object.assign(run, {
    request: run,
    get: (url, told) => run({ ...told, url, method: "GET" }),
    post: (url, data, told) => run({ ...told, url, data, method: "POST" }),
    put: () => thenable(() => undefined),
    delete: () => thenable(() => undefined),
    create: (told) => axiosLike({ ...base, ...told }),
    defaults: base,
    interceptors: { request: interceptor(), response: interceptor() },
    all: (given) => thenable((work) => work(given.map(() => ({ data: answer([]) })))),
    spread: (work) => (given) => work(...given),
  });
  base.headers = base.headers || {};
  for (const kind of ["common", "get", "post", "put", "patch", "delete"])
    base.headers[kind] = base.headers[kind] || {};
  return self;
}
const axios = axiosLike({});
