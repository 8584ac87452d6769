// A turn, what people and the machine put on it → its text, cut wherever something begins or ends, each piece named.
import { make, named } from "../../ui/assets/nodes.js";
import { size, sliced } from "../../ui/assets/text_points.js";
import { covering, cutsOf, holding, lanesOf, shownParts } from "./band_layout.js";
import { toldOf } from "./code_search.js";

const CODED = ["own", "other", "machine"];
const SIGNS = { star: "★", memo: "✎" };
const LINE = 3; // pixels between two lines under the words
const HATCH = "repeating-linear-gradient(-45deg, transparent 0 7px, rgb(125 29 18 / .09) 7px 9px)";

const ink = ({ band }) => (band.kind === "machine"
  ? `repeating-linear-gradient(90deg, ${band.colour} 0 4px, transparent 4px 8px)`
  : `linear-gradient(${band.colour}, ${band.colour})`);

// Lines under the words, one above the other; what a speaker reserves stays hatched under the codes.
const inked = (piece, over, reserved) => {
  const lines = over.filter(({ lane }) => lane !== undefined);
  if (!lines.length) return;
  piece.style.backgroundImage = [...lines.map(ink), ...(reserved ? [HATCH] : [])].join(", ");
  piece.style.backgroundSize = [...lines.map(() => "100% 2px"), ...(reserved ? ["auto"] : [])].join(", ");
  piece.style.backgroundRepeat = "no-repeat";
  piece.style.backgroundPosition = lines.map(({ lane }) => `0 calc(100% - ${(2 - (lane % 3)) * LINE}px)`).join(", ");
};

const nameAt = ({ band }) => SIGNS[band.kind] || (band.kind === "machine" ? `${band.code}\u00a0?` : band.code);

const pieceOf = (turn, start, end, drawn, reserves) => {
  const said = sliced(turn.text, start, end);
  // The line break stays in the text, so that offsets hold; a paragraph ends where it shows.
  if (turn.gaps.includes(start)) return make("span", "alinea", said);
  const over = holding(drawn, start, end);
  const reserved = holding(reserves, start, end);
  const wanted = turn.asked && turn.asked[0] <= start && turn.asked[1] >= end;
  if (!over.length && !reserved.length && !wanted) return document.createTextNode(said);
  const kinds = [...new Set(over.map((part) => part.band.kind)), reserved.length && "reserve", wanted && "demande"];
  const piece = make("span", kinds.filter(Boolean).join(" "), said);
  inked(piece, over, reserved.length > 0);
  const names = over.filter((part) => part.end === end && part.ends !== false).map(nameAt);
  if (names.length) piece.dataset.noms = [...new Set(names)].join(" ");
  const told = reserved.filter((part) => part.end === end).map(({ label }) => label);
  if (told.length) piece.dataset.reserve = told.join(", ");
  piece.title = [...new Set(over.map(({ band }) => band.label || SIGNS[band.kind]))].join(" · ");
  return piece;
};

export const textOf = (turn, bands, words) => {
  const parts = covering(bands, turn);
  const shown = shownParts(parts);
  const { lanes } = lanesOf(shown.filter(({ band }) => CODED.includes(band.kind)), "start", "end");
  const drawn = shown.map((part) => ({ ...part, lane: lanes.get(part) }));
  const reserves = turn.reserves.map(([start, end, label]) => ({ start, end, label }));
  const asked = turn.asked ? [{ start: turn.asked[0], end: turn.asked[1] }] : [];
  const node = make("p", `source ${turn.role === "participant" ? "dit" : "question"}`);
  for (const [start, end] of cutsOf(size(turn.text), [...drawn, ...reserves, ...asked], turn.gaps)) {
    node.append(pieceOf(turn, start, end, drawn, reserves));
  }
  node.turn = turn;
  node.tabIndex = 0;
  if (parts.length) node.setAttribute("aria-description", parts.map(({ band }) => toldOf(band, words)).join(" ; "));
  return named(node, `${words.turn} ${turn.turn}, ${turn.voice}`, "group");
};
