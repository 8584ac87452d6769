// Words to settle before anything leaves ↔ the reader's hands on them. Keys are those of the review.
import { elsewhere, listen, sender, showing, taken } from "../../ui/assets/hands.js";
import { drawn, told } from "../../ui/assets/nodes.js";
import { asked, bar, heading, meaning, waiting } from "./settle_parts.js";

const KEYS = {
  a: "mask", m: "mask", k: "not_a_name", v: "on_purpose", s: "next", n: "next", p: "previous", z: "undo", u: "undo",
};
const GESTURES = ["mask", "not_a_name", "on_purpose"];

const draw = (desk) => {
  const { data, root, words, focused } = desk;
  const news = told(data.error, data.news);
  drawn(root, words.settle, [heading(desk), asked(desk), bar(desk), meaning(desk), news, waiting(desk)], focused);
};

const act = (desk, name) => {
  if (GESTURES.includes(name) && !desk.offered.includes(name)) return;
  if (name !== "on_purpose") { desk.send(name); return; }
  desk.state.meant = !desk.state.meant;
  draw(desk);
  desk.root.querySelector("input")?.focus();
};

const leave = (desk) => {
  desk.state.meant = false;
  draw(desk);
  desk.root.focus({ preventScroll: true });
};

const pressed = (desk, event) => {
  const name = elsewhere(event, desk.root) ? "" : KEYS[event.key.toLowerCase()];
  if (!name) return;
  act(desk, name);
  taken(event);
};

export default function show(component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".reglage");
  const focused = document.activeElement?.dataset?.act;
  if (root.settle?.token !== data.token) root.settle = { token: data.token, meant: false, busy: false, reason: "" };
  const state = root.settle;
  const desk = { data, words: data.labels, offered: data.question?.gestures || [], root, state, focused };
  desk.send = sender(component, root, state);
  desk.act = (name) => act(desk, name);
  desk.means = (reason) => reason.trim() && desk.send("on_purpose", { reason });
  desk.leave = () => leave(desk);
  draw(desk);
  if (data.question) showing(root, ".phrase mark.current", data.question.id);
  root.tabIndex = -1;
  return listen(root, [["keydown", (event) => pressed(desk, event)]], () => {});
}
