// A turn of an interview, its proposals, and the reader's hands on them: keys, buttons, words selected in the text.
// Offsets count code points, as Python does. Every word of the corpus is written as text, never as markup.
const KEYS = { a: "accept", k: "keep", c: "change", e: "everywhere", i: "here", n: "next", p: "previous", u: "undo" };
const HINTS = Object.fromEntries(Object.entries(KEYS).map(([key, act]) => [act, key.toUpperCase()]));

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".relecture");
  const focused = document.activeElement?.dataset?.act;
  // Whoever chose another interview, or another view, in a list is done with it: keys are for the review again.
  const place = data.token.slice(0, data.token.lastIndexOf("|"));
  const arriving = root.review?.token.slice(0, root.review.token.lastIndexOf("|")) !== place;
  const listed = document.activeElement?.matches("[role=combobox]") && !root.contains(document.activeElement);
  if (root.review?.token !== data.token) {
    root.review = { token: data.token, scope: data.scope, changing: false, picked: null, busy: false };
  }
  const state = root.review;
  const words = data.labels;

  const send = (gesture, more = {}) => {
    if (state.busy) return;
    state.busy = true;
    root.classList.add("attend");
    setTriggerValue("gesture", { gesture, token: data.token, scope: state.scope, ...more });
  };
  const act = (name) => {
    if (name === "everywhere" || name === "here") { state.scope = name; draw(); return; }
    const onCase = ["accept", "keep", "change"].includes(name);
    if (onCase && !data.case) return;
    if (name === "change") { state.changing = !state.changing; draw(); root.querySelector("input")?.focus(); return; }
    send(name);
  };
  const mask = (type) => state.picked && send("mask", { ...state.picked, type });
  const change = (text) => text.trim() && send("change", { text });

  const button = (name, label, { pressed, title } = {}) => {
    const node = make("button", pressed === undefined ? "" : "bascule", make("kbd", "", HINTS[name]), ` ${label}`);
    node.type = "button";
    node.dataset.act = name;
    if (pressed !== undefined) node.setAttribute("aria-pressed", String(pressed));
    if (title) node.title = title;
    node.onmousedown = (event) => event.preventDefault();
    node.onclick = () => act(name);
    return node;
  };
  const choice = (label, rank, todo) => {
    const node = make("button", "", make("kbd", "", String(rank)), ` ${label}`);
    node.type = "button";
    node.onmousedown = (event) => event.preventDefault();
    node.onclick = todo;
    return node;
  };

  // The text of a turn: one node after another, nothing but its own characters.
  const text = (turn) => {
    const points = Array.from(turn.text);
    const node = make("p", "source");
    let done = 0;
    for (const span of turn.spans) {
      if (span.start < done) continue;
      node.append(points.slice(done, span.start).join(""));
      const said = make("mark", span.kinds.join(" "), points.slice(span.start, span.end).join(""));
      said.title = span.title;
      said.onclick = () => getSelection().isCollapsed && send("go", { turn: turn.turn, start: span.start });
      node.append(said);
      done = span.end;
    }
    node.append(points.slice(done).join(""));
    node.tabIndex = 0;
    node.setAttribute("aria-label", `${words.source}, ${words.turn} ${turn.turn}`);
    node.turn = turn;
    node.onkeydown = (event) => walk(event, node);
    return node;
  };

  const turns = () => data.turns.map((turn) => make(
    "section", `tour-prive ${turn.role}${turn.main ? " principal" : ""}`,
    make("span", "numero", String(turn.turn)), make("div", "", make("span", "voix", turn.voice), text(turn))));

  const head = () => data.case && make(
    "header", "", make("strong", "objet", data.case.decided || data.case.proposed),
    make("span", "type", data.case.type), make("span", "discret", data.case.about),
    ...data.case.doubts.map((doubt) => make("span", "doute", doubt)));

  const team = () => data.team && make(
    "div", "equipe", make("span", "voix", words.team),
    make("p", "", ...data.team.map(([said, kind]) => (kind ? make("mark", kind, said) : said))));

  const changing = () => {
    if (!state.changing || !data.case) return null;
    const input = make("input", "");
    input.setAttribute("aria-label", words.write);
    input.placeholder = data.case.replacement;
    input.onkeydown = (event) => {
      if (event.key === "Enter") change(input.value);
      if (event.key === "Escape") { state.changing = false; draw(); }
      const offered = !input.value && data.case.alternatives[Number(event.key) - 1];
      if (offered) { event.preventDefault(); change(offered); }
      event.stopPropagation();
    };
    const confirm = make("button", "", words.confirm);
    confirm.type = "button";
    confirm.onclick = () => change(input.value);
    const offered = data.case.alternatives.map((name, rank) => choice(name, rank + 1, () => change(name)));
    const others = offered.length ? make("div", "choix", make("span", "discret", words.other), ...offered) : null;
    return make("div", "changement", make("label", "", `${words.write} : `, input, confirm), others);
  };

  const selection = () => {
    const box = make("div", "selection");
    box.hidden = !state.picked;
    if (state.picked) {
      const types = words.types.map(([type, label], rank) => choice(label, rank + 1, () => mask(type)));
      box.append(make("span", "", `${words.mask} : `), make("q", "", state.picked.said), ...types);
    }
    return box;
  };

  const bar = () => {
    const scope = ["everywhere", "here"].map((name) => button(name, words[name], { pressed: state.scope === name }));
    const decide = data.case && make(
      "div", "gestes", button("accept", words.accept, { title: data.case.replacement }),
      button("keep", words.keep, { title: words.keep_help }), button("change", words.change));
    const move = [button("previous", words.previous), button("next", words.next), button("undo", words.undo)];
    const reach = make("div", "portee", ...scope);
    reach.setAttribute("role", "group");
    reach.setAttribute("aria-label", words.scope);
    return make("div", "barre", decide, reach, make("div", "deplacer", ...move));
  };

  const draw = () => {
    const news = make("p", data.error ? "alerte" : "nouvelle", data.error || data.news || "");
    news.setAttribute("role", data.error ? "alert" : "status");
    const parts = [head(), bar(), changing(), news, ...turns(), team(), selection()];
    root.setAttribute("aria-label", words.review);
    root.classList.remove("attend");
    root.replaceChildren(...parts.filter(Boolean), make("p", "discret aide", words.select));
    if (focused) root.querySelector(`[data-act="${focused}"]`)?.focus({ preventScroll: true });
  };

  const pressed = (event) => {
    if (elsewhere(event, root)) return;
    const rank = Number(event.key) - 1;
    const name = KEYS[event.key.toLowerCase()];
    if (state.picked && words.types[rank]) mask(words.types[rank][0]);
    else if (state.changing && data.case?.alternatives[rank]) change(data.case.alternatives[rank]);
    else if (name) act(name);
    else return;
    taken(event);
  };
  const selected = () => {
    const now = picked(root);
    if (!now && root.contains(document.activeElement) && document.activeElement.closest(TYPING)) return;
    state.picked = now;
    root.querySelector(".selection")?.replaceWith(selection());
  };

  draw();
  const at = data.turns.find((turn) => turn.main)?.turn;
  if (data.case) showing(root, "mark.current", `${place}|${at}|${data.turns.flatMap((turn) => turn.spans).find((span) => span.kinds.includes("current"))?.start}`);
  root.tabIndex = -1;
  if (arriving && listed) root.focus({ preventScroll: true });
  return listen(root, [["keydown", pressed]], selected);
}
