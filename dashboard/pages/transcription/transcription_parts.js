// A transcript, its recording → their nodes. ``desk`` holds the data, the state of the page and what may be done.
import { button, keyList, make, named, told } from "../../ui/assets/nodes.js";
import { size } from "../../ui/assets/text_points.js";
import { clock, meaningInText } from "./transcription_keys.js";

// The recording and its buttons: made once for a recording, since a player that is made anew stops.
export const player = ({ act, data, words }) => {
  const box = make("div", "barre ecoute");
  if (data.media) {
    const media = named(make(data.video ? "video" : "audio", ""), words.listen);
    media.controls = true;
    media.preload = "metadata";
    media.setAttribute("controlslist", "nodownload");
    media.src = data.media;
    box.append(media);
    const keys = [["toggle", "play", "Espace"], ["back", "back", "←"], ["onward", "onward", "→"],
      ["slower", "slower", "-"], ["faster", "faster", "+"]];
    const speed = make("span", "vitesse discret", "× 1");
    box.append(make("div", "", ...keys.map(([name, label, key]) => (
      button(words[label], () => act(name), { key, act: name, title: words[`${label}_help`] }))), speed));
  }
  box.append(make("div", "deplacer", data.may && button(words.undo, () => act("undo"), { key: "Z", act: "undo" }),
    button(words.keys, () => act("keys"), { key: "?", act: "keys" })));
  return box;
};

export const keysShown = ({ data, state, words }) => state.keys && keyList(data.keys, words.keys);

const waiting = ({ act, data, words }) => data.waiting.length > 0 && named(make(
  "div", "alerte attente", ...data.waiting.map((line) => make("p", "", line)),
  make("div", "", button(words.anyway, () => act("anyway"), { act: "anyway" }),
    button(words.give_up, () => act("give_up"), { kind: "principal", act: "give_up" }))), data.waiting[0], "alert");

const voices = (id, data) => {
  const list = make("datalist", "", ...data.voices.map((voice) => {
    const option = make("option", "");
    option.value = voice;
    return option;
  }));
  list.id = id;
  return list;
};

const field = (label, value, list, placeholder = "") => {
  const input = make("input", "");
  input.value = value;
  input.setAttribute("list", list);
  input.placeholder = placeholder;
  return [make("label", "", `${label} : `, input), input];
};

const typed = ({ act, words }, turn) => {
  const area = named(make("textarea", "source"), words.text);
  area.value = turn.text;
  area.spellcheck = true;
  area.lang = "fr";
  area.rows = Math.min(24, Math.max(2, Math.ceil(turn.text.length / 85) + turn.text.split("\n").length - 1));
  area.onkeydown = (event) => {
    event.stopPropagation();
    const meant = meaningInText(event);
    if (meant) { event.preventDefault(); act(meant); }
  };
  return area;
};

// What is typed over a turn, and what may be done with it; ``state.read`` gives what stands in the fields.
export const editing = (desk, turn) => {
  const { act, data, state, words } = desk;
  const area = typed(desk, turn);
  const [whoLabel, who] = field(words.who, turn.who, "voix-connues", words.unknown);
  const [thenLabel, then] = field(words.then, "", "voix-connues", words.same);
  state.read = () => ({
    turn: turn.turn, text: area.value, who: who.value, then: then.value,
    at: size(area.value.slice(0, area.selectionStart)),
  });
  who.onkeydown = then.onkeydown = area.onkeydown;
  return make("div", "correction", whoLabel, area, voices("voix-connues", data), make(
    "div", "gestes", button(words.save, () => act("save"), { kind: "principal", key: "Ctrl+Entrée", act: "save" }),
    button(words.leave, () => act("leave"), { key: "Échap", act: "leave" }),
    turn.turn > 0 && button(words.join, () => act("join"), { act: "join" })), make(
    "div", "gestes", button(words.cut, () => act("cut"), { act: "cut", title: words.place_cursor }), thenLabel));
};

const saidIn = (desk, turn) => {
  const { choose, data, words } = desk;
  const text = make("p", "source", turn.text);
  const marked = turn.received && make("span", "corrige", words.corrected);
  if (marked) marked.title = words.received + turn.received;
  return make("div", "", make("div", "tete-tour", make("span", "voix", turn.who || words.unknown), marked,
    make("span", "lieu discret", turn.place),
    data.may && button(words.correct, () => choose(turn.turn, true), { act: `correct-${turn.turn}` })), text);
};

// When a turn is said; with a recording, it is heard from there.
const timeOf = ({ data, listenFrom, words }, { start, turn }) => {
  if (start === null) return null;
  const when = clock(start);
  if (!data.media) return make("span", "temps discret", when);
  const play = button(`▶ ${when}`, () => listenFrom(turn), { kind: "temps" });
  return named(play, `${words.listen}, ${words.turn} ${turn}, ${when}`);
};

// What became of the last gesture stands with the turn in hand, or before them all.
export const said = (desk) => [waiting(desk), told(desk.data.error, desk.data.news)].filter(Boolean);

export const turns = (desk) => desk.data.turns.map((turn) => {
  const { choose, state, words } = desk;
  const here = state.at === turn.turn;
  const node = make("article", `tour-lu ${turn.role}${here ? " choisi" : ""}`,
    make("div", "marge", make("span", "numero", String(turn.turn)), timeOf(desk, turn)),
    make("div", "", state.editing && here ? editing(desk, turn) : saidIn(desk, turn), ...(here ? said(desk) : [])));
  node.dataset.turn = turn.turn;
  node.onclick = ({ target }) => target.closest("button, input, textarea") || choose(turn.turn, false);
  return named(node, `${words.turn} ${turn.turn}, ${turn.who || words.unknown}`);
});
