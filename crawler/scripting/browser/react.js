// React: its components, and what keeps their state; Preact is written alike.
const MOST_RENDERED = 4; // times that one component is, after what it asks for has come
const roots = [];
let current = null;
const instance = (type) => ({ type, hooks: [], kids: [], next: 0, at: 0, times: 0, props: {} });
function render(own) {
  if (own.times++ >= MOST_RENDERED) return null;
  const before = current;
  current = own;
  own.at = own.next = 0;
  try {
    return attempt(() =>
      own.type.prototype && isFunction(own.type.prototype.render)
        ? ofClass(own)
        : own.type(own.props),
    );
  } finally {
    current = before;
  }
}
function ofClass(own) {
  if (!own.made) {
    const Type = own.type;
    own.made = new Type(own.props);
    own.made.props = own.props;
    own.made.state = own.made.state || {};
    own.made.setState = (given) => {
      const more = isFunction(given) ? attempt(() => given(own.made.state)) : given;
      Object.assign(own.made.state, more);
      later(() => render(own));
    };
    if (isFunction(own.made.componentDidMount)) later(() => own.made.componentDidMount());
  }
  return own.made.render();
}
function createElement(type, props, ...children) {
  const given = { ...(isPlain(props) ? props : {}) };
  if (children.length) given.children = children.length > 1 ? children : children[0];
  if (isFunction(type) && !unknowns.has(type) && !isAnswer(type)) {
    const parent = current || { kids: roots, next: roots.length };
    let kid = parent.kids[parent.next];
    if (!kid || kid.type !== type) kid = parent.kids[parent.next] = instance(type);
    if (parent.kids.length < MOST.nodes) parent.next++;
    kid.props = given;
    return render(kid);
  }
  for (const [name, work] of Object.entries(given))
    if (/^onclick$/i.test(name) && isFunction(work)) backs.push(work);
  const html = given.dangerouslySetInnerHTML;
  if (html && html.__html) write(html.__html);
  hyper([type, given]);
  return given.children;
}
const hook = (start) => {
  if (!current) return { value: start() };
  const own = current;
  const at = own.at++;
  return own.hooks[at] || (own.hooks[at] = { own, value: start() });
};
const changed = (kept, given) =>
  !kept || !given || given.some((each, at) => !Object.is(each, kept[at]));
function useState(first) {
  const kept = hook(() => (isFunction(first) && !isAnswer(first) ? attempt(() => first()) : first));
  const keep = (given) => {
    const made =
      isFunction(given) && !isAnswer(given) && !unknowns.has(given)
        ? attempt(() => given(kept.value))
        : given;
    if (Object.is(made, kept.value)) return;
    kept.value = made;
    if (kept.own) later(() => render(kept.own));
  };
  return [kept.value, keep];
}
function useEffect(work, given) {
  const kept = hook(() => null);
  if (changed(kept.value, given)) {
    kept.value = given || [];
    if (isFunction(work)) later(work);
  }
}
function useReducer(work, first) {
  const [state, keep] = useState(first);
  return [state, (told) => keep((before) => work(before, told))];
}
const useMemo = (work) => attempt(() => work());
const useCallback = (work) => work;
const useRef = (first) =>
  hook(() => ({ current: first === undefined ? unknown("ref") : first })).value;
const mounted = (made) =>
  isFunction(made) && !isAnswer(made) && !unknowns.has(made) ? createElement(made) : made;
const hooks = {
  useState,
  useEffect,
  useLayoutEffect: useEffect,
  useReducer,
  useMemo,
  useCallback,
  useRef,
};
const React = new Proxy(
  {
    ...hooks,
    createElement,
    createClass: (told) => () => createElement(told),
    h: createElement,
    Component: class {},
    PureComponent: class {},
    Fragment: "div",
    memo: (type) => type,
    forwardRef: (type) => (props) => type(props, unknown("ref")),
    createContext: () => unknown("context"),
    render: mounted,
    hydrate: mounted,
    createRoot: () => ({ render: mounted, unmount() {} }),
    hydrateRoot: (_, made) => ({ render: mounted, unmount() {}, made: mounted(made) }),
  },
  {
    get: (kept, key) =>
      key in kept
        ? kept[key]
        : typeof key === "symbol"
          ? undefined
          : (kept[key] = unknown("React." + key)),
  },
);
