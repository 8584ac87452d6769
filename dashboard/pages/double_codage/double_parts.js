// A passage that two coders read otherwise → its nodes: both texts side by side, reasons, gestures.
// ``desk`` holds the data, the state of the page and what may be done.
import { hintsOf } from "../../ui/assets/hands.js";
import { button, keysButton, make, named } from "../../ui/assets/nodes.js";
import { walk } from "../../ui/assets/text_selection.js";
import { KEYS, RULES, endsOffered, lacks } from "./double_keys.js";

const HINTS = hintsOf(KEYS);

const acting = (desk, act, options = {}) => (
  button(desk.words[act], () => desk.act(act), { key: HINTS[act], act, ...options }));

export const reasons = (desk) => {
  const { data, state, words } = desk;
  const offered = data.reasons.map((reason, rank) => button(
    reason, () => desk.because(reason), { key: String(rank + 1), pressed: state.reason === reason }));
  const input = named(make("input", "raison"), words.write);
  input.value = data.reasons.includes(state.reason) ? "" : state.reason;
  input.placeholder = words.write;
  input.oninput = () => { state.reason = input.value; };
  input.onkeydown = (event) => {
    if (event.key === "Enter" || event.key === "Escape") input.blur();
    event.stopPropagation();
  };
  const label = make("label", "", make("kbd", "", HINTS.write), " ", input);
  return named(make("div", "raisons", make("strong", "", words.why), ...offered, label), words.why, "group");
};

const textOfTurn = (turn, rank, words) => {
  const kinds = { put: ["mark", rank ? "seconde" : "premiere"], here: ["span", "ici"] };
  const node = make("p", "source", ...turn.pieces.map(([said, kind]) => (kind ? make(...kinds[kind], said) : said)));
  node.tabIndex = 0;
  node.turn = turn;
  node.onkeydown = (event) => walk(event, node);
  return named(node, `${words.passage}, ${words.turn} ${turn.turn}`, "group");
};

const side = (words) => (one, rank) => {
  const head = make("header", "", make("kbd", "", rank ? "B" : "A"), make("strong", "", ` ${one.coder}`));
  const put = one.code
    ? make("span", `pose ${rank ? "seconde" : "premiere"}`, one.code)
    : make("span", "absent", one.absent);
  const turns = one.turns.map((turn) => make(
    "div", "tour-lu", make("span", "voix", `${turn.voice} · ${words.turn} ${turn.turn}`),
    turn.reserve && make("span", "mention", turn.reserve), textOfTurn(turn, rank, words)));
  const others = one.others && make("p", "discret", one.others);
  const article = make("article", "lecture-de", head, put, others, make("div", "texte", ...turns));
  return named(article, `${one.coder} : ${one.code || one.absent}`);
};
export const sides = ({ one, words }) => make("div", "cotes", ...one.sides.map(side(words)));

const choice = (label, options, chosen, keep) => {
  const list = make("select", "", ...options.map(({ id, label: name }) => new Option(name, id, false, id === chosen)));
  list.onchange = () => keep(list.value);
  return make("label", "", `${label} `, named(list, label));
};
export const anotherReading = ({ data, state, words, otherwise }) => {
  if (!state.other) return null;
  const codes = choice(words.code, data.codes, state.code, (code) => { state.code = code; });
  const offered = endsOffered(data.ends, Boolean(state.picked));
  const ends = choice(words.ends, offered, state.ends, (chosen) => { state.ends = chosen; });
  return make("div", "autre", codes, ends, button(words.confirm, otherwise, { act: "confirm" }));
};

export const heading = ({ one, words }) => {
  const link = make("a", "", words.read);
  link.href = one.link;
  link.target = "_self";
  return make("header", "tete-desaccord", make("h2", "", one.code), make("span", "genre", one.kind),
    make("span", "discret", `${one.session} · ${one.rank}`), link, make("p", "discret definition", one.definition));
};

export const question = ({ one }) => one.question && make(
  "p", "question-posee", make("span", "voix", `${one.question.voice} `), one.question.text);

export const moves = (desk) => make(
  "div", "deplacer", ...["previous", "next", "undo"].map((act) => acting(desk, act)), keysButton(desk));

export const rules = (desk) => {
  const { one, state } = desk;
  const rule = RULES.map((act) => acting(desk, act, { disabled: lacks(act, one.sides) }));
  const other = acting(desk, "other", { pressed: state.other });
  return make("div", "barre", make("div", "", ...rule, other), moves(desk));
};
