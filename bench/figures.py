"""From navigation to the first figure drawn, in the browser, with an empty and a full cache."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser

from bench.browser import chromium, come_alive, first_figure, settled, visitor
from bench.rounds import Part, Round, Samples
from bench.servers import Server, serve
from bench.visit import Visit
from frikommune_viz.wording.pages import PAGES


def pages_with_charts(server: Server) -> set[str]:
    """Return the codes of our pages that draw a chart; this also warms each page's texts."""

    async def find() -> set[str]:
        found = set()
        for page in PAGES:
            visit = await Visit.open(server, page.code)
            if (await visit.run()).charts:
                found.add(page.code)
            visit.close()
        return found

    return asyncio.run(find())


@contextmanager
def _opened(logs: Path) -> Iterator[Round]:
    with serve("floor", logs) as floor, serve("ours", logs) as ours:
        charts = pages_with_charts(ours)
        with chromium() as browser:

            def one_round() -> Samples:
                samples = _both(browser, floor.address, "floor", has_chart=True)
                for page in PAGES:
                    name, has_chart = f"ours {page.code}", page.code in charts
                    samples |= _both(
                        browser, ours.address + page.address, name, has_chart=has_chart
                    )
                return samples

            yield one_round


def _both(browser: Browser, address: str, name: str, *, has_chart: bool) -> Samples:
    variant, _, page_code = name.partition(" ")
    alive = {}
    with visitor(browser, has_chart=has_chart) as page:
        cold = first_figure(page, address)
        settled(page)  # else the second visit would still load what the first did not need
        can_wake = page.locator("#document .choices").count() > 0
        if can_wake:
            come_alive(page)  # the floor's second visit finds its scripts in the cache as well
            settled(page)
        warm = first_figure(page, address)
        if can_wake:
            settled(page)
            alive = {f"{variant} alive {page_code}": [come_alive(page)]}
    return {
        f"{variant} cold {page_code}".strip(): [cold],
        f"{variant} warm {page_code}".strip(): [warm],
        **alive,
    }


PART: Final = Part("figures", "Navigation to the first figure", 7, _opened)
