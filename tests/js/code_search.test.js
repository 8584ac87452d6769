import assert from "node:assert/strict";
import test from "node:test";
import { fitting, shortened, spoken } from "../../dashboard/pages/lecture/code_search.js";
import { offeredCodes } from "../../dashboard/pages/suggestions/suggestion_keys.js";
import { isNew, nameIn, namesItself, wordsIn } from "../../dashboard/ui/assets/code_names.js";

const code = (id, label, family = "") => ({ id, label, family });
const GRID = {
  codes: [code("A1", "A1 Mission", "Travail"), code("A3", "A3 Temps", "Travail"), code("B2", "B2 Témoin", "Proches"),
    code("C1", "C1 Contretemps", "Œuvre")],
  nine: ["B2", "A3"],
};
const WORDS = {
  selected: "Passage choisi", words: "mots", word: "mot", on_words: "Sur ces mots :", nothing_on_words: "aucun code",
  mine: "vous", star: "à citer", memo: "mémo",
};
const ids = (typed) => fitting(GRID, typed).map(({ id }) => id);

test("before anything is typed, the codes at hand come first, then the others in the order of the grid", () => {
  assert.deepEqual(ids(""), ["B2", "A3", "A1", "C1"]);
});

test("an id comes before a word that begins so, and that before any part; accents and ligatures do not matter", () => {
  assert.deepEqual(ids("a"), ["A3", "A1"]);
  assert.deepEqual(ids("tem"), ["B2", "A3", "C1"]);
  assert.deepEqual(ids("oeuvre"), ["C1"]);
  assert.deepEqual(ids("zzz"), []);
});

test("several words find a code in any order, in its name or its family", () => {
  assert.deepEqual(ids("proches témoin"), ["B2"]);
});

test("codes already chosen are offered no more", () => {
  assert.deepEqual(offeredCodes(GRID.codes, "temps").map(({ id }) => id), ["A3", "C1"]);
  assert.deepEqual(offeredCodes(GRID.codes, "temps", ["A3"]).map(({ id }) => id), ["C1"]);
});

test("a long passage is told by both its ends", () => {
  const words = Array.from({ length: 20 }, (_, rank) => `m${rank}`).join(" ");
  assert.equal(shortened(words), "m0 m1 m2 m3 m4 … m15 m16 m17 m18 m19");
  assert.equal(shortened("trois mots courts"), "trois mots courts");
});

test("signs alone are no words", () => {
  assert.equal(wordsIn("Oui … « bien » ?"), 2);
});

test("what is chosen and what stands on it are said in one breath, with who put it", () => {
  const bands = [{ kind: "own", label: "A1 Mission" }, { kind: "other", label: "A3 Temps", author: "claire" },
    { kind: "machine", label: "B2 Témoin", status: "suggestion à vérifier" }, { kind: "star", author: "claire" }];
  assert.equal(spoken("court tout", bands, WORDS), "Passage choisi : « court tout », 2 mots. Sur ces mots : "
    + "A1 Mission (vous) ; A3 Temps (claire) ; B2 Témoin (suggestion à vérifier) ; ★ à citer (claire).");
  assert.equal(spoken("court", [], WORDS), "Passage choisi : « court », 1 mot. Sur ces mots : aucun code.");
});

test("nothing is said of nothing chosen", () => {
  assert.equal(spoken("", [], WORDS), "");
});

test("what is typed is a new name unless a code bears it, by its id or its name, whatever its accents", () => {
  assert.deepEqual(["temoin", "B2", "a3 temps", " "].map((typed) => isNew(GRID, typed)), [false, false, false, false]);
  assert.deepEqual(["tem", "Témoins", "Temps long"].map((typed) => isNew(GRID, typed)), [true, true, true]);
});

test("words said make a name without the quotes and the points around them; too many make none", () => {
  assert.equal(nameIn(" « mettre les\nmains dedans », "), "mettre les mains dedans");
  assert.ok(namesItself("mettre les mains dedans"));
  assert.ok(!namesItself("…") && !namesItself("un deux trois quatre cinq six sept huit neuf dix onze douze treize"));
});
