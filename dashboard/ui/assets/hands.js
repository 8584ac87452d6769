// What people do while a component shows: what listens for it on the whole page, one state of the data at a time.
// A switch or a box that was ticked keeps the focus, and takes no letters.
export const TYPING =
  "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]";

// Whether a key is for something else: a field, a shortcut of the browser, a component that is gone.
export const elsewhere = (event, root) =>
  event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(TYPING) || !root.isConnected;

// Streamlit has keys of its own.
export const taken = (event) => { event.preventDefault(); event.stopImmediatePropagation(); };

// A key of each act, as it is written on its button: the first that does it.
export const hintsOf = (keys) => Object.fromEntries(
  Object.entries(keys).reverse().map(([key, act]) => [act, key.toUpperCase()]));

// Tell Python of a gesture, with what ``more`` gives as it is made; once for each state of the data.
export const sender = ({ data, setTriggerValue }, root, state, more = () => ({})) => (gesture, said = {}) => {
  if (state.busy) return;
  state.busy = true;
  root.classList.add("attend");
  setTriggerValue("gesture", { gesture, token: data.token, ...more(), ...said });
};

// Bring what is in hand into view, once for each thing taken in hand: in a long turn it may stand below the fold.
// The first time waits for the page around to find its height.
export const showing = (root, selector, thing) => {
  if (root.showing === thing) return;
  // A page that opens scrolls no further than it must: what is asked stands above.
  const [soon, block] = root.showing === undefined ? [400, "nearest"] : [60, "center"];
  root.showing = thing;
  setTimeout(() => {
    const node = root.querySelector(selector);
    if (!node) return;
    const box = node.getBoundingClientRect();
    const bar = root.querySelector(".barre")?.getBoundingClientRect();
    const top = bar && bar.top < box.top ? bar.bottom : 0;
    if (box.top < top || box.bottom > window.innerHeight) node.scrollIntoView({ block });
  }, soon);
};

// Listen until other data come. The same hands must not act twice: what was listening for the data before is let go.
export const listen = (root, heard, selected, letGo = () => {}) => {
  root.release?.();
  const asksKeys = (event) => {
    const list = event.key === "?" && !elsewhere(event, root) && root.querySelector('[data-act="keys"]');
    if (list) { taken(event); list.click(); }
  };
  window.addEventListener("keydown", asksKeys, true);
  heard.forEach(([name, hear]) => window.addEventListener(name, hear, true));
  document.addEventListener("selectionchange", selected);
  root.release = () => {
    window.removeEventListener("keydown", asksKeys, true);
    heard.forEach(([name, hear]) => window.removeEventListener(name, hear, true));
    document.removeEventListener("selectionchange", selected);
    letGo();
  };
  return () => root.release?.();
};
