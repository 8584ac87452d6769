// What people do while a component shows: what listens for it on the whole page, one state of the data at a time.
const TYPING = "input, textarea, select, [contenteditable=true]";

// Whether a key is for something else: a field, a shortcut of the browser, a component that is gone.
const elsewhere = (event, root) =>
  event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(TYPING) || !root.isConnected;

// Streamlit has keys of its own.
const taken = (event) => { event.preventDefault(); event.stopImmediatePropagation(); };

// Listen until other data come. The same hands must not act twice: what was listening for the data before is let go.
const listen = (root, heard, selected, letGo = () => {}) => {
  root.release?.();
  heard.forEach(([name, hear]) => window.addEventListener(name, hear, true));
  document.addEventListener("selectionchange", selected);
  root.release = () => {
    heard.forEach(([name, hear]) => window.removeEventListener(name, hear, true));
    document.removeEventListener("selectionchange", selected);
    letGo();
  };
  return () => root.release?.();
};
