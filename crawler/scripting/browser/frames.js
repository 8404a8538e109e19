// The frames of a page, in which scripts show others: they are parts of it.
// What is shown in a frame: a page of its own.
function show(address) {
  if (/\.(?:png|jpe?g|gif|bmp|svg|webp|mp4)\b/i.test(asText(address))) return;
  send(address);
  write('<iframe src="' + asText(address) + '"></iframe>');
}
// Whether a window is that of a frame: main, frames["main"], frames[0].
function isFrame(windowName) {
  const name = windowName.split(".").pop();
  if (/^frames\.\d+$/.test(windowName)) return selected("iframe, frame").length > Number(name);
  const named = (tag) => tag + '[name="' + name + '"], ' + tag + '[id="' + name + '"]';
  return /^[\w-]+$/.test(name) && selected(named("iframe") + ", " + named("frame")).length > 0;
}
const framePlace = new Proxy(
  {},
  {
    get(_, key) {
      if (key === Symbol.toPrimitive || key === "toString") return () => "";
      if (key === "assign" || key === "replace") return show;
      return unknown("location." + String(key));
    },
    set(_, key, value) {
      if (key === "href") show(value);
      return true;
    },
  },
);
const frameWindow = new Proxy(unknown("frame"), {
  get: (own, key) => (key === "location" ? framePlace : own[key]),
  set(own, key, value) {
    if (key === "location") show(value);
    else own[key] = value;
    return true;
  },
});
