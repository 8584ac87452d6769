// Nodes of a page; what there is not, a condition left false, takes no place. Every word is written as text.
const there = (child) => child !== null && child !== undefined && child !== false && child !== "";

export const make = (name, className, ...children) => {
  const node = document.createElement(name);
  if (className) node.className = className;
  node.append(...children.filter(there));
  return node;
};

export const named = (node, label, role = "") => {
  if (role) node.setAttribute("role", role);
  node.setAttribute("aria-label", label);
  return node;
};

// What a key is called on the keyboard → in ``aria-keyshortcuts``.
const SHORTCUTS = { Maj: "Shift", Ctrl: "Control", Suppr: "Delete", "Échap": "Escape" };
const shortcut = (key) => key.split("+").map((part) => SHORTCUTS[part] || part).join("+");

// A button, and the key that does the same. Pressing it takes nothing away from what is selected.
export const button = (label, todo, { key = "", kind = "", title = "", act = "", pressed, disabled = false } = {}) => {
  const node = make("button", kind, key && make("kbd", "", key), key ? ` ${label}` : label);
  node.type = "button";
  node.disabled = disabled;
  const said = { title, "data-act": act, "aria-keyshortcuts": shortcut(key), "aria-pressed": pressed?.toString() };
  for (const [name, value] of Object.entries(said)) if (value) node.setAttribute(name, value);
  node.onmousedown = (event) => event.preventDefault();
  node.onclick = todo;
  return node;
};

// What was just done, or why it was not: read aloud as it comes.
export const told = (error, news) => {
  const node = make("p", error ? "alerte" : "nouvelle", error || news || "");
  node.setAttribute("role", error ? "alert" : "status");
  return node;
};

// Draw a component anew; what had the keyboard has it again.
export const drawn = (root, label, parts, act) => {
  named(root, label);
  root.classList.remove("attend");
  root.replaceChildren(...parts.filter(there));
  if (act) root.querySelector(`[data-act="${act}"]`)?.focus({ preventScroll: true });
};

// What is read aloud as it changes stays the same node: only what it holds is another.
export const renewed = (node, fresh) => {
  if (!node) return;
  node.hidden = fresh.hidden;
  node.replaceChildren(...fresh.childNodes);
};

// Keys and what each does, as a list.
export const keyList = (keys, label) => named(make("dl", "touches", ...keys.flatMap(
  ([key, does]) => [make("dt", "", make("kbd", "", key)), make("dd", "", does)])), label, "group");

// What the buttons of a component say of their keys, each key once.
const keysOnButtons = (root) => [...new Map([...root.querySelectorAll("button > kbd")].map((key) => (
  [key.textContent, key.parentNode.textContent.slice(key.textContent.length).trim()]))).entries()];

// « ? » lists the keys of a component above it, and puts the list away; the data give those that no button bears.
export const keysButton = ({ data, root, words }) => button(words.keys, () => {
  const shown = root.querySelector(".touches");
  if (shown) shown.remove();
  else root.prepend(keyList([...keysOnButtons(root), ...(data.keys || [])], words.keys));
}, { key: "?", act: "keys" });
