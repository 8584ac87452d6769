// What is pasted or typed in a table → what its cells hold. Knows no page.
const MOVES = { ArrowUp: -1, ArrowDown: 1, Enter: 1 };

// How many rows a key goes down; 0 for a key that stays in the cell.
export const rowsDown = ({ key, isComposing }) => (key === "Enter" && isComposing ? 0 : MOVES[key] || 0);

// Rows of columns copied from a spreadsheet → their cells; null for a single value, which the field takes by itself.
export const blockOf = (text) => {
  const lines = text.replace(/\r?\n$/, "");
  return /[\t\n]/.test(lines) ? lines.split(/\r?\n/).map((line) => line.split("\t")) : null;
};

// Whether a value ticks a cell: any but those that say no.
export const ticks = (value, no) => !no.includes(value.trim().toLowerCase());
