// A passage that two coders read otherwise ↔ the arbiter's hands on it: a reason, then a rule.
// Offsets count code points, as Python does.
import { elsewhere, listen, sender, taken } from "../../ui/assets/hands.js";
import { drawn, make, told } from "../../ui/assets/nodes.js";
import { picked } from "../../ui/assets/text_selection.js";
import { RULES, meaningOf } from "./double_keys.js";
import { anotherReading, heading, moves, question, reasons, rules, sides } from "./double_parts.js";

const fresh = ({ token, one }) => ({
  token, reason: "", other: false, code: one?.codeId, ends: "either", picked: null, asked: "", busy: false,
});

const draw = (desk) => {
  const { data, one, root, state, words } = desk;
  const news = told(state.asked || data.error, data.news);
  drawn(root, words.region, one ? [
    heading(desk), one.ruled && make("p", "arbitre", one.ruled), reasons(desk), rules(desk), anotherReading(desk), news,
    question(desk), sides(desk), make("p", "discret aide", words.help),
  ] : [news, moves(desk)]);
  // A long turn opens at the words at stake, in both texts.
  for (const pane of root.querySelectorAll(".texte")) {
    const stake = pane.querySelector("mark, .ici");
    if (stake) pane.scrollTop = stake.offsetTop - pane.offsetTop - 60;
  }
};

// A rule without a reason is no rule: what is lacking is said.
const reasoned = (desk) => {
  if (desk.state.reason.trim()) return true;
  desk.state.asked = desk.words.reason_needed;
  draw(desk);
  return false;
};

const act = (desk, name) => {
  const { one, root, send, state } = desk;
  if (name === "write") root.querySelector(".raison")?.focus();
  else if (name === "other") {
    state.other = !state.other;
    draw(desk);
    root.querySelector("select")?.focus();
  } else if (!RULES.includes(name)) send(name);
  else if (one && reasoned(desk)) send(name);
};

const because = (desk, reason) => {
  Object.assign(desk.state, { reason, asked: "" });
  draw(desk);
};

const otherwise = (desk) => {
  const { code, ends, picked: words } = desk.state;
  if (reasoned(desk)) desk.send("other", { code, ends, ...(words || {}) });
};

const pressed = (desk, event) => {
  const meant = elsewhere(event, desk.root) ? null : meaningOf(event.key, desk.one ? desk.data.reasons : []);
  if (!meant) return;
  if (meant.reason) because(desk, meant.reason);
  else act(desk, meant.act);
  taken(event);
};

const selected = (desk) => {
  const now = picked(desk.root);
  if (!now) return;
  const { turn, start, end } = now;
  Object.assign(desk.state, { picked: { turn, start, end }, ends: "selected" });
  if (desk.state.other) desk.root.querySelector(".autre")?.replaceWith(anotherReading(desk));
};

export default function show(component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".desaccord");
  if (root.review?.token !== data.token) root.review = fresh(data);
  const state = root.review;
  const desk = { data, words: data.labels, one: data.one, root, state };
  desk.send = sender(component, root, state, () => ({ reason: state.reason.trim() }));
  desk.act = (name) => act(desk, name);
  desk.because = (reason) => because(desk, reason);
  desk.otherwise = () => otherwise(desk);
  draw(desk);
  return listen(root, [["keydown", (event) => pressed(desk, event)]], () => selected(desk));
}
