// Keys of the review → what they mean; the text of a turn cut where proposals stand. Knows no page.
import { sliced, size } from "../../ui/assets/text_points.js";

export const KEYS = {
  a: "accept", k: "keep", c: "change", e: "everywhere", i: "here", s: "next", n: "next", p: "previous",
  z: "undo", u: "undo",
};
export const SCOPES = ["everywhere", "here"];

// A digit answers what is asked last: the type of the words selected, else another pseudonym; a letter does something.
export const meaningOf = (key, { types, alternatives }) => {
  const rank = Number(key) - 1;
  if (types[rank]) return { mask: types[rank][0] };
  if (alternatives[rank]) return { change: alternatives[rank] };
  const act = KEYS[key.toLowerCase()];
  return act ? { act } : null;
};

// A turn and its proposals → its text in pieces, each with the proposal that stands on it; the first of two that meet.
export const piecesOf = (text, spans) => {
  const pieces = [];
  let done = 0;
  for (const span of spans) {
    if (span.start < done) continue;
    pieces.push({ said: sliced(text, done, span.start) }, { said: sliced(text, span.start, span.end), span });
    done = span.end;
  }
  return [...pieces, { said: sliced(text, done, size(text)) }].filter(({ said }) => said);
};
