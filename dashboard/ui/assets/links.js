// A link to another page of the dashboard opens it without loading the application anew, as the menu does.
// Without this script, links work all the same. It holds no word of the corpus.
(() => {
  if (window.filigraneLinks) return;
  window.filigraneLinks = true;
  // A place on this page: whatever folds it is opened, then it is shown.
  const show = (name) => {
    const place = document.getElementById(name) || document.querySelector(`.st-key-${CSS.escape(name)}`);
    if (!place) return;
    const folds = [place.closest("details"), place.querySelector(":scope details")].filter(Boolean);
    const opens = (fold) => !fold.open && (fold.contains(place) || fold.matches(".stExpander details"));
    const summaries = folds.filter(opens);
    summaries.forEach((fold) => fold.querySelector("summary").click());
    setTimeout(() => place.scrollIntoView({ block: "start" }), summaries.length ? 250 : 0);
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.lien");
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0;
    if (!link || elsewhere || link.origin !== location.origin) return;
    event.preventDefault();
    if (link.getAttribute("href").startsWith("#")) { show(link.hash.slice(1)); return; }
    history.pushState({}, "", link.href);
    window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
    document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  });
})();
