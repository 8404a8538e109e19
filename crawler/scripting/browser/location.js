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
      const text = asText(value);
      if (key === "href" && text.startsWith("#")) later(() => hashChanges(text));
      else if (key === "href") send(value);
      else if (key === "hash") later(() => hashChanges(text));
      else if (key === "search") send(page.pathname + (text.startsWith("?") ? "" : "?") + text);
      else if (key === "pathname") send(value);
      return true;
    },
  },
);
Object.defineProperty(G, "location", { get: () => place, set: send, configurable: true });
