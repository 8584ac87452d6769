// The tree of the grid ↔ hands on it: a code dragged on a family moves there, dragged on a code it is merged; D does
// the same from the keyboard. Nothing is written here: what is asked is shown first.
import { sender } from "../../ui/assets/hands.js";
import { button, drawn, make, named } from "../../ui/assets/nodes.js";

const targetsOf = (root) => [...root.querySelectorAll("[data-code], [data-family]")];
const idOf = ({ dataset }) => dataset.code || dataset.family;

const clear = (root) => targetsOf(root).forEach((node) => node.classList.remove("cible", "tenu"));

// What becomes of a code let go on something; nothing on itself, or on the family it is in.
const asked = ({ code, family }, target) => {
  const { code: into, family: home } = target.dataset;
  if (into) return into === code ? null : { gesture: "merge", code, into };
  return home === family ? null : { gesture: "move", code, family: home };
};

const tell = (desk, said) => { desk.aloud.textContent = said; };

const letGo = (desk, target) => {
  const { root, send, state } = desk;
  const { held } = state;
  state.held = null;
  clear(root);
  const what = held && target && asked(held, target);
  if (what) send(what.gesture, what);
  else tell(desk, "");
};

const take = (desk, node) => {
  desk.state.held = { code: node.dataset.code, family: node.dataset.home };
  node.classList.add("tenu");
};

const step = (desk, by) => {
  const nodes = targetsOf(desk.root);
  const at = nodes.indexOf(document.activeElement);
  const next = nodes[(at + by + nodes.length) % nodes.length];
  clear(desk.root);
  nodes.find((node) => node.dataset.code === desk.state.held?.code)?.classList.add("tenu");
  next.classList.toggle("cible", Boolean(desk.state.held));
  next.focus();
  const { words, state } = desk;
  if (!state.held) return;
  const how = next.dataset.code ? words.would_merge : words.would_move;
  tell(desk, `${how} ${next.dataset.name}`);
};

const pressed = (desk, event, node) => {
  const { state, words } = desk;
  if (event.target !== node || event.ctrlKey || event.metaKey || event.altKey) return;
  const does = {
    ArrowDown: () => step(desk, 1), ArrowUp: () => step(desk, -1),
    d: () => { if (node.dataset.code && desk.data.may) { take(desk, node); tell(desk, words.taken); } },
    Enter: () => (state.held ? letGo(desk, node) : node.querySelector("a")?.click()),
    Escape: () => letGo(desk, null),
  }[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!does) return;
  event.preventDefault();
  event.stopPropagation();
  does();
};

// A place where a code may be let go, by mouse or by key.
const target = (desk, node) => {
  node.tabIndex = 0;
  node.onkeydown = (event) => pressed(desk, event, node);
  node.ondragover = (event) => {
    if (!desk.state.held || !asked(desk.state.held, node)) return;
    event.preventDefault();
    node.classList.add("cible");
  };
  node.ondragleave = () => node.classList.remove("cible");
  node.ondrop = (event) => { event.preventDefault(); letGo(desk, node); };
  return node;
};

const palette = (desk, row) => make("div", "palette", ...desk.data.palette.map(([colour, name]) => {
  const node = button("", () => desk.send("colour", { code: row.id, colour }), {
    kind: "pastille", title: name, pressed: colour === row.colour,
  });
  named(node, `${desk.words.colour} ${name}`).style.setProperty("--encre", colour);
  return node;
}));

const rowNode = (desk, family, row) => {
  const { data } = desk;
  const way = make("a", "lien", row.label);
  way.href = `grille?code=${encodeURIComponent(row.id)}`;
  const name = make("span", "code person", way);
  name.style.setProperty("--encre", row.colour);
  const node = make("li", `rang${row.chosen ? " choisi" : ""}${row.retired ? " retire" : ""}`, name,
    row.retired && make("span", "mention", row.retired), make("span", "discret", row.counts),
    row.waiting && make("span", "discret machine", row.waiting));
  if (row.chosen && data.may && !row.retired) node.append(palette(desk, row));
  Object.assign(node.dataset, { code: row.id, home: family.id, name: row.label });
  node.style.marginLeft = `${row.depth * 1.4}rem`;
  node.draggable = data.may;
  node.ondragstart = (event) => {
    event.dataTransfer.setData("text/plain", row.label);
    event.dataTransfer.effectAllowed = "move";
    take(desk, node);
  };
  node.ondragend = () => letGo(desk, null);
  return target(desk, node);
};

const familyNode = (desk, family) => {
  const { data, send, words } = desk;
  const change = data.may && button(words.change, () => send("family", { family: family.id }), {
    kind: "discrete", title: `${words.change_family} ${family.label}`,
  });
  const head = make("div", "famille", make("h3", "", family.label), change);
  Object.assign(head.dataset, { family: family.id, name: family.label });
  const rows = family.rows.map((row) => rowNode(desk, family, row));
  return make("section", "", target(desk, head), make("ul", "", ...rows));
};

export default function show(component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".arbre");
  const before = document.activeElement;
  const focused = root.contains(before) ? idOf(before) : "";
  const aloud = make("p", "lu");
  aloud.setAttribute("role", "status");
  const desk = { aloud, data, root, state: { held: null, busy: false }, words: data.labels };
  desk.send = sender(component, root, desk.state);
  root.tree = { token: data.token };
  const { words } = desk;
  const how = make("details", "discret", make("summary", "", words.how_title), make("p", "", words.how));
  const fresh = button(words.new_family, () => desk.send("new_family"), { kind: "nouvelle-famille" });
  drawn(root, words.grid, [
    data.may && data.families.length > 0 && how, ...data.families.map((family) => familyNode(desk, family)),
    data.may && fresh, aloud,
  ]);
  if (focused) targetsOf(root).find((node) => idOf(node) === focused)?.focus({ preventScroll: true });
}
