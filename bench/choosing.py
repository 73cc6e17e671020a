"""From a choice to the charts redrawn, in the browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from bench.browser import choice_redrawn, chromium, come_alive, first_figure, settled, visitor
from bench.rounds import Part, Round, Samples
from bench.servers import serve

# Both offer absence and well-being in grades 4-6 and 7-9 (or made-up ones) as the first four.
_CONTROL: Final = {"floor": "[data-testid=stSelectbox]", "ours": ".st-key-choose_indicator"}
_PAGE: Final = {"floor": "/", "ours": "/borgere?indicator=absence_grade_4_6&lang=da"}
_OPTIONS: Final = (1, 2, 3, 0)


@contextmanager
def _opened(logs: Path) -> Iterator[Round]:
    with ExitStack() as held:
        servers = {variant: held.enter_context(serve(variant, logs)) for variant in _PAGE}
        browser = held.enter_context(chromium())
        pages = {}
        for variant, server in servers.items():
            page = held.enter_context(visitor(browser, has_chart=True))
            first_figure(page, server.address + _PAGE[variant])
            settled(page)
            if variant == "ours":
                come_alive(page)
            for place in _OPTIONS:  # the first time in a process a figure is also made
                choice_redrawn(page, _CONTROL[variant], place)
            pages[variant] = page

        def one_round() -> Samples:
            samples: Samples = {}
            for place in _OPTIONS:
                for variant, page in pages.items():
                    first, last = choice_redrawn(page, _CONTROL[variant], place)
                    samples.setdefault(f"{variant} first-redrawn", []).append(first)
                    samples.setdefault(f"{variant} all-redrawn", []).append(last)
            return samples

        yield one_round


PART: Final = Part("choosing", "Choice to redrawn", 5, _opened)
