// A passage, a code the machine suggests for it, and the coder's hands on them: keys, buttons, words selected.
// Offsets count code points, as Python does. Every word of the corpus is written as text, never as markup.
// Before a blind decision the data hold nothing of the machine: there is nothing here to hide.
const KEYS = {
  ask: { a: "accept", r: "refuse", m: "modify", j: "unsure", z: "undo" },
  blind: { c: "codes", v: "validate", n: "none", z: "undo" },
  reveal: { a: "accept", s: "next", z: "undo" },
};

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".suggestion");
  const words = data.labels;
  const keys = KEYS[data.phase];
  if (root.review?.token !== data.token) {
    root.review = { token: data.token, memo: "", modifying: false, codes: [], picked: null, asked: "", busy: false };
  }
  const state = root.review;

  const send = (gesture, more = {}) => {
    if (state.busy) return;
    state.busy = true;
    root.classList.add("attend");
    setTriggerValue("gesture", { gesture, token: data.token, memo: state.memo.trim(), ...more });
  };
  const ends = () => (state.picked ? { start: state.picked.start, end: state.picked.end } : {});
  const toggle = () => {
    state.modifying = !state.modifying;
    state.codes = state.modifying && data.case ? [data.case.code] : [];
    draw();
    root.querySelector(".codes-saisie")?.focus();
  };
  const act = (name) => {
    if (name === "modify") return toggle();
    if (name === "codes") return root.querySelector(".codes-saisie")?.focus();
    if (name === "validate") return state.codes.length && send("blind", { codes: state.codes, ...ends() });
    if (name === "none") return send("blind", { codes: [] });
    if (name === "accept" && !data.case) return null;
    return send(name, name === "accept" && data.case ? { code: data.case.code } : {});
  };

  const button = (name, label, { disabled = false, kind = "", code = "" } = {}) => {
    // One key for one button: of several codes to add, the first has it.
    const first = !code || code === data.case?.code;
    const hint = first ? Object.keys(keys).find((key) => keys[key] === name) : "";
    const node = make("button", kind, hint ? make("kbd", "", hint.toUpperCase()) : null, ` ${label}`);
    node.type = "button";
    node.dataset.act = name;
    node.disabled = disabled;
    if (hint) node.setAttribute("aria-keyshortcuts", hint);
    node.onmousedown = (event) => event.preventDefault();
    node.onclick = () => (code ? send(name, { code }) : act(name));
    return node;
  };

  // The text of the turn: one node after another, nothing but its own characters.
  const text = () => {
    const node = make("p", "source", ...data.turn.pieces.map(([said, kinds]) => {
      if (!kinds) return said;
      return make(kinds.includes("indice") ? "mark" : "span", kinds, said);
    }));
    node.tabIndex = 0;
    node.setAttribute("aria-label", `${words.passage}, ${words.turn} ${data.turn.turn}`);
    node.turn = data.turn;
    node.onkeydown = (event) => walk(event, node);
    return node;
  };
  const around = (turn) => turn && make(
    "div", `voisin ${turn.kind}`, make("span", "voix", turn.voice), make("p", "", turn.text));
  const passage = () => make(
    "section", "passage", make("span", "voix", data.turn.voice), make("span", "discret", data.turn.about), text());

  const level = () => {
    if (!data.case || data.phase !== "ask") return null;
    const code = make("strong", "code machine", data.case.label);
    code.style.setProperty("--encre", data.case.colour);
    const said = make("span", "niveau", data.case.level);
    said.title = data.case.level_help;
    return make("header", "", make("span", "discret", words.suggested), code, said);
  };
  const why = () => data.phase === "ask" && data.case?.why?.length && make(
    "section", "raisons", make("h2", "", words.why), make("ul", "", ...data.case.why.map((one) => make("li", "", one))));

  const compared = (line) => {
    const code = make("strong", `code${line.suggested ? " machine" : ""}`, line.label);
    code.style.setProperty("--encre", line.colour);
    const add = line.code ? button("accept", words.change, { code: line.code }) : null;
    const reasons = line.why.length ? make("ul", "", ...line.why.map((one) => make("li", "", one))) : null;
    return make("li", "", code, make("span", "discret", ` ${line.said}`), reasons, add);
  };
  const revealed = () => data.reveal && make(
    "section", "devoilee", make("p", "", data.reveal.put), make("p", "accord", data.reveal.agreed),
    make("h2", "", words.revealed), make("ul", "", ...data.reveal.lines.map(compared)));

  const confirm = () => state.codes.length && send("modify", { code: state.codes[0], ...ends() });
  const doing = { draw: () => draw(), close: () => toggle(), confirm, validate: () => act("validate") };
  const { coding, kept } = chooser({ root, data, state, doing });

  const memo = () => {
    if (data.phase === "reveal") return null;
    const field = make("textarea", "");
    field.value = state.memo;
    field.rows = 1;
    field.oninput = () => { state.memo = field.value; };
    field.onkeydown = (event) => { if (event.key === "Escape") field.blur(); event.stopPropagation(); };
    return make("label", "memo", words.memo, field);
  };
  const gestures = {
    ask: () => [button("accept", words.accept, { kind: "principal" }), button("refuse", words.refuse),
      button("modify", words.modify), button("unsure", words.unsure)],
    blind: () => [button("validate", words.validate, { kind: "principal", disabled: !state.codes.length }),
      button("none", words.none)],
    reveal: () => [button("next", words.next, { kind: "principal" })],
  };
  const bar = () => make("div", "barre", ...gestures[data.phase](), button("undo", words.undo, { kind: "fin" }));

  const draw = () => {
    const news = make("p", data.error ? "alerte" : "nouvelle", data.error || data.news || "");
    news.setAttribute("role", data.error ? "alert" : "status");
    const focused = document.activeElement?.dataset?.act;
    const parts = [level(), around(data.before), around(data.question), passage(), around(data.after), why(), revealed(),
      coding(), memo(), bar(), news];
    root.setAttribute("aria-label", words.review);
    root.classList.remove("attend");
    root.replaceChildren(...parts.filter(Boolean));
    if (focused) root.querySelector(`[data-act="${focused}"]`)?.focus({ preventScroll: true });
  };

  const pressed = (event) => {
    const name = keys[event.key.toLowerCase()];
    if (elsewhere(event, root) || !name) return;
    taken(event);
    act(name);
  };
  const selected = () => {
    const now = picked(root);
    if (!now) return;
    state.picked = now;
    root.querySelector(".bornes")?.replaceWith(kept());
  };

  draw();
  return listen(root, [["keydown", pressed]], selected);
}
