// A page of an interview and a coder's hands on it. Offsets count code points, as Python does.
const CHOSEN = "filigrane-passage";
const HELD = "filigrane-tenu";

const highlight = (name, found) => {
  if (!window.Highlight || !CSS.highlights) return;
  if (found.length) CSS.highlights.set(name, new Highlight(...found));
  else CSS.highlights.delete(name);
};

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".seance");
  const words = data.labels;
  const arriving = root.coding?.place !== data.place || root.coding?.coder !== data.coder;
  const going = data.passage && root.coding?.passage !== data.passage;
  const past = arriving ? {} : root.coding;
  const same = past.token === data.token;
  const state = root.coding = {
    picked: null, held: [], stack: [], cursor: null, memo: "", focus: "", ...past, token: data.token, place: data.place,
    coder: data.coder, passage: data.passage, busy: same && past.busy,
  };
  const typing = document.activeElement?.closest?.(TYPING) && root.contains(document.activeElement);
  const focus = typing ? "codes" : document.activeElement?.turn?.turn;
  if (!same && !data.error) state.memo = "";
  let row = [];

  const bandOf = (id) => data.bands.find((band) => band.id === id);
  const held = () => state.held.map(bandOf).filter(Boolean);
  const place = () => (state.picked ? passageOf(row, state.picked) : {});
  const send = (gesture, more = {}) => {
    if (state.busy || !data.coder) return;
    state.busy = true;
    root.classList.add("attend");
    setTriggerValue("gesture", { gesture, token: data.token, ...more });
  };

  // What is chosen: words, and what stands on them when one opened it.
  const choose = (ranks, { keep = false } = {}) => {
    state.picked = ranks;
    if (!keep) { state.held = []; state.stack = []; }
    paint();
    if (ranks) clear(ranks);
  };
  const hold = (ids) => {
    const first = bandOf(ids[0]);
    state.held = ids;
    state.stack = [];
    state.picked = first ? ranksOf(row, first) : null;
    state.cursor = null;
    paint();
    if (state.picked) { inSight(row[state.picked[0]]); clear(state.picked); }
  };
  const close = () => {
    const node = state.picked && row[state.picked[0]]?.node;
    if (root.contains(document.activeElement) && document.activeElement.closest(".outil")) node?.focus({ preventScroll: true });
    getSelection().removeAllRanges();
    state.cursor = null;
    choose(null);
  };
  const extend = () => {
    if (!state.picked) return;
    state.stack.push(state.picked);
    choose(widened(row, state.picked), { keep: true });
  };
  const reduce = () => state.picked && choose(state.stack.pop() || narrowed(row, state.picked), { keep: true });
  const moved = (band) => Boolean(state.picked) && !sameRanks(state.picked, ranksOf(row, band));
  const take = (code) => {
    const [one] = held();
    if (one?.kind === "machine") send("modify", { id: one.id, code, ...place() });
    else if (one?.kind === "own") send("recode", { id: one.id, code });
    else if (state.picked) send("code", { code, text: state.memo, ...place() });
  };

  const panel = () => {
    if (!data.coder || (!state.picked && !held().length)) return null;
    const [one] = held();
    const parts = [];
    if (state.picked) {
      const said = saidIn(row, state.picked);
      const count = said.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
      parts.push(chosenWords({ words, said, count, extend, reduce, close }));
    }
    const around = (band) => ({ data, send, moved: moved(band), place: place() });
    parts.push(...held().map((band) => about(band, around(band))));
    const label = { machine: words.other_code, own: words.change, other: words.also }[one?.kind] || words.code;
    if (state.picked) parts.push(combobox(data, label, take, leave));
    if (state.picked && !["machine", "own"].includes(one?.kind)) parts.push(noting());
    return make("div", `panneau${["machine", "own"].includes(one?.kind) ? " tenu" : ""}`, ...parts);
  };
  const leave = () => { row[state.picked?.[0]]?.node.focus({ preventScroll: true }); };
  const noting = () => {
    const alone = pressable(words.memo_alone, () => send("memo", { text: state.memo, ...place() }), { act: "memo" });
    alone.hidden = !state.memo.trim();
    const field = memoField(state, words, () => { alone.hidden = !state.memo.trim(); });
    const star = pressable(words.cite, () => send("star", place()), { key: "*", act: "star" });
    const reserve = ([level, label]) => pressable(label, () => send("reserve", { level, ...place() }), { act: `reserve-${level}` });
    const reserves = make("div", "reserver", make("span", "discret", words.reserve), ...data.reserves.map(reserve));
    return make("div", "noter", field, alone, star, reserves);
  };
  const bar = () => {
    const said = make("p", data.error ? "alerte" : "nouvelle", data.error || data.news || "");
    said.setAttribute("role", data.error ? "alert" : "status");
    const undo = pressable(words.undo, () => send("undo"), { key: "Ctrl+Z", title: words.undo_help, act: "undo" });
    return make("div", "barre-bas", said, undo);
  };

  // What changes as one selects: the words chosen and the panel, never the text, so that nothing moves.
  const paint = () => {
    highlight(CHOSEN, state.picked ? ranges(row, state.picked) : []);
    highlight(HELD, held().flatMap((band) => { const at = ranksOf(row, band); return at ? ranges(row, at) : []; }));
    for (const node of root.querySelectorAll(".bande, .barre-code")) {
      node.classList.toggle("tenue", state.held.includes(node.dataset.bande));
    }
    const tool = root.querySelector(".outil");
    tool?.replaceChildren(...[panel(), bar()].filter(Boolean));
  };

  const section = (turn) => {
    const linked = turn.asked && make("span", "etiquette", words.linked);
    const text = textOf(turn, data.bands, words);
    text.onkeydown = (event) => walk(event, text);
    text.onclick = (event) => pointed(event, text);
    const margin = make("div", "marge");
    margin.entries = covering(data.bands, turn).map((part) => bandNode(part, turn, words, hold));
    for (const { bar: beam, node, part } of margin.entries) { beam.dataset.bande = part.band.id; margin.append(beam, node); }
    const node = make("section", `tour ${turn.role}`, make("span", "numero", String(turn.turn)),
      make("div", "", make("span", "voix", turn.voice), linked, text), margin);
    if (turn.asked) node.id = "passage-demande";
    return node;
  };

  const walk = (event, node) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !event.key.startsWith("Arrow") || !data.coder) return;
    event.preventDefault();
    event.stopPropagation();
    const first = row.findIndex((word) => word.node === node);
    if (first < 0) return;
    const at = state.picked && sameRanks(state.picked, state.cursor?.ranks) ? state.cursor : null;
    const [left, right] = state.picked || [first, first];
    const forth = event.key === "ArrowRight" || event.key === "ArrowDown";
    const head = at ? at.head : forth ? right : left;
    const tail = at ? at.tail : forth ? left : right;
    const to = state.picked ? stepped(row, head, event.key, event.shiftKey) : first;
    const from = event.shiftKey && state.picked ? tail : to;
    const ranks = [Math.min(from, to), Math.max(from, to)];
    state.cursor = { head: to, tail: from, ranks };
    getSelection().removeAllRanges();
    if (row[to].node !== document.activeElement) row[to].node.focus({ preventScroll: true });
    choose(ranks, { keep: event.shiftKey });
    inSight(row[to]);
  };
  const low = () => root.querySelector(".outil")?.getBoundingClientRect().top ?? innerHeight;
  const scroll = (by) => (root.closest('[data-testid="stMain"]') || document.scrollingElement).scrollBy(0, by);
  const inSight = ({ node, start, end }) => {
    const rect = reach(node, start, end).getBoundingClientRect();
    if (rect.bottom > low() - 20) scroll(rect.bottom - low() + 60);
    if (rect.top < 80) scroll(rect.top - 140);
  };
  // The panel covers neither the words chosen nor the names beside them, as far as both have room.
  const clear = (ranks) => {
    const rects = [...ranges(row, ranks), ...beside(row, ranks)].map((one) => one.getBoundingClientRect());
    const hidden = Math.max(...rects.map((rect) => rect.bottom)) - low() + 16;
    const room = Math.min(...rects.map((rect) => rect.top)) - 80;
    if (hidden > 0 && room > 0) scroll(Math.min(hidden, room));
  };

  // A click on words that bear something opens it; elsewhere it lets go of what was chosen.
  const pointed = (event, node) => {
    if (!getSelection().isCollapsed || !data.coder) return;
    const range = document.caretPositionFromPoint
      ? document.caretPositionFromPoint(event.clientX, event.clientY)
      : document.caretRangeFromPoint(event.clientX, event.clientY);
    if (!range) return;
    const at = pointAt(node, range);
    const here = covering(data.bands, node.turn).filter((part) => part.start <= at && part.end > at);
    const wanted = here.sort((a, b) => (a.end - a.start) - (b.end - b.start)).map((part) => part.band.id);
    if (wanted.length) hold(wanted.slice(0, 4));
    else choose(null);
  };
  const pointAt = (node, found) => {
    const [leaf, offset] = found.offsetNode ? [found.offsetNode, found.offset] : [found.startContainer, found.startOffset];
    return node.contains(leaf) ? before(node, leaf, offset) : 0;
  };
  const draw = () => {
    const help = data.coder
      ? make("details", "discret aide", make("summary", "", words.how), make("p", "", words.help))
      : make("p", "discret aide", words.read_only);
    const turns = data.turns.map(section);
    root.setAttribute("aria-label", words.page);
    root.classList.remove("attend");
    root.classList.toggle("codable", Boolean(data.coder));
    root.replaceChildren(help, ...turns, ...(data.coder ? [make("div", "outil")] : []));
    row = inRow([...root.querySelectorAll(".source")]);
    if (state.picked && !row[state.picked[1]]) state.picked = null;
    state.held = held().map((band) => band.id);
    paint();
    layBands(root);
    if (!same && focus === "codes") root.querySelector(".codes-saisie")?.focus({ preventScroll: true });
    else if (focus !== undefined) [...root.querySelectorAll(".source")].find((node) => node.turn.turn === focus)?.focus({ preventScroll: true });
    if (going) setTimeout(() => root.querySelector("#passage-demande")?.scrollIntoView({ block: "center" }), 150);
  };

  const KEYS = {
    e: (event) => (event.shiftKey ? reduce() : extend()), "*": () => state.picked && send("star", place()),
    c: () => typeCode(), m: () => typeCode(), enter: () => typeCode(), escape: () => close(),
    a: () => answer("accept"), r: () => answer("refuse"), j: () => answer("unsure"), delete: () => drop(),
  };
  const SOON = 1500; // milliseconds between two keys of one word
  let typed = { key: "", at: -SOON };
  const asCode = (letter, rank) => {
    if (letter === "e") reduce();
    if (letter === "E") extend();
    const field = root.querySelector(".codes-saisie");
    if (!field) return;
    field.focus({ preventScroll: true });
    field.value = letter + rank;
    field.dispatchEvent(new Event("input"));
  };
  const typeCode = () => root.querySelector(".codes-saisie")?.focus({ preventScroll: true });
  const answer = (name) => held()[0]?.kind === "machine" && send(name, { id: held()[0].id });
  const drop = () => {
    const [one] = held();
    if (one && one.author === data.coder) send(one.kind === "star" ? "unstar" : "remove", { id: one.id });
  };
  const pressed = (event) => {
    if (!root.isConnected || !data.coder) return;
    const field = event.target.closest?.(TYPING);
    const undoing = event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
    const ours = root.contains(event.target) || event.target === document.body;
    if (undoing && ours && !(field && field.value)) { taken(event); send("undo"); return; }
    if (field || event.ctrlKey || event.metaKey || event.altKey || !(state.picked || held().length)) return;
    if (event.key === "Enter" && event.target.closest?.("button, a, summary")) return;
    // « * » is Shift+8 on some keyboards: the sign that is typed comes before the key that types it.
    const rank = !KEYS[event.key.toLowerCase()] && /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
    // « B2 » typed without going to the field is the name of a code, not the second of the list.
    if (rank && performance.now() - typed.at < SOON) { taken(event); asCode(typed.key, rank); return; }
    const option = rank && root.querySelectorAll(".options li")[rank - 1];
    if (option?.offsetParent) { taken(event); option.click(); return; }
    const letter = /^\p{L}$/u.test(event.key);
    if (letter) typed = { key: event.key, at: performance.now() };
    const todo = KEYS[event.key.toLowerCase()];
    if (todo) { taken(event); todo(event); } else if (letter && state.picked) typeCode();
  };

  // While the button is down the selection is still being made.
  let down = false;
  const selected = () => {
    if (down || !data.coder || document.activeElement?.closest?.(".outil")) return;
    const ranks = touched(root, row);
    if (!ranks || sameRanks(ranks, state.picked)) return;
    state.cursor = null;
    choose(ranks);
  };
  const pressing = (event) => { down = root.contains(event.target) && !event.target.closest?.(".outil"); };
  const released = () => { if (down) { down = false; setTimeout(selected); } };

  draw();
  let waiting = 0;
  const sized = new ResizeObserver(() => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(() => layBands(root)); });
  sized.observe(root);
  const heard = [["keydown", pressed], ["mousedown", pressing], ["mouseup", released]];
  const release = listen(root, heard, selected, () => sized.disconnect());
  return () => { release(); highlight(CHOSEN, []); highlight(HELD, []); };
}
