// A turn of an interview, its proposals ↔ the reader's hands on them: keys, buttons, words selected in the text.
// Offsets count code points, as Python does.
import { TYPING, elsewhere, listen, sender, showing, taken } from "../../ui/assets/hands.js";
import { drawn, make, renewed, told } from "../../ui/assets/nodes.js";
import { picked } from "../../ui/assets/text_selection.js";
import { SCOPES, meaningOf } from "./review_keys.js";
import { bar, changing, heading, selection, team, turns } from "./review_parts.js";

const draw = (desk) => {
  const { data, root, words, focused } = desk;
  const news = told(data.error, data.news);
  const help = make("p", "discret aide", words.select);
  drawn(root, words.review, [
    heading(desk), bar(desk), changing(desk), news, ...turns(desk), team(desk), selection(desk), help,
  ], focused);
};

const act = (desk, name) => {
  const { data, root, send, state } = desk;
  if (SCOPES.includes(name)) {
    state.scope = name;
    draw(desk);
    return;
  }
  if (["accept", "keep", "change"].includes(name) && !data.case) return;
  if (name !== "change") { send(name); return; }
  state.changing = !state.changing;
  draw(desk);
  root.querySelector("input")?.focus();
};

const pressed = (desk, event) => {
  const { data, state, words } = desk;
  const meant = elsewhere(event, desk.root) ? null : meaningOf(event.key, {
    types: state.picked ? words.types : [], alternatives: state.changing && data.case ? data.case.alternatives : [],
  });
  if (!meant) return;
  if (meant.mask) desk.mask(meant.mask);
  else if (meant.change) desk.change(meant.change);
  else act(desk, meant.act);
  taken(event);
};

const selected = (desk) => {
  const { root, state } = desk;
  const now = picked(root);
  if (!now && root.contains(document.activeElement) && document.activeElement.closest(TYPING)) return;
  state.picked = now;
  renewed(root.querySelector(".selection"), selection(desk));
};

// Whoever chose another interview, or another view, in a list is done with it: keys are for the review again.
const arrives = (root, token) => {
  const place = (whole) => whole.slice(0, whole.lastIndexOf("|"));
  const listed = document.activeElement?.matches("[role=combobox]") && !root.contains(document.activeElement);
  return listed && (!root.review || place(root.review.token) !== place(token));
};

// Which word of which turn of which interview is under the eyes.
const inHand = ({ token, turns: shown }) => {
  const current = shown.flatMap((turn) => turn.spans).find((span) => span.kinds.includes("current"));
  const interview = token.slice(0, token.lastIndexOf("|"));
  return JSON.stringify([interview, shown.find((turn) => turn.main)?.turn, current?.start]);
};

export default function show(component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".relecture");
  const focused = document.activeElement?.dataset?.act;
  const arriving = arrives(root, data.token);
  if (root.review?.token !== data.token) {
    root.review = { token: data.token, scope: data.scope, changing: false, picked: null, busy: false };
  }
  const state = root.review;
  const desk = { data, words: data.labels, root, state, focused };
  desk.send = sender(component, root, state, () => ({ scope: state.scope }));
  desk.act = (name) => act(desk, name);
  desk.mask = (type) => state.picked && desk.send("mask", { ...state.picked, type });
  desk.change = (text) => text.trim() && desk.send("change", { text });
  desk.leave = () => { state.changing = false; draw(desk); };
  draw(desk);
  if (data.case) showing(root, "mark.current", inHand(data));
  root.tabIndex = -1;
  if (arriving) root.focus({ preventScroll: true });
  return listen(root, [["keydown", (event) => pressed(desk, event)]], () => selected(desk));
}
