// A transcript and its recording ↔ the hands of whoever listens and corrects.
import { TYPING, elsewhere, listen, sender, taken } from "../../ui/assets/hands.js";
import { make, named, told } from "../../ui/assets/nodes.js";
import { JUMP, meaningOf, speedAfter, startOf, turnAt } from "./transcription_keys.js";
import { keysShown, player, said, turns } from "./transcription_parts.js";

const nodeOf = (desk, turn) => desk.root.querySelector(`[data-turn="${turn}"]`);

const inView = (node) => {
  const box = node?.getBoundingClientRect();
  if (box && (box.top < 150 || box.bottom > window.innerHeight - 20)) node.scrollIntoView({ block: "center" });
};

const draw = (desk) => {
  const { data, root, state } = desk;
  root.classList.remove("attend");
  const inHand = data.turns.some(({ turn }) => turn === state.at);
  const parts = [keysShown(desk), ...(inHand ? [] : said(desk)), ...turns(desk)];
  root.querySelector(".tours").replaceChildren(...parts.filter(Boolean));
  follow(desk);
  if (state.editing) root.querySelector("textarea")?.focus({ preventScroll: true });
};

// The text goes with the recording: the turn that is said is marked, and brought into view while it plays.
const follow = (desk) => {
  const { data, media, root, send, state } = desk;
  if (!media) return;
  const now = turnAt(data.starts, media.currentTime);
  const heard = now === null ? null : nodeOf(desk, now);
  root.querySelector("[data-act=toggle]").lastChild.data = ` ${media.paused ? desk.words.play : desk.words.pause}`;
  root.querySelectorAll(".dit-maintenant").forEach((node) => node !== heard && node.classList.remove("dit-maintenant"));
  if (now !== state.said && !media.paused && !state.editing) {
    if (heard) inView(heard);
    else if (now !== null) send("page", { turn: now });
  }
  state.said = now;
  if (heard && (!media.paused || media.currentTime > 0)) heard.classList.add("dit-maintenant");
};

const choose = (desk, turn, editing) => {
  const { data, state } = desk;
  if (state.editing && state.at === turn && !editing) return;
  state.at = turn;
  state.editing = editing && data.may;
  draw(desk);
  inView(nodeOf(desk, turn));
};

const step = (desk, by) => {
  const shown = desk.data.turns.map(({ turn }) => turn);
  const rank = shown.indexOf(desk.state.at);
  choose(desk, shown[Math.min(shown.length - 1, Math.max(0, rank < 0 ? 0 : rank + by))], false);
};

const listenFrom = ({ data, media }, turn) => {
  const start = startOf(data.starts, turn);
  if (!media || start === null) return;
  media.currentTime = start;
  media.play();
};

const speed = ({ media, root }, by) => {
  media.playbackRate = speedAfter(media.playbackRate, by);
  root.querySelector(".vitesse").textContent = `× ${String(media.playbackRate).replace(".", ",")}`;
};

// What plays, and nothing else; whether it was that.
const played = (desk, name) => {
  const { media, state } = desk;
  const hands = {
    toggle: () => (media.paused ? media.play() : media.pause()),
    back: () => { media.currentTime = Math.max(0, media.currentTime - JUMP); },
    onward: () => { media.currentTime += JUMP; },
    slower: () => speed(desk, -1),
    faster: () => speed(desk, 1),
    listen: () => listenFrom(desk, state.at ?? state.said ?? 0),
  };
  if (!hands[name]) return false;
  if (media) hands[name]();
  return true;
};

const leave = ({ state }) => { state.editing = false; state.keys = false; };

const act = (desk, name) => {
  const { data, send, state } = desk;
  const here = state.at ?? state.said ?? data.turns[0]?.turn;
  const hands = {
    next: () => step(desk, 1),
    previous: () => step(desk, -1),
    correct: () => choose(desk, here, true),
    keys: () => { state.keys = !state.keys; draw(desk); },
    leave: () => { leave(desk); draw(desk); },
  };
  if (played(desk, name)) return;
  if (hands[name]) hands[name]();
  else send(name, state.editing ? state.read() : {});
};

const pressed = (desk, event) => {
  const onButton = event.key === " " && event.target.closest?.("button, summary, [role=button], audio, video");
  const meant = elsewhere(event, desk.root) || onButton ? null : meaningOf(event.key);
  if (!meant || (meant === "undo" && !desk.data.may)) return;
  act(desk, meant);
  taken(event);
};

// The player stays the same node as long as the recording is the same.
const laidOut = (desk) => {
  const { data, root, words } = desk;
  const whole = `${data.session}|${data.media}|${data.may}`;
  if (root.whole !== whole) {
    root.whole = whole;
    named(root, words.page).replaceChildren(player(desk), make("div", "tours"));
  }
  desk.media = root.querySelector("audio, video");
  if (!desk.media) return;
  desk.media.ontimeupdate = desk.media.onseeked = desk.media.onplay = desk.media.onpause = () => follow(root.desk);
  desk.media.onerror = () => root.querySelector(".tours").prepend(told(words.failed, ""));
};

export default function show(component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".transcription");
  const fresh = root.mending?.token !== data.token;
  const at = root.mending?.session === data.session ? root.mending.at : null;
  if (fresh) root.mending = { token: data.token, session: data.session, at, editing: false, keys: false, busy: false };
  const state = root.mending;
  const desk = { data, words: data.labels, root, state };
  root.desk = desk;
  desk.send = sender(component, root, state);
  desk.act = (name) => act(root.desk, name);
  desk.choose = (turn, editing) => choose(root.desk, turn, editing);
  desk.listenFrom = (turn) => listenFrom(root.desk, turn);
  laidOut(desk);
  const asked = `${data.session}|${data.asked}`;
  const arriving = data.asked !== null && root.asked !== asked && data.turns.some(({ turn }) => turn === data.asked);
  if (arriving) Object.assign(state, { at: data.asked, editing: data.may });
  draw(desk);
  if (arriving) {
    root.asked = asked;
    setTimeout(() => nodeOf(desk, data.asked)?.scrollIntoView({ block: "center" }), 300);
  }
  return listen(root, [["keydown", (event) => event.target.closest?.(TYPING) || pressed(root.desk, event)]], () => {});
}
