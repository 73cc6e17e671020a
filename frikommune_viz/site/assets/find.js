/* Inspiration: the search acts while one types, filters change the rows in place, and a toggle puts
   an initiative on one's own list. Without this, each of them is a form or a link that does the same. */
(() => {
  "use strict";

  const NARROWS = "#narrow a, #exemptions a, #fund .facets a, #fund .banner a, #fund .pager a";
  const PARTS = ["narrowed", "narrow", "exemptions", "fund", "reglerne"]; // what an answer replaces; the field one types in stays
  const PAUSE = 220; // ms without a letter

  /* ---- Rows in place ---- */

  let asked = 0;
  const swap = async (address) => {
    const mine = ++asked;
    let page;
    try {
      const answer = await fetch(address, { headers: { Accept: "text/html" } });
      if (!answer.ok) throw new Error(answer.status);
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch { // the server is away, or says no: let the browser show it
      location.assign(address);
      return;
    }
    if (mine !== asked) return; // another was asked for since
    const focused = document.activeElement?.closest?.(NARROWS)?.textContent;
    for (const id of PARTS) {
      const found = page.getElementById(id);
      for (const old of document.querySelectorAll(`#${id}`)) {
        if (found) old.replaceChildren(...[...found.childNodes].map((node) => document.importNode(node, true)));
      }
    }
    const name = page.querySelector("h1");
    if (name) for (const old of document.querySelectorAll("h1")) old.textContent = name.textContent;
    history.replaceState(history.state, "", address);
    const language = page.querySelector(".language");
    if (language) for (const link of document.querySelectorAll(".topline .language")) link.href = language.getAttribute("href");
    for (const said of document.querySelectorAll("#found-said")) {
      said.textContent = document.querySelector("#fund h2")?.textContent ?? "";
    }
    if (focused) [...document.querySelectorAll(NARROWS)].find((link) => link.textContent === focused)?.focus({ preventScroll: true });
  };

  const addressOf = (one) => {
    const given = new URLSearchParams([...new FormData(one)].filter(([, value]) => value));
    given.delete("page");
    return new URL(`${one.getAttribute("action")}?${given}`, location.href).href;
  };

  let waiting;
  document.addEventListener("input", (event) => {
    if (!event.target.matches?.("#find input[type=search]")) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => swap(addressOf(event.target.form)), PAUSE);
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches?.("#find select")) swap(addressOf(event.target.form));
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches?.("#find")) return;
    event.preventDefault();
    clearTimeout(waiting);
    swap(addressOf(event.target));
  });
  const opens = (event) => event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button > 0;
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest(NARROWS);
    if (!link || opens(event)) return;
    event.preventDefault();
    swap(link.href).then(() => {
      if (link.closest(".pager")) document.getElementById("fund")?.scrollIntoView();
    });
  });

  /* ---- One's own list: kept in the address alone ---- */

  const BETWEEN = ".";
  const kept = () => (new URLSearchParams(location.search).get("list") ?? "").split(BETWEEN).filter(Boolean);

  const withList = (address, codes) => {
    const url = new URL(address, location.href);
    if (codes.length) url.searchParams.set("list", codes.join(BETWEEN));
    else url.searchParams.delete("list");
    url.search = url.search.replaceAll("%2C", ",");
    return url.href;
  };

  const show = (codes) => {
    // While the app wakes, both it and the document hold a list.
    const panels = document.querySelectorAll(".own-list");
    const most = Number(panels[0]?.dataset.most ?? 0);
    for (const toggle of document.querySelectorAll(".keep[data-keep]")) {
      const on = codes.includes(toggle.dataset.keep);
      toggle.setAttribute("aria-pressed", String(on));
      if (!on && codes.length >= most) toggle.setAttribute("aria-disabled", "true");
      else toggle.removeAttribute("aria-disabled");
    }
    for (const link of document.querySelectorAll('main a[href*="/inspiration"], [data-testid="stMain"] a[href*="/inspiration"], a[data-list]')) {
      if (!link.dataset.keep && !link.matches("[data-clear]")) link.href = withList(link.href, codes);
    }
    for (const field of document.querySelectorAll("#narrow")) {
      field.querySelector("input[name=list]")?.remove();
      if (codes.length) field.prepend(Object.assign(document.createElement("input"), { type: "hidden", name: "list", value: codes.join(BETWEEN) }));
    }
    panels.forEach((panel) => showList(panel, codes));
  };

  const showList = (panel, codes) => {
    const n = codes.length;
    const { none, one, many } = panel.dataset;
    const words = (n === 0 ? none : n === 1 ? one : many).replace("{n}", n);
    panel.querySelector("h2").textContent = words;
    panel.querySelector(".list-bar").textContent = words;
    for (const empty of panel.querySelectorAll(".none")) empty.hidden = n > 0;
    for (const full of panel.querySelectorAll(".takes-list, .list-bar")) full.hidden = n === 0;
    const list = panel.querySelector("ul");
    for (const code of codes) {
      const row = list.querySelector(`[data-listed="${CSS.escape(code)}"]`);
      if (row) list.append(row);
    }
    for (const row of list.children) row.hidden = !codes.includes(row.dataset.listed);
    panel.querySelector("[role=status]").textContent = words;
  };

  const choose = (codes) => {
    history.replaceState(history.state, "", withList(location.href, codes));
    show(codes);
  };

  const toggle = (link) => {
    if (link.getAttribute("aria-disabled") === "true") return;
    const code = link.dataset.keep;
    const codes = kept();
    choose(codes.includes(code) ? codes.filter((one) => one !== code) : [...codes, code]);
  };

  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || opens(event)) return;
    const link = event.target.closest("[data-keep]");
    if (link) {
      event.preventDefault();
      toggle(link);
      // The row is gone, and the focus with it.
      if (link.matches(".off")) link.closest(".own-list").querySelector("li:not([hidden]) .off, h2")?.focus();
    } else if (event.target.closest("[data-clear]")) {
      event.preventDefault();
      choose([]);
    } else if (event.target.closest("[data-print]")) {
      event.preventDefault();
      print();
    }
  });
  document.addEventListener("keydown", (event) => {
    const link = event.key === " " && event.target.closest?.(".keep[role=button]");
    if (!link) return;
    event.preventDefault(); // a button is pressed by space, which would scroll the page
    toggle(link);
  });
})();
