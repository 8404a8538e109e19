// What is noted: markup written, addresses gone to, calls.
const asText = (value) =>
  isText(value)
    ? value
    : value === undefined || value === null || unknowns.has(value)
      ? ""
      : attempt(() => String(value)) || "";
// `at`: in place of what has been written there before; where it is written is returned.
function write(html, at = noted.written.length) {
  const text = withAnyDay(asText(html));
  if (/[<Ω]/.test(text) && at < MOST.written) noted.written[at] = text.slice(0, MOST.writtenLength);
  return at;
}
const UNKNOWN = /undefined|\[object |(?<![A-Za-z])NaN(?![A-Za-z])|(?:^|[=\/_-])null(?![a-z])/;
const MISTAKEN = /undefined|\[object |(?<![A-Za-z])NaN(?![A-Za-z])/;
function send(address) {
  const text = asText(address);
  if (text && !UNKNOWN.test(text) && noted.sent.length < MOST.sent)
    noted.sent.push(text.slice(0, MOST.sentLength));
}
const plainValue = (value) => {
  if (isAnswer(value)) return asText(value);
  if (Array.isArray(value)) return value.map(plainValue);
  if (isFunction(value)) return unknowns.has(value) ? "" : plainValue(attempt(() => value()));
  if (value && typeof value === "object") {
    if (value instanceof Number || value instanceof String) return value.valueOf();
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plainValue(each)]));
  }
  return value === undefined ? null : value;
};
const asked = new Map();
// What a call is known by in another run: not by the moment, chance or what is signed.
const keyOf = (method, address, told) =>
  [method, address, JSON.stringify(told ?? null)]
    .join(" ")
    .replace(/[0-9a-f]{10,}|\d+\.\d+/gi, "#");
const known = new Map(Object.entries(page.known || {}));
const asData = (text) => attempt(() => parse(text)) ?? text;
// An answer as a request's text.
const textOf = (rows) => (isAnswer(rows) || isText(rows) ? rows : stringify(rows));
const brief = ({ url, method, data, json, arrays, node, headers, key }) => ({
  ...{ url, method, data, json, arrays, node, headers, key },
  known: known.has(key),
});
// Each turn to a page may ask for its rows, and for how many there are.
const mostCalls = () =>
  page.turns ? MOST.calls + 2 * page.turns : choice ? MOST.chosen : MOST.calls;
// The call whose answer's parts are sent: the one in hand, the only one, or the one that alone has
// written them into the page. A chain is of three calls at most: a dictionary, its columns, a list.
function chainedTo(sent) {
  const from = handled || (noted.calls.length === 1 ? noted.calls[0] : writerOf(sent));
  if (!from || (from.from && from.from.from)) return null;
  return { ...brief(from), from: from.from };
}
// An entry as a whole is no part of it: a function that takes a column's number was given that.
const hasWhole = (sent) => sent.replace(/Ω[^Ω]+Ω/g, "").includes(MARK + MARK);
function writerOf(sent) {
  const parts = sent.match(/Ω[^Ω]*Ω/g) || [];
  const writers = [...noted.calls, ...noted.chained].filter((call) =>
    parts.every((part) => call.written.some((html) => html.includes(part))),
  );
  return writers.length === 1 ? writers[0] : null;
}
// Notes a call and hands its answer on; what the script then writes is how its entries are shown.
// `node`: what is sent along of a tree's node to be told of those below it (zTree's autoParam).
// `headers`: what the script says beside what all calls say, such as a signature of the moment.
// `waits`: the script goes on once the answer is there.
function ask(url, method, data, isJson, backs, node = [], headers = {}, waits = false) {
  const address = asText(url).trim();
  const arrays = (isWithin(data) && arraysOf.get(data)) || "brackets";
  const told = isText(data) ? data : plainValue(data);
  const name = asText(method).toUpperCase() || "GET";
  const key = JSON.stringify([address, method, told]);
  const before = asked.get(key);
  if (before) {
    if (!clicked) before.clicked = false;
    before.times++;
    if (known.has(before.key) && before.times <= MOST.asking + (page.turns || 0))
      handOn(before, backs, asData(known.get(before.key)));
    return;
  }
  if (
    !address ||
    /^(?:(?:javascript|data|blob|about):|#)/i.test(address) ||
    UNKNOWN.test(address) ||
    MISTAKEN.test(key) ||
    noted.calls.length + noted.chained.length >= mostCalls()
  )
    return;
  // What is asked for with a part of an answer, such as a column's number, is asked for once each
  // entry of that is known.
  const isChained = (address + JSON.stringify(told || "")).includes(MARK);
  const from = isChained ? chainedTo(address + JSON.stringify(told || "")) : null;
  if (clicked && hasWhole(address + JSON.stringify(told || ""))) return;
  if (isChained && !from) return;
  const call = {
    from,
    after: handled ? brief(handled) : null,
    url: address,
    method: name,
    data: told === undefined ? null : told,
    json: !!isJson,
    arrays,
    node,
    headers: plainValue(headers),
    key: keyOf(name, address, told),
    known: known.has(keyOf(name, address, told)),
    times: 1,
    clicked,
    by,
    turned: turnedTo,
    chosen: !!choice,
    written: [],
    sent: [],
  };
  asked.set(key, call);
  (isChained ? noted.chained : noted.calls).push(call);
  handOn(call, backs, known.has(call.key) ? asData(known.get(call.key)) : answer([]), waits);
}
function handOn(call, backs, rows, waits = false) {
  for (const back of backs.filter(isFunction)) {
    const work = () => {
      const before = [noted.written.length, noted.sent.length];
      inHand(call, () => attempt(() => back(rows)));
      call.written.push(...noted.written.slice(before[0]));
      call.sent.push(...noted.sent.slice(before[1]));
    };
    if (waits) work();
    else later(work);
  }
}
