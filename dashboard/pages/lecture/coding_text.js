// A turn, what people and the machine put on it → its text, cut wherever something begins or ends, each piece named.
// Every word of the corpus is written as text, never as markup.
const CODED = ["own", "other", "machine"];
const SIGNS = { star: "★", memo: "✎" };

// What a band covers of a turn.
const clipped = (band, turn) => ({
  band,
  start: band.turn === turn.turn ? band.start : 0,
  end: band.last_turn === turn.turn ? band.end : size(turn.text),
  ends: band.last_turn === turn.turn,
});
const covering = (bands, turn) => bands
  .filter((band) => band.turn <= turn.turn && band.last_turn >= turn.turn).map((band) => clipped(band, turn));

// Lines under the words, one above the other: two that overlap never share one.
const laned = (parts) => {
  const free = [];
  for (const part of [...parts].sort((a, b) => a.start - b.start || b.end - a.end)) {
    let lane = free.findIndex((end) => end <= part.start);
    if (lane < 0) lane = free.length;
    free[lane] = part.end;
    part.lane = lane;
  }
  return free.length;
};

const LINE = 3; // pixels between two lines under the words
const HATCH = "repeating-linear-gradient(-45deg, transparent 0 7px, rgb(125 29 18 / .09) 7px 9px)";
const inked = (piece, over, reserved) => {
  const lines = over.filter((part) => CODED.includes(part.band.kind) && part.drawn);
  if (!lines.length) return;
  const ink = ({ band }) => (band.kind === "machine"
    ? `repeating-linear-gradient(90deg, ${band.colour} 0 4px, transparent 4px 8px)`
    : `linear-gradient(${band.colour}, ${band.colour})`);
  // What a speaker reserves stays hatched under the codes.
  piece.style.backgroundImage = [...lines.map(ink), ...(reserved ? [HATCH] : [])].join(", ");
  piece.style.backgroundSize = [...lines.map(() => "100% 2px"), ...(reserved ? ["auto"] : [])].join(", ");
  piece.style.backgroundRepeat = "no-repeat";
  piece.style.backgroundPosition = lines.map(({ lane }) => `0 calc(100% - ${(2 - (lane % 3)) * LINE}px)`).join(", ");
};

// The words of a suggestion that say why; all its words when none does.
const shownParts = (parts) => parts.flatMap((part) => (
  part.band.kind === "machine" && part.band.spans.length
    ? part.band.spans.map(([start, end]) => ({ ...part, start, end })) : [part]));

const nameAt = ({ band }) => SIGNS[band.kind] || (band.kind === "machine" ? `${band.code}\u00a0?` : band.code);

const textOf = (turn, bands, words) => {
  const points = Array.from(turn.text);
  const parts = covering(bands, turn);
  const drawn = shownParts(parts).map((part) => ({ ...part, drawn: true }));
  laned(drawn.filter((part) => CODED.includes(part.band.kind)));
  const extras = turn.reserves.map(([start, end, label]) => ({ start, end, label }));
  const edges = new Set([0, points.length]);
  for (const { start, end } of [...drawn, ...extras]) edges.add(start).add(end);
  if (turn.asked) edges.add(turn.asked[0]).add(turn.asked[1]);
  for (const gap of turn.gaps) edges.add(gap).add(gap + 1);
  const cuts = [...edges].filter((edge) => edge >= 0 && edge <= points.length).sort((a, b) => a - b);
  const node = make("p", `source ${turn.role === "participant" ? "dit" : "question"}`);
  cuts.slice(0, -1).forEach((start, rank) => node.append(
    pieceOf(points, [start, cuts[rank + 1]], { drawn, extras, asked: turn.asked, gaps: turn.gaps })));
  node.turn = turn;
  node.tabIndex = 0;
  node.setAttribute("role", "group");
  node.setAttribute("aria-label", `${words.turn} ${turn.turn}, ${turn.voice}`);
  return node;
};

const pieceOf = (points, [start, end], { drawn, extras, asked, gaps }) => {
  const said = points.slice(start, end).join("");
  // The line break stays in the text, so that offsets hold; a paragraph ends where it shows.
  if (gaps.includes(start)) return make("span", "alinea", said);
  const over = drawn.filter((part) => part.start <= start && part.end >= end);
  const reserved = extras.filter((extra) => extra.start <= start && extra.end >= end);
  const wanted = asked && asked[0] <= start && asked[1] >= end;
  if (!over.length && !reserved.length && !wanted) return document.createTextNode(said);
  const kinds = [...new Set(over.map((part) => part.band.kind))];
  const piece = make("span", [...kinds, reserved.length && "reserve", wanted && "demande"].filter(Boolean).join(" "), said);
  inked(piece, over, reserved.length > 0);
  const names = over.filter((part) => part.end === end && part.ends !== false).map(nameAt);
  if (names.length) piece.dataset.noms = [...new Set(names)].join(" ");
  const told = reserved.filter((extra) => extra.end === end).map((extra) => extra.label);
  if (told.length) piece.dataset.reserve = told.join(", ");
  piece.title = [...new Set(over.map(({ band }) => band.label || SIGNS[band.kind]))].join(" · ");
  return piece;
};
