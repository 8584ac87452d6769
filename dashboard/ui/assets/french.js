// What Streamlit itself says in English, said in French: labels that are read aloud, and the link to the content.
// Only whole labels that are known are touched, and of texts only Streamlit's own: never a word of the corpus.
((french, lists, lost) => {
  if (window.filigraneFrench) return;
  window.filigraneFrench = true;
  const NAMES = ["aria-label", "title", "placeholder"];
  const HELP = "Help for ";
  const OWN = '[data-testid="stSkipToContent"], [data-testid="stFileUploaderDropzone"] p';
  const label = (node) => {
    for (const name of NAMES) {
      const said = node.getAttribute(name);
      if (Object.hasOwn(french, said)) node.setAttribute(name, french[said]);
      // The sign « ? » beside a field bears the name of that field.
      if (said?.startsWith(HELP)) node.setAttribute(name, french[HELP] + said.slice(HELP.length));
    }
    const leaf = node.matches(OWN) && node.firstChild;
    if (leaf && Object.hasOwn(french, leaf.nodeValue)) leaf.nodeValue = french[leaf.nodeValue];
  };
  // Lists are written anew while one types: what a text node says is looked at each time it changes.
  const LISTS = '[role="listbox"], [data-testid*="VirtualDropdown"], [data-baseweb="popover"]';
  const listed = (node) => {
    const said = node.nodeValue.trim();
    const known = lists[said.replace(/\d+/, "#")];
    if (known && node.parentElement?.closest(LISTS)) node.nodeValue = known.replace("#", said.match(/\d+/)?.[0] ?? "");
  };
  const under = (node) => {
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    return found;
  };
  // The server has stopped, or was started again and does not know this tab: nodes stay, only what they say changes.
  const DIALOG = '[role="dialog"]';
  const gone = (dialog) => {
    const [title, first, ...rest] = under(dialog);
    if (title?.nodeValue === "Page not found") {
      [title.nodeValue, first.nodeValue] = [lost.nowhere, lost.home];
      for (const node of rest) node.nodeValue = "";
      return;
    }
    if (!first || !["Connection error", lost.title].includes(title.nodeValue)) return;
    const said = [first, ...rest].map((node) => node.nodeValue).join("");
    if (said === lost.stopped || said === lost.relaunched) return;
    title.nodeValue = lost.title;
    for (const node of rest) node.nodeValue = "";
    first.nodeValue = said.includes("403") ? lost.relaunched : lost.stopped;
  };
  const all = [...NAMES.map((name) => `[${name}]`), OWN].join(", ");
  const within = (node) => {
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    if (node.matches(all)) label(node);
    node.querySelectorAll(all).forEach(label);
    if (node.matches(LISTS) || node.closest(LISTS) || node.querySelector(LISTS)) under(node).forEach(listed);
    const dialog = node.closest(DIALOG);
    if (dialog) gone(dialog);
    else node.querySelectorAll(DIALOG).forEach(gone);
  };
  within(document.body);
  const changed = (change) => {
    if (change.type === "characterData") listed(change.target);
    const dialog = change.target.parentElement?.closest(DIALOG);
    if (dialog) gone(dialog);
    change.addedNodes.forEach(within);
  };
  new MutationObserver((changes) => changes.forEach(changed))
    .observe(document.body, { childList: true, characterData: true, subtree: true });
})(FRENCH, LISTS, LOST);
