// Names that are no code yet, typed or said in a passage. Knows no page.
import { folded } from "./text_points.js";

export const wordsIn = (said) => said.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

// Whether what is typed is the name of no code: it may become one.
export const isNew = ({ codes }, typed) => {
  const wanted = folded(typed).trim();
  const names = ({ id, label }) => [id, label, label.slice(id.length)].map((name) => folded(name).trim());
  return Boolean(wanted) && !codes.some((code) => names(code).includes(wanted));
};

// Words that make a name of themselves: as they are said, without what ends a sentence; none where they are too many.
const LONGEST_NAME = 12;
export const nameIn = (said) => said.replace(/\s+/g, " ").trim().replace(/^[«"“\s]+|[\s.,;:!?…»"”]+$/gu, "");
export const namesItself = (said) => wordsIn(said) > 0 && wordsIn(said) <= LONGEST_NAME;
