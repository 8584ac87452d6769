// What a coder does with the keyboard and the mouse on a page → what is asked of the page, or of Python.
import { TYPING, elsewhere, taken } from "../../ui/assets/hands.js";
import { close, extend, heldOf, placeOf, reduce, select } from "./coding_choice.js";
import { isLetter, meaningOf, undoes } from "./coding_keys.js";

const DIGITS = ["name", "option"];
const fieldOf = ({ root }) => root.querySelector(".codes-saisie");
const optionsOf = ({ root }) => [...root.querySelectorAll(".options li")].filter((option) => option.offsetParent);

export const take = (desk, code) => {
  const { send, state } = desk;
  const [one] = heldOf(desk);
  if (one?.kind === "machine") send("modify", { id: one.id, code, ...placeOf(desk) });
  else if (one?.kind === "own") send("recode", { id: one.id, code });
  else if (state.picked) send("code", { code, text: state.memo, ...placeOf(desk) });
};

const answer = (desk, name) => {
  const [one] = heldOf(desk);
  if (one?.kind === "machine") desk.send(name, { id: one.id });
};

const drop = (desk) => {
  const [one] = heldOf(desk);
  if (one?.author === desk.data.coder) desk.send(one.kind === "star" ? "unstar" : "remove", { id: one.id });
};

const typeCode = (desk) => fieldOf(desk)?.focus({ preventScroll: true });

// The letter of a code did something before its digit came: it is undone, and both go to the field.
const typeName = (desk, letter, digit) => {
  if (letter === "e") reduce(desk);
  if (letter === "E") extend(desk);
  const field = fieldOf(desk);
  if (!field) return;
  typeCode(desk);
  field.value = letter + digit;
  field.dispatchEvent(new Event("input"));
};

const DOES = {
  accept: (desk) => answer(desk, "accept"), refuse: (desk) => answer(desk, "refuse"), close, drop, extend,
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

const undoesHere = (event, root) => (
  undoes(event) && (root.contains(event.target) || event.target === document.body)
  && !event.target.closest?.(TYPING)?.value);

const pressed = (desk, event) => {
  const { data, root, send, state } = desk;
  if (!root.isConnected || !data.coder) return;
  if (undoesHere(event, root)) {
    taken(event);
    send("undo");
  } else if (!elsewhere(event, root) && (state.picked || heldOf(desk).length)) {
    // Enter on a button presses it.
    if (event.key !== "Enter" || !event.target.closest?.("button, a, summary")) onWords(desk, event);
  }
};

// What is heard on the whole page. While the button of the mouse is down the selection is still being made.
export const hearing = (desk) => {
  let down = false;
  const pressing = ({ target }) => { down = desk.root.contains(target) && !target.closest?.(".outil"); };
  const released = () => { if (down) { down = false; setTimeout(() => select(desk)); } };
  return {
    heard: [["keydown", (event) => pressed(desk, event)], ["mousedown", pressing], ["mouseup", released]],
    selected: () => { if (!down) select(desk); },
  };
};
