// A table that one fills in: text or ticks, by keyboard, by mouse, or pasted from a spreadsheet.
// Each cell is told as soon as it is left.
import { blockOf, rowsDown, ticks } from "./cells_paste.js";
import { tableOf } from "./cells_table.js";

const fieldOf = ({ root }, row, column) => root.querySelector(`[data-row="${row}"][data-column="${column}"]`);
const fields = ({ root }) => [...root.querySelectorAll("input")];
const checked = (input) => (input.checked ? "x" : "");
const valueOf = (input) => (input.type === "checkbox" ? checked(input) : input.value.trim());
const shows = (input) => input.closest("td").classList.toggle("nouvelle-valeur", valueOf(input) !== input.dataset.was);

// Two things said at once make one: what is not known to have been heard is said again with what is new.
const tell = (desk) => {
  const { data: { columns, rows, token }, setTriggerValue } = desk;
  const unheard = fields(desk).filter((input) => valueOf(input) !== input.dataset.heard);
  unheard.forEach(shows);
  const cells = unheard.map((input) => (
    { row: rows[+input.dataset.row].key, column: columns[+input.dataset.column].key, value: valueOf(input) }));
  if (cells.length) setTriggerValue("gesture", { gesture: "set", token, cells });
};

const fill = ({ data }, input, value) => {
  if (input.disabled) return;
  if (input.type === "checkbox") input.checked = ticks(value, data.no);
  else input.value = value;
};

const pasted = (desk, event) => {
  const block = blockOf(event.clipboardData?.getData("text/plain") ?? "");
  if (!block) return;
  event.preventDefault();
  const [top, left] = [+event.target.dataset.row, +event.target.dataset.column];
  block.forEach((line, r) => line.forEach((value, c) => {
    const input = fieldOf(desk, top + r, left + c);
    if (!input) return;
    fill(desk, input, value);
    input.dataset.typed = "yes";
  }));
  tell(desk);
};

const moved = (desk, event) => {
  const step = rowsDown(event);
  if (!step) return;
  const next = fieldOf(desk, +event.target.dataset.row + step, event.target.dataset.column);
  if (next || event.key === "Enter") event.preventDefault();
  if (!next) { tell(desk); return; }
  next.focus();
  next.select?.();
};

const draw = (desk) => {
  const { root } = desk;
  const { row, column } = root.contains(document.activeElement) ? { ...document.activeElement.dataset } : {};
  root.replaceChildren(...tableOf(desk));
  if (row !== undefined) fieldOf(desk, row, column)?.focus();
};

// What Python heard; what is being typed stays.
const heard = (desk, input, { value, was }) => {
  Object.assign(input.dataset, { heard: value, was: was ?? value });
  if (valueOf(input) === value) delete input.dataset.typed;
  else if (!input.dataset.typed && input !== document.activeElement) fill(desk, input, value);
  shows(input);
};
const refresh = (desk) => {
  desk.data.rows.forEach((row, r) => row.cells.forEach((one, c) => {
    const input = fieldOf(desk, r, c);
    if (input) heard(desk, input, one);
  }));
  if (fields(desk).some((input) => input.dataset.typed && input !== document.activeElement)) tell(desk);
};

export default function show({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".saisie");
  const desk = { data, root, setTriggerValue };
  // What is typed while the page works is not lost: the table is drawn anew only when its rows or columns are others.
  const shape = JSON.stringify([data.name, data.heads, data.columns, data.rows.map((row) => [row.key, row.heads])]);
  if (root.shape === shape) refresh(desk);
  else {
    root.shape = shape;
    root.dataset.table = data.name;
    draw(desk);
  }
  root.onchange = (event) => { event.target.dataset.typed = "yes"; tell(desk); };
  root.onpaste = (event) => pasted(desk, event);
  root.onkeydown = (event) => moved(desk, event);
}
