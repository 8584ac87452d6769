// Words selected in the text of a turn: by keyboard from word to word, and where a selection stands in code points.
// A turn's text is a node that holds nothing but its own characters; ``node.turn`` says which turn and where its words are.
const size = (text) => Array.from(text).length;

// Arrows go from word to word, with Shift they extend.
const walk = (event, node) => {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const spans = node.turn.words;
  if (!step || event.ctrlKey || event.metaKey || event.altKey || !spans.length) return;
  event.preventDefault();
  const from = node.head === undefined ? (step > 0 ? -1 : spans.length) : node.head;
  node.head = Math.min(spans.length - 1, Math.max(0, from + step));
  if (!event.shiftKey || node.tail === undefined) node.tail = node.head;
  const [first, last] = [Math.min(node.tail, node.head), Math.max(node.tail, node.head)];
  getSelection().setBaseAndExtent(...seat(node, spans[first][0]), ...seat(node, spans[last][1]));
};

// The leaf of text, and the place in it, where so many code points have gone by.
const seat = (node, offset) => {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  let left = offset;
  for (let leaf = walker.nextNode(); leaf; leaf = walker.nextNode()) {
    const points = Array.from(leaf.data);
    if (left <= points.length) return [leaf, points.slice(0, left).join("").length];
    left -= points.length;
  }
  return [node, node.childNodes.length];
};

// What is selected within one turn, in code points of that turn; nothing when it is elsewhere or spans several.
const picked = (root) => {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const node = [...root.querySelectorAll(".source")].find(
    (one) => one.contains(range.startContainer) && one.contains(range.endContainer));
  if (!node) return null;
  const before = document.createRange();
  before.selectNodeContents(node);
  before.setEnd(range.startContainer, range.startOffset);
  const start = size(before.toString());
  return { turn: node.turn.turn, start, end: start + size(range.toString()), said: range.toString() };
};

