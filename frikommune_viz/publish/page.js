/* The buttons that copy what is to be pasted into another page. Without script, or where the browser
   gives no clipboard, the code is marked with one click instead. */
(() => {
  "use strict";

  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll(".copy-snippet")) {
    const place = button.closest(".to-copy");
    const said = place.querySelector("[role=status]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      said.textContent = "";
      try {
        await navigator.clipboard.writeText(place.querySelector("code").textContent);
      } catch { // the visitor's browser forbids it: mark the code, ready to be copied by hand
        getSelection().selectAllChildren(place.querySelector("code"));
        return;
      }
      said.textContent = button.dataset.copied;
    });
  }
})();
