// Keys of a coder on the words chosen → what they mean. Knows no page.
const KEYS = {
  e: "extend", "*": "star", c: "search", m: "search", enter: "search", escape: "close", a: "accept", r: "refuse",
  j: "unsure", delete: "drop", i: "in-vivo", g: "ends", "<": "start-back", ">": "start-on",
};
const SOON = 1500; // milliseconds between two keys of one word

export const isLetter = (key) => /^\p{L}$/u.test(key);

export const undoes = ({ key, ctrlKey, metaKey, shiftKey }) => (
  key.toLowerCase() === "z" && (ctrlKey || metaKey) && !shiftKey);

export const redoes = ({ key, ctrlKey, metaKey, shiftKey }) => (
  (ctrlKey || metaKey) && (key.toLowerCase() === "y" ? !shiftKey : key.toLowerCase() === "z" && shiftKey));

// ``typed`` is the last letter typed out of a field, and when; ``options`` how many codes the list shows.
export const meaningOf = ({ key, code, shiftKey }, { typed, now, options }) => {
  const act = KEYS[key.toLowerCase()];
  // « * » is Shift+8 on some keyboards: the sign that is typed comes before the key that types it.
  const digit = act ? undefined : /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1];
  // « B2 » typed without going to the field is the name of a code, not the second of the list.
  if (digit && now - typed.at < SOON) return { act: "name", letter: typed.key, digit };
  if (digit && digit <= options) return { act: "option", rank: digit - 1 };
  if (act === "extend" && shiftKey) return { act: "reduce" };
  if (act) return { act };
  return isLetter(key) ? { act: "type" } : null;
};
