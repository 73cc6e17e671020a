/* What a figure does under the hand: its menus close, and arrow keys walk over its map. Works on the
   document and on the live page alike; without script the menus open and the map is read as it is. */
(() => {
  "use strict";

  /* ---- Menus of a figure: closed by Esc and by what is done elsewhere ---- */

  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && event.target.closest?.(".drop[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  const closeOthers = (event) => {
    for (const menu of document.querySelectorAll(".drop[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  };
  // What is pressed is closed for by the click that ends the press: a menu that closes under the pointer
  // may make the page shorter, and what was pressed is then no longer there.
  let isPressed = false;
  addEventListener("pointerdown", () => { isPressed = true; }, { capture: true });
  for (const end of ["click", "pointercancel", "keydown"]) {
    addEventListener(end, () => { isPressed = false; }, { capture: true });
  }
  document.addEventListener("click", closeOthers);
  document.addEventListener("focusin", (event) => { if (!isPressed) closeOthers(event); });

  /* ---- The map: arrow keys move from tile to tile, Esc leaves it ---- */

  const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const spot = (tile) => ["--c", "--r"].map((name) => Number(tile.style.getPropertyValue(name)));
  const nextTile = (tile, [across, down]) => {
    const [column, row] = spot(tile);
    let found;
    let least = Infinity;
    for (const other of tile.parentElement.querySelectorAll("li[tabindex]")) {
      const [right, below] = [spot(other)[0] - column, spot(other)[1] - row];
      const ahead = right * across + below * down;
      const aside = Math.abs(right * down) + Math.abs(below * across);
      // Straight ahead comes first; a tile of the half that is not shown has no place.
      const cost = ahead + 3 * aside;
      if (ahead > 0 && cost < least && other.getClientRects().length) [found, least] = [other, cost];
    }
    return found;
  };
  document.addEventListener("keydown", (event) => {
    const tile = event.target.closest?.(".tiles li[tabindex]");
    if (!tile) return;
    if (event.key === "Escape") tile.blur();
    if (!MOVES[event.key]) return;
    event.preventDefault();
    const next = nextTile(tile, MOVES[event.key]);
    if (!next) return;
    tile.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
})();
