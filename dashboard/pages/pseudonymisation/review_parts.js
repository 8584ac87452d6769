// A turn of an interview and its proposals → their nodes: the text, what is asked of it, gestures.
// ``desk`` holds the data, the state of the page and what may be done.
import { hintsOf } from "../../ui/assets/hands.js";
import { button, keysButton, make, named } from "../../ui/assets/nodes.js";
import { walk } from "../../ui/assets/text_selection.js";
import { KEYS, SCOPES, piecesOf } from "./review_keys.js";

const HINTS = hintsOf(KEYS);

const acting = (desk, act, options = {}) => (
  button(desk.words[act], () => desk.act(act), { key: HINTS[act], act, ...options }));

const marked = ({ said, span }, turn, send) => {
  if (!span) return said;
  const mark = make("mark", span.kinds.join(" "), said);
  mark.title = span.title;
  mark.onclick = () => getSelection().isCollapsed && send("go", { turn: turn.turn, start: span.start });
  return mark;
};

// The text of a turn: one node after another, nothing but its own characters.
const textOfTurn = (turn, { send, words }) => {
  const node = make("p", "source", ...piecesOf(turn.text, turn.spans).map((piece) => marked(piece, turn, send)));
  node.tabIndex = 0;
  node.turn = turn;
  node.onkeydown = (event) => walk(event, node);
  const standing = turn.spans.map(({ title }) => title);
  if (standing.length) node.setAttribute("aria-description", standing.join(" ; "));
  return named(node, `${words.source}, ${words.turn} ${turn.turn}`, "group");
};

export const turns = (desk) => desk.data.turns.map((turn) => make(
  "section", `tour-prive ${turn.role}${turn.main ? " principal" : ""}`, make("span", "numero", String(turn.turn)),
  make("div", "", make("span", "voix", turn.voice), textOfTurn(turn, desk))));

export const heading = ({ data }) => data.case && make(
  "header", "", make("strong", "objet", data.case.decided || data.case.proposed),
  make("span", "type", data.case.type), make("span", "discret", data.case.about),
  ...data.case.doubts.map((doubt) => make("span", "doute", doubt)));

export const team = ({ data, words }) => data.team && make(
  "div", "equipe", make("span", "voix", words.team),
  make("p", "", ...data.team.map(([said, kind]) => (kind ? make("mark", kind, said) : said))));

const pseudonymField = ({ change, data, leave, words }) => {
  const input = named(make("input", ""), words.write);
  input.placeholder = data.case.replacement;
  input.onkeydown = (event) => {
    if (event.key === "Enter") change(input.value);
    if (event.key === "Escape") leave();
    const offered = !input.value && data.case.alternatives[Number(event.key) - 1];
    if (offered) { event.preventDefault(); change(offered); }
    event.stopPropagation();
  };
  return input;
};
export const changing = (desk) => {
  const { change, data, state, words } = desk;
  if (!state.changing || !data.case) return null;
  const input = pseudonymField(desk);
  const offered = data.case.alternatives.map((name, rank) => (
    button(name, () => change(name), { key: String(rank + 1) })));
  const others = offered.length > 0 && make("div", "choix", make("span", "discret", words.other), ...offered);
  const confirm = button(words.confirm, () => change(input.value));
  return make("div", "changement", make("label", "", `${words.write} : `, input, confirm), others);
};

// What may be made of the words selected: read aloud as they are.
export const selection = ({ mask, state, words }) => {
  const box = make("div", "selection");
  box.setAttribute("role", "status");
  box.hidden = !state.picked;
  if (box.hidden) return box;
  const types = words.types.map(([type, label], rank) => button(label, () => mask(type), { key: String(rank + 1) }));
  box.append(make("span", "", `${words.mask} : `), make("q", "", state.picked.said), ...types);
  return box;
};

export const bar = (desk) => {
  const { data, state, words } = desk;
  const scopes = SCOPES.map((act) => acting(desk, act, { kind: "bascule", pressed: state.scope === act }));
  const decide = data.case && make(
    "div", "gestes", acting(desk, "accept", { kind: "principal", title: data.case.replacement }),
    acting(desk, "keep", { title: words.keep_help }), acting(desk, "change"));
  const moves = ["previous", "next", "undo"].map((act) => acting(desk, act));
  const reach = named(make("div", "portee", ...scopes), words.scope, "group");
  return make("div", "barre", decide, reach, make("div", "deplacer", ...moves, keysButton(desk)));
};
