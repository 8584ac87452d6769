// The words chosen on a page, and what is held of what stands there: how they change, by mouse and by keyboard.
// ``desk`` holds the data, the state of the page and what may be done.
import { pointsBefore, rangeOf } from "../../ui/assets/text_selection.js";
import { beside } from "./coding_bands.js";
import { covering, under } from "./band_layout.js";
import { begun, narrowed, partsOf, passageOf, ranksOf, sameRanks, touched, walkedRow, widened } from "./word_row.js";

const TOP = 80; // pixels that Streamlit's own bar covers
const HOLDS = 4; // what is opened at once where more stand on the same words

export const bandOf = ({ data }, id) => data.bands.find((band) => band.id === id);
export const heldOf = (desk) => desk.state.held.map((id) => bandOf(desk, id)).filter(Boolean);
export const placeOf = ({ row, state }) => (state.picked ? passageOf(row, state.picked) : {});
export const movedFrom = ({ row, state }, band) => (
  Boolean(state.picked) && !sameRanks(state.picked, ranksOf(row, band)));

// Ranges of the page where some words are, one for each turn.
export const rangesOf = ({ nodes, row }, ranks) => (
  partsOf(row, ranks).map(({ turn, start, end }) => rangeOf(nodes.get(turn), start, end)));

const foot = ({ root }) => root.querySelector(".outil")?.getBoundingClientRect().top ?? innerHeight;
const scroll = ({ root }, by) => (
  (root.closest('[data-testid="stMain"]') || document.scrollingElement).scrollBy(0, by));

const inSight = (desk, { turn, start, end }) => {
  const rect = rangeOf(desk.nodes.get(turn), start, end).getBoundingClientRect();
  if (rect.bottom > foot(desk) - 20) scroll(desk, rect.bottom - foot(desk) + 60);
  if (rect.top < TOP) scroll(desk, rect.top - TOP - 60);
};

// The panel covers neither the words chosen nor the names beside them, as far as both have room.
export const uncovered = (desk, ranks) => {
  const shown = [...rangesOf(desk, ranks), ...beside(desk.nodes, partsOf(desk.row, ranks))];
  const rects = shown.map((one) => one.getBoundingClientRect());
  const hidden = Math.max(...rects.map((rect) => rect.bottom)) - foot(desk) + 16;
  const room = Math.min(...rects.map((rect) => rect.top)) - TOP;
  if (hidden > 0 && room > 0) scroll(desk, Math.min(hidden, room));
};

const choose = (desk, ranks, { keep = false } = {}) => {
  desk.state.picked = ranks;
  if (!keep) Object.assign(desk.state, { held: [], stack: [] });
  desk.paint();
  if (ranks) uncovered(desk, ranks);
};

export const hold = (desk, ids) => {
  const first = bandOf(desk, ids[0]);
  const picked = first ? ranksOf(desk.row, first) : null;
  Object.assign(desk.state, { held: ids, stack: [], picked, cursor: null });
  desk.paint();
  if (picked) { inSight(desk, desk.row[picked[0]]); uncovered(desk, picked); }
};

export const focusChosen = ({ nodes, row, state }) => (
  nodes.get(row[state.picked?.[0]]?.turn)?.focus({ preventScroll: true }));

export const close = (desk) => {
  const { root, state } = desk;
  if (root.contains(document.activeElement) && document.activeElement.closest(".outil")) focusChosen(desk);
  getSelection().removeAllRanges();
  state.cursor = null;
  choose(desk, null);
};

export const extend = (desk) => {
  const { row, state } = desk;
  if (!state.picked) return;
  state.stack.push(state.picked);
  choose(desk, widened(row, state.picked), { keep: true });
};

export const reduce = (desk) => {
  const { row, state } = desk;
  if (state.picked) choose(desk, state.stack.pop() || narrowed(row, state.picked), { keep: true });
};

// The start goes back by a word, or on; the end stays.
export const startTo = (desk, step) => {
  const { row, state } = desk;
  if (state.picked) choose(desk, begun(row, state.picked, step), { keep: true });
};

// An arrow in a turn goes from word to word, across turns; with Shift it extends.
export const walkPage = (desk, event, node) => {
  const { data, nodes, row, state } = desk;
  if (event.ctrlKey || event.metaKey || event.altKey || !event.key.startsWith("Arrow") || !data.coder) return;
  event.preventDefault();
  event.stopPropagation();
  const first = row.findIndex(({ turn }) => turn === node.turn.turn);
  if (first < 0) return;
  state.cursor = walkedRow(row, state, first, event);
  getSelection().removeAllRanges();
  const word = row[state.cursor.head];
  const text = nodes.get(word.turn);
  if (text !== document.activeElement) text.focus({ preventScroll: true });
  choose(desk, state.cursor.ranks, { keep: event.shiftKey });
  inSight(desk, word);
};

// The leaf of text under the mouse and the place in it; null where there is none.
const caretAt = ({ clientX, clientY }) => {
  const found = document.caretPositionFromPoint
    ? document.caretPositionFromPoint(clientX, clientY)
    : document.caretRangeFromPoint(clientX, clientY);
  return found && [found.offsetNode ?? found.startContainer, found.offset ?? found.startOffset];
};

// A drag passes over words: the last of them is kept, wherever the button is let go.
export const passing = (event) => event.target.closest?.(".source") && caretAt(event);

// Let go on the panel or beside the page, the browser selects to the end of the interview: what one drags over ends
// at the last words that were under the mouse.
export const stopAt = (event, last) => {
  const selection = getSelection();
  if (!last || event.target.closest?.(".tour") || !selection.rangeCount || !last[0].isConnected) return;
  selection.extend(...last);
};

// A click on words that bear something opens it; elsewhere it lets go of what was chosen.
export const pointed = (desk, event, node) => {
  if (!getSelection().isCollapsed || !desk.data.coder) return;
  const found = caretAt(event);
  if (!found) return;
  const [leaf, offset] = found;
  const at = node.contains(leaf) ? pointsBefore(node, leaf, offset) : 0;
  const wanted = under(covering(desk.data.bands, node.turn), at).map(({ band }) => band.id);
  if (wanted.length) hold(desk, wanted.slice(0, HOLDS));
  else choose(desk, null);
};

// The words that the reader's own selection touches, however short of their ends; none when it lies elsewhere.
const selectedRanks = ({ nodes, row }) => {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const at = (node, container, offset, outside) => (
    node.contains(container) ? pointsBefore(node, container, offset) : outside);
  return touched(row, [...nodes].filter(([, node]) => range.intersectsNode(node)).map(([turn, node]) => ({
    turn,
    start: at(node, range.startContainer, range.startOffset, 0),
    end: at(node, range.endContainer, range.endOffset, Infinity),
  })));
};
export const select = (desk) => {
  if (!desk.data.coder || document.activeElement?.closest?.(".outil")) return;
  const ranks = selectedRanks(desk);
  if (!ranks || sameRanks(ranks, desk.state.picked)) return;
  desk.state.cursor = null;
  choose(desk, ranks);
};
