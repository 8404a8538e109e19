// What is noted: markup written, addresses gone to, calls.
const asText = (value) =>
  isText(value)
    ? value
    : value === undefined || value === null || unknowns.has(value)
      ? ""
      : attempt(() => String(value)) || "";
function write(html) {
  const text = asText(html);
  if (/[<Ω]/.test(text) && noted.written.length < MOST.written)
    noted.written.push(text.slice(0, MOST.writtenLength));
}
const UNKNOWN = /(?:^|[=\/_-])(?:undefined|NaN|null|\[object)/;
function send(address) {
  const text = asText(address);
  if (text && !UNKNOWN.test(text) && noted.sent.length < MOST.sent)
    noted.sent.push(text.slice(0, MOST.sentLength));
}
const plainValue = (value) => {
  if (Array.isArray(value)) return value.map(plainValue);
  if (isFunction(value))
    return isAnswer(value) || unknowns.has(value) ? "" : plainValue(attempt(() => value()));
  if (value && typeof value === "object") {
    if (value instanceof Number || value instanceof String) return value.valueOf();
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plainValue(each)]));
  }
  return value === undefined ? null : value;
};
const asked = new Map();
// Notes a call and hands its answer on; what the script then writes is how its entries are shown.
function ask(url, method, data, isJson, backs) {
  const address = asText(url).trim();
  const told = isText(data) ? data : plainValue(data);
  const key = JSON.stringify([address, method, told]);
  if (asked.has(key) && !clicked) asked.get(key).clicked = false;
  if (
    !address ||
    /^(javascript|data|#)/.test(address) ||
    address.includes(MARK) ||
    UNKNOWN.test(address) ||
    asked.has(key) ||
    noted.calls.length >= MOST.calls
  )
    return;
  if (JSON.stringify(told || "").includes(MARK)) return;
  const call = {
    url: address,
    method: asText(method).toUpperCase() || "GET",
    data: told === undefined ? null : told,
    json: !!isJson,
    clicked,
    written: [],
    sent: [],
  };
  asked.set(key, call);
  noted.calls.push(call);
  for (const back of backs.filter(isFunction))
    later(() => {
      const before = [noted.written.length, noted.sent.length];
      attempt(() => back(answer([])));
      call.written.push(...noted.written.slice(before[0]));
      call.sent.push(...noted.sent.slice(before[1]));
    });
}
