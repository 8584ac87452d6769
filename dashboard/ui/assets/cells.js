// A table that one fills in: text or ticks, by keyboard, by mouse, or pasted from a spreadsheet.
// Each cell is told as soon as it is left.
import { blockOf, rowsDown, ticks } from "./cells_paste.js";
import { known, tableOf } from "./cells_table.js";

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

// What says whose line it is stays in sight, whatever column one fills in.
const freeze = ({ data }, table) => {
  let left = 0;
  data.heads.forEach((_, i) => {
    const width = table.rows[0].cells[i].getBoundingClientRect().width;
    [...table.rows].forEach((row) => {
      row.cells[i].classList.add("figee");
      row.cells[i].style.left = `${left}px`;
    });
    left += width;
  });
};

// Columns find their widths when letters have come, and when the window changes.
const keepFrozen = (desk, table) => {
  const { root } = desk;
  root.watching?.disconnect();
  root.watching = new ResizeObserver(() => freeze(desk, table));
  root.watching.observe(table);
  freeze(desk, table);
};

// A cell is known by its row and its column, wherever they stand in a table drawn anew.
const nameOf = ({ rows, columns }, { row, column }) => `${rows[+row]}\n${columns[+column]}`;
const namesOf = ({ rows, columns }) => ({ rows: rows.map(({ key }) => key), columns: columns.map(({ key }) => key) });

// What is typed and not said yet.
const unsaid = (desk) => {
  const { names } = desk.root;
  if (!names) return {};
  const typed = fields(desk).filter((input) => valueOf(input) !== input.dataset.heard);
  return Object.fromEntries(typed.map((input) => [nameOf(names, input.dataset), valueOf(input)]));
};
const restore = (desk, typed) => fields(desk).forEach((input) => {
  const value = typed[nameOf(desk.root.names, input.dataset)];
  if (value === undefined || input.disabled) return;
  fill(desk, input, value);
  input.dataset.typed = "yes";
  shows(input);
});

// A column that has just come is brought into view; otherwise one stays where one was.
const scrolled = ({ data: { columns }, root }, around, before) => {
  const come = root.names && columns.length > root.names.columns.length;
  around.scrollLeft = come ? around.scrollWidth : before?.scrollLeft ?? 0;
  around.scrollTop = before?.scrollTop ?? 0;
};

const draw = (desk) => {
  const { root } = desk;
  const typed = unsaid(desk);
  const { row, column } = root.contains(document.activeElement) ? { ...document.activeElement.dataset } : {};
  const before = root.querySelector(".defile");
  const [around, ...lists] = tableOf(desk);
  root.replaceChildren(around, ...lists);
  keepFrozen(desk, around.querySelector("table"));
  scrolled(desk, around, before);
  root.names = namesOf(desk.data);
  restore(desk, typed);
  if (row !== undefined) fieldOf(desk, row, column)?.focus();
};

// The heads of columns and the values offered follow without a table drawn anew.
const retold = (desk) => desk.data.columns.forEach((column, c) => {
  const { data: { heads, name, rows }, root } = desk;
  const said = root.querySelectorAll("thead th")[heads.length + c]?.querySelector(".discret");
  if (said && said.textContent !== column.hint) said.textContent = column.hint;
  const now = known(desk, column, c);
  if (!now) return;
  const list = root.querySelector(`#connues-${CSS.escape(name)}-${c}`);
  if (list) list.replaceChildren(...now.children);
  else root.append(now);
  rows.forEach((_, r) => fieldOf(desk, r, c)?.setAttribute("list", now.id));
});

// What Python heard; what is being typed stays.
const heard = (desk, input, { value, was }) => {
  Object.assign(input.dataset, { heard: value, was: was ?? value });
  if (valueOf(input) === value) delete input.dataset.typed;
  else if (!input.dataset.typed && input !== document.activeElement) fill(desk, input, value);
  shows(input);
};
const refresh = (desk) => {
  retold(desk);
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
  const shape = JSON.stringify([
    data.name, data.heads, data.columns.map(({ key, label }) => [key, label]),
    data.rows.map((row) => [row.key, row.heads]),
  ]);
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
