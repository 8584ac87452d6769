// A passage, a code the machine suggests for it ↔ the coder's hands on them: keys, buttons, words selected.
// Offsets count code points, as Python does.
import { elsewhere, listen, sender, taken } from "../../ui/assets/hands.js";
import { drawn, renewed, told } from "../../ui/assets/nodes.js";
import { picked } from "../../ui/assets/text_selection.js";
import { coding, inVivo, wordsKept } from "./suggestion_chooser.js";
import { meaningOf } from "./suggestion_keys.js";
import { bar, level, memo, passage, revealed, why } from "./suggestion_parts.js";

const fresh = (token) => (
  { token, memo: "", modifying: false, codes: [], picked: null, asked: "", busy: false });

const draw = (desk) => {
  const { data, root, words } = desk;
  drawn(root, words.review, [
    level(desk), ...passage(desk), why(desk), revealed(desk), coding(desk), memo(desk), bar(desk),
    told(data.error, data.news),
  ], document.activeElement?.dataset?.act);
};

const typeCode = ({ root }) => root.querySelector(".codes-saisie")?.focus();

const toggle = (desk) => {
  const { data, state } = desk;
  state.modifying = !state.modifying;
  state.codes = state.modifying && data.case ? [data.case.code] : [];
  draw(desk);
  typeCode(desk);
};

// The words selected, or the whole passage, give a code its name.
const asNamed = (desk) => {
  if (desk.data.phase === "ask" && !desk.state.modifying) toggle(desk);
  inVivo(desk, desk.state.picked?.said || desk.data.words_of_passage);
};

const ends = ({ picked: words }) => (words ? { start: words.start, end: words.end } : {});

const act = (desk, name) => {
  const { data, send, state } = desk;
  const does = {
    modify: () => toggle(desk), in_vivo: () => asNamed(desk), codes: () => typeCode(desk),
    none: () => send("blind", { codes: [] }),
    validate: () => state.codes.length && send("blind", { codes: state.codes, ...ends(state) }),
    accept: () => data.case && send("accept", { code: data.case.code }),
  };
  (does[name] || (() => send(name)))();
};

const pressed = (desk, event) => {
  const name = elsewhere(event, desk.root) ? "" : meaningOf(desk.data.phase, event.key);
  if (!name) return;
  taken(event);
  act(desk, name);
};

const selected = (desk) => {
  const now = picked(desk.root);
  if (!now) return;
  desk.state.picked = now;
  renewed(desk.root.querySelector(".bornes"), wordsKept(desk));
};

// Streamlit leaves a card where it stood until the page has ended: nobody may read it or act on it beside the new one.
const alone = (root) => document.querySelectorAll(".suggestion").forEach((other) => {
  if (other === root) return;
  other.release?.();
  other.replaceChildren();
});

export default function show(component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".suggestion");
  alone(root);
  root.dataset.phase = data.phase;
  if (root.review?.token !== data.token) root.review = fresh(data.token);
  const state = root.review;
  const desk = { data, words: data.labels, root, state };
  desk.send = sender(component, root, state, () => ({ memo: state.memo.trim() }));
  desk.draw = () => draw(desk);
  desk.act = (name) => act(desk, name);
  desk.close = () => toggle(desk);
  desk.confirm = () => state.codes.length && desk.send("modify", { code: state.codes[0], ...ends(state) });
  draw(desk);
  return listen(root, [["keydown", (event) => pressed(desk, event)]], () => selected(desk));
}
