// Words selected in the text of a turn ↔ code points. A turn's text is a node ``.source`` that holds nothing but its
// own characters; ``node.turn`` says which turn and where its words are.
import { leafAt, size, walked } from "./text_points.js";

const leavesOf = (node) => {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  const leaves = [];
  while (walker.nextNode()) leaves.push(walker.currentNode);
  return leaves;
};

// The leaf of text, and the place in it, where so many code points have gone by.
export const seat = (node, offset) => {
  const leaves = leavesOf(node);
  const found = leafAt(leaves.map((leaf) => leaf.data), offset);
  return found ? [leaves[found[0]], found[1]] : [node, 0];
};

export const rangeOf = (node, start, end) => {
  const range = document.createRange();
  range.setStart(...seat(node, start));
  range.setEnd(...seat(node, end));
  return range;
};

// How many code points of a turn stand before a place.
export const pointsBefore = (node, container, offset) => {
  const range = document.createRange();
  range.selectNodeContents(node);
  range.setEnd(container, offset);
  return size(range.toString());
};

// Arrows go from word to word, with Shift they extend.
export const walk = (event, node) => {
  const spans = node.turn.words;
  const to = walked(node, spans.length, event);
  if (!to || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  Object.assign(node, to);
  const [first, last] = [Math.min(to.tail, to.head), Math.max(to.tail, to.head)];
  getSelection().setBaseAndExtent(...seat(node, spans[first][0]), ...seat(node, spans[last][1]));
};

// What is selected within one turn, in code points of that turn; nothing when it is elsewhere or spans several.
export const picked = (root) => {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const node = [...root.querySelectorAll(".source")].find(
    (one) => one.contains(range.startContainer) && one.contains(range.endContainer));
  if (!node) return null;
  const start = pointsBefore(node, range.startContainer, range.startOffset);
  return { turn: node.turn.turn, start, end: start + size(range.toString()), said: range.toString() };
};
