// What a coder does with the keyboard and the mouse on a page → what is asked of the page, or of Python.
import { nameIn, namesItself } from "../../ui/assets/code_names.js";
import { TYPING, elsewhere, taken } from "../../ui/assets/hands.js";
import { close, extend, heldOf, passing, placeOf, rangesOf, reduce, select, startTo, stopAt } from "./coding_choice.js";
import { isLetter, meaningOf, redoes, undoes } from "./coding_keys.js";

const DIGITS = ["name", "option"];
const fieldOf = ({ root }) => root.querySelector(".codes-saisie");
const optionsOf = ({ root }) => [...root.querySelectorAll(".options li")].filter((option) => option.offsetParent);

// ``what`` is a code of the grid, or the name of one to be.
const put = (desk, what) => {
  const { send, state } = desk;
  const [one] = heldOf(desk);
  if (one?.kind === "machine") send("modify", { id: one.id, ...what, ...placeOf(desk) });
  else if (one?.kind === "own") send("recode", { id: one.id, ...what });
  else if (state.picked) send("code", { ...what, text: state.memo, ...placeOf(desk) });
};
export const take = (desk, code) => put(desk, { code });
export const create = (desk, name) => name.trim() && put(desk, { name: name.trim(), family: desk.state.family || "" });

// The words chosen name a code themselves; where they are many, they go to the field to be shortened.
export const inVivo = (desk) => {
  if (!desk.state.picked) return;
  const said = rangesOf(desk, desk.state.picked).map(String).join(" ");
  if (namesItself(said)) create(desk, nameIn(said));
  else write(desk, nameIn(said));
};

const answer = (desk, name) => {
  const [one] = heldOf(desk);
  if (one?.kind === "machine") desk.send(name, { id: one.id });
};

const drop = (desk) => {
  const [one] = heldOf(desk);
  if (one?.author === desk.data.coder) desk.send(one.kind === "star" ? "unstar" : "remove", { id: one.id });
};

const write = (desk, text) => {
  const field = fieldOf(desk);
  if (!field) return;
  field.focus({ preventScroll: true });
  field.value = text;
  field.dispatchEvent(new Event("input"));
};

// New ends of what is held, once they are others.
const keepEnds = ({ root }) => root.querySelector('[data-act="ends"]')?.click();

const typeCode = (desk) => fieldOf(desk)?.focus({ preventScroll: true });

// The letter of a code did something before its digit came: it is undone, and both go to the field.
const typeName = (desk, letter, digit) => {
  if (letter === "e") reduce(desk);
  if (letter === "E") extend(desk);
  write(desk, letter + digit);
};

const DOES = {
  accept: (desk) => answer(desk, "accept"), refuse: (desk) => answer(desk, "refuse"), close, drop, extend,
  "in-vivo": inVivo, ends: keepEnds, "start-back": (desk) => startTo(desk, -1), "start-on": (desk) => startTo(desk, 1),
  name: (desk, { letter, digit }) => typeName(desk, letter, digit),
  option: (desk, { rank }) => optionsOf(desk)[rank].click(), reduce, search: typeCode,
  star: (desk) => desk.state.picked && desk.send("star", placeOf(desk)), unsure: (desk) => answer(desk, "unsure"),
};

const onWords = (desk, event) => {
  const now = performance.now();
  const meant = meaningOf(event, { typed: desk.typed, now, options: optionsOf(desk).length });
  // On some keyboards the key of a digit types a letter: it is the digit that counts.
  if (isLetter(event.key) && !DIGITS.includes(meant.act)) desk.typed = { key: event.key, at: now };
  if (!meant) return;
  // A letter that does nothing of itself begins the name of a code: the field has it.
  if (meant.act === "type") { if (desk.state.picked) typeCode(desk); return; }
  taken(event);
  DOES[meant.act](desk, meant);
};

const backOrAgain = (event) => (undoes(event) && "undo") || (redoes(event) && "redo");
const asksHere = (event, root) => (
  backOrAgain(event) && (root.contains(event.target) || event.target === document.body)
  && !event.target.closest?.(TYPING)?.value);

const pressed = (desk, event) => {
  const { data, root, send, state } = desk;
  if (!root.isConnected || !data.coder) return;
  if (asksHere(event, root)) {
    taken(event);
    send(backOrAgain(event));
  } else if (!elsewhere(event, root) && (state.picked || heldOf(desk).length)) {
    // Enter on a button presses it.
    if (event.key !== "Enter" || !event.target.closest?.("button, a, summary")) onWords(desk, event);
  }
};

// What is heard on the whole page. While the button of the mouse is down the selection is still being made.
export const hearing = (desk) => {
  let down = false;
  let last = null;
  const pressing = (event) => {
    down = desk.root.contains(event.target) && !event.target.closest?.(".outil");
    last = passing(event);
  };
  const moving = (event) => { if (down) last = passing(event) || last; };
  const released = (event) => {
    if (!down) return;
    down = false;
    stopAt(event, last);
    setTimeout(() => select(desk));
  };
  return {
    heard: [
      ["keydown", (event) => pressed(desk, event)], ["mousedown", pressing], ["mousemove", moving],
      ["mouseup", released],
    ],
    selected: () => { if (!down) select(desk); },
  };
};
