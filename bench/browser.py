"""Chromium through Playwright: when a figure is drawn, and what came over the wire."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

_CHROMIUM: Final = ("chromium", "chromium-browser", "google-chrome")
_PATIENCE_MS: Final = 300_000
# Ours is a document first; the floor is only ever drawn by the app.
MAIN: Final = ":is(#document main, [data-testid=stMainBlockContainer])"
CHART: Final = "[data-testid=stVegaLiteChart]"
# A drawn mark: a path of a line or a symbol in the SVG, or the canvas of a very large chart.
_MARK: Final = (
    "#document .chart > .wide svg path, "
    f"{CHART} :is(svg :is(.mark-line, .mark-symbol, .mark-rule, .mark-rect) path, canvas)"
)
_MAIN_PART: Final = f"{MAIN} :is(table, .card, .section)"
# Looks once a frame, inside the page, so that the answer does not wait for a round trip.
_WATCH: Final = """
window.benchDrawn = new Promise((drawn, late) => {
  setTimeout(() => late(new Error("no figure at " + location)), %(patience)d);
  const look = () => {
    if (document.querySelector(%(heading)s) && document.querySelector(%(part)s))
      drawn(performance.now());
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
});
"""
# What each chart shows, by the shape and place of its first marks.
_CHOICE: Final = """
() => {
  const shown = () => [...document.querySelectorAll(%(chart)s)].map((chart) =>
    [...chart.querySelectorAll("svg :is(.mark-line, .mark-symbol) path")].slice(0, 40)
      .map((path) => path.getAttribute("d") + path.getAttribute("transform")).join());
  const before = shown();
  window.benchRedrawn = new Promise((redrawn, late) => {
    setTimeout(() => late(new Error("not redrawn")), %(patience)d);
    document.addEventListener("pointerdown", (press) => {
      const began = press.timeStamp;
      let first = 0;
      const look = () => {
        const now = shown();
        const changed = now.map((marks, i) => marks !== "" && marks !== before[i]);
        if (!first && changed[0]) first = performance.now() - began;
        if (now.length === before.length && changed.every(Boolean))
          redrawn([first, performance.now() - began]);
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    }, { once: true, capture: true });
  });
}
"""


_WAKE: Final = """
() => {
  const began = performance.now();
  window.benchAlive = new Promise((alive, late) => {
    setTimeout(() => late(new Error("not alive")), %(patience)d);
    const look = () => {
      if (document.documentElement.classList.contains("alive")) alive(performance.now() - began);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  document.querySelector("#document .choices")
    .dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
}
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A simulated line: speed in Mbit/s both ways, and latency in milliseconds."""

    mbit: float
    latency_ms: float


@contextmanager
def chromium(*, any_certificate: bool = False) -> Iterator[Browser]:
    """Open the installed Chromium."""
    path = next((found for name in _CHROMIUM if (found := shutil.which(name))), None)
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox"]
        if any_certificate:
            arguments.append("--ignore-certificate-errors")
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def visitor(
    browser: Browser, *, has_chart: bool, line: Line | None = None, width: int = 1280
) -> Iterator[Page]:
    """Open a page of a visitor who has never been here: nothing is in the cache."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    try:
        page = context.new_page()
        page.set_default_timeout(_PATIENCE_MS)
        part = _MARK if has_chart else _MAIN_PART
        page.add_init_script(
            _WATCH
            % {
                "heading": json.dumps(f"{MAIN} h1"),
                "part": json.dumps(part),
                "patience": _PATIENCE_MS,
            }
        )
        if line is not None:
            _slow_down(context, page, line)
        yield page
    finally:
        context.close()


def first_figure(page: Page, address: str) -> float:
    """Go to an address; return the milliseconds until heading and figure were drawn."""
    page.goto("about:blank")
    page.goto(address, wait_until="commit")
    return float(page.evaluate("() => window.benchDrawn"))


def choice_redrawn(page: Page, control: str, place: int) -> tuple[float, float]:
    """Choose an option; return the milliseconds until the first and until all charts changed."""
    page.locator(f"{control} [role=combobox]").click()
    option = page.locator("[role=option]").nth(place)
    option.wait_for()
    page.evaluate(_CHOICE % {"chart": json.dumps(CHART), "patience": _PATIENCE_MS})
    option.click()
    first, last = page.evaluate("() => window.benchRedrawn")
    page.wait_for_selector('[data-test-script-state="notRunning"]')
    return float(first), float(last)


def settled(page: Page) -> None:
    """Wait until nothing more is loaded, and where there is no document, until the script has run."""
    if not page.locator("#document").count():
        page.wait_for_selector('[data-testid=stApp][data-test-script-state="notRunning"]')
    page.wait_for_load_state("networkidle")


def come_alive(page: Page) -> float:
    """Point at a control; return the milliseconds until the app has taken the document's place."""
    page.evaluate(_WAKE % {"patience": _PATIENCE_MS})
    return float(page.evaluate("() => window.benchAlive"))


def sockets_of(page: Page) -> list[str]:
    """Return the addresses of the WebSockets opened from now on; the list grows."""
    opened: list[str] = []
    page.on("websocket", lambda socket: opened.append(socket.url))
    return opened


def count_bytes(page: Page) -> dict[str, float]:
    """Count the bytes of each address that is loaded from now on, as they came over the wire."""
    counted: dict[str, float] = {}
    address: dict[str, str] = {}

    def asked(event: dict[str, Any]) -> None:
        address[event["requestId"]] = event["response"]["url"]

    def came(event: dict[str, Any]) -> None:
        if found := address.get(event["requestId"]):
            counted[found] = counted.get(found, 0.0) + event["encodedDataLength"]

    session = page.context.new_cdp_session(page)
    session.on("Network.responseReceived", asked)
    session.on("Network.loadingFinished", came)
    session.send("Network.enable")
    return counted


def _slow_down(context: BrowserContext, page: Page, line: Line) -> None:
    bytes_a_second = line.mbit * 1_000_000 / 8
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": line.latency_ms,
            "downloadThroughput": bytes_a_second,
            "uploadThroughput": bytes_a_second,
        },
    )
