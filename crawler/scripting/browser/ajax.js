// Requests by jQuery: its calls, and what it hands their answers to.
function promise(deliver) {
  const self = {};
  for (const name of ["done", "then", "success", "always", "complete"])
    self[name] = (...works) => {
      for (const work of works.flat().filter(isFunction).slice(0, 1)) deliver(work);
      return self;
    };
  for (const name of ["fail", "error", "catch", "finally", "progress", "abort"])
    self[name] = () => self;
  self.promise = () => self;
  return self;
}
const setUp = {};
// A request that is about to be sent, and is told headers.
const telling = (headers) => {
  const rest = unknown("xhr");
  const setRequestHeader = (name, value) => {
    headers[asText(name)] = asText(value);
  };
  return new Proxy({}, { get: (_, key) => (key === "setRequestHeader" ? setRequestHeader : rest[key]) });
};
function ajax(first, second) {
  const told = { ...setUp, ...(isText(first) ? { url: first, ...(second || {}) } : first || {}) };
  const method = asText(told.type || told.method || "GET").toUpperCase();
  const headers = { ...setUp.headers, ...told.headers };
  if (isFunction(told.beforeSend)) attempt(() => told.beforeSend(telling(headers), told));
  const isJson = /json/i.test(asText(told.contentType)) && method !== "GET";
  let url = asText(told.url);
  const sent = sentBy(told.data, told.traditional);
  if (/jsonp/i.test(asText(told.dataType)) && !/[?&]\w*callback=/i.test(url))
    url =
      url.replace(/\?$/, "") +
      (url.includes("?") ? "&" : "?") +
      asText(told.jsonp || "callback") +
      "=" +
      asText(told.jsonpCallback || "callback");
  url = url.replace("=?", "=callback");
  const late = [],
    given = [];
  const answered = [
    (rows) => {
      given.push(rows);
      for (const work of [told.success, told.complete, ...late])
        if (isFunction(work))
          attempt(() =>
            work.call(
              told,
              work === told.complete
                ? { responseText: textOf(rows), responseJSON: rows, status: 200 }
                : rows,
              "success",
              { responseText: textOf(rows), status: 200 },
            ),
          );
    },
  ];
  ask(url, method, sent, isJson, answered, [], headers, told.async === false);
  const hand = (work) => (rows) =>
    work(rows, "success", { responseText: textOf(rows), responseJSON: rows, status: 200 });
  return promise((work) =>
    given.length ? later(() => hand(work)(given[0])) : late.push(hand(work)),
  );
}
const short = (method) => (url, data, work, kind) => {
  if (isFunction(data)) [data, work, kind] = [undefined, data, work];
  return isText(url)
    ? ajax({ url, data, success: work, type: method, dataType: kind })
    : ajax({ type: method, ...url });
};
