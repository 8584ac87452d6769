// What one may do with the words selected, or with what stands on them: codes by typing, memo, star, answers.
const ACCENTS = /[\u0300-\u036f]/g;
const folded = (text) => text.normalize("NFD").replace(ACCENTS, "").replace(/œ/g, "oe").replace(/æ/g, "ae").toLowerCase();
const SHORT = 5; // words kept at each end of a long passage, which is marked in the text anyway

const shortened = (said) => {
  const words = said.split(/\s+/);
  return words.length > 2 * SHORT + 2 ? [...words.slice(0, SHORT), "…", ...words.slice(-SHORT)].join(" ") : said;
};

const pressable = (label, todo, { key = "", kind = "", title = "", act = "" } = {}) => {
  const node = make("button", kind, key && make("kbd", "", key), key ? ` ${label}` : label);
  node.type = "button";
  if (title) node.title = title;
  if (act) node.dataset.act = act;
  if (key) node.setAttribute("aria-keyshortcuts", key.replace("Maj+", "Shift+"));
  node.onmousedown = (event) => event.preventDefault();
  node.onclick = todo;
  return node;
};

// Codes that answer what is typed: an id first, then a word that begins so; those of the nine digits before the others.
const fitting = (data, asked) => {
  const wanted = folded(asked).trim();
  const rank = (code) => {
    const digit = data.nine.indexOf(code.id);
    const late = digit < 0 ? data.nine.length : digit;
    if (!wanted) return late;
    const words = folded(`${code.label} ${code.family}`);
    if (folded(code.id).startsWith(wanted)) return late;
    if (words.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted))) return 100 + late;
    return wanted.split(/\s+/).every((word) => words.includes(word)) ? 200 + late : -1;
  };
  return data.codes.map((code, at) => ({ code, rank: rank(code), at })).filter((one) => one.rank >= 0)
    .sort((a, b) => a.rank - b.rank || a.at - b.at).map((one) => one.code);
};

// A field and its list: arrows choose, Enter takes.
const combobox = (data, label, take, leave) => {
  const words = data.labels;
  const list = make("ul", "options");
  list.id = "coding-codes";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", words.code);
  const input = make("input", "codes-saisie");
  const none = make("p", "discret rien", words.no_code);
  let active = -1;
  let found = [];
  const show = () => {
    found = fitting(data, input.value);
    active = input.value.trim() && found.length ? 0 : -1;
    none.hidden = found.length > 0;
    list.replaceChildren(...found.map((code, rank) => option(code, rank)));
    point();
  };
  const option = (code, rank) => {
    const used = !input.value.trim() && data.used.includes(code.id);
    const node = make("li", "", rank < 9 && make("kbd", "", String(rank + 1)), make("b", "", code.label),
      used && make("span", "discret", words.used));
    node.id = `coding-code-${rank}`;
    node.setAttribute("role", "option");
    node.title = [code.family, code.help].filter(Boolean).join(" — ");
    node.style.setProperty("--encre", code.colour);
    node.onmousedown = (event) => event.preventDefault();
    node.onclick = () => take(code.id);
    return node;
  };
  const point = () => {
    [...list.children].forEach((node, rank) => node.setAttribute("aria-selected", String(rank === active)));
    list.children[active]?.scrollIntoView({ block: "nearest" });
    if (active >= 0) input.setAttribute("aria-activedescendant", `coding-code-${active}`);
    else input.removeAttribute("aria-activedescendant");
  };
  input.autocomplete = "off";
  input.placeholder = words.type;
  for (const [name, value] of [["role", "combobox"], ["aria-label", label], ["aria-expanded", "true"],
    ["aria-controls", list.id], ["aria-autocomplete", "list"]]) input.setAttribute(name, value);
  input.oninput = show;
  input.onkeydown = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length) { active = (active + step + found.length) % found.length; point(); event.preventDefault(); }
    if (event.key === "Enter" && found[active]) { take(found[active].id); event.preventDefault(); }
    if (event.key === "Escape") leave();
    const undoing = event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && !input.value;
    if (!undoing) event.stopPropagation();
  };
  show();
  return make("div", "saisie", make("label", "", make("span", "intitule", label), input), none, list);
};

const memoField = (state, words, keep) => {
  const field = make("textarea", "memo-saisie");
  field.rows = 1;
  field.value = state.memo;
  field.setAttribute("aria-label", words.memo_type);
  field.placeholder = words.memo_type;
  field.oninput = () => { state.memo = field.value; keep?.(); };
  field.onkeydown = (event) => { if (event.key === "Escape") field.blur(); event.stopPropagation(); };
  return field;
};

// The words selected, and how to have more or fewer of them.
const chosenWords = ({ words, said, count, extend, reduce, close }) => make(
  "header", "", make("span", "intitule", words.selected), make("q", "", shortened(said)),
  make("span", "discret", `${count} ${count > 1 ? words.words : words.word}`), make("span", "fin",
    pressable(words.extend, extend, { key: "E", title: words.extend_help, act: "extend" }),
    pressable(words.reduce, reduce, { key: "Maj+E", title: words.reduce_help, act: "reduce" }),
    pressable(words.close, close, { key: "Échap", kind: "discrete", act: "close" })));

// What stands on the words, and what one may do of it: one's own, a suggestion, or what somebody else decided.
const about = (band, { data, send, moved, place, state, redraw }) => {
  const words = data.labels;
  const mine = band.author === data.coder;
  const name = { star: `★ ${words.star}`, memo: `✎ ${words.memo}` }[band.kind] || band.label;
  const by = mine ? words.mine : band.author;
  const head = make("p", "fiche-tete", make("strong", `code ${band.kind}`, name),
    make("span", "discret", [band.status, by && `${words.by} ${by}`].filter(Boolean).join(" ")));
  head.firstChild.style.setProperty("--encre", band.colour);
  const acts = [];
  const id = { id: band.id };
  if (band.kind === "machine") {
    acts.push(pressable(words.accept, () => send("accept", id), { key: "A", kind: "principal", act: "accept" }),
      pressable(words.refuse, () => send("refuse", id), { key: "R", act: "refuse" }),
      pressable(words.unsure, () => send("unsure", id), { key: "J", act: "unsure" }));
    if (moved) acts.push(pressable(words.ends, () => send("modify", { ...id, ...place }), { act: "ends" }));
  } else if (mine && band.kind === "own") {
    if (moved) acts.push(pressable(words.ends, () => send("ends", { ...id, ...place }), { kind: "principal", act: "ends" }));
    acts.push(pressable(words.remove, () => send("remove", id), { key: "Suppr", act: "remove" }));
  } else if (mine && band.kind === "star") {
    acts.push(pressable(words.uncite, () => send("unstar", id), { key: "Suppr", act: "remove" }));
  } else if (mine) acts.push(pressable(words.forget, () => send("remove", id), { key: "Suppr", act: "remove" }));
  const why = band.why.length ? make("details", "pourquoi", make("summary", "", words.why),
    make("ul", "", ...band.why.map((one) => make("li", "", one)))) : null;
  const writes = mine && ["own", "memo"].includes(band.kind);
  const text = writes ? memoOf(band, words, send) : band.memo && make("p", "bande-memo", `✎ ${band.memo}`);
  return make("section", "fiche", head, make("div", "gestes", ...acts), text, why);
};
const memoOf = (band, words, send) => {
  const own = { memo: band.memo };
  const save = pressable(words.save_memo, () => send("annotate", { id: band.id, text: own.memo }), { act: "annotate" });
  save.hidden = true;
  return make("div", "memo", memoField(own, words, () => { save.hidden = own.memo.trim() === band.memo; }), save);
};
