// Text as Python counts it, in code points, and as people type it; browsers count in UTF-16 units. Knows no page.
export const size = (text) => Array.from(text).length;

export const sliced = (text, start, end) => Array.from(text).slice(start, end).join("");

// Leaves of text in a row, code points gone by → which leaf, and where in it in units; past the end, the last place.
export const leafAt = (leaves, offset) => {
  let left = offset;
  for (const [rank, text] of leaves.entries()) {
    const here = size(text);
    if (left <= here) return [rank, sliced(text, 0, left).length];
    left -= here;
  }
  return leaves.length ? [leaves.length - 1, leaves[leaves.length - 1].length] : null;
};

// As one types: without accents, ligatures or capitals.
const ACCENTS = /[\u0300-\u036f]/g;
export const folded = (text) => (
  text.normalize("NFD").replace(ACCENTS, "").toLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae"));

// An arrow on a turn of so many words → the words where a selection ends and where it began; null for another key.
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
export const walked = ({ head, tail }, count, { key, shiftKey }) => {
  const step = STEPS[key];
  if (!step || !count) return null;
  const from = head ?? (step > 0 ? -1 : count);
  const to = Math.min(count - 1, Math.max(0, from + step));
  return { head: to, tail: shiftKey ? tail ?? to : to };
};
