// The words of the turns of a page in a row → passages in code points and back, wider, narrower, by arrows.
// ``ranks`` are those of the first and last words of a passage. Knows no page.
export const rowOf = (turns) => turns.flatMap(({ turn, words, sentences }) => {
  const ends = new Set(sentences);
  return words.map(([start, end], rank) => ({
    turn, start, end, first: rank === 0, last: rank === words.length - 1,
    closes: ends.has(rank) || rank === words.length - 1,
  }));
});
const opens = (row, rank) => rank === 0 || row[rank - 1].closes;

export const passageOf = (row, [first, last]) => {
  const [one, other] = [row[first], row[last]];
  return { turn: one.turn, start: one.start, last_turn: other.turn, end: other.end };
};

// The words that a passage touches; null where it has none here.
export const ranksOf = (row, passage) => {
  const after = (word) => word.turn > passage.turn || (word.turn === passage.turn && word.end > passage.start);
  const ahead = (word) => (
    word.turn < passage.last_turn || (word.turn === passage.last_turn && word.start < passage.end));
  const [first, last] = [row.findIndex(after), row.findLastIndex(ahead)];
  return first < 0 || last < first ? null : [first, last];
};

export const sameRanks = (one, other) => Boolean(one && other) && one[0] === other[0] && one[1] === other[1];
export const meet = (one, other) => Boolean(one && other) && one[0] <= other[1] && other[0] <= one[1];

// Parts of turns, ``{turn, start, end}`` → the words they touch; null where there is none.
export const touched = (row, parts) => {
  const under = (word) => parts.some(
    (part) => part.turn === word.turn && word.start < part.end && word.end > part.start);
  const [first, last] = [row.findIndex(under), row.findLastIndex(under)];
  return first < 0 ? null : [first, last];
};

// What lies between two words, a part for each turn: what is between turns is no one's words.
export const partsOf = (row, [first, last]) => {
  const parts = [];
  for (const { turn, start, end } of row.slice(first, last + 1)) {
    const open = parts[parts.length - 1];
    if (open?.turn === turn) open.end = end;
    else parts.push({ turn, start, end });
  }
  return parts;
};

const until = (from, step, stop) => {
  let at = from;
  while (!stop(at)) at += step;
  return at;
};

// To the sentence, then to the turn, then to the turns around.
export const widened = (row, [first, last]) => {
  const turnsOf = (from, to) => [until(from, -1, (at) => row[at].first), until(to, 1, (at) => row[at].last)];
  const sentence = [until(first, -1, (at) => opens(row, at)), until(last, 1, (at) => row[at].closes)];
  if (!sameRanks(sentence, [first, last])) return sentence;
  const turn = turnsOf(first, last);
  if (!sameRanks(turn, [first, last])) return turn;
  return turnsOf(Math.max(0, first - 1), Math.min(row.length - 1, last + 1));
};

// To the sentence before the last, else by a word; one word stays.
export const narrowed = (row, [first, last]) => {
  for (let at = last - 1; at >= first; at -= 1) if (row[at].closes) return [first, at];
  return [first, Math.max(first, last - 1)];
};

// The first word another, before or after; one word stays.
export const begun = (row, [first, last], step) => [Math.min(last, Math.max(0, first + step)), last];

// Where an arrow leads: left and right by a word, up and down by a sentence.
const stepped = (row, head, { key, shiftKey }) => {
  const within = (rank) => Math.min(row.length - 1, Math.max(0, rank));
  if (key === "ArrowRight") return within(head + 1);
  if (key === "ArrowLeft") return within(head - 1);
  const step = key === "ArrowDown" ? 1 : -1;
  const there = (at) => (shiftKey && step > 0 ? row[at].closes : opens(row, at));
  let at = within(head + step);
  while (at > 0 && at < row.length - 1 && !there(at)) at += step;
  return at;
};

// An arrow, what is chosen, where arrows left it → the words chosen then. ``cursor`` counts only while nothing else,
// mouse or key, chose other words; where nothing is chosen the first arrow takes ``first``.
export const walkedRow = (row, { picked, cursor }, first, event) => {
  if (!picked) return { head: first, tail: first, ranks: [first, first] };
  const at = sameRanks(picked, cursor?.ranks) ? cursor : null;
  const forth = event.key === "ArrowRight" || event.key === "ArrowDown";
  const [tail, head] = at ? [at.tail, at.head] : forth ? picked : [picked[1], picked[0]];
  const to = stepped(row, head, event);
  const from = event.shiftKey ? tail : to;
  return { head: to, tail: from, ranks: [Math.min(from, to), Math.max(from, to)] };
};
