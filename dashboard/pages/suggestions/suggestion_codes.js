// Codes that a coder chooses by typing, one for a modification, several for a decision made alone; and the words kept.
const ACCENTS = /[\u0300-\u036f]/g;

const folded = (text) => text.normalize("NFD").replace(ACCENTS, "").toLowerCase();

// ``doing`` is what the hands may do: draw again, close, confirm, validate.
const chooser = ({ root, data, state, doing }) => {
  const words = data.labels;
  const several = data.phase === "blind";
  const choose = (code) => {
    const chosen = several ? state.codes.filter((other) => other !== code) : [];
    state.codes = [...chosen, code];
    state.asked = "";
    doing.draw();
    root.querySelector(".codes-saisie")?.focus();
  };
  const offered = () => {
    const asked = folded(state.asked).trim();
    const fits = data.codes.filter(({ label }) => folded(label).includes(asked));
    return fits.filter(({ id }) => !several || !state.codes.includes(id));
  };
  const chip = (id) => {
    const code = data.codes.find((one) => one.id === id);
    const node = make("span", "jeton", code ? code.label : id);
    if (several) {
      const away = make("button", "", "✕");
      away.type = "button";
      away.setAttribute("aria-label", `${words.remove} ${code ? code.label : id}`);
      away.onclick = () => { state.codes = state.codes.filter((other) => other !== id); doing.draw(); };
      node.append(away);
    }
    return node;
  };
  const options = () => {
    const box = make("div", "options");
    const fits = offered();
    box.append(...fits.slice(0, state.asked || several ? data.codes.length : 0).map(({ id, label, help }) => {
      const node = make("button", "", label);
      node.type = "button";
      node.title = help;
      node.onmousedown = (event) => event.preventDefault();
      node.onclick = () => choose(id);
      return node;
    }));
    if (!fits.length) box.append(make("span", "discret", words.no_code));
    return box;
  };
  const typing = () => {
    const input = make("input", "codes-saisie");
    input.setAttribute("aria-label", several ? words.codes : words.code);
    input.placeholder = words.type;
    input.value = state.asked;
    input.autocomplete = "off";
    input.oninput = () => {
      state.asked = input.value;
      root.querySelector(".options").replaceWith(options());
    };
    input.onkeydown = (event) => {
      if (event.key === "Escape") { input.blur(); if (!several) doing.close(); }
      if (event.key === "Enter" && input.value.trim() && offered().length) choose(offered()[0].id);
      else if (event.key === "Enter" && !several) doing.confirm();
      else if (event.key === "Enter") doing.validate();
      event.stopPropagation();
    };
    return input;
  };
  const kept = () => {
    const node = make("p", "bornes", `${words.words} : `,
      state.picked ? make("q", "", state.picked.said) : words.whole);
    if (!state.picked) return node;
    const whole = make("button", "", words.whole);
    whole.type = "button";
    whole.onclick = () => { state.picked = null; doing.draw(); };
    node.append(" ", whole);
    return node;
  };
  const coding = () => {
    if (!several && !state.modifying) return null;
    const field = make("label", "", several ? words.codes : words.code, typing());
    const save = make("button", "principal", words.confirm);
    save.type = "button";
    save.onclick = doing.confirm;
    const parts = [field, make("div", "jetons", ...state.codes.map(chip)), options(), kept(),
      make("p", "discret", words.ends), several ? null : save];
    return make("section", "codage", ...parts.filter(Boolean));
  };
  return { coding, kept };
};
