/* Copy a sentence with its source. Without a clipboard it is marked, to be copied by hand. */
(() => {
  "use strict";
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
      getSelection().selectAllChildren(button.closest(".quotable").querySelector(".said"));
      said.textContent = button.dataset.marked;
      return;
    }
    said.textContent = button.dataset.copied;
    button.dataset.word ??= button.textContent;
    button.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = button.dataset.word; }, SHOWN);
  });
})();
