// Words of the turns of a page: from what is selected to code points and back, by mouse, by keyboard, by sentence.
// A turn's text is a node ``.source`` that holds nothing but its own characters; ``node.turn`` says where its words are.
const size = (text) => Array.from(text).length;

// The leaf of text, and the place in it, where so many code points have gone by.
const seat = (node, offset) => {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  let left = offset;
  let last = [node, 0];
  for (let leaf = walker.nextNode(); leaf; leaf = walker.nextNode()) {
    const points = Array.from(leaf.data);
    if (left <= points.length) return [leaf, points.slice(0, left).join("").length];
    left -= points.length;
    last = [leaf, leaf.data.length];
  }
  return last;
};
const reach = (node, start, end) => {
  const range = document.createRange();
  range.setStart(...seat(node, start));
  range.setEnd(...seat(node, end));
  return range;
};
const before = (node, container, offset) => {
  const range = document.createRange();
  range.selectNodeContents(node);
  range.setEnd(container, offset);
  return size(range.toString());
};

// All the words of the page in a row, so that going from one to the next crosses turns.
const inRow = (nodes) => {
  const row = [];
  for (const node of nodes) {
    const ends = new Set(node.turn.sentences);
    const { words } = node.turn;
    words.forEach(([start, end], rank) => row.push({
      node, start, end, first: rank === 0, last: rank === words.length - 1,
      closes: ends.has(rank) || rank === words.length - 1,
    }));
  }
  return row;
};
const opens = (row, rank) => rank === 0 || row[rank - 1].closes;

// From ranks of words to a passage, and back.
const passageOf = (row, [first, last]) => {
  const [one, other] = [row[first], row[last]];
  return { turn: one.node.turn.turn, start: one.start, last_turn: other.node.turn.turn, end: other.end };
};
const ranksOf = (row, passage) => {
  const after = (word) => word.node.turn.turn > passage.turn
    || (word.node.turn.turn === passage.turn && word.end > passage.start);
  const ahead = (word) => word.node.turn.turn < passage.last_turn
    || (word.node.turn.turn === passage.last_turn && word.start < passage.end);
  const first = row.findIndex(after);
  const last = row.findLastIndex(ahead);
  return first < 0 || last < first ? null : [first, last];
};
const sameRanks = (one, other) => Boolean(one && other) && one[0] === other[0] && one[1] === other[1];

// The words that the reader's own selection touches; none when it lies elsewhere.
const touched = (root, row) => {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const parts = [...root.querySelectorAll(".source")].filter((node) => range.intersectsNode(node)).map((node) => ({
    node,
    start: node.contains(range.startContainer) ? before(node, range.startContainer, range.startOffset) : 0,
    end: node.contains(range.endContainer) ? before(node, range.endContainer, range.endOffset) : Infinity,
  }));
  const ranks = row.flatMap((word, rank) => (
    parts.some((part) => part.node === word.node && word.start < part.end && word.end > part.start) ? [rank] : []));
  return ranks.length ? [ranks[0], ranks[ranks.length - 1]] : null;
};

// What lies between two words, one range for each turn: what is between turns is no one's words.
const ranges = (row, [first, last]) => {
  const found = [];
  for (let rank = first; rank <= last; rank += 1) {
    const { node, start, end } = row[rank];
    const open = found[found.length - 1];
    if (open && open.node === node) open.end = end;
    else found.push({ node, start, end });
  }
  return found.map(({ node, start, end }) => reach(node, start, end));
};
const saidIn = (row, ranks) => ranges(row, ranks).map(String).join(" / ");

// To the sentence, then to the turn, then to the turns around.
const widened = (row, [first, last]) => {
  const until = (rank, step, stop) => { let at = rank; while (!stop(at)) at += step; return at; };
  const sentence = [until(first, -1, (at) => opens(row, at)), until(last, 1, (at) => row[at].closes)];
  if (!sameRanks(sentence, [first, last])) return sentence;
  const turn = [until(first, -1, (at) => row[at].first), until(last, 1, (at) => row[at].last)];
  if (!sameRanks(turn, [first, last])) return turn;
  const around = [Math.max(0, first - 1), Math.min(row.length - 1, last + 1)];
  return [until(around[0], -1, (at) => row[at].first), until(around[1], 1, (at) => row[at].last)];
};
const narrowed = (row, [first, last]) => {
  for (let at = last - 1; at >= first; at -= 1) if (row[at].closes) return [first, at];
  return [first, Math.max(first, last - 1)];
};

// Where an arrow leads: left and right by a word, up and down by a sentence.
const stepped = (row, head, key, extending) => {
  const within = (rank) => Math.min(row.length - 1, Math.max(0, rank));
  if (key === "ArrowRight") return within(head + 1);
  if (key === "ArrowLeft") return within(head - 1);
  const step = key === "ArrowDown" ? 1 : -1;
  const there = (at) => (extending && step > 0 ? row[at].closes : opens(row, at));
  let at = within(head + step);
  while (at > 0 && at < row.length - 1 && !there(at)) at += step;
  return at;
};
