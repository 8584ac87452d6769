// What one may do with the words chosen, or with what stands on them → nodes: codes by typing, memo, star, answers.
// ``desk`` holds the data, the state of the page and what may be done.
import { button, make, named, told } from "../../ui/assets/nodes.js";
import { isNew, wordsIn } from "../../ui/assets/code_names.js";
import { fitting, nameOf, shortened } from "./code_search.js";
import { partsOf } from "./word_row.js";

const LIST = "coding-codes";
const MANY = 5; // turns: more are seldom one passage, and are said before anything is written

const optionNode = ({ data, take, words }, code, rank, typed) => {
  const used = !typed.trim() && data.used.includes(code.id);
  const node = make("li", "", rank < 9 && make("kbd", "", String(rank + 1)), make("b", "", code.label),
    used && make("span", "discret", words.used));
  node.id = `${LIST}-${rank}`;
  node.setAttribute("role", "option");
  node.title = [code.family, code.help].filter(Boolean).join(" — ");
  node.style.setProperty("--encre", code.colour);
  node.onmousedown = (event) => event.preventDefault();
  node.onclick = () => take(code.id);
  return node;
};

// What is typed names no code: it becomes one, in a family that is proposed.
const newNode = ({ create, words }, typed, rank) => {
  const key = make("kbd", "", rank ? words.create_key : words.enter);
  const node = make("li", "nouveau", make("b", "", `＋ ${words.create} « ${typed.trim()} »`), key);
  node.id = `${LIST}-${rank}`;
  node.setAttribute("role", "option");
  node.onmousedown = (event) => event.preventDefault();
  node.onclick = () => create(typed);
  return node;
};

const familyField = ({ data, state, words }) => {
  const field = named(make("select", "famille-saisie"), words.family);
  for (const [id, label] of data.families) {
    const option = make("option", "", label);
    option.value = id;
    field.append(option);
  }
  field.value = data.families.some(([id]) => id === state.family) ? state.family : data.families[0][0];
  field.onchange = () => { state.family = field.value; };
  field.onkeydown = (event) => event.stopPropagation();
  return make("label", "famille", make("span", "discret", words.into_family), field);
};

const pointAt = (input, list, active) => {
  [...list.children].forEach((node, rank) => node.setAttribute("aria-selected", String(rank === active)));
  list.children[active]?.scrollIntoView({ block: "nearest" });
  if (active >= 0) input.setAttribute("aria-activedescendant", list.children[active].id);
  else input.removeAttribute("aria-activedescendant");
};

const codeField = (label) => {
  const input = named(make("input", "codes-saisie"), label, "combobox");
  input.autocomplete = "off";
  for (const [name, value] of [["aria-expanded", "true"], ["aria-controls", LIST], ["aria-autocomplete", "list"]]) {
    input.setAttribute(name, value);
  }
  return input;
};

// A field and its list: arrows choose, Enter takes.
const codesByTyping = (desk, label) => {
  const { close, create, data, words } = desk;
  const list = named(make("ul", "options"), words.code, "listbox");
  list.id = LIST;
  const input = codeField(label);
  input.placeholder = words.type;
  const none = make("p", "discret rien", words.no_code);
  const family = familyField(desk);
  let [active, fresh] = [-1, false];
  input.oninput = () => {
    const found = fitting(data, input.value);
    fresh = isNew(data, input.value);
    active = input.value.trim() ? 0 : -1;
    none.hidden = found.length > 0 || !input.value.trim();
    family.hidden = !fresh;
    const nodes = found.map((code, rank) => optionNode(desk, code, rank, input.value));
    list.replaceChildren(...nodes, ...(fresh ? [newNode(desk, input.value, nodes.length)] : []));
    pointAt(input, list, active);
  };
  input.onkeydown = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const count = list.children.length;
    if (step && count) {
      active = (active + step + count) % count;
      pointAt(input, list, active);
      event.preventDefault();
    }
    if (event.key === "Enter") {
      event.preventDefault();
      if (event.shiftKey && fresh) create(input.value);
      else list.children[active]?.click();
    }
    if (event.key === "Escape") close();
    const undoing = /^[yz]$/i.test(event.key) && (event.ctrlKey || event.metaKey) && !input.value;
    if (!undoing) event.stopPropagation();
  };
  input.oninput();
  return make("div", "saisie", make("label", "", make("span", "intitule", label), input), none, list, family);
};

const memoField = (memo, label, keep) => {
  const field = named(make("textarea", "memo-saisie"), label);
  field.rows = 1;
  field.value = memo;
  field.placeholder = label;
  field.oninput = () => keep(field.value);
  field.onkeydown = (event) => { if (event.key === "Escape") field.blur(); event.stopPropagation(); };
  return field;
};

// The words chosen, and how to have more or fewer of them.
const chosenWords = ({ close, extend, inVivo, reduce, row, startTo, state, words }, said) => {
  const count = wordsIn(said);
  const turns = partsOf(row, state.picked).length;
  const long = [turns > 1 && `${turns} ${words.turns}`, `${count} ${count > 1 ? words.words : words.word}`];
  return make(
    "header", "", make("span", "intitule", words.selected), make("q", "", shortened(said)),
    make("span", turns > MANY ? "beaucoup" : "discret", long.filter(Boolean).join(", ")), make("span", "fin",
      button(words.in_vivo, inVivo, { key: "I", title: words.in_vivo_help, act: "in-vivo" }),
      button(words.start_back, () => startTo(-1), { key: "<", title: words.start_help, act: "start-back" }),
      button(words.start_on, () => startTo(1), { key: ">", title: words.start_help, act: "start-on" }),
      button(words.extend, extend, { key: "E", title: words.extend_help, act: "extend" }),
      button(words.reduce, reduce, { key: "Maj+E", title: words.reduce_help, act: "reduce" }),
      button(words.close, close, { key: "Échap", kind: "discrete", act: "close" })));
};

