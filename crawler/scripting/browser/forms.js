// Forms that scripts fill in and send.
// What a script writes into the fields of a form where it turns a page, and then sends.
const filledIn = new Map();
const fillsIn = () => turnedTo !== null || turning;
const fieldName = (info) =>
  (info.attributes && (info.attributes.name || info.attributes.id)) || undefined;
const chosenFor = (name) =>
  [choice, chosenBeside].find((each) => each && each.menu === name)?.value;
// The number of the page to which a form turns: one of its fields has been counted on to it. Where
// the number of the first row has, too, that grows by more.
function turnedBy(fields) {
  const grown = [...filledIn]
    .filter(([name]) => Object.hasOwn(fields, name))
    .map(([name, value]) => [wholeNumber(isText(value) ? value : Number(value)), wholeNumber(fields[name] || 0)])
    .filter(([value, before]) => value > before)
    .sort((one, other) => one[0] - one[1] - (other[0] - other[1]));
  return grown.length ? grown[0][0] : null;
}
function submitted(info, action) {
  if (info.tag !== "form" || info.acts || info.named) return;
  const isChosen = choice !== null && !/^post$/i.test(info.attributes.method);
  const number = turnedTo ?? (turning ? turnedBy(info.fields) : null);
  if (number !== null || isChosen) asTurned(number, () => sendForm(info, action));
  if (turning) filledIn.clear(); // the page is left
}
function sendForm(info, action) {
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
