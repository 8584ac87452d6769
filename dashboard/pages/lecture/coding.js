// A page of an interview ↔ a coder's hands on it. Offsets count code points, as Python does.
import { TYPING, listen, sender } from "../../ui/assets/hands.js";
import { drawn, keyList, make, named } from "../../ui/assets/nodes.js";
import { layBands, marginOf } from "./coding_bands.js";
import {
  close, extend, heldOf, hold, movedFrom, placeOf, pointed, rangesOf, reduce, startTo, uncovered,
  walkPage,
} from "./coding_choice.js";
import { create, hearing, inVivo, take } from "./coding_hands.js";
import { bar, panel } from "./coding_panel.js";
import { textOf } from "./coding_text.js";
import { spoken } from "./code_search.js";
import { meet, ranksOf, rowOf } from "./word_row.js";

const CHOSEN = "filigrane-passage";
const HELD = "filigrane-tenu";

const highlight = (name, found) => {
  if (!window.Highlight || !CSS.highlights) return;
  if (found.length) CSS.highlights.set(name, new Highlight(...found));
  else CSS.highlights.delete(name);
};

// What is chosen on a page outlives what Python sends of it; on another page, or for another coder, nothing is.
const stateAfter = (past, data) => {
  const here = past?.place === data.place && past.coder === data.coder ? past : {};
  const same = here.token === data.token;
  return {
    picked: null, held: [], stack: [], cursor: null, ...here, memo: same || data.error ? here.memo || "" : "",
    token: data.token, place: data.place, coder: data.coder, passage: data.passage, busy: same && here.busy,
  };
};

// What changes as one selects: the words chosen and the panel, never the text, so that nothing moves.
const paint = (desk) => {
  const { aloud, data, root, row, state, words } = desk;
  const held = heldOf(desk);
  const chosen = state.picked ? rangesOf(desk, state.picked) : [];
  highlight(CHOSEN, chosen);
  highlight(HELD, held.map((band) => ranksOf(row, band)).filter(Boolean).flatMap((ranks) => rangesOf(desk, ranks)));
  for (const node of root.querySelectorAll(".bande, .barre-code")) {
    node.classList.toggle("tenue", state.held.includes(node.dataset.bande));
  }
  const said = chosen.map(String).join(" / ");
  const tools = data.coder ? [panel(desk, said, held), bar(desk)] : [];
  root.querySelector(".outil")?.replaceChildren(...tools.filter(Boolean));
  const on = state.picked ? data.bands.filter((band) => meet(ranksOf(row, band), state.picked)) : [];
  const aside = spoken(said, on, words);
  if (aloud.textContent !== aside) aloud.textContent = aside;
};

// The way to the words as they were received: on the machine of the study alone.
const mendingOf = ({ data, words }, { turn }) => {
  if (!data.mending) return null;
  const way = named(make("a", "lien corriger", words.mend), `${words.mend}, ${words.turn} ${turn}`);
  way.href = `${data.mending}&tour=${turn}`;
  way.target = "_self";
  return way;
};

const section = (desk, turn) => {
  const { data, words } = desk;
  const text = textOf(turn, data.bands, words);
  text.onkeydown = (event) => walkPage(desk, event, text);
  text.onclick = (event) => pointed(desk, event, text);
  const linked = turn.asked && make("span", "etiquette", words.linked);
  const node = make("section", `tour ${turn.role}`, make("span", "numero", String(turn.turn)),
    make("div", "", make("span", "voix", turn.voice), linked, mendingOf(desk, turn), text), marginOf(turn, desk));
  if (turn.asked) node.id = "passage-demande";
  return node;
};

const helpOf = ({ data, words }) => {
  const summary = make("summary", "", make("kbd", "", "?"), ` ${words.how}`);
  summary.dataset.act = "keys";
  return make("details", "discret aide", summary, make("p", "", words.help), keyList(data.keys, words.how));
};

const draw = (desk) => {
  const { data, root, state, words } = desk;
  const help = data.coder && helpOf(desk);
  root.classList.toggle("codable", Boolean(data.coder));
  drawn(root, words.page, [help, ...data.turns.map((turn) => section(desk, turn)), data.coder && make("div", "outil")]);
  desk.nodes = new Map([...root.querySelectorAll(".source")].map((node) => [node.turn.turn, node]));
  desk.row = rowOf(data.turns);
  if (state.picked && !desk.row[state.picked[1]]) state.picked = null;
  state.held = heldOf(desk).map((band) => band.id);
  paint(desk);
  layBands(root);
  // Lines that unfold in the panel (a code just named, what was done) take their room from the page, never its words.
  const tools = root.querySelector(".outil");
  if (tools) new ResizeObserver(() => state.picked && uncovered(desk, state.picked)).observe(tools);
};

// Where the keyboard was before the page is drawn anew → where it goes afterwards.
const keyboardIn = (root) => {
  const active = document.activeElement;
  return active?.closest?.(TYPING) && root.contains(active) ? "codes" : active?.turn?.turn;
};
const focusAgain = ({ nodes, root }, focus, same) => {
  const node = focus === "codes" ? !same && root.querySelector(".codes-saisie") : nodes.get(focus);
  if (node) node.focus({ preventScroll: true });
};

const layAgain = (root) => {
  let waiting = 0;
  const sized = new ResizeObserver(() => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => layBands(root));
  });
  sized.observe(root);
  return () => sized.disconnect();
};

const deskOf = (component, root, state) => {
  const { data, parentElement } = component;
  const aloud = parentElement.querySelector(".lu");
  const typed = { key: "", at: -Infinity };
  const desk = { aloud, data, nodes: new Map(), root, row: [], state, typed, words: data.labels };
  const send = sender(component, root, state);
  return Object.assign(desk, {
    send: (gesture, more) => data.coder && send(gesture, more),
    paint: () => paint(desk), hold: (ids) => hold(desk, ids), close: () => close(desk), extend: () => extend(desk),
    reduce: () => reduce(desk), take: (code) => take(desk, code),
    create: (name) => create(desk, name), inVivo: () => inVivo(desk), startTo: (step) => startTo(desk, step),
    moved: (band) => movedFrom(desk, band), place: () => placeOf(desk),
  });
};

export default function show(component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".seance");
  const past = root.coding;
  const focus = keyboardIn(root);
  root.coding = stateAfter(past, data);
  const desk = deskOf(component, root, root.coding);
  draw(desk);
  focusAgain(desk, focus, past?.token === data.token);
  if (data.passage && past?.passage !== data.passage) {
    setTimeout(() => root.querySelector("#passage-demande")?.scrollIntoView({ block: "center" }), 150);
  }
  const { heard, selected } = hearing(desk);
  const release = listen(root, heard, selected, layAgain(root));
  return () => { release(); highlight(CHOSEN, []); highlight(HELD, []); };
}
