// Bands beside the text: a bar as high as the passage, its name at its side, overlapping ones side by side.
import { make } from "../../ui/assets/nodes.js";
import { sliced } from "../../ui/assets/text_points.js";
import { rangeOf } from "../../ui/assets/text_selection.js";
import { covering, lanesOf, stacked } from "./band_layout.js";
import { nameOf, shortened } from "./code_search.js";

const BAR = 9; // pixels from one bar to the next
const GAP = 4; // pixels between two names

const bandNode = (part, turn, { hold, words }) => {
  const { band } = part;
  const bar = make("i", `barre-code ${band.kind}`);
  const by = { own: "", machine: band.status.replace(` ${words.to_check}`, "") }[band.kind] ?? band.author;
  const more = [by, turn.turn > band.turn && words.continued].filter(Boolean).join(", ");
  const node = make("button", `bande ${band.kind}`, make("span", "bande-nom", nameOf(band, words)),
    more && make("span", "discret", ` ${more}`), band.memo && make("span", "bande-memo", `✎ ${band.memo}`));
  node.type = "button";
  node.setAttribute("aria-description", `« ${shortened(sliced(turn.text, part.start, part.end))} »`);
  node.onmousedown = (event) => event.preventDefault();
  node.onclick = () => hold([band.id]);
  for (const one of [bar, node]) {
    one.dataset.bande = band.id;
    one.style.setProperty("--encre", band.colour);
  }
  return { part, bar, node };
};

// The margin of a turn: all that stands on it.
export const marginOf = (turn, desk) => {
  const margin = make("div", "marge");
  margin.entries = covering(desk.data.bands, turn).map((part) => bandNode(part, turn, desk));
  for (const { bar, node } of margin.entries) margin.append(bar, node);
  return margin;
};

// The names of what stands on some parts of turns.
export const beside = (nodes, parts) => parts.flatMap(({ turn, start, end }) => (
  nodes.get(turn).closest(".tour").querySelector(".marge").entries
    .filter(({ part }) => part.start < end && part.end > start).map(({ node }) => node)));

// How high each passage stands beside its text.
const measured = (margin) => {
  const from = margin.getBoundingClientRect().top;
  const source = margin.parentElement.querySelector(".source");
  return margin.entries.map((entry) => {
    const { start, end } = entry.part;
    const rects = [...rangeOf(source, start, end).getClientRects()].filter((rect) => rect.width);
    const [tops, bottoms] = [rects.map((rect) => rect.top - from), rects.map((rect) => rect.bottom - from)];
    return { ...entry, top: rects.length ? Math.min(...tops) : 0, bottom: rects.length ? Math.max(...bottoms) : 0 };
  });
};

const seated = (entries) => {
  const { lanes, count } = lanesOf(entries, "top", "bottom", 1);
  return entries.map((entry) => {
    const lane = lanes.get(entry);
    entry.bar.style.left = `${lane * BAR}px`;
    entry.bar.style.top = `${entry.top + 2}px`;
    entry.bar.style.height = `${Math.max(8, entry.bottom - entry.top - 4)}px`;
    entry.node.style.left = `${count * BAR + 4}px`;
    return { ...entry, lane };
  });
};

// All measures, then all places: the browser lays the page out a few times, not once for each band.
export const layBands = (root) => {
  const margins = [...root.querySelectorAll(".marge")].filter((margin) => margin.entries.length);
  if (!margins.length || getComputedStyle(margins[0]).position !== "relative") return;
  const seen = margins.map(measured).map(seated);
  const high = seen.map((entries) => entries.map((entry) => ({ ...entry, height: entry.node.offsetHeight })));
  high.forEach((entries, rank) => {
    const { placed, height } = stacked(entries, GAP);
    for (const { node, at } of placed) node.style.top = `${at}px`;
    margins[rank].style.minHeight = `${height}px`;
  });
};
