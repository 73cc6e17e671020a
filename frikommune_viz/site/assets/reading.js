/* What a reader does: copy a sentence, follow a link into what is folded, see what is being read. */
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
  addEventListener("hashchange", () => {
    document.querySelector(".led-to")?.classList.remove("led-to"); // of the address the page was opened at
    unfold();
  });
  unfold();

  /* ---- The contents mark the section being read: the last whose heading has come up to them ---- */

  const REACHED = 130; // px from the top: under the bar and a line of contents that stays in sight
  const markSection = () => {
    // The last sections are too short to come up so far: at the end of the page they are what is seen.
    const isAtEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
    const reached = isAtEnd ? innerHeight : REACHED;
    for (const contents of document.querySelectorAll("nav.contents")) {
      const tree = contents.closest("#document") ?? document;
      const isRead = ({ hash }) => {
        const place = tree.querySelector(`[id="${CSS.escape(decodeURIComponent(hash.slice(1)))}"]`);
        return place !== null && place.getBoundingClientRect().top < reached;
      };
      const links = [...contents.querySelectorAll("a[href^='#']")];
      const read = links.findLast(isRead);
      for (const link of links) {
        if (link === read) link.setAttribute("aria-current", "location");
        else link.removeAttribute("aria-current");
      }
    }
  };
  let isWaiting = false;
  addEventListener("scroll", () => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => { isWaiting = false; markSection(); });
  }, { passive: true });

  /* ---- A menu opened at the lower edge of the window is brought into sight ---- */

  document.addEventListener("toggle", ({ target }) => {
    if (target.open && target.matches(".drop")) target.querySelector(".drop-panel").scrollIntoView({ block: "nearest" });
  }, true);

  /* ---- Copy a sentence with its source; without a clipboard it is marked, to copy by hand ---- */

  const SHOWN = 4000; // ms that the button says what happened
  document.addEventListener("click", async (event) => {
    const button = event.target instanceof Element && event.target.closest("button[data-copy]");
    if (!button) return;
    const said = button.parentElement.querySelector("[role=status]");
    const here = new URL(location.href);
    here.hash = "";
    // Whose own municipality it is changes nothing in what is copied, and is nobody else's.
    if (here.searchParams.has("own")) here.searchParams.delete("own");
    const address = here.href;
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
