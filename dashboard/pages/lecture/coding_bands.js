// Bands beside the text: a bar as high as the passage, its name at its side, overlapping ones side by side.
const BAR = 9; // pixels from one bar to the next

const bandNode = (part, turn, words, hold) => {
  const { band } = part;
  const bar = make("i", `barre-code ${band.kind}`);
  bar.style.setProperty("--encre", band.colour);
  const by = { own: "", other: band.author, machine: band.status.replace(` ${words.to_check}`, ""), star: "", memo: "" }[band.kind];
  const name = { star: `★ ${words.star}`, memo: `✎ ${words.memo}` }[band.kind] || band.label;
  const more = [by, band.author && ["star", "memo"].includes(band.kind) && !band.mine ? band.author : "",
    turn.turn > band.turn ? words.continued : ""].filter(Boolean).join(", ");
  const node = make("button", `bande ${band.kind}`, make("span", "bande-nom", name),
    more && make("span", "discret", ` ${more}`), band.memo && make("span", "bande-memo", `✎ ${band.memo}`));
  node.type = "button";
  node.dataset.bande = band.id;
  node.style.setProperty("--encre", band.colour);
  node.onmousedown = (event) => event.preventDefault();
  node.onclick = () => hold([band.id]);
  return { part, bar, node };
};

// The names of what stands on some words.
const beside = (row, ranks) => ranges(row, ranks).flatMap((range) => {
  const node = (range.startContainer.parentElement || range.startContainer).closest(".source");
  const [from, to] = [before(node, range.startContainer, range.startOffset), before(node, range.endContainer, range.endOffset)];
  const entries = node.closest(".tour").querySelector(".marge").entries || [];
  return entries.filter(({ part }) => part.start < to && part.end > from).map((entry) => entry.node);
});

// How high each passage stands beside its text, and in which of the bars: two that meet are never in one.
const stood = (margin, node) => {
  const from = margin.getBoundingClientRect().top;
  const tops = [];
  for (const entry of margin.entries) {
    const rects = [...reach(node, entry.part.start, entry.part.end).getClientRects()].filter((rect) => rect.width);
    entry.top = rects.length ? Math.min(...rects.map((rect) => rect.top)) - from : 0;
    entry.bottom = rects.length ? Math.max(...rects.map((rect) => rect.bottom)) - from : 0;
  }
  for (const entry of [...margin.entries].sort((a, b) => a.top - b.top || b.bottom - a.bottom)) {
    let lane = tops.findIndex((bottom) => bottom <= entry.top + 1);
    if (lane < 0) lane = tops.length;
    tops[lane] = entry.bottom;
    entry.lane = lane;
  }
  margin.lanes = tops.length;
};

const seated = (margin) => {
  for (const { bar, lane, top, bottom, node } of margin.entries) {
    bar.style.left = `${lane * BAR}px`;
    bar.style.top = `${top + 2}px`;
    bar.style.height = `${Math.max(8, bottom - top - 4)}px`;
    node.style.left = `${margin.lanes * BAR + 4}px`;
  }
};

// A name waits for the one above it to end.
const named = (margin) => {
  let done = 0;
  for (const entry of [...margin.entries].sort((a, b) => a.top - b.top || a.lane - b.lane)) {
    const at = Math.max(entry.top, done);
    entry.node.style.top = `${at}px`;
    done = at + entry.height + 4;
  }
  margin.style.minHeight = `${done}px`;
};

// All measures, then all places: the browser lays the page out a few times, not once for each band.
const layBands = (root) => {
  const margins = [...root.querySelectorAll(".marge")].filter((margin) => margin.entries?.length);
  if (!margins.length || getComputedStyle(margins[0]).position !== "relative") return;
  for (const margin of margins) stood(margin, margin.parentElement.querySelector(".source"));
  for (const margin of margins) seated(margin);
  for (const margin of margins) for (const entry of margin.entries) entry.height = entry.node.offsetHeight;
  for (const margin of margins) named(margin);
};