// What one may do of what stands on the words: one's own, a suggestion; nothing of what somebody else decided.
const gesturesOn = ({ data, moved, place, send, words }, band) => {
  const id = { id: band.id };
  const acting = (label, gesture, options = {}) => button(label, () => send(gesture, id), { act: gesture, ...options });
  const bounded = (label, gesture, options = {}) => moved(band) && (
    button(label, () => send(gesture, { ...id, ...place() }), { act: "ends", ...options }));
  const gone = { key: "Suppr", act: "remove" };
  if (band.kind === "machine") {
    return [
      acting(words.accept, "accept", { key: "A", kind: "principal" }), acting(words.refuse, "refuse", { key: "R" }),
      acting(words.unsure, "unsure", { key: "J" }), bounded(words.ends, "modify", { key: "G" }),
    ];
  }
  if (band.author !== data.coder) return [];
  return {
    own: () => [bounded(words.ends, "ends", { key: "G", kind: "principal" }), acting(words.remove, "remove", gone)],
    star: () => [acting(words.uncite, "unstar", gone)],
    memo: () => [bounded(words.ends, "ends"), acting(words.forget, "remove", gone)],
  }[band.kind]?.() || [acting(words.forget, "remove", gone)];
};

const memoOf = (band, { send, words }) => {
  let memo = band.memo;
  const save = button(words.save_memo, () => send("annotate", { id: band.id, text: memo }), { act: "annotate" });
  save.hidden = true;
  const field = memoField(memo, words.memo_type, (text) => { memo = text; save.hidden = text.trim() === band.memo; });
  return make("div", "memo", field, save);
};

// A memo with its links: what leads nowhere stays between its brackets, and says so.
const memoPieces = ({ links, memo }) => (links?.length ? links.map(([said, href, title]) => {
  if (!title) return said;
  const node = make(href ? "a" : "span", href ? "lien" : "lien-rompu", said);
  node.title = title;
  if (href) Object.assign(node, { href, target: "_self" });
  return node;
}) : [memo]);

// What stands on the words, and what one may do of it.
const standing = (desk, band) => {
  const { data, words } = desk;
  const mine = band.author === data.coder;
  const by = mine ? words.mine : band.author;
  const name = make("strong", `code ${band.kind}`, nameOf(band, words));
  name.style.setProperty("--encre", band.colour);
  const status = make("span", "discret", [band.status, by && `${words.by} ${by}`].filter(Boolean).join(" "));
  const writes = mine && ["own", "memo"].includes(band.kind);
  const linked = writes && band.links?.length > 0 && make("p", "bande-memo", ...memoPieces(band));
  const memo = writes ? memoOf(band, desk) : band.memo && make("p", "bande-memo", "✎ ", ...memoPieces(band));
  const why = band.why.length > 0 && make("details", "pourquoi", make("summary", "", words.why),
    make("ul", "", ...band.why.map((one) => make("li", "", one))));
  return make("section", "fiche", make("p", "fiche-tete", name, status),
    make("div", "gestes", ...gesturesOn(desk, band)), memo, linked, why);
};

// A memo, a star, a reserve: what one may put on words besides codes.
const noting = ({ data, place, send, state, words }) => {
  const alone = button(words.memo_alone, () => send("memo", { text: state.memo, ...place() }), { act: "memo" });
  alone.hidden = !state.memo.trim();
  const field = memoField(state.memo, words.memo_type, (text) => { state.memo = text; alone.hidden = !text.trim(); });
  const star = button(words.cite, () => send("star", place()), { key: "*", act: "star" });
  const reserve = ([level, label]) => (
    button(label, () => send("reserve", { level, ...place() }), { act: `reserve-${level}` }));
  const reserves = make("div", "reserver", make("span", "discret", words.reserve), ...data.reserves.map(reserve));
  return make("div", "noter", field, alone, star, reserves);
};

export const panel = (desk, said, held) => {
  const { state, words } = desk;
  if (!state.picked && !held.length) return null;
  const kind = held[0]?.kind;
  const replaces = kind === "machine" || kind === "own";
  const label = { machine: words.other_code, own: words.change, other: words.also }[kind] || words.code;
  return make(
    "div", `panneau${replaces ? " tenu" : ""}`, state.picked && chosenWords(desk, said),
    ...held.map((band) => standing(desk, band)), state.picked && codesByTyping(desk, label),
    state.picked && !replaces && noting(desk));
};

export const bar = ({ data, send, words }) => {
  const undo = button(words.undo, () => send("undo"), { key: "Ctrl+Z", title: words.undo_help, act: "undo" });
  const redo = button(words.redo, () => send("redo"), { key: "Ctrl+Y", title: words.redo_help, act: "redo" });
  redo.disabled = !data.redo;
  return make("div", "barre-bas", told(data.error, data.news), make("span", "", undo, " ", redo));
};
