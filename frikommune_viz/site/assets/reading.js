/* What a reader does: copy a sentence, follow a link into what is folded. */
(() => {
  "use strict";

  /* ---- A link to a folded place opens it; most browsers do so by themselves ---- */

  const unfold = () => {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const shut = place?.closest("details:not([open])");
    if (!shut) return;
    for (let fold = shut; fold; fold = fold.parentElement.closest("details")) fold.open = true;
    place.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  unfold();

  /* ---- Copy a sentence with its source; without a clipboard it is marked, to copy by hand ---- */

  const SHOWN = 4000; // ms that the button says what happened
  document.addEventListener("click", async (event) => {
    const button = event.target instanceof Element && event.target.closest("button[data-copy]");
    if (!button) return;
    const said = button.parentElement.querySelector("[role=status]");
    const address = location.href.replace(/#.*$/, "");
    said.textContent = "";
    try {
      await navigator.clipboard.writeText(button.dataset.copy.replace("{address}", address));
    } catch { // no clipboard outside https, or the visitor's browser forbids it
      getSelection().selectAllChildren(button.closest(".quotable, .apart-one").querySelector(".quotation, .both"));
      said.textContent = button.dataset.marked;
      return;
    }
    said.textContent = button.dataset.copied;
    button.dataset.word ??= button.textContent;
    button.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = button.dataset.word; }, SHOWN);
  });
})();
