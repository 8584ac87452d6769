// A passage and a code the machine suggests for it → their nodes. Before a blind decision the data hold nothing of the
// machine: there is nothing here to hide. ``desk`` holds the data, the state of the page and what may be done.
import { hintsOf } from "../../ui/assets/hands.js";
import { button, keysButton, make, named } from "../../ui/assets/nodes.js";
import { walk } from "../../ui/assets/text_selection.js";
import { KEYS } from "./suggestion_keys.js";

const HINTS = Object.fromEntries(Object.entries(KEYS).map(([phase, keys]) => [phase, hintsOf(keys)]));

const acting = ({ act, data, words }, name, options = {}) => (
  button(words[name], () => act(name), { key: HINTS[data.phase][name], act: name, ...options }));

// The text of the turn: one node after another, nothing but its own characters.
const textOfTurn = ({ data: { turn }, words }) => {
  const node = make("p", "source", ...turn.pieces.map(([said, kinds]) => (
    kinds ? make(kinds.includes("indice") ? "mark" : "span", kinds, said) : said)));
  node.tabIndex = 0;
  node.turn = turn;
  node.onkeydown = (event) => walk(event, node);
  return named(node, `${words.passage}, ${words.turn} ${turn.turn}`, "group");
};

// A long turn beside the passage is folded on the words nearest to it: the passage stays in view.
const LONG = 240;
const SEEN = 140;
const shortened = (text, before) => (before
  ? `… ${text.slice(-SEEN).replace(/^\S*\s/, "")}` : `${text.slice(0, SEEN).replace(/\s\S*$/, "")} …`);
const beside = (turn, before = true) => {
  if (!turn) return null;
  const text = make("p", "", turn.text);
  const said = turn.text.length <= LONG ? text
    : make("details", "", make("summary", "", shortened(turn.text, before)), text);
  return make("div", `voisin ${turn.kind}`, make("span", "voix", turn.voice), said);
};
export const passage = (desk) => {
  const { before, question, turn, after } = desk.data;
  const said = make(
    "section", "passage", make("span", "voix", turn.voice), make("span", "discret", turn.about), textOfTurn(desk));
  return [beside(before), beside(question), said, beside(after, false)];
};

export const level = ({ data, words }) => {
  if (!data.case || data.phase !== "ask") return null;
  const code = make("strong", "code machine", data.case.label);
  code.style.setProperty("--encre", data.case.colour);
  const said = make("span", "niveau", data.case.level);
  said.title = data.case.level_help;
  return make("header", "", make("span", "discret", words.suggested), code, said);
};

const listed = (reasons) => reasons.length > 0 && make("ul", "", ...reasons.map((one) => make("li", "", one)));
export const why = ({ data, words }) => data.phase === "ask" && data.case?.why?.length > 0 && make(
  "section", "raisons", make("h2", "", words.why), listed(data.case.why));

const compared = ({ data, send, words }, line) => {
  const code = make("strong", `code${line.suggested ? " machine" : ""}`, line.label);
  code.style.setProperty("--encre", line.colour);
  // One key for one button: of several codes to add, the first has it.
  const key = line.code === data.case?.code ? HINTS.reveal.accept : "";
  const add = line.code && button(words.change, () => send("accept", { code: line.code }), { key, act: "accept" });
  return make("li", "", code, make("span", "discret", ` ${line.said}`), listed(line.why), add);
};
export const revealed = (desk) => {
  const { data: { reveal }, words } = desk;
  return reveal && make(
    "section", "devoilee", make("p", "", reveal.put), make("p", "accord", reveal.agreed),
    make("h2", "", words.revealed), make("ul", "", ...reveal.lines.map((line) => compared(desk, line))));
};

export const memo = ({ data, state, words }) => {
  if (data.phase === "reveal") return null;
  const field = make("textarea", "");
  field.value = state.memo;
  field.rows = 1;
  field.oninput = () => { state.memo = field.value; };
  field.onkeydown = (event) => { if (event.key === "Escape") field.blur(); event.stopPropagation(); };
  return make("label", "memo", words.memo, field);
};

const GESTURES = {
  ask: ["accept", "refuse", "modify", "unsure", "in_vivo"], blind: ["validate", "none", "in_vivo"], reveal: ["next"],
};
export const bar = (desk) => {
  const gestures = GESTURES[desk.data.phase].map((name, rank) => acting(desk, name, {
    kind: rank === 0 ? "principal" : "", disabled: name === "validate" && !desk.state.codes.length,
  }));
  const redo = acting(desk, "redo", { disabled: !desk.data.redo });
  return make("div", "barre", ...gestures, acting(desk, "undo", { kind: "fin" }), redo, keysButton(desk));
};
