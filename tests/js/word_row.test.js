import assert from "node:assert/strict";
import test from "node:test";
import {
  begun, meet, narrowed, partsOf, passageOf, ranksOf, rowOf, sameRanks, touched, walkedRow, widened,
} from "../../dashboard/pages/lecture/word_row.js";

// « On court. On dort. », « Ah », « Oui. Bien. »: words in code points, sentences by the rank of their last word.
const TURNS = [
  { turn: 4, words: [[0, 2], [3, 8], [10, 12], [13, 17]], sentences: [1, 3] },
  { turn: 5, words: [[0, 2]], sentences: [] },
  { turn: 6, words: [[0, 3], [5, 9]], sentences: [0, 1] },
];
const ROW = rowOf(TURNS);

test("a row holds each word once, and says where turns and sentences end", () => {
  assert.equal(ROW.length, 7);
  assert.deepEqual(ROW.map(({ closes }) => closes), [false, true, false, true, true, true, true]);
  assert.deepEqual(ROW.filter(({ first }) => first).map(({ turn }) => turn), [4, 5, 6]);
});

test("a passage and its words say each other, across turns", () => {
  const passage = { turn: 4, start: 13, last_turn: 6, end: 3 };
  assert.deepEqual(passageOf(ROW, [3, 5]), passage);
  assert.deepEqual(ranksOf(ROW, passage), [3, 5]);
});

test("a passage that begins within a word takes it; one between two words, or on another page, takes none", () => {
  assert.deepEqual(ranksOf(ROW, { turn: 4, start: 4, last_turn: 4, end: 11 }), [1, 2]);
  assert.equal(ranksOf(ROW, { turn: 4, start: 8, last_turn: 4, end: 10 }), null);
  assert.equal(ranksOf(ROW, { turn: 9, start: 0, last_turn: 9, end: 4 }), null);
});

test("what a selection touches goes from the first word to the last, however short of their ends", () => {
  assert.deepEqual(touched(ROW, [{ turn: 4, start: 16, end: Infinity }, { turn: 5, start: 0, end: 1 }]), [3, 4]);
  assert.equal(touched(ROW, [{ turn: 4, start: 8, end: 10 }]), null);
  assert.equal(touched(ROW, []), null);
});

test("words across turns are a part for each turn", () => {
  assert.deepEqual(partsOf(ROW, [2, 4]), [{ turn: 4, start: 10, end: 17 }, { turn: 5, start: 0, end: 2 }]);
});

test("E goes to the sentence, to the turn, then to the turns around, and no further than the page", () => {
  const steps = [[1, 1]];
  for (let step = 0; step < 4; step += 1) steps.push(widened(ROW, steps[step]));
  assert.deepEqual(steps, [[1, 1], [0, 1], [0, 3], [0, 4], [0, 6]]);
  assert.deepEqual(widened(ROW, [0, 6]), [0, 6]);
});

test("Shift and E leaves the last sentence, then a word; one word stays", () => {
  assert.deepEqual(narrowed(ROW, [0, 3]), [0, 1]);
  assert.deepEqual(narrowed(ROW, [0, 1]), [0, 0]);
  assert.deepEqual(narrowed(ROW, [2, 2]), [2, 2]);
});

test("the first arrow takes the first word of the turn", () => {
  const first = walkedRow(ROW, { picked: null, cursor: null }, 4, { key: "ArrowRight" });
  assert.deepEqual(first.ranks, [4, 4]);
});

test("arrows cross turns, extend from where they began, and come back", () => {
  let state = { picked: [3, 3], cursor: null };
  const go = (key, shiftKey) => {
    const cursor = walkedRow(ROW, state, 0, { key, shiftKey });
    state = { picked: cursor.ranks, cursor };
    return cursor.ranks;
  };
  assert.deepEqual(go("ArrowRight", true), [3, 4]);
  assert.deepEqual(go("ArrowRight", true), [3, 5]);
  assert.deepEqual(go("ArrowLeft", true), [3, 4]);
  assert.deepEqual(go("ArrowLeft", true), [3, 3]);
  assert.deepEqual(go("ArrowLeft", true), [2, 3]);
  assert.deepEqual(go("ArrowRight", false), [3, 3]);
});

test("up and down go by sentences; extended down, to the end of one", () => {
  assert.deepEqual(walkedRow(ROW, { picked: [0, 0] }, 0, { key: "ArrowDown" }).ranks, [2, 2]);
  assert.deepEqual(walkedRow(ROW, { picked: [3, 3] }, 0, { key: "ArrowUp" }).ranks, [2, 2]);
  assert.deepEqual(walkedRow(ROW, { picked: [0, 0] }, 0, { key: "ArrowDown", shiftKey: true }).ranks, [0, 1]);
  assert.deepEqual(walkedRow(ROW, { picked: [6, 6] }, 0, { key: "ArrowDown" }).ranks, [6, 6]);
});

test("where arrows were counts no more once other words are chosen", () => {
  const cursor = { head: 0, tail: 5, ranks: [0, 5] };
  assert.deepEqual(walkedRow(ROW, { picked: [2, 3], cursor }, 0, { key: "ArrowRight" }).ranks, [4, 4]);
});

test("passages meet where they share a word", () => {
  assert.ok(meet([0, 2], [2, 3]));
  assert.ok(!meet([0, 1], [2, 3]));
  assert.ok(!meet(null, [2, 3]));
  assert.ok(sameRanks([1, 2], [1, 2]) && !sameRanks([1, 2], null));
});

test("the start moves by a word, across turns, and one word stays", () => {
  assert.deepEqual(begun(ROW, [5, 6], -1), [4, 6]);
  assert.deepEqual(begun(ROW, [5, 6], 1), [6, 6]);
  assert.deepEqual([begun(ROW, [6, 6], 1), begun(ROW, [0, 2], -1)], [[6, 6], [0, 2]]);
});
