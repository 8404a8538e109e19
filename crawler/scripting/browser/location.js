// The page's address.
const place = new Proxy(
  {},
  {
    get(_, key) {
      if (key === Symbol.toPrimitive || key === "toString") return () => page.href;
      if (key === "assign" || key === "replace") return send;
      if (key === "reload") return () => undefined;
      return key in page ? page[key] : unknown("location." + String(key));
    },
    set(_, key, value) {
      if (key === "href") send(value);
      return true;
    },
  },
);
Object.defineProperty(G, "location", { get: () => place, set: send, configurable: true });
