// What Streamlit itself says in English, said in French: labels that are read aloud, and the link to the content.
// Only whole labels that are known are touched, and of texts only Streamlit's own: never a word of the corpus.
((french, lists) => {
  if (window.filigraneFrench) return;
  window.filigraneFrench = true;
  const NAMES = ["aria-label", "title", "placeholder"];
  const OWN = '[data-testid="stSkipToContent"], [data-testid="stFileUploaderDropzone"] p';
  const label = (node) => {
    for (const name of NAMES) {
      const said = node.getAttribute(name);
      if (Object.hasOwn(french, said)) node.setAttribute(name, french[said]);
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
  const texts = (node) => {
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) listed(walker.currentNode);
  };
  const all = [...NAMES.map((name) => `[${name}]`), OWN].join(", ");
  const within = (node) => {
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    if (node.matches(all)) label(node);
    node.querySelectorAll(all).forEach(label);
    if (node.matches(LISTS) || node.closest(LISTS) || node.querySelector(LISTS)) texts(node);
  };
  within(document.body);
  const changed = (change) => {
    if (change.type === "characterData") listed(change.target);
    change.addedNodes.forEach(within);
  };
  new MutationObserver((changes) => changes.forEach(changed))
    .observe(document.body, { childList: true, characterData: true, subtree: true });
})(FRENCH, LISTS);
