// What Streamlit itself says in English, said in French: labels that are read aloud, and the link to the content.
// Only whole labels that are known are touched, and of texts only Streamlit's own: never a word of the corpus.
((french) => {
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
  const all = [...NAMES.map((name) => `[${name}]`), OWN].join(", ");
  const within = (node) => {
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    if (node.matches(all)) label(node);
    node.querySelectorAll(all).forEach(label);
  };
  within(document.body);
  new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach(within)))
    .observe(document.body, { childList: true, subtree: true });
})(FRENCH);
