// Keys of the arbiter → what they mean; what may be ruled of two readings. Knows no page.
export const KEYS = {
  a: "first", b: "second", d: "both", n: "neither", o: "other", r: "write", p: "previous", s: "next", z: "undo",
};
export const RULES = ["first", "second", "both", "neither"];

// A digit chooses a reason, a letter does something; null for any other key.
export const meaningOf = (key, reasons) => {
  const reason = reasons[Number(key) - 1];
  if (reason) return { reason };
  const act = KEYS[key.toLowerCase()];
  return act ? { act } : null;
};

// Nobody is followed who put nothing.
export const lacks = (rule, [first, second]) => ({
  first: !first.code, second: !second.code, both: !first.code || !second.code, neither: false,
})[rule];

// Ends one may choose: those of the words selected only where words are.
export const endsOffered = (ends, selected) => ends.filter(({ id }) => id !== "selected" || selected);
