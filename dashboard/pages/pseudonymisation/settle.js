// Words to settle before anything leaves: the one in hand in its sentence, its gestures, those that wait.
// Every word of the corpus is written as text, never as markup. Keys are those of the review.
const KEYS = {
  a: "mask", m: "mask", k: "not_a_name", v: "on_purpose", n: "next", p: "previous", u: "undo",
};
const HINTS = { mask: "A", not_a_name: "K", on_purpose: "V", next: "N", previous: "P", undo: "U" };
const GESTURES = ["mask", "not_a_name", "on_purpose"];

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".reglage");
  const focused = document.activeElement?.dataset?.act;
  if (root.settle?.token !== data.token) root.settle = { token: data.token, meant: false, busy: false, reason: "" };
  const state = root.settle;
  const words = data.labels;
  const offered = data.question ? data.question.gestures : [];

  const send = (gesture, more = {}) => {
    if (state.busy) return;
    state.busy = true;
    root.classList.add("attend");
    setTriggerValue("gesture", { gesture, token: data.token, ...more });
  };
  const act = (name) => {
    if (GESTURES.includes(name) && !offered.includes(name)) return;
    if (name === "on_purpose") {
      state.meant = !state.meant;
      draw();
      root.querySelector("input")?.focus();
      return;
    }
    send(name);
  };
  const means = (reason) => reason.trim() && send("on_purpose", { reason });

  const button = (name, main = false) => {
    const node = make("button", main ? "principal" : "", make("kbd", "", HINTS[name]), ` ${words[name]}`);
    node.type = "button";
    node.dataset.act = name;
    if (words[`${name}_help`]) node.title = words[`${name}_help`];
    node.onmousedown = (event) => event.preventDefault();
    node.onclick = () => act(name);
    return node;
  };
  const sentence = (of) => [of.before, make("mark", "current", of.word), of.after];

  const head = () => data.question && make(
    "header", "", make("strong", "objet", `« ${data.question.word} »`), make("span", "type", data.question.why),
    make("span", "discret", `${data.question.place} · ${data.question.rank}`),
    data.question.certain && make("span", "doute", data.question.certain));

  const reading = () => {
    if (!data.question?.read) return null;
    const way = make("a", "lien", words.read);
    way.href = data.question.read;
    way.target = "_self";
    return way;
  };
  const text = () => data.question && make(
    "div", "phrase", make("p", "source", ...sentence(data.question)), reading(),
    data.question.written && make("p", "discret", data.question.written));

  const bar = () => {
    const decide = offered.length && make("div", "gestes", ...offered.map((name, rank) => button(name, rank === 0)));
    const move = data.rows.length > 1 ? [button("previous"), button("next")] : [];
    return make("div", "barre", decide, make("div", "deplacer", ...move, button("undo")));
  };

  const meaning = () => {
    if (!state.meant || !data.question) return null;
    const input = make("input", "");
    input.value = state.reason;
    input.oninput = () => { state.reason = input.value; };
    input.onkeydown = (event) => {
      if (event.key === "Enter") means(input.value);
      if (event.key === "Escape") { state.meant = false; draw(); root.focus({ preventScroll: true }); }
      event.stopPropagation();
    };
    const confirm = make("button", "", words.confirm);
    confirm.type = "button";
    confirm.onclick = () => means(input.value);
    return make("div", "changement", make("label", "", `${words.reason} : `, input, confirm));
  };

  const waiting = () => {
    if (data.rows.length < 2) return null;
    const items = data.rows.map((row) => {
      const node = make("button", "ligne", make("span", "discret", row.place), make("span", "source", ...sentence(row)));
      node.type = "button";
      if (row.current) node.setAttribute("aria-current", "true");
      node.onclick = () => !row.current && send("go", { id: row.id });
      return make("li", "", node);
    });
    const list = make("ol", "attente", ...items);
    list.setAttribute("aria-label", words.left);
    return make("div", "", list, data.more && make("p", "discret", data.more));
  };

  const draw = () => {
    const news = make("p", data.error ? "alerte" : "nouvelle", data.error || data.news || "");
    news.setAttribute("role", data.error ? "alert" : "status");
    root.setAttribute("aria-label", words.settle);
    root.classList.remove("attend");
    root.replaceChildren(...[head(), text(), bar(), meaning(), news, waiting()].filter(Boolean));
    if (focused) root.querySelector(`[data-act="${focused}"]`)?.focus({ preventScroll: true });
  };

  const pressed = (event) => {
    if (elsewhere(event, root)) return;
    const name = KEYS[event.key.toLowerCase()];
    if (!name) return;
    act(name);
    taken(event);
  };

  draw();
  if (data.question) showing(root, ".phrase mark.current", data.question.id);
  root.tabIndex = -1;
  return listen(root, [["keydown", pressed]], () => {});
}
