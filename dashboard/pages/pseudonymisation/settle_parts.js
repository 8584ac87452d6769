// Words to settle → their nodes: the one in hand in its sentence, its gestures, those that wait.
// ``desk`` holds the data, the state of the page and what may be done.
import { button, keysButton, make, named } from "../../ui/assets/nodes.js";

const HINTS = { mask: "A", not_a_name: "K", on_purpose: "V", next: "S", previous: "P", undo: "Z" };

const acting = ({ act, words }, name, kind = "") => (
  button(words[name], () => act(name), { key: HINTS[name], kind, act: name, title: words[`${name}_help`] }));

const sentence = (of) => [of.before, make("mark", "current", of.word), of.after];

export const heading = ({ data: { question } }) => question && make(
  "header", "", make("strong", "objet", `« ${question.word} »`), make("span", "type", question.why),
  make("span", "discret", `${question.place} · ${question.rank}`),
  question.certain && make("span", "doute", question.certain));

const reading = ({ data: { question }, words }) => {
  if (!question.read) return null;
  const way = make("a", "lien", words.read);
  way.href = question.read;
  way.target = "_self";
  return way;
};
export const asked = (desk) => desk.data.question && make(
  "div", "phrase", make("p", "source", ...sentence(desk.data.question)), reading(desk),
  desk.data.question.written && make("p", "discret", desk.data.question.written));

export const bar = (desk) => {
  const decide = desk.offered.length > 0 && make(
    "div", "gestes", ...desk.offered.map((name, rank) => acting(desk, name, rank === 0 ? "principal" : "")));
  const moves = desk.data.rows.length > 1 ? ["previous", "next", "undo"] : ["undo"];
  const buttons = moves.map((name) => acting(desk, name));
  return make("div", "barre", decide, make("div", "deplacer", ...buttons, keysButton(desk)));
};

// What a word kept on purpose is kept for.
export const meaning = ({ data, leave, means, state, words }) => {
  if (!state.meant || !data.question) return null;
  const input = make("input", "");
  input.value = state.reason;
  input.oninput = () => { state.reason = input.value; };
  input.onkeydown = (event) => {
    if (event.key === "Enter") means(input.value);
    if (event.key === "Escape") leave();
    event.stopPropagation();
  };
  const confirm = button(words.confirm, () => means(input.value));
  return make("div", "changement", make("label", "", `${words.reason} : `, input, confirm));
};

export const waiting = ({ data, send, words }) => {
  if (data.rows.length < 2) return null;
  const items = data.rows.map((row) => {
    const node = button("", () => !row.current && send("go", { id: row.id }), { kind: "ligne" });
    node.append(make("span", "discret", row.place), make("span", "source", ...sentence(row)));
    if (row.current) node.setAttribute("aria-current", "true");
    return make("li", "", node);
  });
  const list = named(make("ol", "attente", ...items), words.left);
  return make("div", "", list, data.more && make("p", "discret", data.more));
};
