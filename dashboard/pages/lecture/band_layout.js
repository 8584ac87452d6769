// What stands on the turns of a page → what each covers of a turn, in which line or bar, and where texts are cut.
// Offsets count code points. Knows no page.
import { size } from "../../ui/assets/text_points.js";

// What a band covers of a turn; ``ends`` where it ends in this one.
const clipped = (band, turn) => ({
  band,
  start: band.turn === turn.turn ? band.start : 0,
  end: band.last_turn === turn.turn ? band.end : size(turn.text),
  ends: band.last_turn === turn.turn,
});
export const covering = (bands, turn) => bands
  .filter((band) => band.turn <= turn.turn && band.last_turn >= turn.turn).map((band) => clipped(band, turn));

// What is under a place of a turn, the shortest first.
export const under = (parts, at) => parts.filter((part) => part.start <= at && part.end > at)
  .sort((a, b) => (a.end - a.start) - (b.end - b.start));

// Parts → the lane of each, the first that is free: two that overlap, but for ``slack``, never share one.
// ``from`` and ``to`` name the ends of a part.
export const lanesOf = (parts, from, to, slack = 0) => {
  const lanes = new Map();
  const free = [];
  for (const part of [...parts].sort((a, b) => a[from] - b[from] || b[to] - a[to])) {
    const open = free.findIndex((end) => end <= part[from] + slack);
    lanes.set(part, open < 0 ? free.length : open);
    free[lanes.get(part)] = part[to];
  }
  return { lanes, count: free.length };
};

// Names one above the other: each beside its passage, or as soon as the one above has ended.
export const stacked = (entries, gap) => {
  let done = 0;
  const placed = [...entries].sort((a, b) => a.top - b.top || a.lane - b.lane).map((entry) => {
    const at = Math.max(entry.top, done);
    done = at + entry.height + gap;
    return { ...entry, at };
  });
  return { placed, height: done };
};

// The words of a suggestion that say why; all its words when none does.
export const shownParts = (parts) => parts.flatMap((part) => (
  part.band.kind === "machine" && part.band.spans.length
    ? part.band.spans.map(([start, end]) => ({ ...part, start, end })) : [part]));

// A text of so many code points is cut wherever something begins or ends, and around each line break.
export const cutsOf = (length, parts, gaps) => {
  const edges = new Set([0, length]);
  for (const { start, end } of parts) edges.add(start).add(end);
  for (const gap of gaps) edges.add(gap).add(gap + 1);
  const cuts = [...edges].filter((edge) => edge >= 0 && edge <= length).sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, rank) => [start, cuts[rank + 1]]);
};
export const holding = (parts, start, end) => parts.filter((part) => part.start <= start && part.end >= end);
