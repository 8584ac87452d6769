// Boxes beside the passages of a page ↔ which are ticked: told together, a breath after the last one.
// The boxes stand in the page, outside this component: what Python says is ticked is, unless hands are still at it.
const BOX = "input[data-hit]";
const BREATH = 200; // milliseconds

const boxes = () => [...document.querySelectorAll(BOX)];

const tick = (choice) => {
  for (const box of boxes()) box.checked = choice.ticked.has(box.dataset.hit);
};

const tell = (choice) => {
  choice.timer = 0;
  const shown = boxes().map((box) => box.dataset.hit);
  choice.send("gesture", { gesture: "select", shown, names: shown.filter((name) => choice.ticked.has(name)) });
};

// With Shift held, all the boxes from the last one follow.
const span = (choice, box, extended) => {
  const all = boxes();
  const [from, to] = [all.findIndex((one) => one.dataset.hit === choice.last), all.indexOf(box)];
  return extended && from >= 0 ? all.slice(Math.min(from, to), Math.max(from, to) + 1) : [box];
};

const changed = (choice, event) => {
  const box = event.target.closest?.(BOX);
  if (!box) return;
  for (const one of span(choice, box, choice.extended)) {
    choice.ticked[box.checked ? "add" : "delete"](one.dataset.hit);
  }
  choice.last = box.dataset.hit;
  tick(choice);
  clearTimeout(choice.timer);
  choice.timer = setTimeout(() => tell(choice), BREATH);
};

export default function show({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".choix-passages");
  root.choice ??= { ticked: new Set(), timer: 0, last: "", extended: false };
  const choice = root.choice;
  choice.send = setTriggerValue;
  if (!choice.timer) choice.ticked = new Set(data.chosen);
  tick(choice);
  const hear = (event) => changed(choice, event);
  const held = (event) => { choice.extended = event.shiftKey; };
  // Cards are drawn anew when their codes change: their boxes are ticked anew.
  const drawn = new MutationObserver((changes) => changes.some((one) => one.addedNodes.length) && tick(choice));
  root.letGo?.();
  document.addEventListener("change", hear);
  document.addEventListener("click", held, true);
  drawn.observe(document.querySelector('[data-testid="stMain"]') || document.body, { childList: true, subtree: true });
  root.letGo = () => {
    document.removeEventListener("change", hear);
    document.removeEventListener("click", held, true);
    drawn.disconnect();
  };
  return () => root.letGo?.();
}
