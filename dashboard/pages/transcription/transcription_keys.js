// Keys of the page, times of a recording ↔ turns. Knows no page.
export const JUMP = 3; // seconds
export const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 2];

const KEYS = {
  " ": "toggle", ArrowLeft: "back", ArrowRight: "onward", s: "next", j: "next", p: "previous", k: "previous",
  l: "listen", c: "correct", z: "undo", u: "undo", "-": "slower", "+": "faster", "=": "faster", "?": "keys",
};
export const meaningOf = (key) => KEYS[key] || KEYS[key.toLowerCase()] || null;

// While somebody types: what keys with Alt, Control or none do.
export const meaningInText = ({ key, altKey, ctrlKey, metaKey }) => {
  if (key === "Escape") return "leave";
  if (key === "Enter" && (ctrlKey || metaKey)) return "save";
  if (!altKey) return null;
  return { " ": "toggle", ArrowLeft: "back", ArrowRight: "onward" }[key] || null;
};

// The turn that is said at a time: the last that has begun; turns without a time go with the one before them.
export const turnAt = (starts, seconds) => {
  let found = null;
  for (const [turn, start] of starts) {
    if (start / 1000 > seconds + 0.05) break;
    found = turn;
  }
  return found;
};

// The time from which a turn is heard: its own, else that of the nearest before it that has one.
export const startOf = (starts, turn) => {
  let found = null;
  for (const [number, start] of starts) if (number <= turn) found = start;
  return found === null ? null : found / 1000;
};

export const clock = (milliseconds) => {
  const seconds = Math.floor(milliseconds / 1000);
  const two = (number) => String(number).padStart(2, "0");
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
};

export const speedAfter = (now, step) => {
  const rank = SPEEDS.findIndex((speed) => speed >= now - 0.01);
  return SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, rank + step))];
};
