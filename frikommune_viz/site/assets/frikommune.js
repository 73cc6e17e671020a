/* What the pages need in the browser and Streamlit does not give. Runs before Streamlit's own
   script; depends on nothing. Streamlit's names that it leans on are held by the browser tests. */
(() => {
  "use strict";

  const APP = '[data-testid="stApp"]';
  const OURS = ".fx, .vega-embed, #first"; // already in the page's language
  const OWN_HEADING = '[data-testid="stMainBlockContainer"] h1';
  const PATIENCE = 12_000; // ms without a connection before we say so

  window.prerenderReady = false; // Streamlit's inline line; the security policy forbids it inline

  // Where the server is. Without this, Streamlit looks below the page's address first and gets a
  // 404 (an error in the console and two round trips), and lets other hosts send it messages.
  window.__streamlit = {
    BACKEND_BASE_URL: `${location.origin}/`,
    HOST_CONFIG: { allowedOrigins: [location.origin], useExternalAuthToken: false },
  };

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
    "Press Enter to apply": "Tryk Enter for at søge",
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

  const followAddress = () => {
    carryChoices();
    if (document.documentElement.lang === language()) return;
    document.documentElement.lang = language();
    translateBelow(document.body);
  };

  /* ---- Menu: a page opened in a new tab keeps the language and the choices ---- */

  const MENU = '[data-testid="stTopNavLink"], [data-testid="stTopNavDropdownLink"], ' +
    '[data-testid="stSidebarNavLink"]';
  const carryChoices = () => {
    for (const link of document.querySelectorAll(MENU)) {
      if (link.search !== location.search) link.search = location.search;
    }
  };

  /* ---- History: one step back is one page back, not one choice back ---- */

  const push = history.pushState.bind(history);
  const replace = history.replaceState.bind(history);
  history.pushState = (state, unused, url) => {
    const samePath = url == null || new URL(url, location.href).pathname === location.pathname;
    (samePath ? replace : push)(state, unused, url);
    followAddress();
  };
  history.replaceState = (state, unused, url) => {
    replace(state, unused, url);
    followAddress();
  };
  addEventListener("popstate", followAddress);

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

  /* ---- First text: goes for good when the page has its own heading ---- */

  const retireFirst = () => {
    if (document.querySelector(OWN_HEADING)) document.getElementById("first")?.remove();
  };

  /* ---- A place on the page: the part it names is drawn after the browser has looked for it ---- */

  let sought = location.hash.slice(1);
  const goToPlace = () => {
    const place = sought && document.getElementById(sought);
    if (!place) return;
    sought = "";
    // Parts above it may still be drawn; the last of them ends a moment after the first.
    for (const wait of [0, 300, 900]) setTimeout(() => place.scrollIntoView(), wait);
  };
  for (const kind of ["wheel", "touchmove", "keydown"]) {
    addEventListener(kind, () => { sought = ""; }, { passive: true });
  }

  /* ---- No connection: say so, in both languages ---- */

  const NO_CONNECTION = {
    da: "Siden kan ikke få forbindelse til serveren. Nogle netværk spærrer for WebSocket, som " +
      "siden bruger. Prøv igen om lidt eller fra et andet netværk.",
    en: "The page cannot connect to the server. Some networks block WebSocket, which the page " +
      "uses. Try again shortly, or from another network.",
  };
  const isConnected = () => {
    const state = document.querySelector(APP)?.getAttribute("data-test-connection-state");
    return state === "CONNECTED" || document.querySelector(OWN_HEADING) !== null;
  };
  const sayNoConnection = () => {
    const first = document.getElementById("first");
    if (isConnected() || !first || document.getElementById("no-connection")) return;
    const notice = document.createElement("div");
    notice.id = "no-connection";
    notice.setAttribute("role", "alert");
    for (const code of language() === "da" ? ["da", "en"] : ["en", "da"]) {
      const sentence = document.createElement("p");
      sentence.lang = code;
      sentence.textContent = NO_CONNECTION[code];
      notice.append(sentence);
    }
    first.append(notice);
  };

  /* ---- Copy the address of a figure; without this it is a plain link to the figure ---- */

  document.addEventListener("click", async (event) => {
    const link = event.target instanceof Element && event.target.closest("a.copy");
    const opens = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || opens || !navigator.clipboard) return; // no clipboard outside https
    event.preventDefault();
    const said = link.parentElement.querySelector("[role=status]");
    said.textContent = "";
    try {
      await navigator.clipboard.writeText(link.href);
    } catch { // the visitor's browser forbids it: lead to the address instead
      location.assign(link.href);
      return;
    }
    said.textContent = link.dataset.copied;
  });

  /* ---- Watch the page ---- */

  const watch = () => {
    translateBelow(document.body);
    new MutationObserver((changes) => {
      for (const change of changes) {
        if (change.type === "attributes") translateAttributes(change.target);
        else if (change.type === "characterData") translateBelow(change.target);
        else change.addedNodes.forEach(translateBelow);
      }
      retireFirst();
      goToPlace();
      carryChoices();
    }).observe(document.body, {
      subtree: true, childList: true, characterData: true,
      attributes: true, attributeFilter: ATTRIBUTES,
    });
    setTimeout(sayNoConnection, PATIENCE);
  };
  watch(); // the script is deferred: the body is there
})();
