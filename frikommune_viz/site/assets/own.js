/* One's own municipality: the list in the head of a page becomes a field that finds names as people
   type them. Without script the list and its button stand. */
(() => {
  "use strict";

  /* The rule of frikommune_viz/folding.py; a test holds the two together. */
  const LETTERS = { æ: "ae", ä: "ae", ø: "o", ö: "o", å: "a" };
  const folded = (words) => words.normalize("NFC").toLowerCase().replaceAll("ß", "ss")
    .replace(/[æäøöå]/g, (letter) => LETTERS[letter])
    .normalize("NFKD").replace(/\p{M}/gu, "")
    .replaceAll("oe", "o").replaceAll("aa", "a");
  window.folded = folded; // for every field in which words are typed

  const CHOSEN = "own-chosen"; // that it was chosen by keyboard; read and removed by the next page
  const SCROLL = "scroll"; // as frikommune.js has it: how far down a choice was made

  const choose = (panel, code, byKeyboard) => {
    const address = new URL(location.href);
    if ((address.searchParams.get("own") ?? "") === code) {
      panel.open = false;
      panel.querySelector("summary").focus();
      return;
    }
    if (code) address.searchParams.set("own", code);
    else address.searchParams.delete("own");
    address.hash = "";
    sessionStorage.setItem(SCROLL, `${location.pathname} ${Math.round(scrollY)}`);
    if (byKeyboard) sessionStorage.setItem(CHOSEN, "1");
    location.replace(address); // one step back is one page back, not one choice back
  };

  /* A name that begins as it is typed comes first, then one with a word that does, then the rest. */
  const place = (name, typed) => {
    const at = name.indexOf(typed);
    if (at <= 0) return at;
    return name.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(typed)) ? 1 : 2;
  };

  const show = (panel) => {
    const field = panel.querySelector("[role=combobox]");
    const list = panel.querySelector("[role=listbox]");
    const typed = folded(field.value.trim());
    const found = [...panel.querySelectorAll("select option")]
      .map((option) => ({ option, at: typed ? place(folded(option.text), typed) : 0 }))
      .filter(({ option, at }) => at >= 0 && (option.value || !typed))
      .sort((a, b) => a.at - b.at);
    list.replaceChildren(...found.map(({ option }, i) => {
      const item = document.createElement("li");
      item.id = `own-${i}`;
      item.role = "option";
      item.dataset.code = option.value;
      item.textContent = option.text;
      item.className = option.value ? "" : "none";
      return item;
    }));
    list.hidden = found.length === 0;
    panel.querySelector("[role=status]").textContent =
      found.length ? "" : panel.querySelector("form").dataset.unknown;
    // What is typed is chosen by Enter; in the whole list one starts at what is chosen now.
    const now = found.findIndex(({ option }) => option.defaultSelected);
    step(panel, typed ? 0 : Math.max(now, 0));
  };

  const step = (panel, to) => {
    const items = panel.querySelectorAll("[role=option]");
    const at = Math.min(Math.max(to, 0), items.length - 1);
    items.forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
    const field = panel.querySelector("[role=combobox]");
    if (at < 0) field.removeAttribute("aria-activedescendant");
    else {
      field.setAttribute("aria-activedescendant", items[at].id);
      const list = items[at].parentElement;
      list.scrollTop = items[at].offsetTop - (list.clientHeight - items[at].offsetHeight) / 2;
    }
  };

  const made = (panel) => {
    const form = panel.querySelector("form");
    const label = form.querySelector("label");
    const field = Object.assign(document.createElement("input"), {
      type: "text", role: "combobox", autocomplete: "off", spellcheck: false, placeholder: form.dataset.placeholder,
    });
    const list = Object.assign(document.createElement("ul"), { id: "own-list", role: "listbox" });
    const status = Object.assign(document.createElement("p"), { role: "status" });
    for (const [name, value] of Object.entries({
      "aria-label": label.firstChild.textContent.trim(), "aria-autocomplete": "list",
      "aria-controls": list.id, "aria-expanded": "true",
    })) field.setAttribute(name, value);
    list.setAttribute("aria-label", label.firstChild.textContent.trim());
    for (const part of form.children) part.hidden = true;
    form.append(field, list, status);
    return field;
  };

  const panelOf = (event) =>
    event.target instanceof Element ? event.target.closest("details.own[open]") : null;

  // "toggle" does not bubble.
  document.addEventListener("toggle", (event) => {
    const panel = event.target;
    if (!(panel instanceof Element) || !panel.matches("details.own[open]")) return;
    const field = panel.querySelector("[role=combobox]") ?? made(panel);
    field.value = "";
    show(panel);
    field.focus({ preventScroll: true });
  }, { capture: true });

  document.addEventListener("input", (event) => {
    const panel = panelOf(event);
    if (panel && event.target.matches("[role=combobox]")) show(panel);
  });

  document.addEventListener("keydown", (event) => {
    const panel = panelOf(event);
    if (!panel) return;
    if (event.key === "Escape") {
      panel.open = false;
      panel.querySelector("summary").focus();
      event.preventDefault();
      return;
    }
    if (!event.target.matches("[role=combobox]")) return;
    const items = [...panel.querySelectorAll("[role=option]")];
    const at = items.findIndex((item) => item.ariaSelected === "true");
    if (event.key === "ArrowDown") step(panel, at + 1);
    else if (event.key === "ArrowUp") step(panel, at - 1);
    else if (event.key === "Enter" && items[at]) choose(panel, items[at].dataset.code, true);
    else if (event.key !== "Enter") return;
    event.preventDefault();
  });

  document.addEventListener("pointerdown", (event) => {
    // The field keeps the focus while its list is clicked in.
    if (panelOf(event) && event.target.closest("[role=listbox]")) event.preventDefault();
    for (const panel of document.querySelectorAll("details.own[open]")) {
      if (!panel.contains(event.target)) panel.open = false;
    }
  });
  document.addEventListener("click", (event) => {
    const item = event.target instanceof Element && event.target.closest("details.own [role=option]");
    if (item) choose(item.closest("details.own"), item.dataset.code, false);
  });
  document.addEventListener("focusout", (event) => {
    const panel = panelOf(event);
    if (panel && event.relatedTarget && !panel.contains(event.relatedTarget)) panel.open = false;
  });

  if (sessionStorage.getItem(CHOSEN)) {
    sessionStorage.removeItem(CHOSEN);
    document.querySelector(".own > summary")?.focus({ preventScroll: true });
  }
})();
