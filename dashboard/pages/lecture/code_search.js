// Codes that answer what is typed; what is said of the words chosen. Knows no page.
import { wordsIn } from "../../ui/assets/code_names.js";
import { folded } from "../../ui/assets/text_points.js";

const SHORT = 5; // words kept at each end of a long passage, which is marked in the text anyway

export const shortened = (said) => {
  const words = said.split(/\s+/);
  return words.length > 2 * SHORT + 2 ? [...words.slice(0, SHORT), "…", ...words.slice(-SHORT)].join(" ") : said;
};

// An id first, then a word that begins so, then any part; those of the nine digits before the others.
const rankOf = (code, wanted, nine) => {
  const digit = nine.indexOf(code.id);
  const late = digit < 0 ? nine.length : digit;
  if (!wanted || folded(code.id).startsWith(wanted)) return late;
  const name = folded(`${code.label} ${code.family}`);
  if (name.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted))) return 100 + late;
  return wanted.split(/\s+/).every((word) => name.includes(word)) ? 200 + late : -1;
};
export const fitting = ({ codes, nine }, typed) => {
  const wanted = folded(typed).trim();
  const ranked = codes.map((code) => ({ code, rank: rankOf(code, wanted, nine) })).filter(({ rank }) => rank >= 0);
  return ranked.sort((a, b) => a.rank - b.rank).map(({ code }) => code);
};


// The name of what stands beside the text, then who put it or how sure the machine is.
export const nameOf = ({ kind, label }, words) => (
  { star: `★ ${words.star}`, memo: `✎ ${words.memo}` }[kind] || label);
export const toldOf = (band, words) => {
  const by = { own: words.mine, machine: band.status }[band.kind] ?? band.author;
  return by ? `${nameOf(band, words)} (${by})` : nameOf(band, words);
};

// What is read aloud of the words chosen, and of what stands on them; nothing when nothing is chosen.
export const spoken = (said, bands, words) => {
  if (!said) return "";
  const count = wordsIn(said);
  const standing = bands.map((band) => toldOf(band, words)).join(" ; ") || words.nothing_on_words;
  const what = `${words.selected} : « ${shortened(said)} », ${count} ${count > 1 ? words.words : words.word}.`;
  return `${what} ${words.on_words} ${standing}.`;
};
