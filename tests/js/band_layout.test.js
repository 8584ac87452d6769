import assert from "node:assert/strict";
import test from "node:test";
import {
  covering, cutsOf, holding, lanesOf, shownParts, stacked, under,
} from "../../dashboard/pages/lecture/band_layout.js";

const band = (id, turn, start, last_turn, end) => ({ id, turn, start, last_turn, end });
const TURN = { turn: 5, text: "𝄞 on court" }; // ten code points, eleven units

test("a band covers of a turn what it holds of it, to its end in code points", () => {
  const bands = [band("a", 4, 7, 6, 2), band("b", 5, 2, 5, 4), band("c", 6, 0, 6, 3)];
  const parts = covering(bands, TURN).map(({ band: { id }, start, end, ends }) => [id, start, end, ends]);
  assert.deepEqual(parts, [["a", 0, 10, false], ["b", 2, 4, true]]);
});

test("two that overlap are never in one lane; one that has ended leaves its own", () => {
  const [a, b, c] = [{ start: 0, end: 5 }, { start: 3, end: 8 }, { start: 5, end: 9 }];
  const { lanes, count } = lanesOf([c, b, a], "start", "end");
  assert.deepEqual([a, b, c].map((part) => lanes.get(part)), [0, 1, 0]);
  assert.equal(count, 2);
});

test("no two parts of a lane overlap, whatever parts there are", () => {
  let seed = 7;
  const next = (below) => { seed = (seed * 48271) % 2147483647; return seed % below; };
  for (let round = 0; round < 50; round += 1) {
    const starts = Array.from({ length: 12 }, () => next(40));
    const parts = starts.map((start) => ({ start, end: start + 1 + next(15) }));
    const { lanes } = lanesOf(parts, "start", "end");
    const clash = parts.some((one) => parts.some((other) => (
      one !== other && lanes.get(one) === lanes.get(other) && one.start < other.end && other.start < one.end)));
    assert.equal(clash, false);
  }
});

test("bars that touch but for a pixel stand in one lane", () => {
  const [a, b] = [{ top: 0, bottom: 21 }, { top: 20, bottom: 40 }];
  assert.equal(lanesOf([a, b], "top", "bottom", 1).count, 1);
  assert.equal(lanesOf([a, b], "top", "bottom").count, 2);
});

test("a name waits for the one above to end", () => {
  const entries = [{ id: "low", top: 50, lane: 0, height: 20 }, { id: "a", top: 0, lane: 0, height: 20 },
    { id: "b", top: 0, lane: 1, height: 40 }];
  const { placed, height } = stacked(entries, 4);
  assert.deepEqual(placed.map(({ id, at }) => [id, at]), [["a", 0], ["b", 24], ["low", 68]]);
  assert.equal(height, 92);
});

test("of a suggestion the words that say why are drawn, and all its words where none does", () => {
  const why = { band: { kind: "machine", spans: [[2, 4], [6, 9]] }, start: 0, end: 10 };
  const bare = { band: { kind: "machine", spans: [] }, start: 0, end: 10 };
  assert.deepEqual(shownParts([why, bare]).map(({ start, end }) => [start, end]), [[2, 4], [6, 9], [0, 10]]);
});

test("a text is cut where something begins or ends and around line breaks, and no character is lost", () => {
  const cuts = cutsOf(10, [{ start: 2, end: 6 }, { start: 4, end: 20 }], [8]);
  assert.deepEqual(cuts, [[0, 2], [2, 4], [4, 6], [6, 8], [8, 9], [9, 10]]);
  assert.deepEqual(cutsOf(0, [], []), []);
});

test("what holds a piece whole, and what is under a place, the shortest first", () => {
  const [long, short] = [{ start: 0, end: 9 }, { start: 2, end: 6 }];
  assert.deepEqual(holding([long, short], 2, 6), [long, short]);
  assert.deepEqual(holding([long, short], 5, 7), [long]);
  assert.deepEqual(under([long, short], 3), [short, long]);
  assert.deepEqual(under([long, short], 6), [long]);
});
