"""The first figure on a simulated 4G line: ours behind deploy/nginx.conf, the floor without it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from bench.browser import Line, chromium, first_figure, visitor
from bench.figures import pages_with_charts
from bench.proxy import behind_nginx
from bench.rounds import Part, Round, Samples
from bench.servers import serve
from frikommune_viz.wording.pages import PAGES

_4G: Final = Line(mbit=9, latency_ms=60)


@contextmanager
def _opened(logs: Path) -> Iterator[Round]:
    with serve("floor", logs) as floor, serve("ours", logs) as ours:
        charts = pages_with_charts(ours)
        with behind_nginx(ours.port, logs) as address, chromium(any_certificate=True) as browser:

            def one_round() -> Samples:
                with visitor(browser, has_chart=True, line=_4G) as page:
                    samples = {"floor 4g": [first_figure(page, floor.address)]}
                for ours_page in PAGES:
                    has_chart = ours_page.code in charts
                    with visitor(browser, has_chart=has_chart, line=_4G) as page:
                        took = first_figure(page, address + ours_page.address)
                    samples[f"ours 4g {ours_page.code}"] = [took]
                return samples

            yield one_round


PART: Final = Part("slow-line", "First figure on a 4G line, ours behind nginx", 3, _opened)
