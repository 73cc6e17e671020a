/* What the pages need in the browser and Streamlit does not give. Runs before Streamlit's own
   script; depends on nothing. Streamlit's names that it leans on are held by the browser tests. */
(() => {
  "use strict";

  const APP = '[data-testid="stApp"]';
  const OURS = ".fx, .vega-embed, #first, #document"; // already in the page's language
  const DOCUMENT = document.getElementById("document");

  window.prerenderReady = false; // Streamlit's inline line; the security policy forbids it inline

  // Where the server is. Without this, Streamlit looks below the page's address first and gets a
  // 404 (an error in the console and two round trips), and lets other hosts send it messages.
  window.__streamlit = {
    BACKEND_BASE_URL: `${location.origin}/`,
    HOST_CONFIG: { allowedOrigins: [location.origin], useExternalAuthToken: false },
  };

  // Streamlit notes theme and menu in the browser for each page that was opened, for good: a trace of
  // where somebody has been, on a computer that others may use. Nothing is kept beyond the tab.
  localStorage.clear();
  const keep = Storage.prototype.setItem;
  Storage.prototype.setItem = function (name, value) {
    if (this !== localStorage) keep.call(this, name, value);
  };
  addEventListener("pagehide", () => localStorage.clear()); // what was written past setItem

  /* ---- Language: <html lang> and the words that Streamlit itself writes ---- */

  let readQuery;
  let readLanguage;
  const language = () => { // asked for every word of the page, so read once for each address
    if (location.search !== readQuery) {
      readQuery = location.search;
      readLanguage = new URLSearchParams(readQuery).get("lang") === "en" ? "en" : "da";
    }
    return readLanguage;
  };

  const DANISH = new Map(Object.entries({
    "Skip to main content": "Gå til indholdet",
    "App pages": "Sider",
    "Sidebar": "Menu",
    "Expand sidebar": "Åbn menuen",
    "Collapse sidebar": "Luk menuen",
    "Main menu": "Indstillinger",
    "Navigate to home page": "Gå til forsiden",
    "Notifications": "Beskeder",
    "Close": "Luk",
    "Dismiss": "Luk",
    "Open": "Åbn",
    "Choose options": "Vælg",
    "Choose an option": "Vælg",
    "No results": "Ingen resultater",
    "No options to select": "Intet at vælge",
    "Select all": "Vælg alle",
    "Clear all": "Ryd alle",
    "Clear value": "Ryd",
    "Clear entry": "Ryd",
    "Selected values": "Valgt",
    "Running...": "Henter …",
    "Running…": "Henter …",
    "Please wait...": "Vent venligst …",
    "Connecting": "Forbinder",
    "CONNECTING": "Forbinder",
    "Stop": "Stop",
    "Stopping...": "Stopper …",
    "Connection error": "Ingen forbindelse",
    "Connection timed out.": "Der kom ikke svar i tide.",
    "Page not found": "Siden findes ikke",
    "Fullscreen": "Fuld skærm",
    "Close fullscreen": "Luk fuld skærm",
    "Copy Vega-Lite spec": "Kopiér som Vega-Lite",
    "Copied!": "Kopieret",
    "Download as PNG": "Hent som PNG",
    "Show data": "Vis tal",
    "Show chart": "Vis figur",
    "Previous page": "Forrige side",
    "Next page": "Næste side",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:":
      "Serveren svarer ikke. Hent siden igen om lidt.",
  }));
  const ENGLISH = new Map([...DANISH].map(([english, danish]) => [danish, english]));
  // Taking a choice back, and the pages of the menu for which the window is too narrow.
  const WITH_A_HOLE = {
    da: [[/^Remove (.+)$/, "Fjern $1"], [/^(\d+) more$/, "$1 mere"]],
    en: [[/^Fjern (.+)$/, "Remove $1"], [/^(\d+) mere$/, "$1 more"]],
  };
  const ATTRIBUTES = ["aria-label", "placeholder", "title"];

  const translated = (words) => {
    const here = words.trim();
    const there = (language() === "da" ? DANISH : ENGLISH).get(here);
    if (there !== undefined) return there;
    for (const [pattern, sentence] of WITH_A_HOLE[language()]) {
      if (pattern.test(here)) return here.replace(pattern, sentence);
    }
    return undefined;
  };

  const translateAttributes = (element) => {
    for (const name of ATTRIBUTES) {
      const there = translated(element.getAttribute(name) ?? "");
      if (there !== undefined) element.setAttribute(name, there);
    }
  };

  const translateBelow = (root) => {
    if (root.nodeType === Node.TEXT_NODE) {
      const there = translated(root.data);
      if (there !== undefined && root.data !== there) root.data = there;
      return;
    }
    if (root.nodeType !== Node.ELEMENT_NODE || root.closest(OURS)) return;
    translateAttributes(root);
    const walker = document.createTreeWalker(
      root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
      (node) => node.nodeType === Node.ELEMENT_NODE && node.matches(OURS)
        ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    );
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === Node.ELEMENT_NODE) translateAttributes(node);
      else {
        const there = translated(node.data);
        if (there !== undefined && node.data !== there) node.data = there;
      }
    }
  };

  let seen = location.href; // the address before a step in the history
  const followAddress = () => {
    seen = location.href;
    carryChoices();
    keepTravelling();
    if (document.documentElement.lang === language()) return;
    document.documentElement.lang = language();
    translateBelow(document.body);
  };

  /* ---- Menu: a page opened in a new tab is given what travels from page to page ---- */

  const MENU = '[data-testid="stTopNavLink"], [data-testid="stTopNavDropdownLink"], ' +
    '[data-testid="stSidebarNavLink"]';
  const TRAVELLING = ["lang", "edition", "own"];
  const carryChoices = () => {
    const chosen = new URLSearchParams(location.search);
    const along = new URLSearchParams(
      TRAVELLING.filter((name) => chosen.has(name)).map((name) => [name, chosen.get(name)]),
    );
    const search = along.size ? `?${along}` : "";
    for (const link of document.querySelectorAll(MENU)) {
      const wanted = link.pathname === location.pathname ? location.search : search;
      if (link.search !== wanted) link.search = wanted;
    }
  };

  // On a phone the menu lies over the page: it closes when a page is chosen, and when the page is pressed.
  const PANEL = '[data-testid="stSidebar"]';
  const OPEN_MENU = '[data-testid="stSidebarCollapseButton"] button[aria-expanded="true"]';
  const closeMenu = () => document.querySelector(OPEN_MENU)?.click();
  document.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element) || target.closest(`${PANEL} button, [data-testid="stExpandSidebarButton"]`)) return;
    if (!target.closest(PANEL) || target.closest(MENU)) closeMenu();
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !document.querySelector(OPEN_MENU)) return;
    closeMenu();
    requestAnimationFrame(() => document.querySelector('[data-testid="stExpandSidebarButton"]')?.focus());
  });

  // The server carries them along a press in the menu, unless it has forgotten the visit (it was
  // restarted, or the line was gone for long): then the page is loaded with them.
  let pressed;
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest(MENU);
    const opens = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (link && !opens && link.pathname !== location.pathname) pressed = new URL(link.href);
  }, { capture: true });
  const keepTravelling = () => {
    if (location.pathname !== pressed?.pathname || !location.search) return; // not written yet
    const written = new URLSearchParams(location.search);
    const isKept = [...pressed.searchParams].every(([name, value]) => written.get(name) === value);
    const { href } = pressed;
    pressed = undefined;
    if (!isKept) location.replace(href);
  };

  /* ---- History: one step back is one page back, not one choice back ---- */

  const push = history.pushState.bind(history);
  const replace = history.replaceState.bind(history);
  // A cell is chosen here alone: what the server knew of it when it ran may be old.
  history.pushState = (state, unused, url) => {
    const samePath = url == null || new URL(url, location.href).pathname === location.pathname;
    if (samePath) replace({ ...history.state, ...state }, unused, url && withCell(chosenCell(), new URL(url, location.href)));
    else push(state, unused, url);
    followAddress();
  };
  history.replaceState = (state, unused, url) => {
    replace(state, unused, url);
    followAddress();
  };

  /* ---- Keyboard: no single-letter shortcuts (WCAG 2.1.4) ---- */

  const SHORTCUTS = new Set(["r", "c", "a"]); // rerun, clear cache, always rerun
  const stopShortcut = (event) => {
    const modified = event.ctrlKey || event.metaKey || event.altKey;
    const typing = event.target instanceof Element &&
      event.target.closest("input, textarea, select, [contenteditable], [role=listbox]");
    if (!modified && !typing && SHORTCUTS.has(event.key?.toLowerCase())) {
      event.stopImmediatePropagation();
    }
  };
  for (const kind of ["keydown", "keypress", "keyup"]) {
    addEventListener(kind, stopShortcut, { capture: true });
  }

  /* ---- Choices made in the document go as a plain form ---- */

  const form = document.getElementById("choose");
  const SCROLL = "scroll"; // how far down a choice was made; read and removed by the next page
  form?.addEventListener("formdata", ({ formData }) => {
    for (const name of new Set(formData.keys())) {
      const given = formData.getAll(name).filter(Boolean);
      if (given.length) formData.set(name, given.join(","));
      else formData.delete(name);
    }
  });
  form?.addEventListener("submit", () => {
    sessionStorage.setItem(SCROLL, `${location.pathname} ${Math.round(scrollY)}`);
  });
  const scrolled = sessionStorage.getItem(SCROLL)?.split(" ");
  sessionStorage.removeItem(SCROLL);
  if (scrolled?.[0] === location.pathname && !location.hash) scrollTo(0, Number(scrolled[1]));

  // A list that is walked through by arrow keys changes at every step: it is sent when it is left
  // (WCAG 3.2.2). A list of boxes is sent when it is closed.
  let byKeyboard = false;
  let unsent = false;
  addEventListener("keydown", (event) => { byKeyboard = event.key !== "Enter"; }, { capture: true });
  addEventListener("pointerdown", () => { byKeyboard = false; }, { capture: true });
  const send = () => { unsent = false; form.requestSubmit(); };
  DOCUMENT?.addEventListener("change", (event) => {
    if (event.target.form !== form) return;
    unsent = true;
    if (!byKeyboard && !event.target.closest(".many")) send();
  });
  DOCUMENT?.addEventListener("focusout", (event) => {
    const group = event.target.closest(".many, [role=radiogroup]");
    if (unsent && !group?.contains(event.relatedTarget)) send();
  });
  DOCUMENT?.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && unsent && event.target.matches("select, input")) send();
    const list = event.key === "Escape" && event.target.closest?.(".many[open], .menu[open]");
    if (list) {
      list.open = false;
      list.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    for (const list of DOCUMENT?.querySelectorAll(".many[open], .menu[open]") ?? []) {
      if (!list.contains(event.target)) {
        list.open = false;
        if (unsent) send();
      }
    }
  });

  /* ---- The app: woken by the first sign of intent, takes over when nothing moves any more ---- */

  const WORKED_IN = ".choices, .chart, .more"; // .more opens choices
  const CONTROLS = '[data-testid="stWidgetLabel"], [data-testid="stCheckbox"]';
  let woken = false;
  const wake = () => {
    if (woken || !DOCUMENT?.isConnected) return;
    woken = true;
    const needed = JSON.parse(document.getElementById("app").textContent);
    const add = (tag, attributes) => {
      document.head.append(Object.assign(document.createElement(tag), attributes));
    };
    add("link", { rel: "stylesheet", crossOrigin: "", href: needed.styles });
    for (const href of needed.preloaded) add("link", { rel: "modulepreload", crossOrigin: "", href });
    add("script", { type: "module", crossOrigin: "", src: needed.script });
    requestAnimationFrame(watchForReady);
  };
  for (const kind of ["pointerover", "focusin", "touchstart"]) {
    document.addEventListener(kind, (event) => {
      if (event.target instanceof Element && event.target.closest(WORKED_IN)) wake();
    }, { passive: true });
  }

  const root = document.getElementById("root");
  const count = (within, selector) => within.querySelectorAll(selector).length;
  const isReady = () => {
    const app = root.querySelector(APP);
    return app?.getAttribute("data-test-script-state") === "notRunning" &&
      root.querySelector('[data-testid="stMainBlockContainer"] h1') !== null &&
      count(root, '[data-testid="stSkeleton"], [data-stale="true"]') === 0 &&
      count(root, CONTROLS) >= count(DOCUMENT, ".control") &&
      count(root, ".vega-embed svg") >= count(DOCUMENT, ".chart") &&
      document.fonts.status === "loaded";
  };
  const isInUse = () => DOCUMENT.querySelector(".many[open], .menu[open], .own[open]") !== null || unsent ||
    document.activeElement?.closest?.("#document .choices") || !getSelection().isCollapsed;
  const STILL = 3; // frames in which the page is ready and as high as before
  let still = 0;
  let height = 0;
  const watchForReady = () => {
    const now = root.scrollHeight;
    still = isReady() && now === height && !isInUse() ? still + 1 : 0;
    height = now;
    if (still >= STILL) takeOver();
    else requestAnimationFrame(watchForReady);
  };

  const FOCUSED = ".fx a, .fx summary";
  const takeOver = () => {
    const was = [...DOCUMENT.querySelectorAll("details:not(.many, .menu)")].map((panel) => panel.open);
    [...root.querySelectorAll(".fx details")].forEach((panel, i) => { panel.open = was[i] ?? false; });
    // A browser marks what the address leads to when it opens it, and not what later takes its place.
    const target = DOCUMENT.querySelector(":target");
    if (target) root.querySelector(`[id="${CSS.escape(target.id)}"]`)?.classList.add("led-to");
    const place = [...DOCUMENT.querySelectorAll(FOCUSED)].indexOf(document.activeElement);
    document.documentElement.classList.add("alive");
    root.querySelectorAll(FOCUSED)[place]?.focus({ preventScroll: true });
    DOCUMENT.remove();
    showCell(); // the app may have been drawn before a cell was chosen
  };

  /* ---- The comparison: a cell is chosen here, without the server; the address follows ---- */

  const CELL = "a[data-cell]";
  const chosenCell = () => new URLSearchParams(location.search).get("cell") ?? "";
  const withCell = (code, address = location.href) => {
    const there = new URL(address);
    if (code) there.searchParams.set("cell", code);
    else there.searchParams.delete("cell");
    if (address === location.href) there.hash = "";
    return there.href.replaceAll("%2C", ",");
  };
  const showCell = () => { // in both trees, for either may be the one in sight
    const code = chosenCell();
    for (const cell of document.querySelectorAll(`.matrix ${CELL}`)) {
      if (cell.dataset.cell === code) cell.setAttribute("aria-current", "true");
      else cell.removeAttribute("aria-current");
    }
    for (const panel of document.querySelectorAll(".cell-panel")) {
      const is = panel.dataset.cell === code;
      if (!is) panel.classList.remove("open");
      panel.classList.toggle("chosen", is);
    }
    for (const link of document.querySelectorAll("a[hreflang], .switch a")) {
      const there = new URL(link.href);
      if (code) there.searchParams.set("cell", code);
      else there.searchParams.delete("cell");
      link.href = there.href.replaceAll("%2C", ",");
    }
  };
  const chooseCell = (code) => {
    const before = chosenCell();
    if (code === before) return;
    // The first choice makes a step, so that Back closes it; the next ones take its place.
    if (!before && code) push({ ...history.state, cell: true }, "", withCell(code));
    else replace(history.state, "", withCell(code));
    seen = location.href;
    showCell();
  };
  const closeCell = () => {
    if (history.state?.cell) history.back();
    else chooseCell("");
  };
  const cellsOf = (cell) => [...cell.closest("table").tBodies].flatMap((body) => [...body.rows])
    .map((row) => [...row.querySelectorAll(CELL)]);
  const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  // Where a key leads in the grid: to the next cell, or with Home and End to the end of the row, of
  // all with Control. Any other key with a modifier belongs to the browser.
  const reached = (rows, cell, { key, ctrlKey, metaKey, altKey, shiftKey }) => {
    const row = rows.findIndex((cells) => cells.includes(cell));
    if (key === "Home" || key === "End") {
      if (metaKey || altKey || shiftKey) return undefined;
      const at = key === "Home" ? 0 : -1;
      return (ctrlKey ? rows.at(at) : rows[row]).at(at);
    }
    const step = STEPS[key];
    if (!step || ctrlKey || metaKey || altKey) return undefined;
    return rows[row + step[0]]?.[rows[row].indexOf(cell) + step[1]] ?? cell; // the edge holds
  };
  let lastCell = ""; // where focus goes back to when the panel is closed
  const backToCell = (tree, code) => tree.querySelector(`.matrix a[data-cell="${code}"]`)
    ?.focus({ preventScroll: true });

  document.addEventListener("keydown", (event) => {
    const at = event.target instanceof Element ? event.target : document.body;
    const cell = at.closest(`.matrix ${CELL}`);
    const aside = at === document.body || at.closest(".compare");
    if (event.key === "Escape" && chosenCell() && aside && document.querySelector(".compare")) {
      const panel = at.closest(".cell-panel");
      const code = chosenCell();
      const tree = at.closest("#document") ?? document.getElementById("root");
      closeCell();
      if (panel) backToCell(tree, lastCell || code);
    }
    if (!cell) return;
    if (event.key === " ") {
      event.preventDefault();
      cell.click();
      return;
    }
    const next = reached(cellsOf(cell), cell, event);
    if (!next) return;
    next.focus();
    event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    const at = event.target instanceof Element ? event.target : document.body;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const cell = at.closest(`.compare ${CELL}`);
    const close = at.closest(".cell-panel .close");
    const all = at.closest(".cell-panel .all");
    if (cell) {
      event.preventDefault();
      lastCell = cell.dataset.cell;
      chooseCell(lastCell);
      const tree = cell.closest("#document") ?? document.getElementById("root");
      const sheet = tree.querySelector(".cell-panel.chosen");
      if (sheet) cell.closest(".compare").style.setProperty("--sheet", `${sheet.offsetHeight}px`);
      cell.scrollIntoView({ block: "nearest" }); // a sheet may lie over it
    } else if (close) {
      event.preventDefault();
      const tree = close.closest("#document, #root");
      const code = lastCell || chosenCell();
      closeCell();
      backToCell(tree, code);
    } else if (all) {
      event.preventDefault();
      all.closest(".cell-panel").classList.toggle("open");
    }
  });

  // A step that takes back or brings a cell keeps what else was chosen since, and is nothing for
  // Streamlit to run for.
  addEventListener("popstate", (event) => {
    const before = new URL(seen);
    const changed = (before.searchParams.get("cell") ?? "") !== chosenCell();
    if (before.pathname !== location.pathname || !document.querySelector(".compare")) return;
    if (!changed) return;
    event.stopImmediatePropagation();
    replace(history.state, "", withCell(chosenCell(), seen));
    seen = location.href;
    showCell();
  });
  addEventListener("popstate", followAddress); // after ours, which reads what was seen before

  /* ---- Copy the address of a figure, or its citation; without this it is a plain link ---- */

  document.addEventListener("click", async (event) => {
    const link = event.target instanceof Element && event.target.closest("a.copy");
    const opens = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || opens || !navigator.clipboard) return; // no clipboard outside https
    event.preventDefault();
    const said = link.parentElement.querySelector("[role=status]");
    said.textContent = "";
    try {
      const address = new URL(link.href);
      // What is said in a cell is the same whosever own municipality it is.
      if (link.closest(".cell-panel") && address.searchParams.has("own")) address.searchParams.delete("own");
      await navigator.clipboard.writeText(link.dataset.copy ?? address.href);
    } catch { // the visitor's browser forbids it: lead to the address instead
      location.assign(link.href);
      return;
    }
    said.textContent = link.dataset.copied;
  });

  /* ---- Watch the page ---- */

  // The fold of the choices is drawn anew after each choice, and stays as the visitor left it.
  let unfolded = false;
  document.addEventListener("toggle", ({ target }) => {
    if (target.matches?.("details.more") && target.isConnected) unfolded = target.open;
  }, { capture: true });
  const keepUnfolded = ({ addedNodes }) => addedNodes.forEach((node) => {
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    const fold = node.querySelector("details.more");
    if (fold && unfolded) fold.open = true;
  });
  const bringsPanels = ({ addedNodes }) => [...addedNodes].some((node) =>
    node.nodeType === Node.ELEMENT_NODE && node.querySelector(".cell-panel"));
  const watch = () => {
    translateBelow(document.body);
    new MutationObserver((changes) => {
      for (const change of changes) {
        if (change.type === "attributes") translateAttributes(change.target);
        else if (change.type === "characterData") translateBelow(change.target);
        else change.addedNodes.forEach(translateBelow);
      }
      if (changes.some(bringsPanels)) showCell();
      changes.forEach(keepUnfolded);
      carryChoices();
    }).observe(document.body, {
      subtree: true, childList: true, characterData: true,
      attributes: true, attributeFilter: ATTRIBUTES,
    });
  };
  watch(); // the script is deferred: the body is there
})();
