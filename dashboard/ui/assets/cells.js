// A table that one fills in: text or ticks, by keyboard, by mouse, or pasted from a spreadsheet.
// Every word of the study is written as text, never as markup. Each cell is told as soon as it is left.
const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [1, 0] };

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".saisie");
  const { labels: words, columns, rows } = data;

  const field = (row, column) => root.querySelector(`[data-row="${row}"][data-column="${column}"]`);
  const valueOf = (input) => (input.type === "checkbox" ? (input.checked ? "x" : "") : input.value.trim());
  const shows = (input) => input.closest("td").classList.toggle("nouvelle-valeur", valueOf(input) !== input.dataset.was);
  // Two things said at once make one: what is not known to have been heard is said again with what is new.
  const tell = () => {
    const unheard = [...root.querySelectorAll("input")].filter((input) => valueOf(input) !== input.dataset.heard);
    unheard.forEach(shows);
    const cells = unheard.map((input) => (
      { row: rows[+input.dataset.row].key, column: columns[+input.dataset.column].key, value: valueOf(input) }
    ));
    if (cells.length) setTriggerValue("gesture", { gesture: "set", token: data.token, cells });
  };
  const fill = (input, value) => {
    if (!input || input.disabled) return;
    if (input.type === "checkbox") input.checked = yes(value);
    else input.value = value;
  };
  const yes = (value) => !data.no.includes(value.trim().toLowerCase());

  const pasted = (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!/[\t\n]/.test(text.replace(/\r?\n$/, ""))) return;
    event.preventDefault();
    const [top, left] = [+event.target.dataset.row, +event.target.dataset.column];
    const block = text.replace(/\r?\n$/, "").split(/\r?\n/).map((line) => line.split("\t"));
    const inputs = block.flatMap((line, r) => line.map((value, c) => [field(top + r, left + c), value]));
    inputs.forEach(([input, value]) => fill(input, value));
    inputs.forEach(([input]) => { if (input) input.dataset.typed = "yes"; });
    tell();
  };
  const moved = (event) => {
    const move = MOVES[event.key];
    if (!move || (event.key === "Enter" && event.isComposing)) return;
    const next = field(+event.target.dataset.row + move[0], +event.target.dataset.column + move[1]);
    if (event.key === "Enter") event.preventDefault();
    if (next) { event.preventDefault(); next.focus(); next.select?.(); }
    else tell();
  };

  const cell = (r, c) => {
    const { value = "", was = value, locked = false, hint = "" } = rows[r].cells[c] || {};
    const input = document.createElement("input");
    const ticks = columns[c].kind === "tick";
    input.type = ticks ? "checkbox" : "text";
    Object.assign(input.dataset, { row: r, column: c, heard: value, was });
    input.setAttribute("aria-label", `${rows[r].heads.filter(Boolean).join(", ")} — ${columns[c].label}`);
    if (ticks) input.checked = Boolean(value); else input.value = value;
    if (columns[c].known?.length) input.setAttribute("list", `connues-${data.name}-${c}`);
    if (!ticks) input.placeholder = hint;
    input.disabled = locked;
    if (locked) input.title = words.locked;
    const node = make("td", locked ? "tenue" : value !== was ? "nouvelle-valeur" : "", input);
    return node;
  };
  const known = (column, c) => {
    if (!column.known?.length) return null;
    const list = make("datalist", "", ...column.known.map((value) => Object.assign(document.createElement("option"), { value })));
    list.id = `connues-${data.name}-${c}`;
    return list;
  };
  const headed = (label, hint = "", scope = "col") => {
    const th = make("th", "", label, hint && make("span", "discret", hint));
    th.scope = scope;
    return th;
  };

  // What says whose line it is stays in sight, whatever column one fills in.
  const freeze = (table) => {
    let left = 0;
    data.heads.forEach((_, i) => {
      const width = table.rows[0].cells[i].getBoundingClientRect().width;
      [...table.rows].forEach((row) => { row.cells[i].classList.add("figee"); row.cells[i].style.left = `${left}px`; });
      left += width;
    });
  };

  // What is typed and not said yet is found again, by the names of its row and its column, in a table drawn anew.
  const unsaid = () => Object.fromEntries(
    [...root.querySelectorAll("input")].filter((input) => root.names && valueOf(input) !== input.dataset.heard)
      .map((input) => [`${root.names.rows[+input.dataset.row]}\n${root.names.columns[+input.dataset.column]}`, valueOf(input)]),
  );
  const draw = () => {
    const typed = unsaid();
    const held = root.contains(document.activeElement) ? { ...document.activeElement.dataset } : null;
    const head = make("tr", "", ...data.heads.map((h) => headed(h)), ...columns.map((c) => headed(c.label, c.hint)));
    const body = rows.map((row, r) => make(
      "tr", row.first ? "debut" : "",
      ...row.heads.map((words, i) => { const th = headed(words, "", "row"); th.className = `tete-${i}`; return th; }),
      ...columns.map((_, c) => cell(r, c)),
    ));
    const table = make("table", "", make("thead", "", head), make("tbody", "", ...body));
    table.setAttribute("aria-label", data.title);
    const around = make("div", "defile", table);
    around.tabIndex = -1;
    const before = root.querySelector(".defile");
    root.replaceChildren(around, ...columns.map(known).filter(Boolean));
    // Its columns find their widths when letters have come, and when the window changes.
    root.watching?.disconnect();
    root.watching = new ResizeObserver(() => freeze(table));
    root.watching.observe(table);
    freeze(table);
    // A column that has just come is brought into view; otherwise one stays where one was.
    const come = root.columns && columns.length > root.columns;
    around.scrollLeft = come ? around.scrollWidth : before?.scrollLeft ?? 0;
    around.scrollTop = before?.scrollTop ?? 0;
    root.columns = columns.length;
    root.names = { rows: rows.map((row) => row.key), columns: columns.map((column) => column.key) };
    root.querySelectorAll("input").forEach((input) => {
      const one = typed[`${root.names.rows[+input.dataset.row]}\n${root.names.columns[+input.dataset.column]}`];
      if (one !== undefined && !input.disabled) { fill(input, one); input.dataset.typed = "yes"; shows(input); }
    });
    if (held?.row !== undefined) field(held.row, held.column)?.focus();
  };
  // What is typed while the page works is not lost: the table is drawn anew only when its rows or columns are others.
  const shape = JSON.stringify([data.name, data.heads, columns.map((c) => [c.key, c.label]), rows.map((r) => [r.key, r.heads])]);
  if (root.shape !== shape) {
    root.shape = shape;
    root.dataset.table = data.name;
    draw();
  } else {
    columns.forEach((column, c) => {
      const said = root.querySelectorAll("thead th")[data.heads.length + c]?.querySelector(".discret");
      if (said && said.textContent !== column.hint) said.textContent = column.hint;
      const list = root.querySelector(`#connues-${CSS.escape(data.name)}-${c}`);
      const now = known(column, c);
      if (list && now) list.replaceChildren(...now.children);
      else if (now) root.append(now);
      rows.forEach((_, r) => { if (now) field(r, c)?.setAttribute("list", now.id); });
    });
    rows.forEach((row, r) => row.cells.forEach((one, c) => {
      const input = field(r, c);
      if (!input) return;
      Object.assign(input.dataset, { heard: one.value, was: one.was ?? one.value });
      if (valueOf(input) === one.value) delete input.dataset.typed;
      else if (!input.dataset.typed && input !== document.activeElement) fill(input, one.value);
      shows(input);
    }));
    if ([...root.querySelectorAll("[data-typed]")].some((input) => input !== document.activeElement)) tell();
  }
  root.onchange = (event) => { event.target.dataset.typed = "yes"; tell(); };
  root.onpaste = pasted;
  root.onkeydown = moved;
}
