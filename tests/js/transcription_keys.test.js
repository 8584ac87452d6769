// Keys of the page Écouter et corriger, times of a recording ↔ turns.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  clock, meaningInText, meaningOf, speedAfter, startOf, turnAt,
} from "../../dashboard/pages/transcription/transcription_keys.js";

const STARTS = [[0, 0], [1, 5000], [3, 9000]];

test("the turn that is said is the last that has begun", () => {
  assert.equal(turnAt(STARTS, 4.9), 0);
  assert.equal(turnAt(STARTS, 5), 1);
  assert.equal(turnAt(STARTS, 4000), 3);
  assert.equal(turnAt([[2, 3000]], 1), null);
});

test("a turn without a time is heard from the one before it", () => {
  assert.equal(startOf(STARTS, 2), 5);
  assert.equal(startOf(STARTS, 3), 9);
  assert.equal(startOf([], 3), null);
});

test("keys play, go back three seconds, and are listed by « ? »", () => {
  assert.deepEqual([" ", "ArrowLeft", "C", "?", "x"].map(meaningOf), ["toggle", "back", "correct", "keys", null]);
});

test("while somebody types, only Alt, Control and Escape mean something", () => {
  assert.equal(meaningInText({ key: " " }), null);
  assert.equal(meaningInText({ key: " ", altKey: true }), "toggle");
  assert.equal(meaningInText({ key: "Enter", ctrlKey: true }), "save");
  assert.equal(meaningInText({ key: "Escape" }), "leave");
});

test("times of two hours are written with hours", () => {
  assert.deepEqual([0, 65_000, 7_265_000].map(clock), ["0:00", "1:05", "2:01:05"]);
});

test("speeds stop at half and at twice", () => {
  assert.equal(speedAfter(1, 1), 1.25);
  assert.equal(speedAfter(2, 1), 2);
  assert.equal(speedAfter(0.5, -1), 0.5);
});
