// A passage that two coders read otherwise, both texts side by side, and the arbiter's hands on it.
// Offsets count code points, as Python does. Every word of the corpus is written as text, never as markup.
const KEYS = {
  a: "first", b: "second", d: "both", n: "neither", o: "other", r: "write", p: "previous", s: "next", z: "undo",
};
const HINTS = Object.fromEntries(Object.entries(KEYS).map(([key, act]) => [act, key.toUpperCase()]));
const RULES = ["first", "second", "both", "neither"];

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".desaccord");
  const { labels: words, one } = data;
  if (root.review?.token !== data.token) {
    root.review = {
      token: data.token, reason: "", other: false, code: one?.codeId, ends: "either", picked: null, asked: "", busy: false,
    };
  }
  const state = root.review;

  const send = (gesture, more = {}) => {
    if (state.busy) return;
    state.busy = true;
    root.classList.add("attend");
    setTriggerValue("gesture", { gesture, token: data.token, reason: state.reason.trim(), ...more });
  };
  const lacking = () => {
    if (state.reason.trim()) return false;
    state.asked = words.reason_needed;
    draw();
    return true;
  };
  const otherwise = () => !lacking() && send("other", { code: state.code, ends: state.ends, ...(state.picked || {}) });
  const act = (name) => {
    if (name === "write") { root.querySelector(".raison")?.focus(); return; }
    if (name === "other") { state.other = !state.other; draw(); root.querySelector("select")?.focus(); return; }
    if (RULES.includes(name)) { if (one && !lacking()) send(name); return; }
    send(name);
  };
  const because = (rank) => {
    if (!data.reasons[rank]) return false;
    state.reason = data.reasons[rank];
    state.asked = "";
    draw();
    return true;
  };

  const button = (name, label, { disabled = false, pressed } = {}) => {
    const node = make("button", "", make("kbd", "", HINTS[name]), ` ${label}`);
    node.type = "button";
    node.dataset.act = name;
    node.disabled = disabled;
    node.setAttribute("aria-keyshortcuts", HINTS[name]);
    if (pressed !== undefined) node.setAttribute("aria-pressed", String(pressed));
    node.onmousedown = (event) => event.preventDefault();
    node.onclick = () => act(name);
    return node;
  };

  const reasons = () => {
    const offered = data.reasons.map((reason, rank) => {
      const node = make("button", "", make("kbd", "", String(rank + 1)), ` ${reason}`);
      node.type = "button";
      node.setAttribute("aria-pressed", String(state.reason === reason));
      node.onmousedown = (event) => event.preventDefault();
      node.onclick = () => because(rank);
      return node;
    });
    const input = make("input", "raison");
    input.value = data.reasons.includes(state.reason) ? "" : state.reason;
    input.placeholder = words.write;
    input.setAttribute("aria-label", words.write);
    input.oninput = () => { state.reason = input.value; };
    input.onkeydown = (event) => {
      if (event.key === "Enter" || event.key === "Escape") input.blur();
      event.stopPropagation();
    };
    const label = make("label", "", make("kbd", "", HINTS.write), " ", input);
    const group = make("div", "raisons", make("strong", "", words.why), ...offered, label);
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", words.why);
    return group;
  };

  const text = (turn, rank) => {
    const shown = { put: (said) => make("mark", rank ? "seconde" : "premiere", said), here: (said) => make("span", "ici", said) };
    const node = make("p", "source", ...turn.pieces.map(([said, kind]) => (kind ? shown[kind](said) : said)));
    node.tabIndex = 0;
    node.setAttribute("aria-label", `${words.passage}, ${words.turn} ${turn.turn}`);
    node.turn = turn;
    node.onkeydown = (event) => walk(event, node);
    return node;
  };
  const side = (one_side, rank) => {
    const key = make("kbd", "", rank ? "B" : "A");
    const head = make("header", "", key, make("strong", "", ` ${one_side.coder}`));
    const put = one_side.code
      ? make("span", `pose ${rank ? "seconde" : "premiere"}`, one_side.code)
      : make("span", "absent", one_side.absent);
    const turns = one_side.turns.map((turn) => make(
      "div", "tour-lu", make("span", "voix", `${turn.voice} · ${words.turn} ${turn.turn}`),
      turn.reserve ? make("span", "mention", turn.reserve) : null, text(turn, rank)));
    const others = one_side.others ? make("p", "discret", one_side.others) : null;
    return make("article", "lecture-de", head, put, others, make("div", "texte", ...turns));
  };

  const choosing = () => {
    if (!state.other) return null;
    const codes = make("select", "", ...data.codes.map(({ id, label }) => new Option(label, id, false, id === state.code)));
    codes.setAttribute("aria-label", words.code);
    codes.onchange = () => { state.code = codes.value; };
    const shown = data.ends.filter(({ id }) => id !== "selected" || state.picked);
    const ends = make("select", "", ...shown.map(({ id, label }) => new Option(label, id, false, id === state.ends)));
    ends.setAttribute("aria-label", words.ends);
    ends.onchange = () => { state.ends = ends.value; };
    const confirm = make("button", "", words.confirm);
    confirm.type = "button";
    confirm.dataset.act = "confirm";
    confirm.onclick = otherwise;
    return make("div", "autre", make("label", "", `${words.code} `, codes), make("label", "", `${words.ends} `, ends), confirm);
  };

  const about = () => {
    const link = make("a", "", words.read);
    link.href = one.link;
    link.target = "_self";
    return make("header", "tete-desaccord", make("h2", "", one.code), make("span", "genre", one.kind),
      make("span", "discret", `${one.session} · ${one.rank}`), link, make("p", "discret definition", one.definition));
  };
  const question = () => one.question && make(
    "p", "question-posee", make("span", "voix", `${one.question.voice} `), one.question.text);

  const bar = () => {
    const rule = ["first", "second", "both", "neither"].map((name) => button(name, words[name], {
      disabled: (name === "first" && !one.sides[0].code) || (name === "second" && !one.sides[1].code)
        || (name === "both" && one.sides.some((s) => !s.code)),
    }));
    return make("div", "barre", make("div", "", ...rule, button("other", words.other, { pressed: state.other })), moves());
  };
  const moves = () => make(
    "div", "deplacer", button("previous", words.previous), button("next", words.next), button("undo", words.undo));

  const draw = () => {
    const said = state.asked || data.error || data.news || "";
    const news = make("p", state.asked || data.error ? "alerte" : "nouvelle", said);
    news.setAttribute("role", state.asked || data.error ? "alert" : "status");
    const parts = one ? [
      about(), one.ruled ? make("p", "arbitre", one.ruled) : null, reasons(), bar(), choosing(), news, question(),
      make("div", "cotes", ...one.sides.map(side)), make("p", "discret aide", words.help),
    ] : [news, moves()];
    root.setAttribute("aria-label", words.region);
    root.classList.remove("attend");
    root.replaceChildren(...parts.filter(Boolean));
    // A long turn opens at the words at stake, in both texts.
    for (const pane of root.querySelectorAll(".texte")) {
      const words = pane.querySelector("mark, .ici");
      if (words) pane.scrollTop = words.offsetTop - pane.offsetTop - 60;
    }
  };

  const pressed = (event) => {
    if (elsewhere(event, root)) return;
    const name = KEYS[event.key.toLowerCase()];
    if (one && because(Number(event.key) - 1)) { /* a digit chose a reason */ } else if (name) act(name); else return;
    taken(event);
  };
  const selected = () => {
    const now = picked(root);
    if (!now) return;
    state.picked = { turn: now.turn, start: now.start, end: now.end };
    state.ends = "selected";
    if (!state.other) return;
    root.querySelector(".autre")?.replaceWith(choosing());
  };

  draw();
  return listen(root, [["keydown", pressed]], selected);
}
