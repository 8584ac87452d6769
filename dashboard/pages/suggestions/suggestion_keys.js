// Keys of whoever answers suggestions → what they mean, phase by phase; codes that answer what is typed. Knows no page.
import { folded } from "../../ui/assets/text_points.js";

export const KEYS = {
  ask: { a: "accept", r: "refuse", m: "modify", j: "unsure", i: "in_vivo", z: "undo", y: "redo" },
  blind: { c: "codes", v: "validate", n: "none", i: "in_vivo", z: "undo", y: "redo" },
  reveal: { a: "accept", s: "next", z: "undo", y: "redo" },
};

export const meaningOf = (phase, key) => KEYS[phase][key.toLowerCase()] || "";

// Codes whose name holds what is typed, without those already chosen.
export const offeredCodes = (codes, typed, chosen = []) => {
  const asked = folded(typed).trim();
  return codes.filter(({ id, label }) => folded(label).includes(asked) && !chosen.includes(id));
};
