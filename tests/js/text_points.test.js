import assert from "node:assert/strict";
import test from "node:test";
import { folded, leafAt, size, sliced, walked } from "../../dashboard/ui/assets/text_points.js";

const HARD = "👩‍🦰 Là, 𝄞 on court"; // three signs in one, a sign outside the first plane, an accent

test("a text is as long as Python says", () => {
  assert.equal(size(HARD), 18);
  assert.equal(HARD.length, 21);
  assert.equal(sliced(HARD, 8, 9), "𝄞");
});

test("a place is a leaf and a place in it in units, the end of a leaf rather than the beginning of the next", () => {
  const leaves = ["👩‍🦰 ", "Là, 𝄞", " on court"];
  assert.deepEqual(leafAt(leaves, 0), [0, 0]);
  assert.deepEqual(leafAt(leaves, 4), [0, 6]);
  assert.deepEqual(leafAt(leaves, 5), [1, 1]);
  assert.deepEqual(leafAt(leaves, 9), [1, 6]);
  assert.deepEqual(leafAt(leaves, 11), [2, 2]);
});

test("past the end of a text is its end, and a text without leaves has no place", () => {
  assert.deepEqual(leafAt(["une", " voix"], 99), [1, 5]);
  assert.equal(leafAt([], 0), null);
});

test("accents, ligatures and capitals are typed or not", () => {
  assert.equal(folded("Œuvre à l'École"), "oeuvre a l'ecole");
  assert.equal(folded("Cæsar"), "caesar");
});

test("an arrow begins at the near end, goes by a word, stops at the last one", () => {
  assert.deepEqual(walked({}, 3, { key: "ArrowRight" }), { head: 0, tail: 0 });
  assert.deepEqual(walked({}, 3, { key: "ArrowLeft" }), { head: 2, tail: 2 });
  assert.deepEqual(walked({ head: 2, tail: 2 }, 3, { key: "ArrowDown" }), { head: 2, tail: 2 });
});

test("with Shift an arrow extends from where it began", () => {
  assert.deepEqual(walked({ head: 1, tail: 1 }, 3, { key: "ArrowRight", shiftKey: true }), { head: 2, tail: 1 });
  assert.deepEqual(walked({ head: 1, tail: 1 }, 3, { key: "ArrowLeft", shiftKey: true }), { head: 0, tail: 1 });
});

test("other keys, and turns without words, move nothing", () => {
  assert.equal(walked({}, 3, { key: "a" }), null);
  assert.equal(walked({}, 0, { key: "ArrowRight" }), null);
});
