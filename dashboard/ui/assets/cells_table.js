// Rows and columns → the nodes of a table to fill in. ``desk`` holds the data and the root of the component.
import { make, named } from "./nodes.js";

const listName = ({ data }, c) => `connues-${data.name}-${c}`;

const contentOf = ({ value = "", was = value, locked = false, hint = "" } = {}) => ({ value, was, locked, hint });

const cell = (desk, r, c) => {
  const { data: { columns, labels, rows } } = desk;
  const { value, was, locked, hint } = contentOf(rows[r].cells[c]);
  const label = `${rows[r].heads.filter(Boolean).join(", ")} — ${columns[c].label}`;
  const input = named(document.createElement("input"), label);
  const ticked = columns[c].kind === "tick";
  input.type = ticked ? "checkbox" : "text";
  Object.assign(input.dataset, { row: r, column: c, heard: value, was });
  Object.assign(input, ticked ? { checked: Boolean(value) } : { value, placeholder: hint });
  if (columns[c].known?.length) input.setAttribute("list", listName(desk, c));
  input.disabled = locked;
  if (locked) input.title = labels.locked;
  return make("td", locked ? "tenue" : value !== was ? "nouvelle-valeur" : "", input);
};

// The values that are there already, offered as one types; nothing when there is none.
export const known = (desk, column, c) => {
  if (!column.known?.length) return null;
  const list = make("datalist", "", ...column.known.map((value) => new Option("", value)));
  list.id = listName(desk, c);
  return list;
};

const headed = (label, { hint = "", scope = "col", kind = "" } = {}) => {
  const th = make("th", kind, label, hint && make("span", "discret", hint));
  th.scope = scope;
  return th;
};

// The table, then the values that are there already, offered as one types.
export const tableOf = (desk) => {
  const { data: { columns, heads, rows, title } } = desk;
  const head = make("tr", "", ...heads.map((label) => headed(label)),
    ...columns.map(({ label, hint }) => headed(label, { hint })));
  const body = rows.map((row, r) => make(
    "tr", row.first ? "debut" : "",
    ...row.heads.map((said, rank) => headed(said, { scope: "row", kind: `tete-${rank}` })),
    ...columns.map((_, c) => cell(desk, r, c))));
  const table = named(make("table", "", make("thead", "", head), make("tbody", "", ...body)), title);
  const around = make("div", "defile", table);
  around.tabIndex = -1;
  return [around, ...columns.map((column, c) => known(desk, column, c)).filter(Boolean)];
};
