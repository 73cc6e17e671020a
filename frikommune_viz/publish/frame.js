/* What a frame needs beside its figure: the looks that its address asks for, and to tell the page
   around it how high it is. Whatever is not known is left as it is: light, on paper. */
(() => {
  "use strict";

  const THEMES = { lys: "light", moerk: "dark", auto: "auto" };
  const asked = new URLSearchParams(location.search);
  const root = document.documentElement;
  if (Object.hasOwn(THEMES, asked.get("tema"))) root.dataset.theme = THEMES[asked.get("tema")];
  if (asked.get("baggrund") === "gennemsigtig") root.dataset.ground = "none";

  if (window.parent === window) return;
  let told = 0;
  document.addEventListener("DOMContentLoaded", () => {
    new ResizeObserver(() => {
      const height = Math.ceil(document.querySelector("main").getBoundingClientRect().height);
      if (height === told) return;
      told = height;
      // To anybody: it is a number, and says nothing of who reads.
      window.parent.postMessage({ type: "frikommune.height", height }, "*");
    }).observe(document.querySelector("main"));
  });
})();
