import assert from "node:assert/strict";
import test from "node:test";
import * as arbiter from "../../dashboard/pages/double_codage/double_keys.js";
import { meaningOf, redoes, undoes } from "../../dashboard/pages/lecture/coding_keys.js";
import * as review from "../../dashboard/pages/pseudonymisation/review_keys.js";
import * as suggestion from "../../dashboard/pages/suggestions/suggestion_keys.js";
import { blockOf, rowsDown, ticks } from "../../dashboard/ui/assets/cells_paste.js";
import { hintsOf } from "../../dashboard/ui/assets/hands.js";

const IDLE = { typed: { key: "", at: -Infinity }, now: 0, options: 9 };
const key = (name, code = "", more = {}) => ({ key: name, code, ...more });

test("letters do what their buttons say, in capitals too", () => {
  assert.deepEqual(meaningOf(key("a"), IDLE), { act: "accept" });
  assert.deepEqual(meaningOf(key("J"), IDLE), { act: "unsure" });
  assert.deepEqual(meaningOf(key("Delete"), IDLE), { act: "drop" });
  assert.deepEqual(meaningOf(key("Enter"), IDLE), { act: "search" });
});

test("E extends, with Shift it reduces", () => {
  assert.deepEqual(meaningOf(key("e"), IDLE), { act: "extend" });
  assert.deepEqual(meaningOf(key("E", "KeyE", { shiftKey: true }), IDLE), { act: "reduce" });
});

test("a digit puts the code of its rank, whatever sign its key types, where the list shows so many", () => {
  assert.deepEqual(meaningOf(key("2", "Digit2"), IDLE), { act: "option", rank: 1 });
  assert.deepEqual(meaningOf(key("é", "Digit2"), IDLE), { act: "option", rank: 1 });
  assert.equal(meaningOf(key("2", "Digit2"), { ...IDLE, options: 1 }), null);
});

test("a digit soon after a letter is the name of a code", () => {
  const typed = { key: "B", at: 0 };
  const two = key("2", "Digit2");
  assert.deepEqual(meaningOf(two, { typed, now: 900, options: 9 }), { act: "name", letter: "B", digit: "2" });
  assert.deepEqual(meaningOf(two, { typed, now: 1600, options: 9 }), { act: "option", rank: 1 });
});

test("a star typed with Shift and 8 is a star, not the eighth code", () => {
  assert.deepEqual(meaningOf(key("*", "Digit8", { shiftKey: true }), IDLE), { act: "star" });
});

test("a letter that does nothing begins the name of a code; other keys mean nothing", () => {
  assert.deepEqual(meaningOf(key("t"), IDLE), { act: "type" });
  assert.equal(meaningOf(key("F5"), IDLE), null);
});

test("I names a code by the words chosen, < and > move the start, G keeps the ends", () => {
  const acts = ["i", "<", ">", "g"].map((name) => meaningOf(key(name), IDLE).act);
  assert.deepEqual(acts, ["in-vivo", "start-back", "start-on", "ends"]);
});

test("Control and Y makes again, and Control, Shift and Z; neither takes back", () => {
  const again = [key("y", "", { ctrlKey: true }), key("Z", "", { ctrlKey: true, shiftKey: true })];
  assert.ok(again.every(redoes));
  assert.ok(!again.some(undoes));
  assert.ok(!redoes(key("z", "", { ctrlKey: true })));
});

test("Control and Z takes back, with Shift it does not", () => {
  assert.ok(undoes({ key: "z", ctrlKey: true }));
  assert.ok(undoes({ key: "Z", metaKey: true }));
  assert.ok(!undoes({ key: "Z", ctrlKey: true, shiftKey: true }));
  assert.ok(!undoes({ key: "z" }));
});

test("an arbiter chooses a reason by a digit and rules by a letter", () => {
  assert.deepEqual(arbiter.meaningOf("2", ["bornes", "définition"]), { reason: "définition" });
  assert.equal(arbiter.meaningOf("3", ["bornes", "définition"]), null);
  assert.deepEqual(arbiter.meaningOf("A", []), { act: "first" });
});

test("nobody is followed who put nothing", () => {
  const sides = [{ code: "A1" }, { code: "" }];
  assert.deepEqual(arbiter.RULES.filter((rule) => arbiter.lacks(rule, sides)), ["second", "both"]);
});

test("ends of the words selected are offered where words are", () => {
  const ends = [{ id: "either" }, { id: "selected" }];
  assert.deepEqual(arbiter.endsOffered(ends, false), [{ id: "either" }]);
  assert.deepEqual(arbiter.endsOffered(ends, true), ends);
});

test("in the review a digit masks the words selected before it changes a pseudonym", () => {
  const asked = { types: [["person", "personne"]], alternatives: ["Léa", "Inès"] };
  assert.deepEqual(review.meaningOf("1", asked), { mask: "person" });
  assert.deepEqual(review.meaningOf("2", asked), { change: "Inès" });
  assert.deepEqual(review.meaningOf("K", asked), { act: "keep" });
  assert.equal(review.meaningOf("9", asked), null);
});

test("the pieces of a turn are its text, to the character; of two proposals that meet the first is drawn", () => {
  const text = "𝄞 Mme Lenoir, ici";
  const spans = [{ start: 2, end: 12 }, { start: 6, end: 12 }, { start: 14, end: 17 }];
  const pieces = review.piecesOf(text, spans);
  assert.equal(pieces.map(({ said }) => said).join(""), text);
  assert.deepEqual(pieces.filter(({ span }) => span).map(({ said }) => said), ["Mme Lenoir", "ici"]);
});

test("each phase of a suggestion has its keys, and one letter on each button", () => {
  assert.equal(suggestion.meaningOf("ask", "r"), "refuse");
  assert.equal(suggestion.meaningOf("blind", "r"), "");
  for (const keys of Object.values(suggestion.KEYS)) {
    assert.equal(Object.keys(hintsOf(keys)).length, Object.keys(keys).length);
  }
});

test("of two keys that do the same, the first is written on the button", () => {
  assert.deepEqual(hintsOf({ a: "mask", m: "mask", k: "keep" }), { mask: "A", keep: "K" });
});

test("a block from a spreadsheet is pasted in rows and columns, a single value as it is", () => {
  assert.deepEqual(blockOf("a\tb\r\nc\td\r\n"), [["a", "b"], ["c", "d"]]);
  assert.deepEqual(blockOf("a\n\nb"), [["a"], [""], ["b"]]);
  assert.equal(blockOf("une valeur\n"), null);
});

test("what does not say no ticks; Enter goes down, but not while a sign is being composed", () => {
  assert.ok(ticks(" Oui ", ["", "non"]));
  assert.ok(!ticks(" NON", ["", "non"]));
  const pressed = [{ key: "Enter" }, { key: "ArrowUp" }, { key: "x" }, { key: "Enter", isComposing: true }];
  assert.deepEqual(pressed.map(rowsDown), [1, -1, 0, 0]);
});
