"""Bytes of our own that a first visit brings over the wire, and the charts of each page."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from bench.browser import chromium, count_bytes, first_figure, settled, sockets_of, visitor
from bench.rounds import Part, Round, Samples
from bench.servers import Server, serve
from bench.visit import Answer, Visit
from frikommune_viz.wording.pages import PAGES

_KB: Final = 1000


@contextmanager
def _opened(logs: Path) -> Iterator[Round]:
    with serve("ours", logs) as server:

        def one_round() -> Samples:
            samples: Samples = {}
            answers = {page.code: asyncio.run(_answer(server, page.code)) for page in PAGES}
            with chromium() as browser:
                for page in PAGES:
                    with visitor(browser, has_chart=answers[page.code].charts > 0) as tab:
                        loaded = count_bytes(tab)
                        sockets = sockets_of(tab)
                        first_figure(tab, server.address + page.address)
                        settled(tab)
                        tab.mouse.wheel(0, 3000)
                        tab.wait_for_timeout(500)
                    samples |= _weights(page.code, answers[page.code], loaded)
                    samples[f"ours sockets {page.code}"] = [float(len(sockets))]
            return samples

        yield one_round


async def _answer(server: Server, page: str) -> Answer:
    visit = await Visit.open(server, page)
    answer = await visit.run()
    visit.close()
    return answer


def _weights(page: str, answer: Answer, loaded: Mapping[str, float]) -> Samples:
    ours = {
        "document": 0.0,
        "fonts": 0.0,
        "assets": 0.0,
    }
    for address, size in loaded.items():
        path = urlsplit(address).path
        if path.endswith(".woff2") and path.startswith("/assets/"):
            ours["fonts"] += size
        elif path.startswith(("/assets/", "/media/")):
            ours["assets"] += size
        elif not path.startswith(("/static/", "/_stcore/")) and path != "blank":
            ours["document"] += size
    return {
        f"ours charts {page}": [float(answer.charts)],
        f"ours reader-kb {page}": [sum(loaded.values()) / _KB],
        f"ours data-kb {page}": [answer.wire_bytes / _KB],
        f"ours plain-data-kb {page}": [answer.payload_bytes / _KB],
        **{f"ours {name}-kb {page}": [size / _KB] for name, size in ours.items()},
    }


PART: Final = Part("weight", "Bytes and charts of each page", 1, _opened)
