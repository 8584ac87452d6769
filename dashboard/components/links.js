// A link to another page of the dashboard opens it without loading the application anew, as the menu does.
// Without this script, links work all the same. It holds no word of the corpus.
(() => {
  if (window.filigraneLinks) return;
  window.filigraneLinks = true;
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.lien");
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0;
    if (!link || elsewhere || link.origin !== location.origin) return;
    event.preventDefault();
    history.pushState({}, "", link.href);
    window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
    document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  });
})();
