// What is sent as a form sends it: how objects and arrays are written.
// "brackets": a[]=1&a[]=2 (jQuery.param, axios); "repeat": a=1&a=2 (jQuery's traditional,
// URLSearchParams); "indices": a[0]=1&a[1]=2 (qs); "comma": a=1,2.
const arraysOf = new WeakMap();
// Keeps how the arrays of what is sent are written, beside it.
const writtenSo = (data, arrays) => {
  if (data && typeof data === "object") arraysOf.set(data, arrays);
  return data;
};
const isWithin = (value) =>
  value && typeof value === "object" && !isAnswer(value) && !unknowns.has(value);
const pairOf = (name, value) =>
  encodeURIComponent(name) + "=" + encodeURIComponent(asText(plainValue(value)));
function pairsOf(name, value, arrays, dots) {
  if (!isWithin(value)) return [pairOf(name, value)];
  if (!isList(value))
    return Object.entries(value).flatMap(([key, each]) =>
      pairsOf(dots ? name + "." + key : name + "[" + key + "]", each, arrays, dots),
    );
  if (arrays === "comma") return [pairOf(name, value.map((each) => asText(plainValue(each))).join(","))];
  return value.slice(0, MOST.rows).flatMap((each, at) => {
    const number = arrays === "indices" || isWithin(each) ? at : "";
    const same = arrays === "repeat" || name.endsWith("[]");
    return pairsOf(same ? name : name + "[" + number + "]", each, arrays, dots);
  });
}
const encoded = (data, arrays, dots) =>
  Object.entries(fieldsSent(data))
    .flatMap(([name, value]) => pairsOf(name, value, arrays || arraysOf.get(data) || "brackets", dots))
    .join("&");
// Fields as an object of them: those of a form, or the pairs that serializeArray tells.
function fieldsSent(data) {
  if (data instanceof Form) return data.fields;
  const isPairs = isList(data) && data.length && data.every((each) => isPlain(each) && "name" in each);
  if (!isPairs) return data || {};
  const form = new Form();
  for (const { name, value } of data) form.append(asText(name), value);
  return form.fields;
}
// What jQuery sends: a text, or fields.
function sentBy(data, isTraditional) {
  if (isText(data) || !data || isAnswer(data) || unknowns.has(data)) return data;
  const fields = fieldsSent(data);
  return writtenSo(fields, fields !== data || isTraditional ? "repeat" : "brackets");
}
// The library qs, and its like within Node's modules.
const qs = {
  stringify(data, told = {}) {
    const { arrayFormat, indices, allowDots, addQueryPrefix } = told || {};
    const arrays = arrayFormat || (indices === false ? "repeat" : "indices");
    return (addQueryPrefix ? "?" : "") + encoded(plainFields(data), arrays, allowDots);
  },
  parse: (text) => ({ ...new Form(asText(text)).fields }),
};
const plainFields = (data) =>
  Object.fromEntries(
    Object.entries(fieldsSent(data)).filter(([, value]) => value !== undefined),
  );
// What axios makes of its parameters where it is told how.
function serialised(params, told) {
  const work = isFunction(told) ? told : told && (told.serialize || told.encode);
  const made = isFunction(work) ? attempt(() => work(params)) : undefined;
  if (isText(made)) return made;
  const arrays = { null: "repeat", true: "indices", false: "brackets" }[told && told.indexes];
  return arrays ? encoded(params, arrays) : undefined;
}
