// Codes that a coder chooses by typing → their nodes: one for a modification, several for a decision made alone; and
// the words kept. ``desk`` holds the data, the state of the page and what may be done.
import { isNew, nameIn, namesItself } from "../../ui/assets/code_names.js";
import { button, make, named } from "../../ui/assets/nodes.js";
import { offeredCodes } from "./suggestion_keys.js";

const several = ({ data }) => data.phase === "blind";

const offered = (desk) => offeredCodes(desk.data.codes, desk.state.asked, several(desk) ? desk.state.codes : []);

const choose = (desk, code) => {
  const { state } = desk;
  state.codes = [...(several(desk) ? state.codes.filter((other) => other !== code) : []), code];
  state.asked = "";
  desk.draw();
  desk.root.querySelector(".codes-saisie")?.focus();
};

// A name that is no code yet: « + » before it, as it goes to Python.
export const NEW = "+";

const chip = (desk, id) => {
  const { data, state, words } = desk;
  const known = data.codes.find((one) => one.id === id)?.label;
  const name = known || `${words.create} « ${id.replace(NEW, "")} »`;
  const forget = () => { state.codes = state.codes.filter((other) => other !== id); desk.draw(); };
  return make("span", "jeton", name, several(desk) && named(button("✕", forget), `${words.remove} ${name}`));
};

const options = (desk) => {
  const { data, state, words } = desk;
  const fits = offered(desk);
  const shown = state.asked || several(desk) ? fits : [];
  const typed = state.asked.trim();
  const fresh = isNew(data, typed) && (
    button(`＋ ${words.create} « ${typed} »`, () => create(desk, typed), { key: words.create_key, kind: "nouveau" }));
  return make("div", "options", !fits.length && make("span", "discret", words.no_code), ...shown.map(
    ({ id, label, help }) => button(label, () => choose(desk, id), { title: help })), fresh);
};

const typing = (desk) => {
  const { root, state, words } = desk;
  const input = named(make("input", "codes-saisie"), several(desk) ? words.codes : words.code);
  input.placeholder = words.type;
  input.value = state.asked;
  input.autocomplete = "off";
  input.oninput = () => {
    state.asked = input.value;
    root.querySelector(".options").replaceWith(options(desk));
  };
  input.onkeydown = (event) => {
    if (event.key === "Escape") { input.blur(); if (!several(desk)) desk.close(); }
    if (event.key === "Enter") entered(desk, input.value, event.shiftKey);
    event.stopPropagation();
  };
  return input;
};

// A name becomes a code: at once where one code answers, with the others where several may.
export const create = (desk, typed) => {
  choose(desk, NEW + typed.trim());
  if (!several(desk)) desk.confirm();
};

// The words kept name a code themselves; where they are many, they go to the field to be shortened.
export const inVivo = (desk, said) => {
  if (namesItself(said)) { create(desk, nameIn(said)); return; }
  desk.state.asked = nameIn(said);
  desk.draw();
  desk.root.querySelector(".codes-saisie")?.focus();
};

const entered = (desk, typed, shift) => {
  const [first] = typed.trim() ? offered(desk) : [];
  if (isNew(desk.data, typed) && (shift || !first)) create(desk, typed);
  else if (first) choose(desk, first.id);
  else if (several(desk)) desk.act("validate");
  else desk.confirm();
};

// The words that the code will stand on: those selected, or the whole passage. Read aloud as they change.
export const wordsKept = (desk) => {
  const { draw, state, words } = desk;
  const node = make("p", "bornes", `${words.words} : `, state.picked ? make("q", "", state.picked.said) : words.whole);
  node.setAttribute("role", "status");
  if (state.picked) node.append(" ", button(words.whole, () => { state.picked = null; draw(); }));
  return node;
};

export const coding = (desk) => {
  const { confirm, state, words } = desk;
  if (!several(desk) && !state.modifying) return null;
  const field = make("label", "", several(desk) ? words.codes : words.code, typing(desk));
  return make(
    "section", "codage", field, make("div", "jetons", ...state.codes.map((id) => chip(desk, id))), options(desk),
    wordsKept(desk), make("p", "discret", words.ends),
    !several(desk) && button(words.confirm, confirm, { kind: "principal" }));
};
