"""How long a search takes inside the server, over the sixty questions, and how long its index."""

from __future__ import annotations

import time
import tomllib
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final

from bench.rounds import Part, Round, Samples, nothing_open
from bench.servers import ROOT
from frikommune_viz.edition.reader import open_edition
from frikommune_viz.filters import Filters
from frikommune_viz.search.entries import entries
from frikommune_viz.search.facets import narrowed
from frikommune_viz.search.find import find
from frikommune_viz.search.index import Index

_QUESTIONS: Final = ROOT / "tests" / "search" / "questions.toml"


def _opened(logs: Path) -> AbstractContextManager[Round]:
    edition = open_edition("published")
    listed = tomllib.loads(_QUESTIONS.read_text(encoding="utf-8"))["question"]
    find(edition, "frihed")  # the index of the edition is built by the first who asks

    def one_round() -> Samples:
        began = time.perf_counter()
        Index(entries(edition))
        samples: Samples = {"ours index-ms": [1000 * (time.perf_counter() - began)]}
        for question in listed:
            began = time.perf_counter()
            narrowed(find(edition, question["ask"]).entries, Filters())
            samples.setdefault("ours search-ms", []).append(1000 * (time.perf_counter() - began))
        return samples

    return nothing_open(one_round)


PART: Final = Part("searching", "Search in everything", 5, _opened)
